//! What is kept for one measure in one group.

use std::collections::BTreeSet;

use ethnum::I256;
use serde::{Deserialize, Serialize};

use super::{Mean, Ratio, Spread};
use crate::amount::ONE;

/// What a measure adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Those of which something holds, of all.
    Share,
    /// A mean of values.
    Mean,
    /// A sum over a sum.
    Ratio,
    /// Percentiles of values.
    Spread,
    /// How many there are.
    Count,
    /// A sum.
    Total,
}

/// The sums themselves.
#[derive(Clone, Deserialize, Serialize)]
pub enum Sum {
    /// Of a share without weights.
    Share {
        /// Those of which it holds.
        hits: u64,
        /// All.
        n: u64,
    },
    /// Of a mean without weights.
    Mean(Mean),
    /// Of a ratio, or of anything with weights.
    Ratio(Box<Ratio>),
    /// Of percentiles.
    Spread(Box<Spread>),
    /// A count, or a total with how many were added up.
    Total {
        /// How many.
        n: u64,
        /// Their sum, in millionths.
        sum: i128,
    },
}

/// The sums, and what is to be known about them.
#[derive(Clone, Deserialize, Serialize)]
pub struct Cell {
    /// What was added up.
    pub sum: Sum,
    /// The rows of the group that would belong but lack a value.
    pub missing: u64,
    /// The wordings of the question that was asked, where that matters.
    pub wordings: BTreeSet<Box<str>>,
}

impl Cell {
    /// Nothing yet.
    pub fn new(kind: Kind) -> Self {
        let sum = match kind {
            Kind::Share => Sum::Share { hits: 0, n: 0 },
            Kind::Mean => Sum::Mean(Mean::default()),
            Kind::Ratio => Sum::Ratio(Box::default()),
            Kind::Spread => Sum::Spread(Box::default()),
            Kind::Count | Kind::Total => Sum::Total { n: 0, sum: 0 },
        };
        Self { sum, missing: 0, wordings: BTreeSet::new() }
    }

    /// Adds those of which something holds, and all, with one weight (in millionths).
    #[inline]
    pub fn share(&mut self, hits: u64, of: u64, weight: i64) {
        match &mut self.sum {
            Sum::Share { hits: known, n } if weight == ONE => {
                *known += hits;
                *n += of;
            }
            _ => self.weighted(|ratio| {
                ratio.add(ONE, ONE, weight, hits, 1);
                ratio.add(0, ONE, weight, of.saturating_sub(hits), 1);
            }),
        }
    }

    /// Adds a value (in millionths) so many times, with one weight.
    #[inline]
    pub fn value(&mut self, value: i64, times: u64, weight: i64) {
        match &mut self.sum {
            Sum::Mean(mean) if weight == ONE => mean.add(value, times),
            Sum::Spread(spread) => spread.add(value, times),
            Sum::Total { n, sum } => {
                *n += times;
                *sum += i128::from(value) * i128::from(times);
            }
            _ => self.weighted(|ratio| ratio.add(value, ONE, weight, times, 1)),
        }
    }

    /// Adds one term of a ratio, which counts for so many units.
    #[inline]
    pub fn ratio(&mut self, above: i64, below: i64, weight: i64, units: u64) {
        match &mut self.sum {
            Sum::Ratio(ratio) => ratio.add(above, below, weight, 1, units),
            _ => self.weighted(|ratio| ratio.add(above, below, weight, 1, units)),
        }
    }

    /// What both have added up.
    pub fn merge(&mut self, other: &Self) {
        self.missing += other.missing;
        self.wordings.extend(other.wordings.iter().cloned());
        match (&mut self.sum, &other.sum) {
            (Sum::Share { hits, n }, Sum::Share { hits: more, n: of }) => {
                *hits += more;
                *n += of;
            }
            (Sum::Mean(mean), Sum::Mean(other)) => mean.merge(other),
            (Sum::Spread(spread), Sum::Spread(other)) => spread.merge(other),
            (Sum::Total { n, sum }, Sum::Total { n: more, sum: plus }) => {
                *n += more;
                *sum += plus;
            }
            (_, other) => {
                let other = other.weighted();
                self.weighted(|ratio| ratio.merge(&other));
            }
        }
    }

    /// How many units were counted.
    pub fn n(&self) -> u64 {
        match &self.sum {
            Sum::Share { n, .. } | Sum::Total { n, .. } => *n,
            Sum::Mean(mean) => mean.n,
            Sum::Ratio(ratio) => ratio.n,
            Sum::Spread(spread) => spread.n,
        }
    }

    /// Works on the sums with weights; what came without has the weight one.
    #[inline(never)]
    fn weighted(&mut self, work: impl FnOnce(&mut Ratio)) {
        let mut ratio = match std::mem::replace(&mut self.sum, Sum::Total { n: 0, sum: 0 }) {
            Sum::Ratio(ratio) => ratio,
            other => Box::new(other.weighted()),
        };
        work(&mut ratio);
        self.sum = Sum::Ratio(ratio);
    }
}

impl Sum {
    /// Whether it is what a measure of that kind adds up.
    pub(crate) fn is_of(&self, kind: Kind) -> bool {
        match self {
            Self::Share { .. } => kind == Kind::Share,
            Self::Mean(_) => kind == Kind::Mean,
            Self::Ratio(_) => matches!(kind, Kind::Share | Kind::Mean | Kind::Ratio),
            Self::Spread(_) => kind == Kind::Spread,
            Self::Total { .. } => matches!(kind, Kind::Count | Kind::Total),
        }
    }

    fn weighted(&self) -> Ratio {
        match self {
            Self::Share { hits, n } => {
                let one = I256::from(ONE);
                Ratio::of_units(*n, I256::from(*hits) * one, I256::from(*hits) * one * one)
            }
            Self::Mean(mean) => mean.weighted(),
            Self::Ratio(ratio) => ratio.as_ref().clone(),
            Self::Spread(_) | Self::Total { .. } => Ratio::default(),
        }
    }
}
