//! What it costs to take a contact for another kind than it is, and what a transaction should cost.

pub use govseg::cost::{CostError, Costs, LabelCost, Probabilities};

/// The target for the cost of a transaction as the GOV.UK Service Manual works it out: `a` is the cost now, at the digital
/// share `x`; `b` what it would be if all were digital; `y` the share aimed at. Nothing if all is digital now.
///
/// ```
/// // Its worked example.
/// assert!((govseg_measure::cost::target_cost(2.0, 0.5, 0.4, 0.8).unwrap() - 1.0).abs() < 1e-12);
/// ```
pub fn target_cost(a: f64, b: f64, x: f64, y: f64) -> Option<f64> {
    let target = a + (b - a) / (1.0 - x) * (y - x);
    target.is_finite().then_some(target)
}
