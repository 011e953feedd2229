//! The first rule that holds: what a decision is before its reasons are asked for.

use crate::diagram::{Diagram, Label, Stepper};
use crate::facts::Field;
use crate::stored::stored;
use crate::{Contact, OwnFacts, Segment, Segments, Vocabulary};

/// The first rules that hold in the completions of a contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct First {
    /// Their segments.
    pub(crate) possible: Segments,
    rule: Option<Label>,
    several: bool,
}

impl First {
    fn see(self, segment_of: &[Segment], rule: Label) -> Self {
        let possible = segment_of.get(rule as usize).map_or(self.possible, |&segment| self.possible.with(segment));
        // With several, which of them came first does not matter: forgetting it keeps equal summaries equal.
        let several = self.several || self.rule.is_some_and(|first| first != rule);
        Self { possible, rule: if several { None } else { Some(rule) }, several }
    }

    /// The rule, if it is the same in all completions.
    pub(crate) fn rule(self) -> Option<Label> {
        self.rule
    }
}

/// Finds the first rules that hold.
#[derive(Clone, Debug)]
pub(crate) struct Firsts {
    /// The first rule that holds, by its place; the number of rules where none does.
    pub(crate) rules: Diagram,
    /// `rules` as look-ups, if that is not too large.
    stepper: Option<Stepper<First>>,
    /// By rule, and last where none holds.
    segment_of: Vec<Segment>,
}

stored!(First { possible, rule, several });
stored!(Firsts { rules, stepper, segment_of });

impl Firsts {
    /// `needed` are the facts without a value of which there is no contact.
    pub(crate) fn new(rules: Diagram, segment_of: Vec<Segment>, needed: &[Field]) -> Self {
        let stepper = rules.stepper(needed, &|first: First, rule| first.see(&segment_of, rule));
        Self { rules, stepper, segment_of }
    }

    /// What completions of the contact give; nothing if some fact has no value left.
    pub(crate) fn of(&self, names: &Vocabulary, contact: Contact) -> First {
        let emptied = || {
            contact.facts.lacks_a_value()
                || (contact.own != OwnFacts::UNKNOWN && names.own().any(|fact| contact.read(fact.field) == 0))
        };
        match &self.stepper {
            Some(stepper) => stepper.run(&contact.words()),
            None if emptied() => First::default(),
            None => self.walk(&contact.words()),
        }
    }

    /// The same, where no fact is without a value.
    pub(crate) fn of_words(&self, words: &[u64; 3]) -> First {
        self.stepper.as_ref().map_or_else(|| self.walk(words), |stepper| stepper.run(words))
    }

    /// The rules as look-ups, if that is not too large.
    pub(super) fn stepper(&self) -> Option<&Stepper<First>> {
        self.stepper.as_ref()
    }

    fn walk(&self, words: &[u64; 3]) -> First {
        let mut first = First::default();
        self.rules.reach(words, |rule| first = first.see(&self.segment_of, rule));
        first
    }
}
