//! The mean of a few values that lie too much to one side for Student's interval.

use oorandom::Rand64;

use super::Interval;
use crate::float;

/// Where the random numbers begin: the same values give the same interval, always and everywhere.
pub const SEED: u128 = 2008;
const RESAMPLES: usize = 4_000;

/// How far the values lie to one side: the third moment about the mean over the cube of the standard deviation. Zero if
/// they do not vary.
pub fn skewness(values: &[f64]) -> f64 {
    let n = float(values.len() as u64);
    let mean = values.iter().sum::<f64>() / n;
    let moment = |power: i32| values.iter().map(|value| (value - mean).powi(power)).sum::<f64>() / n;
    let variance = moment(2);
    if variance > 0.0 { moment(3) / variance.powf(1.5) } else { 0.0 }
}

/// The interval of a mean by drawing from the values themselves again and again, between the percentiles of the drawn
/// means. The values are taken in the order given: sort them where that order means nothing.
///
/// ```
/// let interval = govseg_numbers::stats::bootstrap_mean(&[1.0, 2.0, 2.0, 3.0, 40.0], 0.95).unwrap();
/// assert!(1.0 < interval.low && interval.low < 9.6 && 9.6 < interval.high && interval.high < 40.0);
/// assert_eq!(govseg_numbers::stats::bootstrap_mean(&[1.0], 0.95), None);
/// ```
pub fn bootstrap_mean(values: &[f64], level: f64) -> Option<Interval> {
    if values.len() < 2 {
        return None;
    }
    let n = values.len() as u64;
    let mut random = Rand64::new(SEED);
    let mut draw = || {
        let place = usize::try_from(random.rand_range(0..n)).unwrap_or_default();
        values.get(place).copied().unwrap_or_default()
    };
    let mut means: Vec<f64> = (0..RESAMPLES).map(|_| (0..n).map(|_| draw()).sum::<f64>() / float(n)).collect();
    means.sort_by(f64::total_cmp);
    let tail = f64::midpoint(1.0, -level);
    Some(Interval { low: *means.get(rank(tail))?, high: *means.get(RESAMPLES - 1 - rank(tail))? })
}

/// The place among the drawn means that leaves so much of them below.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a few thousand")]
fn rank(tail: f64) -> usize {
    (tail.clamp(0.0, 0.5) * float(RESAMPLES as u64)).floor() as usize
}
