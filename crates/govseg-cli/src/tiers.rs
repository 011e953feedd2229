//! `govseg tiers`: in which tier each account is, and what follows from it.

mod assign;
mod check;
mod coverage;
mod diff;
mod fairness;
mod load;
mod pyramid;
mod table;
mod what_if;

use std::process::ExitCode;

use crate::args;
use crate::failure::Failure;

pub(crate) fn run(command: &args::Tiers) -> Result<ExitCode, Failure> {
    match command {
        args::Tiers::Assign(args) => assign::run(args),
        args::Tiers::Check(args) => check::run(args),
        args::Tiers::Diff(args) => diff::run(args),
        args::Tiers::WhatIf(args) => what_if::run(args),
        args::Tiers::Coverage(args) => coverage::run(args),
    }
}
