//! What an account still needs for the next tier.

use super::{Assignment, Standing};
use crate::Amount;
use crate::program::{Alternative, Owner, Range, Words};

/// One thing that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lack {
    /// A measure that is not in its range.
    Measure {
        /// Its number.
        measure: usize,
        /// How much there is, as far as it is known.
        amount: Option<Amount>,
        /// What is asked.
        range: Range,
        /// How much more it takes; nothing if it is too much, or unknown.
        more: Option<Amount>,
    },
    /// A word that is not among those asked for.
    Word {
        /// The column's number.
        column: usize,
        /// The word.
        word: Option<String>,
        /// What is asked.
        words: Words,
    },
}

/// One way to a tier, and what is missing on it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Way {
    /// Its number among the programme's alternatives.
    pub alternative: usize,
    /// The account whose measures come nearest: itself, or one that it belongs to.
    pub at: usize,
    /// What is missing.
    pub lacks: Vec<Lack>,
}

/// What is missing to the next tier.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Missing {
    /// The tier's number.
    pub tier: usize,
    /// The ways to it, that with the fewest things missing first.
    pub ways: Vec<Way>,
}

impl Assignment<'_> {
    /// What an account still needs for the next tier above the one that it is in; for customers, for the next one whose
    /// criteria are published.
    pub fn missing(&self, account: usize, published_only: bool) -> Option<Missing> {
        let outcome = self.outcomes.get(account)?;
        if outcome.standing == Standing::Outside {
            return None;
        }
        let from = outcome.earned.max(outcome.tier).map_or(0, |tier| usize::from(tier) + 1);
        let shown = |one: &Alternative| one.published || !published_only;
        let tier = (from..self.program.tiers.len())
            .find(|&tier| self.program.alternatives_of(Owner::Tier(tier)).any(|(_, one)| shown(one)))?;
        let ways = self.program.alternatives_of(Owner::Tier(tier)).filter(|(_, one)| shown(one));
        let mut ways: Vec<Way> = ways.map(|(number, one)| self.way(account, tier, number, one)).collect();
        ways.sort_by_key(|way| (way.lacks.len(), way.alternative));
        Some(Missing { tier, ways })
    }

    /// What is missing on one way, where least is.
    fn way(&self, account: usize, tier: usize, number: usize, one: &Alternative) -> Way {
        let alone = self.program.tiers.get(tier).is_some_and(|tier| tier.alone);
        let own = |measure: usize| self.accounts.amount(measure, account);
        let mut best = (account, lacking(one, own));
        if !alone {
            for above in self.above(account) {
                let lacks = lacking(one, |measure| self.values.whole_amount(measure, above));
                if nearer(&lacks, &best.1) {
                    best = (above, lacks);
                }
            }
        }
        let (at, mut lacks) = best;
        for (column, words) in &one.words {
            let word = self.word(*column, account);
            if !word.is_some_and(|word| words.contains(word)) {
                let word = word.map(ToOwned::to_owned);
                lacks.push(Lack::Word { column: *column, word, words: words.clone() });
            }
        }
        Way { alternative: number, at, lacks }
    }
}

fn lacking(one: &Alternative, amount: impl Fn(usize) -> Option<Amount>) -> Vec<Lack> {
    let lacks = one.ranges.iter().filter_map(|&(measure, range)| {
        let amount = amount(measure);
        if amount.is_some_and(|amount| range.contains(amount)) {
            return None;
        }
        let more = amount.zip(range.low).map(|(amount, low)| low - amount).filter(|more| *more > Amount::ZERO);
        Some(Lack::Measure { measure, amount, range, more })
    });
    lacks.collect()
}

/// Whether less is missing: fewer things, or less of the first.
fn nearer(one: &[Lack], other: &[Lack]) -> bool {
    let more = |lacks: &[Lack]| match lacks.first() {
        Some(Lack::Measure { more: Some(more), .. }) => Some(*more),
        _ => None,
    };
    match one.len().cmp(&other.len()) {
        std::cmp::Ordering::Equal => match (more(one), more(other)) {
            (Some(one), Some(other)) => one < other,
            (Some(_), None) => !one.is_empty(),
            _ => false,
        },
        fewer => fewer.is_lt(),
    }
}
