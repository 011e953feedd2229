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

mod amount;
pub mod coverage;
pub mod fairness;
mod forest;

pub use amount::{Amount, AmountError};
pub use forest::{Choices, Forest, ForestError, ForestProblem, ForestProblemKind, Mixed, Orphans, RollUp, Rolled};
