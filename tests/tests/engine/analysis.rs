//! `check` and `diff` against going through every assignment.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use govseg::{Area, FindingKind, Policy};
use govseg_conformance::completion::{Completion, deciding_facts, dividing_facts, each_completion, first_rule, holds};
use govseg_conformance::decide::segment_of;
use govseg_conformance::facts::Facts;
use govseg_conformance::policy as reference;
use proptest::prelude::*;

use crate::random::{Random, facts, policy};
use crate::random_policies::both;

/// Every way to keep the implications.
fn lawful(policy: &reference::Policy, over: &[govseg_conformance::vocabulary::Fact]) -> Vec<Completion> {
    let mut all = Vec::new();
    let _ = each_completion(policy, &Facts::new(), over, &mut |completion| {
        all.push(completion.clone());
        ControlFlow::Continue(())
    });
    all
}

fn inside(area: &Area, completion: &Completion) -> bool {
    area.facts.iter().all(|(fact, values)| values.contains(&completion[fact]))
}

fn rules_that_hold<'a>(policy: &'a reference::Policy, completion: &Completion) -> Vec<&'a reference::Rule> {
    policy.rules.iter().filter(|rule| holds(&rule.when, completion, &[])).collect()
}

/// What one policy makes of an assignment, which may hold facts and values that it does not know.
fn side(policy: &reference::Policy, assignment: &Completion) -> String {
    let known = policy.facts();
    let strange = known.iter().any(|fact| assignment.get(&fact.id).is_some_and(|value| !fact.values.contains(value)));
    let kept = |implication: &reference::Implication| {
        !holds(&implication.when, assignment, &[]) || holds(&Some(vec![implication.then.clone()]), assignment, &[])
    };
    if strange || !policy.implies.iter().all(kept) {
        return "contradiction".to_owned();
    }
    segment_of(policy, assignment)
}

/// Every assignment of some facts.
fn assignments(facts: &[(String, Vec<String>)]) -> Vec<Completion> {
    facts.iter().fold(vec![Completion::new()], |all, (fact, values)| {
        let with = |one: &Completion, value: &String| {
            let mut one = one.clone();
            one.insert(fact.clone(), value.clone());
            one
        };
        all.iter().flat_map(|one| values.iter().map(|value| with(one, value)).collect::<Vec<_>>()).collect()
    })
}

/// What is proved of a policy, against every assignment.
pub(crate) fn same_check(engine: &Policy, slow: &reference::Policy) -> Result<(), TestCaseError> {
    let check = engine.check().unwrap();
    let all = lawful(slow, &deciding_facts(slow));
    prop_assert_eq!(&check.assignments, &all.len().to_string());

    for (segment, count) in &check.by_segment {
        let wanted = all.iter().filter(|one| segment_of(slow, one) == segment.to_string()).count();
        prop_assert_eq!(count, &wanted.to_string(), "{} under {}", segment, engine.to_json());
    }
    let found = |kind: FindingKind| -> BTreeSet<String> {
        let of_kind = check.findings.iter().filter(|finding| finding.kind == kind);
        of_kind.filter_map(|finding| finding.ids.first().cloned()).collect()
    };
    if all.is_empty() {
        prop_assert!(check.findings.iter().any(|finding| finding.kind == FindingKind::ImplicationsContradict));
        return Ok(());
    }
    let (mut never_holds, mut never_fires) = (BTreeSet::new(), BTreeSet::new());
    for rule in &slow.rules {
        if !all.iter().any(|one| holds(&rule.when, one, &[])) {
            never_holds.insert(rule.id.clone());
        } else if !all.iter().any(|one| first_rule(slow, one).is_some_and(|first| first.id == rule.id)) {
            never_fires.insert(rule.id.clone());
        }
    }
    prop_assert_eq!(found(FindingKind::RuleNeverHolds), never_holds, "{}", engine.to_json());
    prop_assert_eq!(found(FindingKind::RuleNeverFires), never_fires, "{}", engine.to_json());

    for finding in &check.findings {
        let concerned = |one: &Completion| match finding.kind {
            FindingKind::NoRuleHolds => rules_that_hold(slow, one).is_empty(),
            FindingKind::BecomesOther => first_rule(slow, one).is_some_and(|rule| rule.segment == "other"),
            FindingKind::RulesOverlap => {
                finding.ids.iter().all(|id| rules_that_hold(slow, one).iter().any(|rule| rule.id == *id))
            }
            _ => false,
        };
        if !matches!(finding.kind, FindingKind::NoRuleHolds | FindingKind::BecomesOther | FindingKind::RulesOverlap) {
            continue;
        }
        let count = all.iter().filter(|one| concerned(one)).count();
        prop_assert_eq!(&finding.assignments, &Some(count.to_string()));
        for one in &all {
            let named = finding.areas.iter().any(|area| inside(area, one));
            // Where there are too many areas to name, those that are named are of the set.
            prop_assert_eq!(
                named,
                concerned(one) && (finding.complete || named),
                "{:?} of {:?} under {}",
                one,
                finding,
                engine.to_json()
            );
        }
    }
    // Whatever is `other` is said to be, one way or the other.
    for one in all.iter().filter(|one| segment_of(slow, one) == "other") {
        let mut said = check
            .findings
            .iter()
            .filter(|finding| matches!(finding.kind, FindingKind::NoRuleHolds | FindingKind::BecomesOther));
        prop_assert!(said.any(|finding| finding.areas.iter().any(|area| inside(area, one))), "{:?}", one);
    }
    // Two rules of different segments that hold together are named, unless the later takes whatever is left.
    for one in &all {
        let here = rules_that_hold(slow, one);
        for (at, later) in here.iter().enumerate() {
            for winner in here.iter().take(at).filter(|rule| rule.segment != later.segment && later.when.is_some()) {
                let ids = [winner.id.clone(), later.id.clone()];
                let mut overlaps = check.findings.iter().filter(|finding| finding.kind == FindingKind::RulesOverlap);
                prop_assert!(overlaps.any(|finding| finding.ids == ids), "{:?}", ids);
            }
        }
    }
    let dividing = lawful(slow, &dividing_facts(slow));
    let channels: Vec<Vec<String>> = (1..16_usize)
        .map(|set| {
            ["phone", "email", "website", "fax"]
                .iter()
                .enumerate()
                .filter(|(bit, _)| set >> bit & 1 == 1)
                .map(|(_, &channel)| channel.to_owned())
                .collect()
        })
        .collect();
    let mut applied = BTreeSet::new();
    for one in &dividing {
        let segment = format!("{}.", segment_of(slow, one));
        let mut of_segment = slow.sub_segments.iter().filter(|sub| sub.id.starts_with(&segment)).peekable();
        if of_segment.peek().is_some() {
            let subs: Vec<_> = of_segment.collect();
            for used in &channels {
                applied.extend(subs.iter().find(|sub| holds(&sub.when, one, used)).map(|sub| sub.id.clone()));
            }
        }
    }
    let never: BTreeSet<String> =
        slow.sub_segments.iter().map(|sub| sub.id.clone()).filter(|id| !applied.contains(id)).collect();
    prop_assert_eq!(found(FindingKind::SubSegmentNeverApplies), never, "{}", engine.to_json());
    Ok(())
}

