//! The given facts, and what is left when some of them are forgotten.

use super::Decision;
use crate::Contact;
use crate::vocabulary::FactId;

/// The facts that a decision may rest on: those of which something is known, but for the channel.
pub(super) struct Given {
    contact: Contact,
    pub(super) facts: Vec<FactId>,
    /// By fact: all its values, and none of the others'.
    unknown: Vec<Contact>,
}

impl Given {
    pub(super) fn new(decision: &Decision<'_>) -> Self {
        let names = decision.policy.vocabulary();
        let facts: Vec<FactId> = names.given(decision.contact).filter(|&fact| fact != FactId::CHANNEL).collect();
        let unknown = facts.iter().map(|&fact| names.replace(Contact::NOTHING, fact, names.unknown(fact))).collect();
        Self { contact: decision.contact, facts, unknown }
    }

    /// The contact without what is known of the facts at these places.
    pub(super) fn forgetting(&self, places: u64) -> Contact {
        let forgotten = (0..).zip(&self.unknown).filter(|(place, _)| places >> place & 1 == 1);
        forgotten.fold(self.contact, |contact, (_, &unknown)| contact.union(unknown))
    }

    /// The contact with what is known of the facts at these places, and of the channel.
    pub(super) fn keeping(&self, places: u64) -> Contact {
        self.forgetting(!places)
    }

    /// The facts at these places.
    pub(super) fn those(&self, places: u64) -> Vec<FactId> {
        (0..).zip(&self.facts).filter(|(place, _)| places >> place & 1 == 1).map(|(_, &fact)| fact).collect()
    }
}
