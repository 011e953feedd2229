//! The command `govseg`.

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

mod args;
mod ask;
mod catalog;
mod classify;
mod crosswalk;
mod decide;
mod document;
mod facts;
mod failure;
mod files;
mod inputs;
mod learning;
mod meanwhile;
mod measure;
mod measures;
mod policies;
mod policy;
mod problems;
mod progress;
mod recipe;
mod render;
mod replay;
mod row;
mod style;
mod suggest;
mod summary;
mod text;
mod tiers;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match &args.command {
        Command::Decide(args) => decide::run(args),
        Command::Ask(args) => ask::run(args),
        Command::Replay(args) => replay::run(args),
        Command::Classify(args) => classify::run(args),
        Command::Measures(args) => measures::run(args),
        Command::Measure(args) => measure::run(args),
        Command::Policy(command) => policy::run(command),
        Command::Crosswalk(args) => crosswalk::run(args),
        Command::Recipe(command) => recipe::run(command),
        Command::Catalog(args) => catalog::run(args),
        Command::Suggest(args) => suggest::run(args),
        Command::Text(command) => learning::run(command),
        Command::Tiers(command) => tiers::run(command),
    };
    done.unwrap_or_else(failure::Failure::report)
}
