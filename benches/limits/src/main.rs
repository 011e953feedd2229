//! How large a policy may be before an analysis takes longer than a second or more than a gigabyte.
//!
//! Policies that grow in one way each (facts, values, rules) are analysed, each analysis of each policy in a process of
//! its own, so that its memory can be told. Run as `cargo xtask limits`, which writes docs/limits.md and docs/limits.svg.

mod analyses;
mod chart;
mod policies;
mod report;

use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use analyses::{ANALYSES, analyse};
use policies::{FAMILIES, Family};

/// What one analysis of one policy took.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Outcome {
    Took {
        seconds: f64,
        /// The most memory that the process had at one time, where the system tells.
        bytes: Option<u64>,
    },
    /// Refused as `policy_too_large`.
    Refused,
    /// Stopped by us.
    TooLong,
}

pub(crate) const MOST_SECONDS: f64 = 1.0;
pub(crate) const MOST_BYTES: u64 = 1 << 30;
/// When an analysis is stopped.
const PATIENCE: Duration = Duration::from_secs(5);

impl Outcome {
    pub(crate) fn is_within(self) -> bool {
        matches!(self, Self::Took { seconds, bytes } if seconds <= MOST_SECONDS && bytes.unwrap_or(0) <= MOST_BYTES)
    }
}

/// By analysis, by size of the policy.
pub(crate) struct Measured {
    pub(crate) family: &'static Family,
    pub(crate) outcomes: Vec<Vec<Outcome>>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [analysis, family, size] = arguments.as_slice() {
        return one(analysis, family, size);
    }
    let measured: Vec<Measured> = FAMILIES.iter().map(measure).collect();
    let written = report::write(&measured).and_then(|()| chart::write(&measured));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("docs/limits: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(family: &'static Family) -> Measured {
    let outcomes = ANALYSES.iter().map(|analysis| {
        let mut outcomes = Vec::new();
        for &size in family.sizes {
            // What was too long for a smaller policy is not tried on a larger one.
            let outcome = if outcomes.last() == Some(&Outcome::TooLong) {
                Outcome::TooLong
            } else {
                run(analysis, family.name, size)
            };
            println!("{:<8} {:<9} {size:>4}  {}", family.name, analysis, report::shown(outcome));
            outcomes.push(outcome);
        }
        outcomes
    });
    Measured { family, outcomes: outcomes.collect() }
}

/// Measures in another process, which is stopped if it takes too long.
fn run(analysis: &str, family: &str, size: usize) -> Outcome {
    let program = std::env::current_exe().expect("this program has a path");
    let mut child = Command::new(program)
        .args([analysis, family, &size.to_string()])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("this program can be run");
    let begun = Instant::now();
    while child.try_wait().expect("it is ours").is_none() {
        if begun.elapsed() > PATIENCE {
            child.kill().expect("it is ours");
            child.wait().expect("it is ours");
            return Outcome::TooLong;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().expect("it has ended");
    let text = String::from_utf8(output.stdout).expect("it prints numbers");
    let mut words = text.split_whitespace();
    match (words.next().and_then(|word| word.parse().ok()), words.next()) {
        (Some(seconds), bytes) => Outcome::Took { seconds, bytes: bytes.and_then(|word| word.parse().ok()) },
        (None, _) if text.starts_with("refused") => Outcome::Refused,
        _ => panic!("{analysis} of {family} {size} failed"),
    }
}

/// Measures here, and prints seconds and bytes.
fn one(analysis: &str, family: &str, size: &str) -> ExitCode {
    let family = FAMILIES.iter().find(|known| known.name == family);
    let (Some(family), Ok(size)) = (family, size.parse()) else {
        eprintln!("usage: limits [ANALYSIS FAMILY SIZE]");
        return ExitCode::from(2);
    };
    match analyse(analysis, &(family.policy)(size)) {
        Ok(seconds) => println!("{seconds} {}", most_memory().map_or_else(String::new, |bytes| bytes.to_string())),
        Err(_) => println!("refused"),
    }
    ExitCode::SUCCESS
}

/// The most memory that this process had at one time; Linux tells.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    kilobytes.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
}
