//! What one column says of a contact, in a form in which columns are laid over each other by `&` alone.

use govseg::{Contact, Facts, OwnFacts};

/// What is said of one contact.
pub(crate) trait Said: Copy + Send + Sync + Into<Contact> {
    /// Nothing is known.
    const UNKNOWN: Self;
    /// A cell that cannot be read: once laid over a contact, it stays.
    const BAD: Self;

    fn new(contact: Contact) -> Self;

    /// What holds when both hold.
    #[must_use]
    fn narrow(self, other: Self) -> Self;

    /// What holds when one of the two holds; bad if one of them is.
    #[must_use]
    fn union(self, other: Self) -> Self;

    /// The same if `valid`, and nothing otherwise; without a branch.
    #[must_use]
    fn if_valid(self, valid: bool) -> Self;

    fn is_bad(self) -> bool;
}

/// The built-in facts alone. The channels stand inverted, so that those of several columns add up by `&` as well, and
/// one bit more is set while every cell could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Word(u64);

const CHANNELS: u64 = Facts::from_word(u64::MAX).word() & !Facts::UNKNOWN.word();
const READABLE: u64 = 1 << 63;
const _: () = assert!(Facts::from_word(u64::MAX).word() & READABLE == 0, "the last bit of a word is free");

impl Said for Word {
    const UNKNOWN: Self = Self(u64::MAX);
    const BAD: Self = Self(!READABLE);

    fn new(contact: Contact) -> Self {
        Self((contact.facts.word() ^ CHANNELS) | READABLE)
    }

    fn narrow(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    fn union(self, other: Self) -> Self {
        const INVERTED: u64 = CHANNELS | READABLE;
        Self((self.0 | other.0) & !INVERTED | self.0 & other.0 & INVERTED)
    }

    fn if_valid(self, valid: bool) -> Self {
        Self(self.0 | u64::from(valid).wrapping_sub(1))
    }

    fn is_bad(self) -> bool {
        self.0 & READABLE == 0
    }
}

impl From<Word> for Contact {
    fn from(word: Word) -> Self {
        Facts::from_word(word.0 ^ CHANNELS).into()
    }
}

/// The built-in facts and a policy's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct WideWord(Word, OwnFacts);

impl Said for WideWord {
    const UNKNOWN: Self = Self(Word::UNKNOWN, OwnFacts::UNKNOWN);
    const BAD: Self = Self(Word::BAD, OwnFacts::UNKNOWN);

    fn new(contact: Contact) -> Self {
        Self(Word::new(contact), contact.own)
    }

    fn narrow(self, other: Self) -> Self {
        Self(self.0.narrow(other.0), own(self.1).narrow(own(other.1)).own)
    }

    fn union(self, other: Self) -> Self {
        Self(self.0.union(other.0), own(self.1).union(own(other.1)).own)
    }

    fn if_valid(self, valid: bool) -> Self {
        if valid { self } else { Self::UNKNOWN }
    }

    fn is_bad(self) -> bool {
        self.0.is_bad()
    }
}

impl From<WideWord> for Contact {
    fn from(word: WideWord) -> Self {
        Self { facts: Self::from(word.0).facts, own: word.1 }
    }
}

fn own(own: OwnFacts) -> Contact {
    Contact { facts: Facts::UNKNOWN, own }
}

#[cfg(test)]
mod tests {
    use super::*;
    use govseg::{Channel, CustomerType};

    fn laws<W: Said + PartialEq + std::fmt::Debug>() {
        let citizen = Contact::from(Facts::UNKNOWN.with(CustomerType::Citizen).with(Channel::Phone));
        let mail = Contact::from(Facts::UNKNOWN.with(Channel::PostalMail));
        for contact in [Contact::UNKNOWN, citizen, mail] {
            assert_eq!(W::new(contact).into(), contact);
            assert_eq!(W::new(contact).if_valid(true), W::new(contact));
            assert_eq!(W::new(contact).if_valid(false).into(), Contact::UNKNOWN);
            assert!(!W::new(contact).is_bad());
            assert!(W::new(contact).narrow(W::BAD).is_bad());
        }
        assert_eq!(W::new(citizen).narrow(W::new(mail)).into(), citizen.narrow(mail));
        assert_eq!(W::new(citizen).union(W::new(mail)).into(), citizen.union(mail));
        assert!(W::UNKNOWN.union(W::BAD).is_bad() && W::BAD.union(W::new(mail)).is_bad());
        assert!(W::BAD.is_bad() && !W::UNKNOWN.is_bad() && !W::BAD.if_valid(false).is_bad());
    }

    #[test]
    fn columns_are_laid_over_each_other() {
        laws::<Word>();
        laws::<WideWord>();
    }
}
