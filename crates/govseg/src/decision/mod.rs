//! What a policy says of a contact, and why.

mod ahead;
pub(crate) mod ask;
mod because;

#[cfg(feature = "catalog")]
mod explain;
mod given;
mod lacks;
mod planner;
mod smallest;
mod what_if;
mod wire;

use std::fmt;

use strum::{Display, IntoStaticStr};

use crate::diagram::{Amount, Label, Natural};
use crate::policy::{Policy, Rule};
use crate::{Contact, Segment, Segments};
pub use ask::{Question, Questions};
pub use because::Keeps;
pub use what_if::WhatIf;

/// How far a contact is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Display, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Status {
    /// Every completion of the facts gives the same segment.
    Decided,
    /// Completions give different segments.
    Open,
    /// There is no completion: what is given cannot all be true.
    Contradiction,
}

/// What a policy says of one contact.
///
/// Making one is a matter of nanoseconds; its reasons are worked out when they are asked for. It holds over every
/// *completion* of the facts: one value for each fact, inside what is still possible, obeying all implications.
///
/// ```
/// use govseg::{Charge, Content, Facts, Obligation, Policy, Segment, Status};
///
/// let policy = Policy::gsa_2008();
/// let facts = Facts::UNKNOWN.with(Obligation::Mandatory).with(Content::InformationOnly);
/// let decision = policy.decide(facts);
/// assert_eq!(decision.status(), Status::Open);
/// assert_eq!(decision.possible().to_string(), "dutiful, intergovernmental");
/// assert_eq!(decision.ask(), Some("capacity"));
/// assert_eq!(decision.because(), [("obligation", vec!["mandatory"])]);
/// ```
#[derive(Clone, Copy)]
pub struct Decision<'p> {
    policy: &'p Policy,
    contact: Contact,
    possible: Segments,
    rule: Option<Label>,
}

impl<'p> Decision<'p> {
    pub(crate) fn new(policy: &'p Policy, contact: Contact) -> Self {
        let first = policy.compiled.first(policy, contact);
        Self { policy, contact, possible: first.possible, rule: first.rule() }
    }

    /// The policy that decides.
    pub const fn policy(&self) -> &'p Policy {
        self.policy
    }

    /// The contact that is decided.
    pub const fn contact(&self) -> Contact {
        self.contact
    }

    /// Whether it is decided.
    pub const fn status(&self) -> Status {
        match self.possible.len() {
            0 => Status::Contradiction,
            1 => Status::Decided,
            _ => Status::Open,
        }
    }

    /// The segment, if it is decided.
    pub fn segment(&self) -> Option<Segment> {
        self.possible.single()
    }

    /// The segments that completions give: one if decided, several if open, none in a contradiction.
    pub const fn possible(&self) -> Segments {
        self.possible
    }

    /// The other segments of which, in every completion, some rule holds as well; never `other`.
    pub fn also(&self) -> Segments {
        if self.possible.is_empty() {
            return Segments::NONE;
        }
        let holding = self.policy.compiled.holding(self.contact);
        self.segment().map_or(holding, |segment| holding.without(segment))
    }

    /// The rule that fires, if it is the same in every completion.
    pub fn rule(&self) -> Option<&'p str> {
        self.policy.resolved.rules.get(self.rule? as usize).map(|rule| rule.id.as_str())
    }

    /// The place of that rule among [`Policy::rules`].
    pub fn rule_place(&self) -> Option<usize> {
        self.rule.map(|rule| rule as usize).filter(|&place| place < self.policy.resolved.rules.len())
    }

    /// The sub-segment, if it is the same in every completion.
    pub fn sub_segment(&self) -> Option<&'p str> {
        let place = self.policy.compiled.sub_segment(self.segment()?, self.contact)?;
        self.policy.resolved.sub_segments.get(place).map(|sub| sub.id.as_str())
    }

    /// The fact to ask next, if the decision is open.
    pub fn ask(&self) -> Option<&'p str> {
        self.question().map(|question| self.policy.vocabulary().name(question.fact))
    }

    /// The fact to ask next, and how many questions are expected still to come.
    pub fn question(&self) -> Option<Question> {
        match self.status() {
            Status::Open => self.policy.ask(self.contact, &[]),
            _ => None,
        }
    }

    /// The rules that fire in some completion, in policy order.
    pub(crate) fn firing_rules(&self) -> impl Iterator<Item = &'p Rule> {
        let rules = &self.policy.resolved.rules;
        let mut fires = vec![false; rules.len()];
        if !self.possible.is_empty() {
            self.policy.compiled.firsts.rules.reach(&self.contact.words(), |rule| {
                if let Some(flag) = fires.get_mut(rule as usize) {
                    *flag = true;
                }
            });
        }
        rules.iter().zip(fires).filter(|(_, fires)| *fires).map(|(rule, _)| rule)
    }

    /// The ids of the rules that fire in some completion, in policy order.
    pub fn firing(&self) -> Vec<&'p str> {
        self.firing_rules().map(|rule| rule.id.as_str()).collect()
    }

    /// The citations of the rules that fire in some completion, in policy order, without repetition.
    pub fn cites(&self) -> Vec<&'p str> {
        let mut cites: Vec<&str> = Vec::new();
        for cite in self.firing_rules().flat_map(|rule| rule.cites.iter().flatten()) {
            if !cites.contains(&cite.as_str()) {
                cites.push(cite);
            }
        }
        cites
    }

    /// The segment that most completions give under the policy's weights: for charts, never a decision.
    pub fn likely(&self) -> Option<Segment> {
        match self.possible.len() {
            0 => None,
            1 => self.segment(),
            _ if ask::fits(self.policy) => self.heaviest::<u128>(),
            _ => self.heaviest::<Natural>(),
        }
    }

    fn heaviest<N: Amount>(&self) -> Option<Segment> {
        let compiled = &self.policy.compiled;
        let counts = compiled.segments.count::<N>(&self.contact.words(), &|level, set| compiled.weigh(level, set));
        let weight =
            |segment: Segment| counts.iter().find(|(label, _)| *label == segment as u32).map(|(_, weight)| weight);
        // The last of the greatest, going backwards: the first in segment order.
        Segments::ALL.iter().collect::<Vec<_>>().into_iter().rev().max_by_key(|&segment| weight(segment))
    }

    /// For each other segment: the fewest given facts to replace, and by what, so that it becomes possible.
    ///
    /// Segments that nothing given stands against, and segments that no contact has, are left out.
    pub fn what_if(&self) -> Vec<WhatIf> {
        what_if::what_if(self)
    }
}

impl fmt::Debug for Decision<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decision")
            .field("policy", &self.policy.id())
            .field("facts", &self.policy.vocabulary().to_json(self.contact))
            .field("possible", &self.possible)
            .field("rule", &self.rule())
            .finish_non_exhaustive()
    }
}

impl PartialEq for Decision<'_> {
    /// The same contact under the same policy.
    fn eq(&self, other: &Self) -> bool {
        self.contact == other.contact && self.policy.digest() == other.policy.digest()
    }
}

impl Eq for Decision<'_> {}
