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

// What is asked for (`run`) is settled as a `plan`. A row passes from the table, by `rows` or in batches by `columns`,
// through `log` (what its columns mean, what is wrong with it) to `measurement`, which hands it to the `measures`; they add it to what `accumulate` keeps. In the end `outcome` makes results of that: `estimate`
// says a number and its interval (`stats`), `gap` how far groups are apart, and `suppress` what must not be shown. `rules`
// are the choices (`choices` as they are given), `calendar` knows the days, `amount` the numbers; `cost` stands beside.
pub mod accumulate;
pub mod amount;
mod by;
pub mod calendar;
mod choices;
mod columns;
pub mod cost;
mod error;
mod estimate;
mod gap;
pub mod log;
mod measurement;
pub mod measures;
mod outcome;
mod plan;
mod rows;
mod rules;
mod run;
mod written;

pub use govseg_numbers::{stats, suppress};

pub use by::{By, UnknownGrouping};
pub use choices::{ChoiceError, Choices};
pub use columns::{Part, PartError};
pub use error::LogError;
pub use estimate::{Absent, Estimate, Method};
pub use gap::Reference;
pub use measurement::Measurement;
pub use outcome::{ALL, Outcome, UNKNOWN};
pub use plan::Plan;
pub use rules::Rules;
pub use run::{Measure, Report};
