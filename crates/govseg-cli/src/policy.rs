//! `govseg policy`: policies from files, checked, compared and shown.

mod check;
mod diff;
mod knowing;
mod moves;
mod sarif;
mod show;
mod table;

use std::process::ExitCode;

use crate::args;
use crate::failure::Failure;

pub(crate) fn run(command: &args::Policy) -> Result<ExitCode, Failure> {
    match command {
        args::Policy::Check(args) => check::run(args),
        args::Policy::Diff(args) => diff::run(args),
        args::Policy::Show(args) => show::run(args),
    }
}
