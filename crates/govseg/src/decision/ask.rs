//! The question to ask next, and how many are expected still to come.

use std::fmt;

use super::planner::Planner;
use crate::Contact;
use crate::diagram::Natural;
use crate::policy::Policy;
use crate::vocabulary::FactId;

/// The next question.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Question {
    /// The fact to ask.
    pub fact: FactId,
    /// Expected questions times weight, and weight.
    pub(super) expected: Option<(Natural, Natural)>,
}

impl Question {
    /// A question put again, for which nothing was planned.
    #[cfg(feature = "catalog")]
    pub(crate) fn unplanned(fact: FactId) -> Self {
        Self { fact, expected: None }
    }

    /// Whether no other question leads to fewer expected questions. If not, the policy has too many states for an
    /// exact answer, and this is the best one step ahead.
    pub fn is_exact(&self) -> bool {
        self.expected.is_some()
    }

    /// How many questions are expected still to come, this one included, over the completions by weight.
    pub fn expected(&self) -> Option<f64> {
        self.expected.as_ref().map(|(cost, weight)| cost.over(weight))
    }

    /// The same as an exact fraction: numerator and denominator in decimal digits, not reduced. The denominator is
    /// the weight of all completions.
    pub fn expected_exactly(&self) -> Option<(String, String)> {
        self.expected.as_ref().map(|(cost, weight)| (cost.to_string(), weight.to_string()))
    }
}

/// Finds the best question for one contact after the other, and keeps what was worked out on the way: contacts that are
/// asked about one after the other have much in common. See [`Policy::questions`].
pub struct Questions<'p> {
    policy: &'p Policy,
    amounts: Amounts<'p>,
}

enum Amounts<'p> {
    Small(Planner<'p, u128>),
    Large(Planner<'p, Natural>),
}

impl<'p> Questions<'p> {
    /// So many states are kept; then they are forgotten, and worked out anew where they are needed.
    const MOST_KEPT: usize = 1 << 18;

    /// `never` names the facts that may not be asked, `budget` how many states may be looked at for one question.
    pub(crate) fn new(policy: &'p Policy, never: &[FactId], budget: u64) -> Self {
        let askable: Vec<bool> = policy.compiled.mentioned.iter().map(|fact| !never.contains(fact)).collect();
        let amounts = if fits(policy) {
            Amounts::Small(Planner::new(policy, askable, budget))
        } else {
            Amounts::Large(Planner::new(policy, askable, budget))
        };
        Self { policy, amounts }
    }

    /// The question to ask next about a contact, if one can change what is possible: the same as [`Policy::ask`] finds.
    pub fn next(&mut self, contact: impl Into<Contact>) -> Option<Question> {
        let contact = contact.into();
        if self.policy.compiled.possible(self.policy, contact).len() < 2 {
            return None;
        }
        match &mut self.amounts {
            Amounts::Small(planner) => planner.next_within(contact.words(), Self::MOST_KEPT),
            Amounts::Large(planner) => planner.next_within(contact.words(), Self::MOST_KEPT),
        }
    }

    /// How many states were looked at so far.
    #[cfg(feature = "catalog")]
    pub(crate) fn states(&self) -> usize {
        match &self.amounts {
            Amounts::Small(planner) => planner.states(),
            Amounts::Large(planner) => planner.states(),
        }
    }
}

impl fmt::Debug for Questions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Questions").field("policy", &self.policy).finish_non_exhaustive()
    }
}

/// Whether every weight and cost of the policy fits a machine integer.
pub(crate) fn fits(policy: &Policy) -> bool {
    let compiled = &policy.compiled;
    let levels = compiled.segments.levels();
    let total = levels
        .iter()
        .enumerate()
        .try_fold(1_u128, |product, (level, field)| product.checked_mul(compiled.weigh(level, field.all()).into()));
    total.and_then(|total| total.checked_mul(levels.len() as u128 + 1)).is_some()
}
