//! The contacts that a partly known contact may turn out to be.

use crate::facts::Facts;
use crate::policy::{Condition, Conditions, Policy, Rule, When};
use crate::vocabulary::{CHANNEL, Fact};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// One value for each fact that is looked at.
pub type Completion = BTreeMap<String, String>;

/// The names of the facts that alternatives mention.
pub fn mentioned(when: &When) -> BTreeSet<String> {
    let tables = when.iter().flatten();
    tables.flat_map(|table| table.keys().cloned()).collect()
}

/// The facts, in fact order, that a rule or an implication mentions. These alone decide the segment.
///
/// # Panics
///
/// If `channel` is among them, which no policy may do.
pub fn deciding_facts(policy: &Policy) -> Vec<Fact> {
    let mut names = BTreeSet::new();
    for rule in &policy.rules {
        names.extend(mentioned(&rule.when));
    }
    for implication in &policy.implies {
        names.extend(mentioned(&implication.when));
        names.extend(implication.then.keys().cloned());
    }
    assert!(!names.contains(CHANNEL), "channel never decides");
    in_fact_order(policy, &names)
}

/// The facts, in fact order, that a rule, an implication or a sub-segment mentions, without `channel`.
pub fn dividing_facts(policy: &Policy) -> Vec<Fact> {
    let mut names: BTreeSet<String> = deciding_facts(policy).into_iter().map(|fact| fact.id).collect();
    for sub_segment in &policy.sub_segments {
        names.extend(mentioned(&sub_segment.when));
    }
    names.remove(CHANNEL);
    in_fact_order(policy, &names)
}

fn in_fact_order(policy: &Policy, names: &BTreeSet<String>) -> Vec<Fact> {
    let facts = policy.facts().into_iter();
    facts.filter(|fact| names.contains(&fact.id)).collect()
}

/// The values that a fact can still have.
pub fn possible_values(fact: &Fact, given: &Facts) -> Vec<String> {
    given.get(&fact.id).unwrap_or(&fact.values).clone()
}

/// Visits, one after the other, every way to give each of the facts `over` one of the values that `given`
/// leaves it, such that all implications hold.
///
/// A fact that is not among `over` can be anything, unless nothing is left of it: then there is no completion.
/// The facts of all implications must be among `over`.
pub fn each_completion(
    policy: &Policy,
    given: &Facts,
    over: &[Fact],
    visit: &mut dyn FnMut(&Completion) -> ControlFlow<()>,
) -> ControlFlow<()> {
    if given.values().any(Vec::is_empty) {
        return ControlFlow::Continue(());
    }
    choose(policy, given, over, &mut Completion::new(), visit)
}

/// Gives the first of the facts `left` each of its values in turn, and then the others likewise.
fn choose(
    policy: &Policy,
    given: &Facts,
    left: &[Fact],
    chosen: &mut Completion,
    visit: &mut dyn FnMut(&Completion) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let Some((fact, left)) = left.split_first() else {
        return if is_consistent(policy, chosen) { visit(chosen) } else { ControlFlow::Continue(()) };
    };
    for value in possible_values(fact, given) {
        chosen.insert(fact.id.clone(), value);
        choose(policy, given, left, chosen, visit)?;
    }
    ControlFlow::Continue(())
}

/// Whether all implications hold.
pub fn is_consistent(policy: &Policy, completion: &Completion) -> bool {
    policy
        .implies
        .iter()
        .all(|implication| !holds(&implication.when, completion, &[]) || all_hold(&implication.then, completion, &[]))
}

/// Whether one of the alternatives holds; `channels` are the channels that were used.
pub fn holds(when: &When, completion: &Completion, channels: &[String]) -> bool {
    match when {
        None => true,
        Some(tables) => tables.iter().any(|table| all_hold(table, completion, channels)),
    }
}

fn all_hold(table: &Conditions, completion: &Completion, channels: &[String]) -> bool {
    table.iter().all(|(fact, condition)| {
        if fact == CHANNEL {
            channel_holds(condition, channels)
        } else {
            match condition {
                Condition::AnyOf(values) => values.contains(&completion[fact]),
                Condition::NoneOf(_) => unreachable!("only `channel` keeps a negation"),
            }
        }
    })
}

/// Whether a condition on `channel` holds where these channels, and no others, were used.
pub fn channel_holds(condition: &Condition, channels: &[String]) -> bool {
    match condition {
        Condition::AnyOf(listed) => channels.iter().any(|used| listed.contains(used)),
        Condition::NoneOf(listed) => !channels.iter().any(|used| listed.contains(used)),
    }
}

/// The first rule that holds.
pub fn first_rule<'a>(policy: &'a Policy, completion: &Completion) -> Option<&'a Rule> {
    let mut rules = policy.rules.iter();
    rules.find(|rule| holds(&rule.when, completion, &[]))
}

/// The weight of a completion: its values' weights multiplied.
pub fn weight(policy: &Policy, completion: &Completion) -> num_bigint::BigUint {
    completion.iter().map(|(fact, value)| policy.weight(fact, value)).product()
}
