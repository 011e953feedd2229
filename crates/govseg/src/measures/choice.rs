//! What an agency's policy says of how a contact is measured: its `measured_as`.

use crate::diagram::{Builder, Diagram};
use crate::policy::compile::{first_of, levels_of};
use crate::policy::space::channel_pairs;
use crate::policy::{MeasuredAs, Policy};
use crate::problem::{PolicyError, Problem};
use crate::{Contact, Error, Segment};

/// A choice that an agency made: measure these contacts with another segment's methods, or by these measures. It never
/// changes the segment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Choice {
    /// The segment whose methods are used.
    pub segment: Option<Segment>,
    /// The measures that are used before all others, by id; an agency's own may be among them.
    pub measures: Vec<String>,
    /// Who chose.
    pub by: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// When, as `YYYY-MM-DD`.
    pub on: Option<String>,
}

impl Choice {
    fn of(item: &MeasuredAs) -> Self {
        Self {
            segment: item.segment,
            measures: item.measures.clone().unwrap_or_default(),
            by: item.by.clone(),
            why: item.why.clone(),
            on: item.on.clone(),
        }
    }
}

/// The choices of a policy, and which of them holds for a contact.
#[derive(Clone, Debug)]
pub(super) struct Choices {
    choices: Vec<Choice>,
    /// The first that holds, by its place; their number where none does.
    first: Diagram,
}

impl Choices {
    /// # Errors
    /// If the conditions are too large to be told apart exactly.
    pub(super) fn new(policy: &Policy) -> Result<Self, Error> {
        let resolved = &policy.resolved;
        let whens = || resolved.measured_as.iter().map(|item| &item.when);
        let levels = levels_of(resolved, whens(), &[]);
        let mut builder = Builder::new(levels.fields.clone(), Policy::NODE_BUDGET);
        let first = first_of(resolved, whens().enumerate(), resolved.measured_as.len(), &levels, &mut builder);
        let first = first.map_err(|_| {
            let message = "its choices of measures need more diagram nodes than are allowed".to_owned();
            Error::from(PolicyError::from(Problem::too_large(message)))
        })?;
        let choices = resolved.measured_as.iter().map(Choice::of).collect();
        Ok(Self { choices, first: builder.finish(first) })
    }

    /// The choices that completions of the contact are measured by, in policy order, and whether some completions are
    /// measured by none.
    pub(super) fn of(&self, contact: Contact) -> (Vec<Choice>, bool) {
        let [facts, own, _] = contact.words();
        let mut held = vec![false; self.choices.len()];
        let mut none = false;
        self.first.reach(&[facts, own, channel_pairs(contact)], |choice| match held.get_mut(choice as usize) {
            Some(held) => *held = true,
            None => none = true,
        });
        let choices = self.choices.iter().zip(held).filter(|(_, held)| *held).map(|(choice, _)| choice.clone());
        (choices.collect(), none)
    }
}
