//! What a number from a sample tells, and how surely.

mod bootstrap;
mod distribution;
mod gap;
mod mean;
mod order;
mod proportion;

use serde::Serialize;

pub use bootstrap::{SEED, bootstrap_mean, skewness};
pub use distribution::{t_quantile, z};
pub use gap::{newcombe, welch};
pub use mean::{Moments, t_interval};
pub use order::order_interval;
pub use proportion::wilson;

/// The values that are in keeping with what was seen, at the level that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// The least.
    pub low: f64,
    /// The greatest.
    pub high: f64,
}

impl Interval {
    /// As far to either side of a middle.
    #[must_use]
    pub fn around(middle: f64, half: f64) -> Self {
        Self { low: middle - half, high: middle + half }
    }

    /// In another unit, so many of which are one of this.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }
}
