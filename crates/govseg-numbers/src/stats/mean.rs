//! Means.

use super::{Interval, t_quantile};

/// What is known of a sample whose mean is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// How many values there are.
    pub n: f64,
    /// Their mean.
    pub mean: f64,
    /// Their variance, with n - 1 below.
    pub variance: f64,
}

impl Moments {
    /// The variance of the mean.
    pub fn squared_error(self) -> f64 {
        self.variance / self.n
    }
}

/// Student's interval for a mean. Nothing where there are fewer than two values.
///
/// ```
/// use govseg_numbers::stats::{Moments, t_interval};
///
/// let interval = t_interval(Moments { n: 10.0, mean: 5.0, variance: 4.0 }, 0.95).unwrap();
/// assert!((interval.low - 3.569286).abs() < 1e-6 && (interval.high - 6.430714).abs() < 1e-6);
/// ```
pub fn t_interval(sample: Moments, level: f64) -> Option<Interval> {
    let t = t_quantile(level, sample.n - 1.0)?;
    Some(Interval::around(sample.mean, t * sample.squared_error().sqrt()))
}
