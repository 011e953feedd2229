//! Writes the case files from their inputs, or with `--check` says whether the written ones are right.

use govseg_conformance::cases;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let complaints = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => cases::write().err().unwrap_or_default(),
        ["--check"] => cases::check(),
        _ => {
            eprintln!("usage: cases [--check]");
            return ExitCode::from(2);
        }
    };
    for complaint in &complaints {
        eprintln!("{complaint}");
    }
    if complaints.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
