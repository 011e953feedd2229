//! How far two groups are apart.

use super::{Interval, Moments, t_quantile, wilson};

/// Newcombe's interval for the difference of two independent shares (his method 10, without continuity correction): each
/// share is given as hits and n. Nothing where a group has no n.
///
/// ```
/// // Newcombe 1998, Table II, example (a): 56/70 less 48/80.
/// let gap = govseg_numbers::stats::newcombe((56.0, 70.0), (48.0, 80.0), 0.95).unwrap();
/// assert!((gap.low - 0.0524).abs() < 5e-5 && (gap.high - 0.3339).abs() < 5e-5);
/// ```
pub fn newcombe(one: (f64, f64), other: (f64, f64), level: f64) -> Option<Interval> {
    let (of_one, of_other) = (wilson(one.0, one.1, level)?, wilson(other.0, other.1, level)?);
    let (p, q) = (one.0 / one.1, other.0 / other.1);
    Some(Interval {
        low: p - q - (p - of_one.low).hypot(of_other.high - q),
        high: p - q + (of_one.high - p).hypot(q - of_other.low),
    })
}

/// Welch's interval for the difference of two independent means. Nothing where a group has fewer than two values, or
/// neither varies.
///
/// ```
/// use govseg_numbers::stats::{Moments, welch};
///
/// let one = Moments { n: 10.0, mean: 5.0, variance: 4.0 };
/// let other = Moments { n: 8.0, mean: 3.0, variance: 9.0 };
/// let gap = welch(one, other, 0.95).unwrap();
/// assert!((gap.low - -0.698013).abs() < 1e-5 && (gap.high - 4.698013).abs() < 1e-5);
/// ```
pub fn welch(one: Moments, other: Moments, level: f64) -> Option<Interval> {
    if one.n < 2.0 || other.n < 2.0 {
        return None;
    }
    let (a, b) = (one.squared_error(), other.squared_error());
    let freedom = (a + b).powi(2) / (a * a / (one.n - 1.0) + b * b / (other.n - 1.0));
    let t = t_quantile(level, freedom)?;
    Some(Interval::around(one.mean - other.mean, t * (a + b).sqrt()))
}
