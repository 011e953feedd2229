//! The book that is kept of a table's rows while they are classified: what a report needs, in bounded memory.

use std::collections::BTreeMap;

use govseg::{Contact, FactId, Policy};

use super::counts::{Class, Counts};
use super::examples::{Examples, Part};
use super::groups::Groups;
use super::naming::RowNames;
use super::outlook::{Open, Outlook};
use crate::answers::Kind;
use crate::reject::Reject;
use crate::summary::Because;

/// How many ways to clash have examples.
const MOST_CLASHES: usize = 200;
/// How many rejected rows are kept.
const MOST_REJECTS: usize = 20;

/// What is written down of the rows. Ledgers of consecutive parts of a table, absorbed in the order of the rows, are the
/// ledger of the whole.
#[derive(Debug)]
pub(crate) struct Ledger<'p> {
    /// The part of the table that is being written down.
    part: Part,
    pub(super) counts: Counts,
    pub(super) organizations: Groups,
    pub(super) kinds: Groups,
    pub(super) outlook: Outlook<'p>,
    pub(super) examples: BTreeMap<Topic, Examples>,
    pub(super) clashes: BTreeMap<Because, Examples>,
    /// The first rejected rows.
    pub(super) rejects: Vec<Reject>,
}

/// What a row is an example of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Topic {
    /// Of a class: of a segment, or of rows with several populations.
    Class(Class),
    /// Of rows that need this fact next.
    Lacking(FactId),
}

impl<'p> Ledger<'p> {
    pub(crate) fn new(policy: &'p Policy) -> Self {
        Self {
            part: Part::default(),
            counts: Counts::default(),
            organizations: Groups::default(),
            kinds: Groups::default(),
            outlook: Outlook::new(policy),
            examples: BTreeMap::new(),
            clashes: BTreeMap::new(),
            rejects: Vec::new(),
        }
    }

    /// Begins a part of the table, counting from 0, which comes from that file.
    pub(crate) fn begin(&mut self, number: u64, file: &str) {
        self.part = Part { number, file: file.into() };
    }

    /// Writes down a row that was answered.
    pub(crate) fn see(&mut self, names: &RowNames<'_>, contact: Contact, kind: &Kind) {
        let class = Class::from(kind);
        self.counts.add(class, 1);
        self.organizations.see(&names.organization, class);
        self.kinds.see(&names.kind, class);
        if let Some(open) = Option::<Open>::from(kind) {
            self.outlook.see(contact, open);
        }
        match kind {
            Kind::Contradiction(clashing) => {
                if let Some(examples) = self.clashes.get_mut(&clashing.because) {
                    examples.see(&self.part, names, contact);
                } else if self.clashes.len() < MOST_CLASHES {
                    self.clashes.entry(clashing.because.clone()).or_default().see(&self.part, names, contact);
                }
            }
            Kind::Unknown { ask: Some(fact), .. } => self.example(Topic::Lacking(*fact), names, contact),
            _ => self.example(Topic::Class(class), names, contact),
        }
    }

    fn example(&mut self, topic: Topic, names: &RowNames<'_>, contact: Contact) {
        self.examples.entry(topic).or_default().see(&self.part, names, contact);
    }

    /// Writes down a row that could not be read.
    pub(crate) fn reject(&mut self, reject: &Reject) {
        if self.rejects.len() < MOST_REJECTS {
            self.rejects.push(reject.clone());
        }
    }

    /// Adds what was written down of later rows.
    pub(crate) fn absorb(&mut self, later: Self) {
        self.counts.absorb(&later.counts);
        self.organizations.absorb(&later.organizations);
        self.kinds.absorb(&later.kinds);
        self.outlook.absorb(later.outlook);
        for (topic, examples) in later.examples {
            self.examples.entry(topic).or_default().absorb(examples);
        }
        for (because, examples) in later.clashes {
            if self.clashes.len() < MOST_CLASHES || self.clashes.contains_key(&because) {
                self.clashes.entry(because).or_default().absorb(examples);
            }
        }
        let room = MOST_REJECTS.saturating_sub(self.rejects.len());
        self.rejects.extend(later.rejects.into_iter().take(room));
    }
}

#[cfg(test)]
mod tests {
    use govseg::Segment;
    use proptest::prelude::*;

    use super::super::{About, Findings};
    use super::*;
    use crate::answers::Clashing;

    /// Contacts with what they are answered, of every kind.
    fn answered(policy: &Policy) -> Vec<(Contact, Kind)> {
        let contact = |facts: &str| policy.parse(facts).unwrap();
        let lacking = |facts: &str| {
            let ask = policy.decide(contact(facts)).question().map(|question| question.fact);
            (contact(facts), Kind::Unknown { ask, partly: false })
        };
        let clash = contact(r#"{"customer": "citizen", "capacity": "official"}"#);
        vec![
            (contact(r#"{"capacity": "official"}"#), Kind::Decided(Segment::Intergovernmental)),
            (contact(r#"{"customer": ["citizen", "military"], "charge": "levy"}"#), Kind::Populations),
            lacking(r#"{"obligation": "mandatory"}"#),
            lacking(r#"{"customer": "business", "benefit": "financial"}"#),
            (clash, Kind::Contradiction(Clashing::of(&policy.decide(clash)))),
        ]
    }

    proptest! {
        /// However the work is divided, the page is the same.
        #[test]
        fn ledgers_of_parts_are_the_ledger_of_the_whole(
            rows in prop::collection::vec((0..9_u8, 0..5_usize), 0..120),
            cuts in prop::collection::vec(0..120_usize, 0..6),
        ) {
            let policy = Policy::gsa_2008();
            let answered = answered(policy);
            let (mut whole, mut parts) = (Ledger::new(policy), vec![Ledger::new(policy)]);
            for (index, (number, &(office, of))) in (1..).zip(&rows).enumerate() {
                let name = format!("Office {office}");
                let names = RowNames { number, kind: of.to_string().into(), label: name.clone().into(), organization: name.into() };
                let (contact, kind) = &answered[of];
                whole.see(&names, *contact, kind);
                if cuts.contains(&index) {
                    parts.push(Ledger::new(policy));
                }
                parts.last_mut().unwrap().see(&names, *contact, kind);
            }
            let mut together = Ledger::new(policy);
            for part in parts {
                together.absorb(part);
            }
            let findings = |ledger| format!("{:?}", Findings::new(ledger, About::default()));
            prop_assert_eq!(findings(whole), findings(together));
        }
    }
}
