//! The project's own commands: `cargo xtask demo`, `cargo xtask test` and their parts.

mod check;
mod demo;
mod run;

use std::process::ExitCode;

use run::Outcome;

/// A command's name, what it does, and the function that does it.
type Task = (&'static str, &'static str, fn() -> Outcome);

const TASKS: [Task; 7] = [
    ("demo", "classify a slice of a real inventory and explain one contact", demo::demo),
    ("test", "everything that must hold, as CI runs it", check::all),
    ("bench", "one table of times and ratios; not part of `test`", demo::bench),
    ("lint", "formatting and lints", check::lint),
    ("core", "the core stays small: no arrow, pyo3 or js-sys below it, and it builds for wasm32", check::core),
    ("dmn", "the decision tables of policies, run by an engine that is not ours (needs Node 18 and npm)", check::dmn),
    ("package", "the crates can be packaged", check::package),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let task = match arguments.as_slice() {
        [name] => TASKS.iter().find(|(known, ..)| known == name),
        _ => None,
    };
    let Some((_, _, task)) = task else {
        eprintln!("usage: cargo xtask TASK\n");
        for (name, what, _) in TASKS {
            eprintln!("  {name:<9} {what}");
        }
        return ExitCode::from(2);
    };
    match task() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}
