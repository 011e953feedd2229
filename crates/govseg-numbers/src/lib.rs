#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "tests may fail"
    )
)]

pub mod stats;
pub mod suppress;

/// A count as a floating-point number.
#[allow(clippy::cast_precision_loss, reason = "counts beyond 2^53 are not counted")]
pub fn float(count: u64) -> f64 {
    count as f64
}
