//! A contact as JavaScript passes it: its two words, each as a lower and an upper half.

use govseg::Contact;
#[cfg(not(feature = "policy"))]
use govseg::{Facts, OwnFacts};

#[cfg(not(feature = "policy"))]
pub(crate) fn contact([facts_low, facts_high, own_low, own_high]: [u32; 4]) -> Contact {
    let word = |low: u32, high: u32| u64::from(high) << 32 | u64::from(low);
    Contact { facts: Facts::from_word(word(facts_low, facts_high)), own: OwnFacts::from_word(word(own_low, own_high)) }
}

#[cfg(any(feature = "main", feature = "policy"))]
#[expect(clippy::cast_possible_truncation, reason = "a half is what is wanted")]
pub(crate) fn halves(contact: Contact) -> [u32; 4] {
    let (facts, own) = (contact.facts.word(), contact.own.word());
    [facts as u32, (facts >> 32) as u32, own as u32, (own >> 32) as u32]
}
