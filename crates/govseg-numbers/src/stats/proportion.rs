//! Shares of a whole.

use super::{Interval, z};

/// Wilson's interval for a share: `hits` of `n`. It stays within 0 and 1, and holds for small `n` and for shares near
/// the ends. It knows of sampling only, not of those who did not answer. Nothing where there is no `n`.
///
/// ```
/// let interval = govseg_numbers::stats::wilson(8.0, 10.0, 0.95).unwrap();
/// assert!((interval.low - 0.490162).abs() < 1e-6 && (interval.high - 0.943318).abs() < 1e-6);
/// ```
pub fn wilson(hits: f64, n: f64, level: f64) -> Option<Interval> {
    if n <= 0.0 {
        return None;
    }
    let (p, z) = (hits / n, z(level));
    let zz = z * z;
    let middle = p + zz / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + zz / (4.0 * n * n)).max(0.0).sqrt();
    let whole = 1.0 + zz / n;
    // At the ends the formula gives the end itself, but for what rounding leaves.
    let low = if hits <= 0.0 { 0.0 } else { (middle - half) / whole };
    let high = if hits >= n { 1.0 } else { (middle + half) / whole };
    Some(Interval { low, high })
}
