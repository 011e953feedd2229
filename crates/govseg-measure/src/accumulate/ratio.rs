//! A sum over a sum: weighted shares and means, costs by contacts.

use ethnum::I256;
use num_bigint::BigInt;
use num_traits::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::wide::Wide;
use crate::amount::{ONE, float};
use crate::stats::{Interval, t_quantile};

/// Sums of what stands above, of what stands below, and of their products, in whole parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Ratio {
    /// The units counted: people, contacts.
    pub n: u64,
    /// The terms added up, which is what the interval rests on.
    pub terms: u64,
    above: Wide,
    below: Wide,
    above_above: Wide,
    above_below: Wide,
    below_below: Wide,
}

impl Ratio {
    /// Adds `times` terms that are alike: `above` over `below`, both with the weight, all in millionths; each of them
    /// counts for `units`.
    #[inline]
    pub fn add(&mut self, above: i64, below: i64, weight: i64, times: u64, units: u64) {
        let [above, below] = [above, below].map(|part| i128::from(part) * i128::from(weight));
        self.n += times * units;
        self.terms += times;
        // Most terms come one by one, and their products fit half the width.
        match (i64::try_from(above), i64::try_from(below)) {
            (Ok(near_above), Ok(near_below)) if times == 1 => {
                let product = |one: i64, other: i64| i128::from(one) * i128::from(other);
                self.above.add(above);
                self.below.add(below);
                self.above_above.add(product(near_above, near_above));
                self.above_below.add(product(near_above, near_below));
                self.below_below.add(product(near_below, near_below));
            }
            _ => self.add_wide(I256::from(above), I256::from(below), I256::from(times)),
        }
    }

    #[cold]
    fn add_wide(&mut self, above: I256, below: I256, times: I256) {
        self.above.add_wide(above * times);
        self.below.add_wide(below * times);
        self.above_above.add_wide(above * above * times);
        self.above_below.add_wide(above * below * times);
        self.below_below.add_wide(below * below * times);
    }

    /// The sums of both.
    pub fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.terms += other.terms;
        self.above.merge(&other.above);
        self.below.merge(&other.below);
        self.above_above.merge(&other.above_above);
        self.above_below.merge(&other.above_below);
        self.below_below.merge(&other.below_below);
    }

    /// Terms of weight one, of which only the sums of `above` and of its squares are known, in millionths.
    pub(super) fn of_units(n: u64, sum: I256, squares: I256) -> Self {
        let one = I256::from(ONE);
        let terms = I256::from(n);
        Self {
            n,
            terms: n,
            above: Wide::from(sum * one),
            below: Wide::from(terms * one * one),
            above_above: Wide::from(squares * one * one),
            above_below: Wide::from(sum * one * one * one),
            below_below: Wide::from(terms * one * one * one * one),
        }
    }

    /// The ratio; nothing if what stands below adds up to nothing.
    pub fn value(&self) -> Option<f64> {
        let below = self.below.sum();
        (below != 0).then(|| self.above.sum().as_f64() / below.as_f64())
    }

    /// How many equally weighted terms would tell as much (Kish).
    pub fn effective(&self) -> f64 {
        let (below, squares) = (self.below.sum().as_f64(), self.below_below.sum().as_f64());
        if squares > 0.0 { below * below / squares } else { 0.0 }
    }

    /// The variance of the ratio, by linearisation: how the terms scatter about it. The cancelling is done in whole
    /// numbers, so that nothing is lost.
    pub fn squared_error(&self) -> Option<f64> {
        if self.terms < 2 || self.below.sum() == 0 {
            return None;
        }
        let whole = |sum: &Wide| BigInt::from_signed_bytes_le(&sum.sum().to_le_bytes());
        let (above, below) = (whole(&self.above), whole(&self.below));
        let cross: BigInt = &above * &below * whole(&self.above_below);
        let scatter: BigInt =
            &below * &below * whole(&self.above_above) - (&cross + &cross) + &above * &above * whole(&self.below_below);
        let terms = float(self.terms);
        let below = below.to_f64()?;
        Some(scatter.to_f64()? / below / below / below / below * terms / (terms - 1.0))
    }

    /// Student's interval about it. Nothing for fewer than two terms.
    pub fn interval(&self, level: f64) -> Option<Interval> {
        let t = t_quantile(level, float(self.terms) - 1.0)?;
        Some(Interval::around(self.value()?, t * self.squared_error()?.max(0.0).sqrt()))
    }
}
