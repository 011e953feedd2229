//! Percentiles: between which ranks the true one lies.

use statrs::distribution::{Binomial, DiscreteCDF};

/// The ranks, from 1, of the two values of a sorted sample of `n` between which its `p` quantile lies at that level. It
/// holds whatever the values are distributed like: how many of them lie below the true quantile is binomial. Nothing
/// where the sample is too small to have such ranks.
///
/// ```
/// // Of 20 values the median lies between the 6th and the 15th with 95.9 %.
/// assert_eq!(govseg_numbers::stats::order_interval(20, 0.5, 0.95), Some((6, 15)));
/// assert_eq!(govseg_numbers::stats::order_interval(5, 0.5, 0.95), None);
/// ```
pub fn order_interval(n: u64, p: f64, level: f64) -> Option<(u64, u64)> {
    let below = Binomial::new(p, n).ok()?;
    let tail = (1.0 - level) / 2.0;
    // The least k with P(X <= k) > tail: the k-th value lies above the quantile with at most the tail.
    let low = least(n, |k| below.cdf(k) > tail);
    let high = least(n, |k| below.cdf(k) >= 1.0 - tail) + 1;
    (1..=n).contains(&low).then_some(low).zip((high <= n).then_some(high))
}

/// The least number up to `n` for which something holds that holds of all beyond, too.
fn least(n: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut from, mut to) = (0, n);
    while from < to {
        let middle = u64::midpoint(from, to);
        if holds(middle) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    from
}
