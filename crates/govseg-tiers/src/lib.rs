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

// A programme (`program`) says what is read of the accounts (`accounts`), which belong together as their `forest` has it;
// `assign` says in which tier each is and why. `moves` holds two programmes against each other; `cost` says what a wrong
// tier costs, and where a threshold pays; `coverage` who looks after whom, and `fairness` how tiers fall across groups.
pub mod accounts;
mod amount;
mod assign;
mod cost;
pub mod coverage;
pub mod fairness;
mod forest;
mod moves;
pub mod program;

pub use accounts::{Accounts, AccountsError};
pub use amount::{Amount, AmountError};
pub use assign::{
    Assignment, Because, COLUMNS, Covered, Given, Ground, Held, Lack, Missing, Outcome, Standing, View, Way,
};
pub use cost::{Least, Step, WhatIf, WhatIfError};
pub use forest::{Choices, Forest, ForestError, ForestProblem, ForestProblemKind, Mixed, Orphans, RollUp, Rolled};
pub use moves::{Flow, Move, Moves};
pub use program::{Program, ProgramError};