/// What differs between two policies, against every assignment.
pub(crate) fn same_diff(
    (a, slow_a): (&Policy, &reference::Policy),
    (b, slow_b): (&Policy, &reference::Policy),
) -> Result<(), TestCaseError> {
    let diff = a.diff(b).unwrap();

    let mentioned: BTreeSet<String> =
        deciding_facts(slow_a).into_iter().chain(deciding_facts(slow_b)).map(|fact| fact.id).collect();
    let mut union: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for fact in slow_a.facts().into_iter().chain(slow_b.facts()).filter(|fact| mentioned.contains(&fact.id)) {
        let values = union.entry(fact.id).or_default();
        for value in fact.values {
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    let all = assignments(&union.into_iter().collect::<Vec<_>>());
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut possible = 0;
    for one in &all {
        let (from, to) = (side(slow_a, one), side(slow_b, one));
        if from == to {
            possible += usize::from(from != "contradiction");
            continue;
        }
        possible += 1;
        let group = diff
            .groups
            .iter()
            .find(|group| (group.from.to_string(), group.to.to_string()) == (from.clone(), to.clone()));
        prop_assert!(
            group.is_some_and(|group| !group.complete || group.areas.iter().any(|area| inside(area, one))),
            "{:?}",
            one
        );
        *counts.entry((from, to)).or_default() += 1;
    }
    prop_assert_eq!(&diff.assignments, &possible.to_string(), "{} and {}", a.to_json(), b.to_json());
    prop_assert_eq!(&diff.changed, &counts.values().sum::<usize>().to_string());
    prop_assert_eq!(diff.groups.len(), counts.len());
    for group in &diff.groups {
        let key = (group.from.to_string(), group.to.to_string());
        prop_assert_eq!(&group.assignments, &counts[&key].to_string());
        let example: Completion = group.example.iter().cloned().collect();
        prop_assert_eq!((side(slow_a, &example), side(slow_b, &example)), key);
        for one in &all {
            if group.areas.iter().any(|area| inside(area, one)) {
                let sides = (side(slow_a, one), side(slow_b, one));
                let both_impossible = ("contradiction".to_owned(), "contradiction".to_owned());
                prop_assert!(sides == (group.from.to_string(), group.to.to_string()) || sides == both_impossible);
            }
        }
    }
    prop_assert!(a.diff(a).unwrap().is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn check(seed in any::<u64>()) {
        let random = &mut Random(seed);
        let words = facts(random, 2);
        let text = policy(random, &words, 10).to_string();
        let (engine, slow) = both(&text);
        same_check(&engine, &slow)?;
    }

    #[test]
    fn diff(seed in any::<u64>()) {
        let random = &mut Random(seed);
        let ours = facts(random, 2);
        // The other policy may lack a fact, and may have other values.
        let mut theirs = ours.clone();
        if random.one_in(2) && theirs.len() > 2 {
            theirs.pop();
        }
        if random.one_in(2) && let Some((name, values)) = theirs.last_mut() && name.starts_with("own") {
            values.push("more".to_owned());
        }
        let texts = [policy(random, &ours, 8).to_string(), policy(random, &theirs, 8).to_string()];
        let [(a, slow_a), (b, slow_b)] = [both(&texts[0]), both(&texts[1])];
        same_diff((&a, &slow_a), (&b, &slow_b))?;
    }
}

#[test]
fn the_default_policy_has_nothing_to_mend() {
    let check = Policy::gsa_2008().check().unwrap();
    assert_eq!(check.assignments, "12096");
    assert!(!check.has_warnings(), "{}", check.to_json());
}
