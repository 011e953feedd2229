//! A mean of values that all count alike.

use ethnum::I256;
use serde::{Deserialize, Serialize};

use super::Ratio;
use super::wide::Wide;
use crate::amount::{float, wholes};
use crate::stats::{Interval, Moments, bootstrap_mean, skewness, t_interval};

/// Up to how many values they are kept, for the interval of a lopsided few.
const FEW: u64 = 50;
/// From what skewness on Student's interval is not trusted for so few.
const LOPSIDED: f64 = 1.0;

/// Sums of values and of their squares, and the values while they are few.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Mean {
    /// How many values there are.
    pub n: u64,
    sum: i128,
    squares: Wide,
    few: Vec<(i64, u64)>,
}

impl Mean {
    /// Adds a value, in millionths, so many times.
    #[inline]
    pub fn add(&mut self, value: i64, times: u64) {
        self.n += times;
        self.sum += i128::from(value) * i128::from(times);
        let square = i128::from(value) * i128::from(value);
        if times == 1 {
            self.squares.add(square);
        } else {
            self.squares.add_wide(I256::from(square) * I256::from(times));
        }
        if self.n <= FEW || !self.few.is_empty() {
            self.keep(value, times);
        }
    }

    /// The sums of both.
    pub fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.sum += other.sum;
        self.squares.merge(&other.squares);
        other.few.iter().for_each(|&(value, times)| self.keep(value, times));
        self.forget();
    }

    fn keep(&mut self, value: i64, times: u64) {
        if self.n <= FEW && times > 0 {
            match self.few.binary_search_by_key(&value, |(known, _)| *known) {
                Ok(place) => self.few.iter_mut().skip(place).take(1).for_each(|(_, known)| *known += times),
                Err(place) => self.few.insert(place, (value, times)),
            }
        }
        self.forget();
    }

    fn forget(&mut self) {
        if self.n > FEW && !self.few.is_empty() {
            self.few = Vec::new();
        }
    }

    /// The mean and the variance; nothing without values.
    pub fn moments(&self) -> Option<Moments> {
        if self.n == 0 {
            return None;
        }
        let n = float(self.n);
        let sum = I256::from(self.sum);
        let scatter = (I256::from(self.n) * self.squares.sum() - sum * sum).as_f64();
        let variance = if self.n > 1 { scatter / n / (n - 1.0) * 1e-12 } else { 0.0 };
        Some(Moments { n, mean: sum.as_f64() / n * 1e-6, variance })
    }

    /// The interval, and whether it was drawn from the values themselves because they are few and lopsided.
    pub fn interval(&self, level: f64) -> Option<(Interval, bool)> {
        let values: Vec<f64> = self.few.iter().flat_map(|&(v, times)| (0..times).map(move |_| wholes(v))).collect();
        if values.len() > 1 && skewness(&values).abs() > LOPSIDED {
            return bootstrap_mean(&values, level).map(|interval| (interval, true));
        }
        t_interval(self.moments()?, level).map(|interval| (interval, false))
    }

    /// The same with weights, all of them one.
    pub(super) fn weighted(&self) -> Ratio {
        Ratio::of_units(self.n, I256::from(self.sum), self.squares.sum())
    }
}
