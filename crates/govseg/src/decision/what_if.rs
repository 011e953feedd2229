//! What would have to be otherwise for another segment.

use super::Decision;
use super::given::Given;
use super::smallest::smallest;
use crate::json::Json;
use crate::vocabulary::FactId;
use crate::{Contact, Segment};

/// The fewest given facts to replace so that a segment becomes possible.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WhatIf {
    /// The segment that would be possible.
    pub segment: Segment,
    /// The facts to replace, and the values of each that serve: any of them, together with any of the others'.
    pub replace: Vec<(FactId, u64)>,
    /// Whether it would then be decided as that segment, not only possible.
    pub decided: bool,
}

pub(super) fn what_if(decision: &Decision<'_>) -> Vec<WhatIf> {
    let policy = decision.policy;
    let names = policy.vocabulary();
    let given = Given::new(decision);
    let others = crate::Segments::ALL.iter().filter(|&segment| !decision.possible.contains(segment));
    let reachable = policy.decide(Contact::UNKNOWN).possible();
    let allows = |contact: Contact, segment| policy.compiled.possible(policy, contact).contains(segment);
    others
        .filter(|&segment| reachable.contains(segment))
        .map(|segment| {
            let chosen = smallest(given.facts.len(), |chosen| allows(given.forgetting(chosen), segment));
            let replaced = given.those(chosen);
            let replace =
                replacements(decision, given.forgetting(chosen), &replaced, |contact| allows(contact, segment));
            let after =
                replace.iter().fold(decision.contact, |contact, &(fact, set)| names.replace(contact, fact, set));
            WhatIf { segment, replace, decided: policy.compiled.possible(policy, after).single() == Some(segment) }
        })
        .collect()
}

/// For each fact to replace a set of values, as large as it may be while every choice from the sets serves.
fn replacements(
    decision: &Decision<'_>,
    forgotten: Contact,
    facts: &[FactId],
    serves: impl Fn(Contact) -> bool,
) -> Vec<(FactId, u64)> {
    let names = decision.policy.vocabulary();
    let ones = |fact: FactId| (0..names.values(fact).len()).map(|index| 1_u64 << index);
    // One value each, fact after fact: the first with which it still can be reached.
    let mut contact = forgotten;
    let mut sets = Vec::with_capacity(facts.len());
    for &fact in facts {
        let first =
            ones(fact).find(|&one| serves(names.replace(contact, fact, one))).unwrap_or_else(|| names.unknown(fact));
        contact = names.replace(contact, fact, first);
        sets.push((fact, first));
    }
    // More values, as long as each of them serves with every choice of the others.
    for at in 0..sets.len() {
        let Some(&(fact, first)) = sets.get(at) else { continue };
        let more = ones(fact)
            .filter(|&one| one != first && every_choice(decision, forgotten, &sets, Some((at, one)), &serves));
        let set = more.fold(first, |set, one| set | one);
        if let Some(entry) = sets.get_mut(at) {
            entry.1 = set;
        }
    }
    sets
}

/// Whether every choice of one value from each set serves, with the set at one place replaced.
fn every_choice(
    decision: &Decision<'_>,
    contact: Contact,
    sets: &[(FactId, u64)],
    instead: Option<(usize, u64)>,
    serves: &impl Fn(Contact) -> bool,
) -> bool {
    let Some(((fact, set), rest)) = sets.split_first() else { return serves(contact) };
    let set = match instead {
        Some((0, one)) => one,
        _ => *set,
    };
    let instead = instead.and_then(|(at, one)| at.checked_sub(1).map(|at| (at, one)));
    let names = decision.policy.vocabulary();
    (0..names.values(*fact).len())
        .map(|index| 1_u64 << index)
        .filter(|one| set & one != 0)
        .all(|one| every_choice(decision, names.replace(contact, *fact, one), rest, instead, serves))
}

impl WhatIf {
    /// The wire form: `{"decided": …, "replace": {fact: values}, "segment": …}`.
    pub(super) fn json(&self, decision: &Decision<'_>) -> Json {
        let names = decision.policy.vocabulary();
        Json::object([
            ("segment", Json::string(self.segment.to_string())),
            ("decided", Json::Bool(self.decided)),
            (
                "replace",
                Json::object(self.replace.iter().map(|&(fact, set)| (names.name(fact), names.json_set(fact, set)))),
            ),
        ])
    }
}
