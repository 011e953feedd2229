//! Full assignments of the facts that a policy looks at, each with its segment and rule: what other engines that run
//! the policy are held against.

use crate::completion::{Completion, deciding_facts, first_rule, is_consistent};
use crate::golden::CONTRADICTION;
use crate::policy::Policy;
use crate::vocabulary::{Fact, OTHER};

/// The assignments as CSV, under the names of the facts, `segment` and `rule`: all of them, the last fact changing
/// fastest, or a sample of so many that a seed chooses.
///
/// Those that break an implication have the segment `contradiction`. Where no rule gives the segment, `rule` is empty.
pub fn table(policy: &Policy, sample: Option<(usize, u64)>) -> String {
    let facts = deciding_facts(policy);
    let names = facts.iter().map(|fact| fact.id.as_str()).chain(["segment", "rule"]);
    let mut csv = line(names);
    match sample {
        None => each(&facts, &mut Vec::new(), &mut |values| csv += &row(policy, &facts, values)),
        Some((count, seed)) => {
            let mut random = Random(seed);
            for _ in 0..count {
                let values = facts.iter().map(|fact| fact.values[random.below(fact.values.len())].as_str());
                csv += &row(policy, &facts, &values.collect::<Vec<_>>());
            }
        }
    }
    csv
}

fn each<'a>(left: &'a [Fact], chosen: &mut Vec<&'a str>, visit: &mut dyn FnMut(&[&str])) {
    let Some((fact, left)) = left.split_first() else { return visit(chosen) };
    for value in &fact.values {
        chosen.push(value);
        each(left, chosen, visit);
        chosen.pop();
    }
}

fn row(policy: &Policy, facts: &[Fact], values: &[&str]) -> String {
    let names = facts.iter().map(|fact| fact.id.clone());
    let completion: Completion = names.zip(values.iter().map(|&value| value.to_owned())).collect();
    let rule = first_rule(policy, &completion);
    let [segment, rule] = if is_consistent(policy, &completion) {
        rule.map_or([OTHER, ""], |rule| [&rule.segment, &rule.id])
    } else {
        [CONTRADICTION, ""]
    };
    line(values.iter().copied().chain([segment, rule]))
}

/// A line of CSV. A cell with a quotation mark or a comma in it stands between quotation marks.
fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let cells = cells.map(|cell| {
        if cell.contains(['"', ',']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
    });
    cells.collect::<Vec<_>>().join(",") + "\n"
}

/// Numbers from a seed (splitmix64), the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % end as u64).expect("less than `end`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golden;

    #[test]
    fn all_of_the_default_policy_are_the_golden_table() {
        assert_eq!(table(&Policy::built_in(), None), golden::table());
    }

    #[test]
    fn a_sample_is_a_part_of_all() {
        let all = golden::table();
        let sample = table(&Policy::built_in(), Some((50, 1)));
        assert_eq!(sample.lines().count(), 51);
        assert!(sample.lines().all(|line| all.contains(line)));
        assert_ne!(sample, table(&Policy::built_in(), Some((50, 2))));
    }
}
