//! How many instructions the core paths take, held against limits.
//!
//! Times differ from run to run; instructions hardly do, so a change that makes a path slower shows in any place where
//! valgrind runs. The program starts itself under callgrind: once for some rounds of a path and once for twice as many.
//! The difference is what the rounds take, without starting up.

#[path = "../../src/contacts.rs"]
mod contacts;
mod count;
mod limits;
mod paths;

use std::process::ExitCode;

use limits::Limits;
use paths::PATHS;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [] => compare(),
        [path, rounds] => paths::run(path, rounds),
        _ => Err("usage: govseg-instructions [PATH ROUNDS]".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Counts every path and holds it against its limit.
fn compare() -> Result<(), String> {
    if !count::available() {
        let message =
            "no instructions were counted: valgrind is not installed (on Debian, as root: apt install valgrind)";
        // Where changes are let in, counting must not be left out silently.
        if std::env::var_os("CI").is_some() {
            return Err(message.to_owned());
        }
        println!("{message}");
        return Ok(());
    }
    let limits = Limits::read()?;
    let mut found = Vec::new();
    println!("{:<34} {:>14} {:>14} {:>8}", "instructions for each", "counted", "before", "change");
    for path in &PATHS {
        let counted = count::each(path)?;
        let (before, change) = limits.beside(path.name, counted);
        println!("{:<34} {counted:>14} {before:>14} {change:>8}", path.name);
        found.push((path.name, counted));
    }
    if std::env::var("GOVSEG_INSTRUCTIONS").is_ok_and(|what| what == "write") {
        return limits.write(&found);
    }
    limits.check(&found)
}
