//! Which contacts two policies treat differently, counted and said in few conditions.

use strum::{Display, IntoStaticStr};

use super::Area;
use super::cover::cover;
use crate::diagram::{Builder, Id, Label, Natural, OverBudget};
use crate::facts::Field;
use crate::json::Json;
use crate::policy::space::{Levels, in_order, lawful, mentioned};
use crate::policy::{self, Condition, Implication, Policy, Resolved, Rule, Table, When};
use crate::problem::{PolicyError, Problem};
use crate::vocabulary::{FactId, Vocabulary};
use crate::{Fact, Segment, Segments};

/// What one policy makes of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Side {
    /// A segment.
    #[strum(transparent)]
    Segment(Segment),
    /// The contact cannot be, under this policy's implications and values.
    Contradiction,
}

/// The contacts that go from one segment to another.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Group {
    /// Under the first policy.
    pub from: Side,
    /// Under the second.
    pub to: Side,
    /// How many assignments.
    pub assignments: String,
    /// Their share of all assignments that satisfy either policy's implications, by the first policy's weights.
    pub share: f64,
    /// The contacts, in few conditions.
    pub areas: Vec<Area>,
    /// Whether the areas are all of them; otherwise there are too many to name.
    pub complete: bool,
    /// One such contact, by fact.
    pub example: Vec<(String, String)>,
}

/// What differs between two policies: only the segment counts, not the rule that gives it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Diff {
    /// How many assignments of the facts that a rule or implication of either mentions satisfy either's implications.
    pub assignments: String,
    /// How many of them change.
    pub changed: String,
    /// The changes, by from and to.
    pub groups: Vec<Group>,
}

impl Diff {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The whole as JSON, keys sorted. Shares are fractions of one, with six decimals.
    pub fn to_json(&self) -> String {
        let group = |group: &Group| {
            Json::object([
                ("from", Json::string(group.from.to_string())),
                ("to", Json::string(group.to.to_string())),
                ("assignments", Json::string(&group.assignments)),
                ("share", Json::string(six_decimals(group.share))),
                ("areas", Json::List(group.areas.iter().map(Area::json).collect())),
                ("complete", Json::Bool(group.complete)),
                ("example", Json::object(group.example.iter().map(|(fact, value)| (fact, Json::string(value))))),
            ])
        };
        Json::object([
            ("assignments", Json::string(&self.assignments)),
            ("changed", Json::string(&self.changed)),
            ("groups", Json::List(self.groups.iter().map(group).collect())),
        ])
        .to_string()
    }
}

/// The label of a contact that cannot be.
const CONTRADICTION: Label = 6;

impl Policy {
    /// Exactly which contacts `other` puts into another segment than this policy does.
    ///
    /// All assignments of the facts are counted that a rule or implication of either policy mentions, and that satisfy
    /// the implications of at least one. A fact that only one policy has is ignored by the other; a value that only one
    /// has is a contradiction for the other.
    ///
    /// # Errors
    /// `policy_too_large` if that needs more than [`Policy::NODE_BUDGET`] nodes, or more values than fit.
    pub fn diff(&self, other: &Self) -> Result<Diff, PolicyError> {
        let too_large = |message: &str| PolicyError::from(Problem::too_large(message.to_owned()));
        let merged = merge(self.vocabulary(), other.vocabulary())
            .ok_or_else(|| too_large("the two policies have too many further values between them to be compared"))?;
        compare(self, other, &merged)
            .map_err(|OverBudget| too_large("the two policies are too large to be compared within the node budget"))
    }
}

/// The facts of both, with the values of both.
fn merge(a: &Vocabulary, b: &Vocabulary) -> Option<Vocabulary> {
    let mut merged = Vocabulary::default();
    for fact in a.own() {
        let theirs = b.own().find(|other| other.name == fact.name);
        let more = theirs.into_iter().flat_map(|other| &other.values).filter(|value| !fact.values.contains(value));
        let values = fact.values.iter().chain(more).cloned().collect();
        merged.add_wide(fact.name.clone(), values).then_some(())?;
    }
    for fact in b.own().filter(|fact| a.own().all(|other| other.name != fact.name)) {
        merged.add_wide(fact.name.clone(), fact.values.clone()).then_some(())?;
    }
    Some(merged)
}

/// A policy in the words of the merged vocabulary: only what decides the segment.
struct Translated {
    policy: Resolved,
    /// For each of its own facts that lacks values of the merged one, the values it has.
    known: Vec<(FactId, u64)>,
}

fn translate(policy: &Resolved, merged: &Vocabulary) -> Translated {
    let names = &policy.vocabulary;
    let id = |fact: FactId| merged.fact(names.name(fact)).unwrap_or(fact);
    let set = |fact: FactId, set: u64| {
        names.names_in(fact, set).filter_map(|value| merged.value(id(fact), value).ok()).fold(0, |all, one| all | one)
    };
    let table = |table: &Table| -> Table {
        let conditions = table.iter().map(|condition| match *condition {
            Condition::Values { fact, allowed } => Condition::Values { fact: id(fact), allowed: set(fact, allowed) },
            Condition::Channels { listed, negated } => Condition::Channels { listed, negated },
        });
        policy::table(conditions.collect())
    };
    let when = |when: &When| -> When { when.as_ref().map(|tables| tables.iter().map(table).collect()) };
    let implies = policy.implies.iter().map(|item| Implication { when: when(&item.when), then: table(&item.then) });
    let rules = policy.rules.iter().map(|rule| Rule { when: when(&rule.when), ..rule.clone() });
    let known = names.facts().filter_map(|fact| {
        let known = set(fact, names.all(fact));
        (known != merged.all(id(fact))).then_some((id(fact), known))
    });
    let known = known.filter(|(fact, _)| *fact != FactId::from(Fact::Channel)).collect();
    let policy = Resolved {
        vocabulary: merged.clone(),
        implies: implies.collect(),
        rules: rules.collect(),
        ..Resolved::default()
    };
    Translated { policy, known }
}

