//! A contact as JavaScript passes it: its two words, each as a lower and an upper half; and what the bits in them are
//! called.

use govseg::{Contact, Facts, OwnFacts, Segments, Vocabulary};

pub(crate) fn contact([facts_low, facts_high, own_low, own_high]: [u32; 4]) -> Contact {
    let word = |low: u32, high: u32| u64::from(high) << 32 | u64::from(low);
    Contact { facts: Facts::from_word(word(facts_low, facts_high)), own: OwnFacts::from_word(word(own_low, own_high)) }
}

#[cfg(feature = "main")]
#[expect(clippy::cast_possible_truncation, reason = "a half is what is wanted")]
pub(crate) fn halves(contact: Contact) -> [u32; 4] {
    let (facts, own) = (contact.facts.word(), contact.own.word());
    [facts as u32, (facts >> 32) as u32, own as u32, (own >> 32) as u32]
}

/// An answer in one number: in the lowest eight bits the possible segments as a set, above them one more than the place of
/// the rule, or 0.
pub(crate) fn packed(possible: Segments, rule: Option<usize>) -> u32 {
    let set = possible.iter().fold(0, |set, segment| set | 1 << segment as u32);
    set | rule.and_then(|place| u32::try_from(place + 1).ok()).unwrap_or(0) << 8
}

/// The name of the fact at a place, or none behind the last.
pub(crate) fn fact_at(names: &Vocabulary, place: usize) -> Option<String> {
    names.facts().nth(place).map(|fact| names.name(fact).to_owned())
}

/// The name of the value at a place of the fact at a place, or none behind the last.
pub(crate) fn value_at(names: &Vocabulary, fact: usize, place: usize) -> Option<String> {
    names.facts().nth(fact).and_then(|fact| names.values(fact).get(place).cloned())
}
