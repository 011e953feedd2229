//! Answers as JavaScript gets them, and what the bits of a contact are called.

use govseg::{Segments, Vocabulary};

/// An answer in one number: in the lowest eight bits the possible segments as a set, above them one more than the place of
/// the rule, or 0.
pub(crate) fn packed(possible: Segments, rule: Option<usize>) -> u32 {
    u32::from(possible.bits()) | rule.and_then(|place| u32::try_from(place + 1).ok()).unwrap_or(0) << 8
}

/// The name of the fact at a place, or none behind the last.
pub(crate) fn fact_at(names: &Vocabulary, place: usize) -> Option<String> {
    names.facts().nth(place).map(|fact| names.name(fact).to_owned())
}

/// The name of the value at a place of the fact at a place, or none behind the last.
pub(crate) fn value_at(names: &Vocabulary, fact: usize, place: usize) -> Option<String> {
    names.facts().nth(fact).and_then(|fact| names.values(fact).get(place).cloned())
}
