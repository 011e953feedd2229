//! Writes the golden table of the default policy, or with `--check` says whether the written one is right.

use govseg_conformance::golden;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => match golden::write() {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        },
        ["--check"] => match golden::check() {
            None => ExitCode::SUCCESS,
            Some(complaint) => {
                eprintln!("{complaint}");
                ExitCode::FAILURE
            }
        },
        _ => {
            eprintln!("usage: golden [--check]");
            ExitCode::from(2)
        }
    }
}
