//! Prints full assignments of the facts that a policy looks at, each with its segment and rule, as CSV.

use govseg_conformance::assignments::table;
use govseg_conformance::policy::{DEFAULT_POLICY, Policy};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, sample) = match arguments.as_slice() {
        [name] => (name, Some(None)),
        [name, count, seed] => (name, count.parse().ok().zip(seed.parse().ok()).map(Some)),
        _ => return usage(),
    };
    let Some(sample) = sample else { return usage() };
    let policy = if name == DEFAULT_POLICY { Policy::built_in() } else { Policy::from_disk(Path::new(name)) };
    print!("{}", table(&policy, sample));
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    eprintln!("usage: assignments POLICY [COUNT SEED]: all assignments, or so many at random");
    ExitCode::from(2)
}
