//! What a tier or a grant asks for.

use std::collections::BTreeSet;
use std::fmt;

use govseg::Place;
use govseg::words::quoted;

use crate::Amount;

/// Whose way to be met it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// A tier's, by its number.
    Tier(usize),
    /// A grant's, by its number.
    Grant(usize),
}

/// One way to meet a tier or a grant: all of it must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Alternative {
    /// Whose it is.
    pub owner: Owner,
    /// Whether customers may know of it.
    pub published: bool,
    /// What measures must be, by their numbers.
    pub ranges: Vec<(usize, Range)>,
    /// What words must be, by the numbers of their columns.
    pub words: Vec<(usize, Words)>,
    pub(crate) place: Place,
}

/// From where to where an amount may be, both included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Range {
    /// The smallest.
    pub low: Option<Amount>,
    /// The largest.
    pub high: Option<Amount>,
}

/// The smallest step between amounts.
const STEP: Amount = Amount::from_micros(1);

impl Range {
    /// Whether the amount is in it.
    pub fn contains(self, amount: Amount) -> bool {
        self.low.is_none_or(|low| low <= amount) && self.high.is_none_or(|high| amount <= high)
    }

    /// Whether no amount is.
    pub fn is_empty(self) -> bool {
        self.low.zip(self.high).is_some_and(|(low, high)| low > high)
    }

    /// What both have.
    #[must_use]
    pub fn meet(self, other: Self) -> Self {
        let low = self.low.max(other.low);
        let high = match (self.high, other.high) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        Self { low, high }
    }

    /// What is below and what is above it.
    pub(crate) fn outside(self) -> [Option<Self>; 2] {
        [
            self.low.map(|low| Self { low: None, high: Some(low - STEP) }),
            self.high.map(|high| Self { low: Some(high + STEP), high: None }),
        ]
    }

    /// From just above this amount.
    pub(crate) fn above(amount: Amount) -> Self {
        Self { low: Some(amount + STEP), high: None }
    }

    /// What amounts in it are above of, if that is how people would say it.
    pub(crate) fn above_what(self) -> Option<Amount> {
        let low = self.low?;
        Some(low - STEP).filter(|bound| decimals(*bound) < decimals(low))
    }

    /// Up to just below this amount.
    pub(crate) fn below(amount: Amount) -> Self {
        Self { low: None, high: Some(amount - STEP) }
    }
}

fn decimals(amount: Amount) -> usize {
    amount.to_string().split_once('.').map_or(0, |(_, part)| part.len())
}

impl fmt::Display for Range {
    /// "at least 40,000", "at least 10 and below 20".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let low = self.low.map(|low| match self.above_what() {
            Some(bound) => format!("above {}", bound.grouped()),
            None => format!("at least {}", low.grouped()),
        });
        let high = self.high.map(|high| match high + STEP {
            bound if decimals(bound) < decimals(high) => format!("below {}", bound.grouped()),
            _ => format!("at most {}", high.grouped()),
        });
        match (low, high) {
            (Some(low), Some(high)) => write!(f, "{low} and {high}"),
            (one, other) => f.write_str(one.or(other).as_deref().unwrap_or("any amount")),
        }
    }
}

/// A set of words.
pub type Set = BTreeSet<String>;

/// Words that may stand in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// One of these.
    In(Set),
    /// Any but these.
    NotIn(Set),
}

impl Words {
    /// Whether the word is among them.
    pub fn contains(&self, word: &str) -> bool {
        match self {
            Self::In(words) => words.contains(word),
            Self::NotIn(words) => !words.contains(word),
        }
    }

    /// What both have.
    #[must_use]
    pub fn meet(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::In(one), Self::In(two)) => Self::In(one & two),
            (Self::In(listed), Self::NotIn(ruled_out)) | (Self::NotIn(ruled_out), Self::In(listed)) => {
                Self::In(listed - ruled_out)
            }
            (Self::NotIn(one), Self::NotIn(two)) => Self::NotIn(one | two),
        }
    }

    /// All the others.
    #[must_use]
    pub fn others(&self) -> Self {
        match self {
            Self::In(words) => Self::NotIn(words.clone()),
            Self::NotIn(words) => Self::In(words.clone()),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::In(words) if words.is_empty())
    }
}

impl fmt::Display for Words {
    /// "`east` or `west`", "neither …" as "not `east`".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |words: &Set| quoted(&words.iter().collect::<Vec<_>>());
        match self {
            Self::In(words) => f.write_str(&list(words)),
            Self::NotIn(words) => write!(f, "not {}", list(words)),
        }
    }
}
