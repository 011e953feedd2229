//! What if a threshold were another: who moves, what their treatment costs, and what is no longer lost.

use std::collections::BTreeSet;

use govseg::words::{clip, mend};
use serde::Serialize;

use crate::forest::ForestError;
use crate::program::{Alternative, Owner};
use crate::{Accounts, Amount, Assignment, Program};

/// How many thresholds are tried where none are named.
const TRIED: usize = 12;

/// What one threshold would change.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// The threshold.
    pub threshold: Amount,
    /// How many accounts would be in the tier or above it.
    pub reached: u64,
    /// How many would move up.
    pub up: u64,
    /// How many would move down.
    pub down: u64,
    /// How much more treatments would cost for the period.
    pub cost: Amount,
    /// How much less would be lost, as far as chances are given, by customers treated as less than would be right.
    pub avoided: Option<f64>,
    /// What is avoided less what it costs.
    pub net: Option<f64>,
}

/// What other thresholds of a tier would change.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct WhatIf {
    /// The tier.
    pub tier: String,
    /// The measure.
    pub measure: String,
    /// The threshold that there is.
    pub now: Amount,
    /// What each threshold would change, the lowest first.
    pub steps: Vec<Step>,
    /// The threshold of those tried with the largest net.
    pub best: Option<Amount>,
    /// Between which neighbours what is avoided ceases to be more than what it costs, or begins to be.
    pub meet: Vec<[Amount; 2]>,
    /// How many accounts come with chances: only of these it is known what they would lose.
    pub with_chances: u64,
}

/// Why nothing can be said of a threshold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WhatIfError {
    /// No tier of that id.
    #[error("`{0}` is no tier; {1}")]
    NoTier(String, String),
    /// The tier asks for no least amount of that measure.
    #[error("`{tier}` asks for no least amount of `{measure}`{instead}")]
    NoThreshold {
        /// The tier.
        tier: String,
        /// The measure.
        measure: String,
        /// What else it asks for.
        instead: String,
    },
    /// The accounts cannot be used.
    #[error(transparent)]
    Forest(#[from] ForestError),
}

impl WhatIf {
    /// Tries thresholds of what a tier asks of a measure, in the first way to it that asks for it; without thresholds, some
    /// of the amounts that the accounts have.
    ///
    /// # Errors
    /// If there is no such tier or threshold, or the accounts cannot be used.
    pub fn new(
        program: &Program,
        accounts: &Accounts,
        (tier, measure): (&str, &str),
        thresholds: &[Amount],
        on: Option<&str>,
    ) -> Result<Self, WhatIfError> {
        let ids: Vec<_> = program.tiers.iter().map(|tier| tier.id.as_str()).collect();
        let number = program.tier(tier).ok_or_else(|| WhatIfError::NoTier(clip(tier), mend(tier, &ids)))?;
        let (way, now) = threshold(program, number, measure)?;
        let before = Assignment::new(program, accounts, on)?;
        let mut tried: BTreeSet<Amount> = thresholds.iter().copied().collect();
        if tried.is_empty() {
            tried = amounts(program, &before, measure);
        }
        tried.insert(now);
        let with_chances = (0..accounts.len()).filter(|&account| before.chances(account).is_some()).count() as u64;
        let mut steps = Vec::new();
        for threshold in tried {
            let mut moved = program.clone();
            if let Some(range) = moved.alternatives.get_mut(way).and_then(|one| range_of(program, one, measure)) {
                range.low = Some(threshold);
            }
            let after = Assignment::new(&moved, accounts, on)?;
            steps.push(step(threshold, number, &before, &after, with_chances > 0));
        }
        let best = steps.iter().filter_map(|step| Some((step.net?, step.threshold)));
        let best = best.max_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, threshold)| threshold);
        let pairs = steps.iter().zip(steps.iter().skip(1));
        let pays = |step: &Step| step.net.is_some_and(|net| net > 0.0);
        let meet = pairs.filter(|(one, other)| one.net.is_some() && pays(one) != pays(other));
        let meet = meet.map(|(one, other)| [one.threshold, other.threshold]).collect();
        Ok(Self { tier: tier.to_owned(), measure: measure.to_owned(), now, steps, best, meet, with_chances })
    }
}

/// The first way to a tier that asks for a least amount of a measure, and how much it asks for.
fn threshold(program: &Program, tier: usize, measure: &str) -> Result<(usize, Amount), WhatIfError> {
    let least = |one: &Alternative| {
        let (_, range) = one.ranges.iter().find(|(number, _)| measure_id(program, *number) == measure)?;
        range.low
    };
    let mut ways = program.alternatives_of(Owner::Tier(tier));
    ways.find_map(|(number, one)| Some((number, least(one)?))).ok_or_else(|| {
        let ways = program.alternatives_of(Owner::Tier(tier)).flat_map(|(_, one)| &one.ranges);
        let asked: BTreeSet<&str> =
            ways.filter(|(_, range)| range.low.is_some()).map(|(number, _)| measure_id(program, *number)).collect();
        let asked: Vec<_> = asked.into_iter().collect();
        let instead = if asked.is_empty() { String::new() } else { format!("; {}", mend(measure, &asked)) };
        let tier = program.tiers.get(tier).map(|tier| tier.id.clone()).unwrap_or_default();
        WhatIfError::NoThreshold { tier, measure: clip(measure), instead }
    })
}

fn measure_id(program: &Program, number: usize) -> &str {
    program.measures.get(number).map(|measure| measure.id.as_str()).unwrap_or_default()
}

fn range_of<'a>(program: &Program, one: &'a mut Alternative, measure: &str) -> Option<&'a mut crate::program::Range> {
    let range = one.ranges.iter_mut().find(|(number, _)| measure_id(program, *number) == measure);
    range.map(|(_, range)| range)
}

/// Some of the amounts that accounts have, evenly among the different ones.
fn amounts(program: &Program, assignment: &Assignment<'_>, measure: &str) -> BTreeSet<Amount> {
    let Some(number) = program.measures.iter().position(|one| one.id == measure) else { return BTreeSet::new() };
    let all = (0..assignment.accounts().len()).filter_map(|account| assignment.whole_amount(number, account));
    let all: Vec<Amount> = all.filter(|amount| *amount > Amount::ZERO).collect::<BTreeSet<_>>().into_iter().collect();
    let stride = all.len().div_ceil(TRIED).max(1);
    all.into_iter().step_by(stride).collect()
}

fn step(threshold: Amount, tier: usize, before: &Assignment<'_>, after: &Assignment<'_>, known: bool) -> Step {
    let mut step = Step { threshold, reached: 0, up: 0, down: 0, cost: Amount::ZERO, avoided: None, net: None };
    let mut avoided = 0.0;
    for (account, (one, other)) in before.outcomes().iter().zip(after.outcomes()).enumerate() {
        step.reached += u64::from(other.tier.is_some_and(|other| usize::from(other) >= tier));
        if one.tier == other.tier {
            continue;
        }
        step.up += u64::from(other.tier > one.tier);
        step.down += u64::from(other.tier < one.tier);
        step.cost = step.cost + after.cost(account) - before.cost(account);
        if let (Some(costs), Some(chances)) = (&before.program().costs, before.chances(account)) {
            let loss = |tier: Option<u8>| tier.map_or(0.0, |tier| costs.expected_loss(tier.into(), &chances));
            avoided += loss(one.tier) - loss(other.tier);
        }
    }
    if known {
        step.avoided = Some(avoided);
        step.net = Some(avoided - step.cost.to_f64());
    }
    step
}
