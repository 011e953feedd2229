//! A resolved policy as diagrams, one for each question that is asked of it.

use crate::diagram::{Builder, Diagram, Id, Label, OverBudget, Stepper};
use crate::facts::Field;
use crate::policy::first::{First, Firsts};
use crate::policy::known::Known;
use crate::policy::space::{Levels, channel_pairs, channels_in, facts_of, in_order, lawful, mentioned};
use crate::policy::{Condition, Policy, Resolved, When};
use crate::stored::stored;
use crate::vocabulary::FactId;
use crate::{Contact, Fact, Facts, Segment, Segments};

/// The diagrams of one policy.
#[derive(Clone, Debug)]
pub(crate) struct Compiled {
    /// The facts that rules or implications mention: the levels of `rules` and `segments`.
    pub(crate) mentioned: Vec<FactId>,
    /// The first rule that holds.
    pub(crate) firsts: Firsts,
    /// The segment that this rule gives.
    pub(crate) segments: Diagram,
    /// For each segment but `other`: whether some rule of it holds.
    holds: Vec<(Segment, Diagram)>,
    /// For each segment that is divided: the sub-segment, by its place; `sub_segments.len()` where none holds.
    divided: Vec<(Segment, Diagram)>,
    /// By level of `segments`: the classes of values that no segment depends on, each as a set.
    pub(crate) classes: Vec<Vec<u64>>,
    /// By level of `segments`, by value: how often it occurs.
    weights: Vec<Vec<u32>>,
}

stored!(Compiled { mentioned, firsts, segments, holds, divided, classes, weights });

impl Compiled {
    pub(crate) fn new(policy: &Resolved) -> Result<Self, String> {
        Self::within_budget(policy).map_err(|OverBudget| {
            format!(
                "the policy is too large to be decided exactly: its diagrams need more than {} nodes",
                Policy::NODE_BUDGET
            )
        })
    }

    fn within_budget(policy: &Resolved) -> Result<Self, OverBudget> {
        let mentioned = mentioned(policy);
        let levels = Levels::new(policy, &mentioned, &[]);
        let mut builder = Builder::new(levels.fields.clone(), Policy::NODE_BUDGET);
        let lawful = lawful(policy, &levels, &mut builder)?;

        let segment_of: Vec<_> = policy.rules.iter().map(|rule| rule.segment).chain([Segment::Other]).collect();
        let none = label(policy.rules.len())?;
        let conditions =
            policy.rules.iter().map(|rule| levels.when(&rule.when, &mut builder)).collect::<Result<Vec<_>, _>>()?;
        let mut first = Id::label(none);
        for (index, &condition) in conditions.iter().enumerate().rev() {
            first = builder.choose(condition, Id::label(label(index)?), first)?;
        }
        let rules = builder.only_where(lawful, first)?;
        let segments = builder.relabel(rules, &|rule| {
            segment_of.get(rule as usize).map_or(Segment::Other as u32, |&segment| segment as u32)
        })?;

        let mut holds = Vec::new();
        for segment in Segments::ALL.iter().filter(|&segment| segment != Segment::Other) {
            let mut any = Id::FALSE;
            for (_, &condition) in segment_of.iter().zip(&conditions).filter(|(of, _)| **of == segment) {
                any = builder.or(any, condition)?;
            }
            if any != Id::FALSE {
                let within = builder.only_where(lawful, any)?;
                holds.push((segment, builder.finish(within)));
            }
        }
        let (rules, segments) = (builder.finish(rules), builder.finish(segments));

        let mut divided = Vec::new();
        let mut budget = builder.budget();
        for segment in Segments::ALL.iter() {
            if policy.sub_segments.iter().any(|sub| sub.segment == segment) {
                let diagram = divide(policy, segment, &mut budget)?;
                divided.push((segment, diagram));
            }
        }
        let weights = mentioned
            .iter()
            .map(|fact| {
                let named = policy.weights.get(fact);
                (0..policy.vocabulary.values(*fact).len())
                    .map(|value| named.and_then(|of| of.get(&value)).copied().unwrap_or(1))
                    .collect()
            })
            .collect();
        let classes = segments.classes();
        let firsts = Firsts::new(rules, segment_of, &needed(policy));
        Ok(Self { mentioned, firsts, segments, holds, divided, classes, weights })
    }

    /// What completions of the contact give.
    pub(crate) fn first(&self, policy: &Policy, contact: Contact) -> First {
        self.firsts.of(policy.vocabulary(), contact)
    }

    /// The same, where no fact is without a value.
    pub(crate) fn first_words(&self, words: &[u64; 3]) -> First {
        self.firsts.of_words(words)
    }

    /// The first rules as look-ups, if that is not too large.
    pub(super) fn stepper(&self) -> Option<&Stepper<First>> {
        self.firsts.stepper()
    }

    /// The short way for contacts of which all built-in facts that matter are known.
    pub(super) fn known(&self, answer: impl Fn(Facts) -> Segments) -> Option<Known> {
        let levels = self.segments.levels();
        let fields = Fact::ALL.iter().filter(|&&fact| fact != Fact::Channel).map(|fact| fact.field());
        let facts: Vec<_> = fields
            .map(|field| {
                let level = levels.iter().position(|&level| level == field);
                (field, level.and_then(|level| self.classes.get(level)).map_or(&[][..], Vec::as_slice))
            })
            .collect();
        Known::new(&facts, answer)
    }

