//! Why an account earned its tier: which way to it, at which level, and what was there.

use super::Assignment;
use super::truth::Truth;
use crate::Amount;
use crate::program::{Owner, Range, Words};

/// What held.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Held {
    /// A measure was in its range.
    Measure {
        /// Its number.
        measure: usize,
        /// How much there was, as far as it is known.
        amount: Option<Amount>,
        /// What was asked.
        range: Range,
    },
    /// A word was among those asked for.
    Word {
        /// The column's number.
        column: usize,
        /// The word.
        word: Option<String>,
        /// What was asked.
        words: Words,
    },
}

/// Why an account earned its tier.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Because {
    /// The way to the tier that held, by its number among the programme's alternatives.
    pub alternative: usize,
    /// Whether customers may know of it.
    pub published: bool,
    /// The account whose measures it was: itself, or one that it belongs to, with all below that.
    pub at: usize,
    /// Whether all below was added, or the account did it alone.
    pub together: bool,
    /// The way from the account up to there.
    pub path: Vec<usize>,
    /// What held.
    pub held: Vec<Held>,
}

impl Assignment<'_> {
    /// Why an account earned its tier; nothing if it earned none. Of several ways the first, published ones before
    /// others, and by itself before with others, and with few before with many.
    pub fn because(&self, account: usize) -> Option<Because> {
        let outcome = self.outcomes.get(account)?;
        let tier = usize::from(outcome.earned?);
        let mut ways: Vec<_> = self.program.alternatives_of(Owner::Tier(tier)).collect();
        ways.retain(|(number, _)| outcome.met >> number & 1 == 1);
        ways.sort_by_key(|(_, one)| !one.published);
        let holds = |truth: Truth, number: usize| truth.sure >> number & 1 == 1;
        let alone = self.values.alone(self.accounts, &self.forest, account);
        let (alternative, at, together) = ways.iter().find_map(|&(number, _)| {
            if holds(alone, number) {
                return Some((number, account, false));
            }
            let at = self.above(account).find(|&above| holds(self.values.whole(above), number))?;
            Some((number, at, true))
        })?;
        let way = self.program.alternatives.get(alternative)?;
        let amount = |measure: usize| {
            if together { self.values.whole_amount(measure, at) } else { self.accounts.amount(measure, account) }
        };
        let measures =
            way.ranges.iter().map(|&(measure, range)| Held::Measure { measure, amount: amount(measure), range });
        let words = way.words.iter().map(|(column, words)| Held::Word {
            column: *column,
            word: self.word(*column, account).map(ToOwned::to_owned),
            words: words.clone(),
        });
        let held = measures.chain(words).collect();
        let path = self.forest.path_to(account, at);
        Some(Because { alternative, published: way.published, at, together, path, held })
    }

    /// What a column of words says of an account.
    pub(super) fn word(&self, column: usize, account: usize) -> Option<&str> {
        self.accounts.words.get(column)?.word(account)
    }
}
