//! Which alternatives hold, a bit for each: looked up by what a cell says, and laid over each other.

use std::ops::{BitAnd, BitOr};

use crate::accounts::{Coded, UNKNOWN};
use crate::program::{Alternative, Range};
use crate::{Amount, Program};

/// Which alternatives hold for certain, and which may hold once all is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Truth {
    pub(crate) sure: u128,
    pub(crate) may: u128,
}

impl Truth {
    pub(crate) const ALL: Self = Self { sure: u128::MAX, may: u128::MAX };

    /// These alternatives for certain, and no others.
    pub(crate) const fn of(bits: u128) -> Self {
        Self { sure: bits, may: bits }
    }
}

impl BitAnd for Truth {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self { sure: self.sure & other.sure, may: self.may & other.may }
    }
}

impl BitOr for Truth {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self { sure: self.sure | other.sure, may: self.may | other.may }
    }
}

/// The bits of the alternatives for which something holds.
pub(crate) fn bits(program: &Program, mut holds: impl FnMut(&Alternative) -> bool) -> u128 {
    let set = program.alternatives.iter().enumerate().filter(|(_, alternative)| holds(alternative));
    set.fold(0, |bits, (number, _)| bits | 1 << number)
}

/// What a column of words says of the alternatives, by the number of the word.
pub(crate) struct WordTruths {
    by_code: Vec<Truth>,
    unknown: Truth,
}

impl WordTruths {
    pub(crate) fn new(program: &Program, column: usize, words: &Coded) -> Self {
        let asked =
            |one: &Alternative| one.words.iter().find(|(asked, _)| *asked == column).map(|(_, words)| words.clone());
        let holds = |word: &str| bits(program, |one| asked(one).is_none_or(|words| words.contains(word)));
        Self {
            by_code: words.names().iter().map(|word| Truth::of(holds(word))).collect(),
            unknown: Truth { sure: bits(program, |one| asked(one).is_none()), may: u128::MAX },
        }
    }

    pub(crate) fn of(&self, code: u32) -> Truth {
        if code == UNKNOWN {
            return self.unknown;
        }
        self.by_code.get(code as usize).copied().unwrap_or(self.unknown)
    }
}

/// What is known of an account's measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// It is so much.
    Exactly(Amount),
    /// It is at least so much.
    AtLeast(Amount),
    /// It has none: it only stands for those that belong to it.
    Nothing,
    /// It may be anything.
    Unknown,
}

/// What a measure says of the alternatives: the same from each cut to the next.
pub(crate) struct MeasureTruths {
    cuts: Vec<Amount>,
    /// Before the first cut, between cuts, behind the last.
    between: Vec<u128>,
    /// From there on: those that then hold for certain, and those that may.
    from: Vec<Truth>,
    indifferent: u128,
}

impl MeasureTruths {
    pub(crate) fn new(program: &Program, measure: usize) -> Self {
        let asked = |one: &Alternative| one.ranges.iter().find(|(asked, _)| *asked == measure).map(|(_, range)| *range);
        let ranges = program.alternatives.iter().filter_map(asked);
        let step = Amount::from_micros(1);
        let mut cuts: Vec<Amount> =
            ranges.flat_map(|range| [range.low, range.high.map(|high| high + step)]).flatten().collect();
        cuts.sort_unstable();
        cuts.dedup();
        // The first of each stretch stands for all of it.
        let firsts = cuts.first().map(|first| *first - step).into_iter().chain(cuts.iter().copied());
        let firsts: Vec<Amount> = if cuts.is_empty() { vec![Amount::ZERO] } else { firsts.collect() };
        let holds = |test: &dyn Fn(Range) -> bool| bits(program, |one| asked(one).is_none_or(test));
        Self {
            between: firsts.iter().map(|&first| holds(&|range| range.contains(first))).collect(),
            from: firsts
                .iter()
                .map(|&first| Truth {
                    sure: holds(&|range| range.high.is_none() && range.contains(first)),
                    may: holds(&|range| range.high.is_none_or(|high| high >= first)),
                })
                .collect(),
            indifferent: bits(program, |one| asked(one).is_none()),
            cuts,
        }
    }

    pub(crate) fn of(&self, known: Known) -> Truth {
        let place = |amount: Amount| self.cuts.partition_point(|cut| *cut <= amount);
        match known {
            Known::Exactly(amount) => Truth::of(self.between.get(place(amount)).copied().unwrap_or_default()),
            Known::AtLeast(amount) => self.from.get(place(amount)).copied().unwrap_or_default(),
            Known::Nothing => Truth::of(self.indifferent),
            Known::Unknown => Truth { sure: self.indifferent, may: u128::MAX },
        }
    }
}