/// The policy's segment everywhere, or [`CONTRADICTION`].
fn sides(translated: &Translated, levels: &Levels, facts: &[FactId], builder: &mut Builder) -> Result<Id, OverBudget> {
    let mut segment = Id::label(Segment::Other as u32);
    for rule in translated.policy.rules.iter().rev() {
        let here = levels.when(&rule.when, builder)?;
        segment = builder.choose(here, Id::label(rule.segment as u32), segment)?;
    }
    let mut lawful = lawful(&translated.policy, levels, builder)?;
    for &(fact, known) in translated.known.iter().filter(|(fact, _)| facts.contains(fact)) {
        let has = builder.area(&[(levels.fact(fact), known)])?;
        let lacks = builder.not(has)?;
        lawful = builder.choose(lacks, Id::FALSE, lawful)?;
    }
    let here = builder.only_where(lawful, segment)?;
    builder.fill(here, Id::label(CONTRADICTION))
}

/// A share as it stands in JSON. Formatting fractions would make the part that browsers load 3 % larger.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is from 0 to 1")]
fn six_decimals(share: f64) -> String {
    let millionths = (share * 1e6).round() as u32;
    format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}

fn side(label: Label) -> Side {
    Segments::ALL.iter().find(|&segment| segment as u32 == label).map_or(Side::Contradiction, Side::Segment)
}

fn compare(a: &Policy, b: &Policy, merged: &Vocabulary) -> Result<Diff, OverBudget> {
    let (ours, theirs) = (translate(&a.resolved, merged), translate(&b.resolved, merged));
    let facts = in_order([mentioned(&ours.policy), mentioned(&theirs.policy)].concat());
    let levels = Levels::new(&ours.policy, &facts, &[]);
    let fields: Vec<Field> = levels.fields.clone();
    let mut builder = Builder::new(fields.clone(), Policy::NODE_BUDGET);
    let from = sides(&ours, &levels, &facts, &mut builder)?;
    let to = sides(&theirs, &levels, &facts, &mut builder)?;
    let pairs = builder.pair(from, to, &|from, to| (from.min(to) < CONTRADICTION).then_some(from * 7 + to))?;

    let weights = weights(a, merged, &facts);
    let everything = [u64::MAX; 3];
    let finished = builder.finish(pairs);
    let counts = finished.count::<Natural>(&everything, &|_, set| u64::from(set.count_ones()));
    let shares = finished.count::<Natural>(&everything, &|level, set| {
        let Some(weights) = weights.get(level) else { return 0 };
        (0..).zip(weights).filter(|(value, _)| set >> value & 1 == 1).map(|(_, weight)| weight).sum()
    });
    let sum = |counts: &[(Label, Natural)]| counts.iter().fold(Natural::default(), |sum, (_, count)| sum.plus(count));
    let whole = sum(&shares);

    let changes = (0..7 * 7).filter(|pair| pair / 7 != pair % 7);
    let changes = changes.filter_map(|pair| counts.iter().find(|(known, _)| *known == pair).cloned());
    let changes: Vec<(Label, Natural)> = changes.collect();
    let mut groups = Vec::with_capacity(changes.len());
    for (pair, count) in &changes {
        let set = builder.relabel(pairs, &|label| u32::from(label == *pair))?;
        let (areas, complete) = cover(&mut builder, &fields, set)?;
        let share = shares.iter().find(|(label, _)| label == pair).map(|(_, share)| share);
        let filled = builder.fill(set, Id::FALSE)?;
        let first = builder.finish(filled).first_path().unwrap_or_default();
        let example = facts.iter().zip(first).filter_map(|(&fact, set)| {
            let value = merged.names_in(fact, set & set.wrapping_neg()).next()?;
            Some((merged.name(fact).to_owned(), value.to_owned()))
        });
        groups.push(Group {
            from: side(pair / 7),
            to: side(pair % 7),
            assignments: count.to_string(),
            share: share.map_or(0.0, |share| share.over(&whole)),
            areas: areas.into_iter().map(|sides| Area::new(merged, facts.iter().copied().zip(sides))).collect(),
            complete,
            example: example.collect(),
        });
    }
    Ok(Diff { assignments: sum(&counts).to_string(), changed: sum(&changes).to_string(), groups })
}

/// The first policy's weights by level and value; what it does not know weighs 1.
fn weights(policy: &Policy, merged: &Vocabulary, facts: &[FactId]) -> Vec<Vec<u64>> {
    let names = policy.vocabulary();
    let weight = |fact: FactId, value: &str| {
        let ours = names.fact(merged.name(fact)).ok()?;
        let index = names.value(ours, value).ok()?.trailing_zeros() as usize;
        policy.resolved.weights.get(&ours)?.get(&index).copied()
    };
    let of_fact =
        |&fact: &FactId| merged.values(fact).iter().map(|value| weight(fact, value).map_or(1, u64::from)).collect();
    facts.iter().map(of_fact).collect()
}
