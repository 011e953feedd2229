//! Which answers leave the same to be found out.

use std::collections::HashMap;

use super::{Diagram, Target};

/// The diagrams of what is left after an answer, cut down to what is still possible and reduced: equal functions get
/// equal numbers. The top bit marks a label.
#[derive(Default)]
struct Reduced {
    known: HashMap<(u16, Vec<u32>), u32>,
}

/// No assignment is left.
const NOTHING: u32 = u32::MAX;

impl Diagram {
    /// Classes of a level's values, joined where every assignment of the other levels gets the same label with either.
    /// A class that no assignment in the set has is left out. In the order of each one's first class.
    pub(crate) fn alike(&self, words: &[u64; 3], level: usize, classes: &[u64]) -> Vec<u64> {
        let mut groups: Vec<(u32, u64)> = Vec::new();
        let mut reduced = Reduced::default();
        let Some(&field) = self.levels.get(level) else { return Vec::new() };
        for &class in classes {
            let mut words = *words;
            let Some(word) = words.get_mut(usize::from(field.word)) else { continue };
            let class = class & field.read(*word);
            *word = field.write(*word, class);
            let left = self.root.map_or(NOTHING, |root| self.reduce(root, &words, &mut reduced, &mut HashMap::new()));
            if class == 0 || left == NOTHING {
                continue;
            }
            match groups.iter_mut().find(|(known, _)| *known == left) {
                Some((_, values)) => *values |= class,
                None => groups.push((left, class)),
            }
        }
        groups.into_iter().map(|(_, values)| values).collect()
    }

    /// The number of the function that is left behind a target.
    fn reduce(&self, at: Target, words: &[u64; 3], reduced: &mut Reduced, seen: &mut HashMap<u32, u32>) -> u32 {
        let Err(index) = at.split() else { return at.0 };
        if let Some(&number) = seen.get(&index) {
            return number;
        }
        let Some(&node) = self.nodes.get(index as usize) else { return NOTHING };
        let possible = words.get(usize::from(node.field.word)).map_or(0, |&word| node.field.read(word));
        let mut children = vec![NOTHING; node.field.width.into()];
        for edge in self.edges_of(node).iter().filter(|edge| edge.values & possible != 0) {
            let child = self.reduce(edge.to, words, reduced, seen);
            for (value, entry) in children.iter_mut().enumerate() {
                if edge.values >> value & 1 == 1 {
                    *entry = child;
                }
            }
        }
        let children: Vec<u32> =
            (0..).zip(children).filter(|(value, _)| possible >> value & 1 == 1).map(|(_, child)| child).collect();
        let number = match children.split_first() {
            Some((first, rest)) if rest.iter().all(|child| child == first) => *first,
            _ => {
                let next = u32::try_from(reduced.known.len()).unwrap_or(NOTHING);
                *reduced.known.entry((node.level, children)).or_insert(next)
            }
        };
        seen.insert(index, number);
        number
    }
}

#[cfg(all(test, feature = "toml"))]
mod tests {
    use crate::{Contact, Policy};

    /// Which values are alike depends on what is known: for a private customer the second way is like the first, for an
    /// official one it is not.
    #[test]
    fn what_is_impossible_tells_nothing_apart() {
        let policy = Policy::from_toml(
            r#"
            id = "ways"
            version = "1"
            fact = [
              { id = "way", values = ["first", "second", "third", "fourth"] },
              { id = "early", values = ["no", "yes"] },
            ]
            implies = [{ when = { way = "fourth" }, then = { capacity = "official" } }]
            rule = [
              { id = "commercial.second", segment = "commercial", when = { way = "second", capacity = "official" } },
              { id = "beneficial.third", segment = "beneficial", when = { way = "third" } },
              { id = "dutiful.early", segment = "dutiful", when = { early = "yes" } },
            ]
            "#,
        )
        .unwrap();
        let names = policy.vocabulary();
        let way = names.fact("way").unwrap();
        let capacity = names.fact("capacity").unwrap();
        let level = policy.compiled.mentioned.binary_search(&way).unwrap();
        let alike = |capacities: &[&str]| {
            let set = capacities.iter().map(|value| names.value(capacity, value).unwrap()).sum();
            let contact = names.narrow(Contact::UNKNOWN, capacity, set);
            policy.compiled.segments.alike(&contact.words(), level, &[0b0001, 0b0010, 0b0100, 0b1000])
        };
        assert_eq!(alike(&["private"]), [0b0011, 0b0100]);
        assert_eq!(alike(&["official"]), [0b1001, 0b0010, 0b0100]);
        assert_eq!(alike(&["private", "official"]), [0b0001, 0b0010, 0b0100, 0b1000]);
    }
}
