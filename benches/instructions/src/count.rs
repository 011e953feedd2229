//! Counting with callgrind.

use std::process::{Command, Stdio};

use crate::paths::Path;

/// Whether valgrind is there.
pub(crate) fn available() -> bool {
    let version = Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

/// The instructions that one item of a path takes.
pub(crate) fn each(path: &Path) -> Result<u64, String> {
    let (once, twice) = (rounds(path, path.rounds)?, rounds(path, 2 * path.rounds)?);
    Ok(twice.saturating_sub(once) / (path.rounds * path.items))
}

/// The instructions of a whole run.
fn rounds(path: &Path, rounds: u64) -> Result<u64, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([path.name, &rounds.to_string()])
        .output()
        .map_err(|error| format!("valgrind cannot be run: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let counted = said.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    counted.filter(|_| output.status.success()).ok_or_else(|| format!("`{}` was not counted:\n{said}", path.name))
}
