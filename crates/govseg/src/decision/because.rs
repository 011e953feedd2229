//! Which of the given facts are enough by themselves.

use super::given::Given;
use super::{Decision, smallest};
use crate::vocabulary::FactId;

/// The sets of given facts that are enough by themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Keeps {
    /// The sets, each in fact order.
    pub sets: Vec<Vec<FactId>>,
    /// Whether these are all; otherwise there are too many to name.
    pub complete: bool,
}

impl<'p> Decision<'p> {
    /// A smallest set of the given facts that already forces these possible segments, each with its given values.
    ///
    /// In a contradiction: a smallest set that already clashes. Among sets of one size, the first in fact order.
    pub fn because(&self) -> Vec<(&'p str, Vec<&'p str>)> {
        let names = self.policy.vocabulary();
        self.because_facts()
            .into_iter()
            .map(|fact| (names.name(fact), names.names_in(fact, names.get(self.contact, fact)).collect()))
            .collect()
    }

    pub(crate) fn because_facts(&self) -> Vec<FactId> {
        let given = Given::new(self);
        given.those(smallest::smallest(given.facts.len(), |chosen| self.is_forced(&given, chosen)))
    }

    /// All smallest sets of the given facts each of which already forces these possible segments, so that the others may
    /// turn out as they will; [`Decision::because`] is the first. In fact order, at most [`Decision::MOST_KEPT`].
    ///
    /// ```
    /// use govseg::{Charge, CustomerType, Facts, Obligation, Policy};
    ///
    /// let facts = Facts::UNKNOWN.with(CustomerType::Citizen).with(Obligation::Mandatory).with(Charge::Levy);
    /// let decision = Policy::gsa_2008().decide(facts);
    /// assert_eq!(decision.keeps_json(), r#"[{"customer":"citizen","obligation":"mandatory"},{"charge":"levy","customer":"citizen"}]"#);
    /// ```
    pub fn keeps(&self) -> Keeps {
        let given = Given::new(self);
        let (sets, complete) =
            smallest::all_smallest(given.facts.len(), Self::MOST_KEPT, |chosen| self.is_forced(&given, chosen));
        Keeps { sets: sets.into_iter().map(|set| given.those(set)).collect(), complete }
    }

    /// How many smallest sets are looked for.
    pub const MOST_KEPT: usize = 32;

    /// Whether the chosen ones of the given facts alone leave the same segments possible.
    fn is_forced(&self, given: &Given, chosen: u64) -> bool {
        self.policy.compiled.possible(self.policy, given.keeping(chosen)) == self.possible
    }
}