    /// The segments that completions of the contact give.
    pub(crate) fn possible(&self, policy: &Policy, contact: Contact) -> Segments {
        self.first(policy, contact).possible
    }

    /// The segments of which some rule holds in every completion. The contact must have one.
    pub(crate) fn holding(&self, contact: Contact) -> Segments {
        let words = contact.words();
        self.holds.iter().fold(Segments::NONE, |holding, (segment, diagram)| {
            let mut always = true;
            diagram.reach(&words, |holds| always &= holds == 1);
            if always { holding.with(*segment) } else { holding }
        })
    }

    /// The sub-segment of a contact decided as `segment`, by its place, if it is the same in every completion.
    pub(crate) fn sub_segment(&self, segment: Segment, contact: Contact) -> Option<usize> {
        let (_, diagram) = self.divided.iter().find(|(divided, _)| *divided == segment)?;
        let [facts, own, _] = contact.words();
        let (mut first, mut several) = (None, false);
        diagram.reach(&[facts, own, channel_pairs(contact)], |sub| {
            several |= first.is_some_and(|first| first != sub);
            first = Some(sub);
        });
        first.filter(|_| !several).map(|sub| sub as usize)
    }

    /// All of its diagrams.
    pub(crate) fn diagrams(&self) -> impl Iterator<Item = &Diagram> {
        let others = self.holds.iter().chain(&self.divided).map(|(_, diagram)| diagram);
        [&self.firsts.rules, &self.segments].into_iter().chain(others)
    }

    /// How often some values of a level's fact occur.
    pub(crate) fn weigh(&self, level: usize, set: u64) -> u64 {
        let Some(weights) = self.weights.get(level) else { return 0 };
        weights
            .iter()
            .enumerate()
            .filter(|(value, _)| set >> value & 1 == 1)
            .map(|(_, &weight)| u64::from(weight))
            .sum()
    }
}

fn label(index: usize) -> Result<Label, OverBudget> {
    u32::try_from(index).map_err(|_| OverBudget)
}

/// The facts that need a value: all but the channel, in the order of their bits.
fn needed(policy: &Resolved) -> Vec<Field> {
    let names = &policy.vocabulary;
    names.facts().filter(|&fact| fact != FactId::CHANNEL).map(|fact| names.field(fact)).collect()
}

/// The sub-segments of one segment: the first that holds.
fn divide(policy: &Resolved, segment: Segment, budget: &mut usize) -> Result<Diagram, OverBudget> {
    let levels = dividing(policy, segment, &[]);
    let mut builder = Builder::new(levels.fields.clone(), *budget);
    let first = first_sub_segment(policy, segment, &levels, &mut builder)?;
    *budget = builder.budget();
    Ok(builder.finish(first))
}

/// The levels on which the sub-segments of a segment depend, and some more facts.
pub(crate) fn dividing(policy: &Resolved, segment: Segment, more: &[FactId]) -> Levels {
    levels_of(policy, policy.sub_segments.iter().filter(|sub| sub.segment == segment).map(|sub| &sub.when), more)
}

/// The first sub-segment that holds, by its place, wherever a contact is possible.
pub(crate) fn first_sub_segment(
    policy: &Resolved,
    segment: Segment,
    levels: &Levels,
    builder: &mut Builder,
) -> Result<Id, OverBudget> {
    let subs = policy.sub_segments.iter().enumerate().filter(|(_, sub)| sub.segment == segment);
    first_of(policy, subs.map(|(index, sub)| (index, &sub.when)), policy.sub_segments.len(), levels, builder)
}

/// The levels on which conditions that may look at the channel depend, and some more facts.
pub(crate) fn levels_of<'p>(policy: &Resolved, whens: impl Iterator<Item = &'p When>, more: &[FactId]) -> Levels {
    let tables: Vec<_> = whens.flatten().flatten().collect();
    // The implications join facts of rules and other conditions: what is forbidden there is no completion here.
    let implied = policy.implies.iter().flat_map(|item| item.when.iter().flatten().chain([&item.then]));
    let facts = tables.iter().copied().chain(implied).flat_map(facts_of).chain(more.iter().copied());
    let facts = in_order(facts.collect());
    let listed = tables.iter().copied().flatten().fold(0, |listed, condition| match condition {
        Condition::Channels { listed: more, .. } => listed | more,
        Condition::Values { .. } => listed,
    });
    Levels::new(policy, &facts, &channels_in(listed).collect::<Vec<_>>())
}

/// The first condition that holds, by its place, wherever a contact is possible; `none` where none does.
pub(crate) fn first_of<'p>(
    policy: &Resolved,
    whens: impl DoubleEndedIterator<Item = (usize, &'p When)>,
    none: usize,
    levels: &Levels,
    builder: &mut Builder,
) -> Result<Id, OverBudget> {
    let mut first = Id::label(label(none)?);
    for (index, when) in whens.rev() {
        let condition = levels.when(when, builder)?;
        first = builder.choose(condition, Id::label(label(index)?), first)?;
    }
    let lawful = lawful(policy, levels, builder)?;
    first = builder.only_where(lawful, first)?;
    let unused = levels.unused();
    if unused.len() == usize::from(Fact::Channel.field().width) {
        // A contact is made somehow: with every channel listed, they cannot all be unused.
        let none = builder.area(&unused)?;
        let some = builder.not(none)?;
        first = builder.only_where(some, first)?;
    }
    Ok(first)
}
