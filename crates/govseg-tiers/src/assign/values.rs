//! What accounts have, alone and with all that belongs to them.

use super::truth::{Known, MeasureTruths, Truth, WordTruths};
use crate::accounts::Coded;
use crate::forest::{Forest, ForestError, RollUp as How, Rolled};
use crate::program::RollUp;
use crate::{Accounts, Amount, Program};

/// The rolled-up measures, and what they say of the alternatives.
pub(super) struct Values {
    measures: Vec<MeasureTruths>,
    words: Vec<WordTruths>,
    whole: Vec<Whole>,
}

struct Whole {
    rolled: Rolled,
    /// Whether no account has less than nothing: what is unknown can only add.
    only_adds: bool,
}

impl Values {
    pub(super) fn new(program: &Program, accounts: &Accounts, forest: &Forest) -> Result<Self, ForestError> {
        let words = accounts.words.iter().enumerate().map(|(column, words)| WordTruths::new(program, column, words));
        let mut whole = Vec::new();
        for (measure, own) in program.measures.iter().zip(&accounts.amounts) {
            let none = vec![None; accounts.len()];
            let own = if own.is_empty() { &none } else { own };
            let shares: Vec<Amount> = match measure.roll_up {
                RollUp::Weighted(_) => {
                    let shares = accounts.shares.get(whole.len()).filter(|shares| !shares.is_empty());
                    let share = |row: usize| shares.and_then(|shares| shares.get(row).copied().flatten());
                    (0..accounts.len()).map(|row| share(row).unwrap_or(Amount::from(1))).collect()
                }
                RollUp::Sum | RollUp::Max => Vec::new(),
            };
            let how = match measure.roll_up {
                RollUp::Sum => How::Sum,
                RollUp::Max => How::Max,
                RollUp::Weighted(_) => How::Weighted(&shares),
            };
            let only_adds = own.iter().flatten().chain(&shares).all(|amount| *amount >= Amount::ZERO);
            whole.push(Whole { rolled: forest.roll_up(own, how)?, only_adds });
        }
        let measures = (0..program.measures.len()).map(|measure| MeasureTruths::new(program, measure)).collect();
        Ok(Self { measures, words: words.collect(), whole })
    }

    /// What an account's words say.
    pub(super) fn words(&self, accounts: &Accounts, account: usize) -> Truth {
        let code = |column: usize| {
            let codes = accounts.words.get(column).map(Coded::codes).unwrap_or_default();
            codes.get(account).copied().unwrap_or(crate::accounts::UNKNOWN)
        };
        self.words.iter().enumerate().fold(Truth::ALL, |all, (column, truths)| all & truths.of(code(column)))
    }

    /// What an account's own measures say.
    pub(super) fn alone(&self, accounts: &Accounts, forest: &Forest, account: usize) -> Truth {
        let known = |measure: usize| Self::own(accounts, forest, measure, account);
        self.measures.iter().enumerate().fold(Truth::ALL, |all, (number, measure)| all & measure.of(known(number)))
    }

    /// What the measures of an account and all that belongs to it say.
    pub(super) fn whole(&self, account: usize) -> Truth {
        let known = |measure: usize| self.rolled(measure, account);
        self.measures.iter().enumerate().fold(Truth::ALL, |all, (number, measure)| all & measure.of(known(number)))
    }

    /// What is known of an account's own measure.
    fn own(accounts: &Accounts, forest: &Forest, measure: usize, account: usize) -> Known {
        match accounts.amount(measure, account) {
            Some(amount) => Known::Exactly(amount),
            // Whoever only stands for others has no amount of its own.
            None if forest.children(account).len() > 0 => Known::Nothing,
            None => Known::Unknown,
        }
    }

    /// What is known of a measure of an account and all that belongs to it.
    pub(super) fn rolled(&self, measure: usize, account: usize) -> Known {
        let Some(whole) = self.whole.get(measure) else { return Known::Unknown };
        let open = whole.rolled.open.get(account).copied().unwrap_or(true);
        match whole.rolled.values.get(account).copied().flatten() {
            Some(amount) if !open => Known::Exactly(amount),
            Some(amount) if whole.only_adds => Known::AtLeast(amount),
            _ => Known::Unknown,
        }
    }

    /// What an account and all that belongs to it have, as far as it is known.
    pub(super) fn whole_amount(&self, measure: usize, account: usize) -> Option<Amount> {
        self.whole.get(measure)?.rolled.values.get(account).copied().flatten()
    }

    /// Parents whose own amount is just what their children have.
    pub(super) fn counted_twice(program: &Program, accounts: &Accounts, forest: &Forest) -> Vec<String> {
        let added =
            program.measures.iter().zip(&accounts.amounts).filter(|(measure, _)| measure.roll_up == RollUp::Sum);
        added
            .filter_map(|(measure, own)| {
                let twice = forest.counted_twice(own);
                let first = accounts.id(*twice.first()?);
                let more = twice.len() - 1;
                let others = if more == 0 { String::new() } else { format!(" and {more} more") };
                Some(format!(
                    "`{first}`{others}: the own `{}` is just that of what belongs to it; if it is a total, leave it empty, \
                     or it counts twice",
                    measure.id
                ))
            })
            .collect()
    }
}
