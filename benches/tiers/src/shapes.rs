//! A million accounts of different shapes, assigned to tiers: how long that takes, and how much memory at most.

use std::error::Error;
use std::fs;
use std::process::Command;
use std::time::Instant;

use govseg_tiers::{Accounts, Assignment, Program, View};

const ACCOUNTS: usize = 1_000_000;
/// What each shape is called, and how many accounts belong to each.
const SHAPES: [(&str, usize); 3] = [("six-levels", 16), ("ten-levels", 5), ("one-parent", ACCOUNTS)];
/// How many bytes an account may take at most, with all that is worked out of it.
const MOST_BYTES: usize = 400;

/// Every shape in a process of its own, so that its memory is its own.
pub(crate) fn all() -> Result<(), Box<dyn Error>> {
    println!("{:<20} {:>12} {:>9} {:>16}", "shape", "accounts", "seconds", "bytes an account");
    for (shape, _) in SHAPES {
        let status = Command::new(std::env::current_exe()?).arg(shape).status()?;
        if !status.success() {
            return Err(format!("{shape} failed").into());
        }
    }
    println!();
    Ok(())
}

/// One shape in this process; an error where it takes too much.
pub(crate) fn one(shape: &str) -> Result<(), Box<dyn Error>> {
    let (_, children) = SHAPES.into_iter().find(|(name, _)| *name == shape).ok_or("no such shape")?;
    let program = Program::builtin("shared-services")?;
    let before = peak();
    let start = Instant::now();
    let mut reader = Accounts::reader(&program, &["account", "parent", "revenue"])?;
    for row in 0..ACCOUNTS {
        let parent = row.checked_sub(1).map(|before| format!("A{}", before / children)).unwrap_or_default();
        reader.row(&[format!("A{row}"), parent, (row % 1_000).to_string()]);
    }
    let accounts = reader.finish()?;
    let assignment = Assignment::new(&program, &accounts, None)?;
    let seconds = start.elapsed().as_secs_f64();
    // The last account earns nothing alone, and the highest tier with one that it belongs to.
    let last = assignment.row(ACCOUNTS - 1, View::Internal);
    if last["tier"] != "strategic" || !last["alone"].is_null() {
        return Err(format!("{shape}: {last:?}").into());
    }
    let bytes = before.zip(peak()).map(|(before, after)| (after - before) * 1024 / ACCOUNTS);
    let said = bytes.map_or_else(|| "not known here".to_owned(), |bytes| bytes.to_string());
    println!("{shape:<20} {ACCOUNTS:>12} {seconds:>9.3} {said:>16}");
    match bytes {
        Some(bytes) if bytes > MOST_BYTES => Err(format!("more than {MOST_BYTES} bytes an account").into()),
        _ => Ok(()),
    }
}

/// How many KiB this process has taken at most, where the system tells.
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
