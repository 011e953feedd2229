//! What would decide the open rows: added up over their contacts, whatever their order.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::RandomState;
use govseg::{Contact, Fact, FactId, Policy, Segment, Segments};

use crate::answers::{Kind, singles};

/// How many contacts are kept before their rows are added up.
const MOST: usize = 1 << 16;
/// How many sets of lacking facts are told apart.
const MOST_SETS: usize = 1 << 12;

/// The open rows by what is known of them, and what was added up of them so far.
#[derive(Debug)]
pub(crate) struct Outlook<'p> {
    policy: &'p Policy,
    pending: HashMap<Contact, (Open, u64), RandomState>,
    sums: Sums,
}

/// Why a contact is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    Populations,
    /// With the fact to ask next.
    Unknown(Option<FactId>),
}

/// What would decide the open rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    /// Rows by the segments they may still be of.
    pub(crate) possible: BTreeMap<Vec<Segment>, u64>,
    /// Rows that lack facts, by facts that are enough to decide them. A set too many is counted as lacking all facts.
    pub(crate) lacking: BTreeMap<Vec<FactId>, u64>,
    /// Rows that lack facts, by the fact to ask next and a value that decides them at once, and as what.
    pub(crate) at_once: BTreeMap<(FactId, u32, Segment), u64>,
    /// Rows with several populations: by customer type and what it is decided as alone.
    pub(crate) populations: BTreeMap<(u32, Segment), u64>,
}

impl From<&Kind> for Option<Open> {
    fn from(kind: &Kind) -> Self {
        match kind {
            Kind::Populations => Some(Open::Populations),
            Kind::Unknown { ask, .. } => Some(Open::Unknown(*ask)),
            Kind::Decided(_) | Kind::Contradiction(_) => None,
        }
    }
}

impl<'p> Outlook<'p> {
    pub(crate) fn new(policy: &'p Policy) -> Self {
        Self { policy, pending: HashMap::default(), sums: Sums::default() }
    }

    pub(crate) fn see(&mut self, contact: Contact, open: Open) {
        // The channel decides nothing.
        let contact = self.policy.vocabulary().replace(contact, Fact::Channel.into(), 0);
        self.count(contact, open, 1);
    }

    fn count(&mut self, contact: Contact, open: Open, rows: u64) {
        self.pending.entry(contact).or_insert((open, 0)).1 += rows;
        if self.pending.len() >= MOST {
            self.add_up();
        }
    }

    pub(crate) fn absorb(&mut self, later: Self) {
        self.sums.absorb(later.sums);
        for (contact, (open, rows)) in later.pending {
            self.count(contact, open, rows);
        }
    }

    pub(crate) fn finish(mut self) -> Sums {
        self.add_up();
        self.sums
    }

    fn add_up(&mut self) {
        for (contact, (open, rows)) in self.pending.drain() {
            self.sums.add(self.policy, contact, open, rows);
        }
    }
}

impl Sums {
    fn add(&mut self, policy: &Policy, contact: Contact, open: Open, rows: u64) {
        let (names, decision) = (policy.vocabulary(), policy.decide(contact));
        *self.possible.entry(decision.possible().iter().collect()).or_default() += rows;
        match open {
            Open::Populations => {
                for (customer, segment) in outcomes(policy, contact, Fact::Customer.into()) {
                    *self.populations.entry((customer, segment)).or_default() += rows;
                }
            }
            Open::Unknown(ask) => {
                let lacking = decision.lacks().into_iter().filter_map(|fact| names.fact(fact).ok()).collect();
                self.lack(lacking, rows, || names.facts().collect());
                for (fact, (value, segment)) in
                    ask.into_iter().flat_map(|fact| outcomes(policy, contact, fact).map(move |outcome| (fact, outcome)))
                {
                    *self.at_once.entry((fact, value, segment)).or_default() += rows;
                }
            }
        }
    }

    fn lack(&mut self, facts: Vec<FactId>, rows: u64, all: impl FnOnce() -> Vec<FactId>) {
        let room = self.lacking.len() < MOST_SETS || self.lacking.contains_key(&facts);
        *self.lacking.entry(if room { facts } else { all() }).or_default() += rows;
    }

    fn absorb(&mut self, later: Self) {
        fn add<K: Ord>(sums: &mut BTreeMap<K, u64>, later: BTreeMap<K, u64>) {
            for (key, rows) in later {
                *sums.entry(key).or_default() += rows;
            }
        }
        add(&mut self.possible, later.possible);
        add(&mut self.lacking, later.lacking);
        add(&mut self.at_once, later.at_once);
        add(&mut self.populations, later.populations);
    }
}

/// The values of a fact that decide a contact at once, by their places, and as what.
fn outcomes(policy: &Policy, contact: Contact, fact: FactId) -> impl Iterator<Item = (u32, Segment)> {
    let names = policy.vocabulary();
    singles(names.get(contact, fact)).filter_map(move |one| {
        let segment = policy.decide(names.replace(contact, fact, one)).segment()?;
        Some((one.trailing_zeros(), segment))
    })
}

/// The same segments as a set.
pub(crate) fn set(segments: &[Segment]) -> Segments {
    segments.iter().copied().collect()
}
