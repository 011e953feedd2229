//! A sum over a sum: weighted shares and means, costs by contacts.

use ethnum::I256;
use num_bigint::BigInt;
use num_traits::ToPrimitive;
use serde::{Deserialize, Serialize};

use crate::amount::{ONE, float};
use crate::stats::{Interval, t_quantile};

/// Sums of what stands above, of what stands below, and of their products, in whole parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Ratio {
    /// The units counted: people, contacts.
    pub n: u64,
    /// The terms added up, which is what the interval rests on.
    pub terms: u64,
    above: I256,
    below: I256,
    above_above: I256,
    above_below: I256,
    below_below: I256,
}

impl Ratio {
    /// Adds `times` terms that are alike: `above` over `below`, both with the weight, all in millionths; each of them
    /// counts for `units`.
    pub fn add(&mut self, above: i64, below: i64, weight: i64, times: u64, units: u64) {
        let [above, below] = [above, below].map(|part| i128::from(part) * i128::from(weight));
        let often = I256::from(times);
        let sum = |part: I256| if times == 1 { part } else { part * often };
        self.n += times * units;
        self.terms += times;
        self.above += sum(I256::from(above));
        self.below += sum(I256::from(below));
        self.above_above += sum(product(above, above));
        self.above_below += sum(product(above, below));
        self.below_below += sum(product(below, below));
    }

    /// The sums of both.
    pub fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.terms += other.terms;
        self.above += other.above;
        self.below += other.below;
        self.above_above += other.above_above;
        self.above_below += other.above_below;
        self.below_below += other.below_below;
    }

    /// Terms of weight one, of which only the sums of `above` and of its squares are known, in millionths.
    pub(super) fn of_units(n: u64, sum: I256, squares: I256) -> Self {
        let one = I256::from(ONE);
        let terms = I256::from(n);
        Self {
            n,
            terms: n,
            above: sum * one,
            below: terms * one * one,
            above_above: squares * one * one,
            above_below: sum * one * one * one,
            below_below: terms * one * one * one * one,
        }
    }

    /// The ratio; nothing if what stands below adds up to nothing.
    pub fn value(&self) -> Option<f64> {
        (self.below != 0).then(|| self.above.as_f64() / self.below.as_f64())
    }

    /// How many equally weighted terms would tell as much (Kish).
    pub fn effective(&self) -> f64 {
        let below = self.below.as_f64();
        if self.below_below == 0 { 0.0 } else { below * below / self.below_below.as_f64() }
    }

    /// The variance of the ratio, by linearisation: how the terms scatter about it. The cancelling is done in whole
    /// numbers, so that nothing is lost.
    pub fn squared_error(&self) -> Option<f64> {
        if self.terms < 2 || self.below == 0 {
            return None;
        }
        let whole = |sum: I256| BigInt::from_signed_bytes_le(&sum.to_le_bytes());
        let (above, below) = (whole(self.above), whole(self.below));
        let cross: BigInt = &above * &below * whole(self.above_below);
        let scatter: BigInt =
            &below * &below * whole(self.above_above) - (&cross + &cross) + &above * &above * whole(self.below_below);
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

/// Most products fit half the width, which takes a fraction of the time.
fn product(one: i128, other: i128) -> I256 {
    one.checked_mul(other).map_or_else(|| I256::from(one) * I256::from(other), I256::from)
}
