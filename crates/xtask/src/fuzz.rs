//! Every reader under libFuzzer for a while.

use std::fs;

use crate::run::{Outcome, root, run_with};

/// How long each reader is tried unless it is said, in seconds.
const SECONDS: &str = "60";

pub(crate) fn fuzz(arguments: &[String]) -> Outcome {
    let seconds = arguments.first().map_or(SECONDS, String::as_str);
    if seconds.parse::<u32>().is_err() {
        return Err(format!("`{seconds}` is not a number of seconds; for example: cargo xtask fuzz 60"));
    }
    let there = std::process::Command::new("cargo").args(["fuzz", "--version"]).output();
    if !there.is_ok_and(|found| found.status.success()) {
        return Err("cargo-fuzz is missing; install it by `cargo install cargo-fuzz --locked`".to_owned());
    }
    let time = format!("-max_total_time={seconds}");
    for target in targets()? {
        let (found, seeds) = (format!("fuzz/corpus/{target}"), format!("tests/damage/seeds/{target}"));
        fs::create_dir_all(root().join(&found)).map_err(|error| format!("{found}: {error}"))?;
        // The sanitizers are asked for by flags that a stable compiler takes only so.
        let stable = [("RUSTC_BOOTSTRAP", "1")];
        let arguments = ["fuzz", "run", &target, &found, &seeds, "--", &time, "-rss_limit_mb=4096", "-timeout=30"];
        run_with("cargo", &arguments, &stable)?;
    }
    eprintln!("\nNo reader broke its word.");
    Ok(())
}

/// The names of the targets, which are those of the readers.
fn targets() -> Outcome<Vec<String>> {
    let folder = root().join("fuzz/fuzz_targets");
    let files = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let names = files.filter_map(|file| Some(file.ok()?.path().file_stem()?.to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.collect();
    names.sort();
    Ok(names)
}
