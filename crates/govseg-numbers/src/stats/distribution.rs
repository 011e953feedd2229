//! Quantiles of the two distributions that intervals rest on.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// How many standard errors reach to either side at that level: 1.96 at 0.95.
///
/// ```
/// assert!((govseg_numbers::stats::z(0.95) - 1.959_963_984_540_054).abs() < 1e-12);
/// ```
pub fn z(level: f64) -> f64 {
    Normal::standard().inverse_cdf(f64::midpoint(1.0, level.clamp(0.0, 1.0)))
}

/// The same by Student's t, for so many degrees of freedom. Nothing if there are none.
///
/// ```
/// assert!((govseg_numbers::stats::t_quantile(0.95, 9.0).unwrap() - 2.262_157_162_798_205).abs() < 1e-9);
/// assert_eq!(govseg_numbers::stats::t_quantile(0.95, 0.0), None);
/// ```
pub fn t_quantile(level: f64, freedom: f64) -> Option<f64> {
    /// From where on the two distributions agree to seven digits.
    const MANY: f64 = 1e7;
    if freedom >= MANY {
        return Some(z(level));
    }
    let t = StudentsT::new(0.0, 1.0, freedom).ok()?.inverse_cdf(f64::midpoint(1.0, level.clamp(0.0, 1.0)));
    t.is_finite().then_some(t)
}
