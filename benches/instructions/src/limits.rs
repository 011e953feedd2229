//! The file of limits.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{fmt::Write, fs};

use serde::Deserialize;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/limits.toml");

/// What each path took when it was last written down.
#[derive(Deserialize)]
pub(crate) struct Limits {
    /// The compiler then.
    rustc: String,
    /// How much more is let pass, in percent.
    growth_percent: u64,
    paths: BTreeMap<String, u64>,
}

impl Limits {
    pub(crate) fn read() -> Result<Self, String> {
        let text = fs::read_to_string(FILE).map_err(|error| format!("{FILE}: {error}"))?;
        toml::from_str(&text).map_err(|error| format!("{FILE}: {error}"))
    }

    /// What a path took before, and by how much that changed, to be shown.
    pub(crate) fn beside(&self, path: &str, counted: u64) -> (String, String) {
        let Some(&before) = self.paths.get(path) else { return ("new".to_owned(), String::new()) };
        #[expect(clippy::cast_precision_loss, reason = "a number to show")]
        let change = (counted as f64 / before as f64 - 1.0) * 100.0;
        (before.to_string(), format!("{change:+.1} %"))
    }

    /// Whether every path is within its limit.
    pub(crate) fn check(&self, found: &[(&str, u64)]) -> Result<(), String> {
        let beyond = found.iter().filter(|(path, counted)| {
            self.paths.get(*path).is_none_or(|before| counted * 100 > before * (100 + self.growth_percent))
        });
        let beyond: Vec<&str> = beyond.map(|(path, _)| *path).collect();
        if beyond.is_empty() {
            return Ok(());
        }
        let rustc = rustc();
        let compiler = if rustc == self.rustc {
            String::new()
        } else {
            format!(" The compiler may be why: this is rustc {rustc}, and the limits are from {}.", self.rustc)
        };
        Err(format!(
            "These paths grew by more than {} %: {}.{compiler} If that is worth it: GOVSEG_INSTRUCTIONS=write cargo xtask \
             instructions",
            self.growth_percent,
            beyond.join("; "),
        ))
    }

    /// Writes the counts into the file, under the words that stand above the first key.
    pub(crate) fn write(&self, found: &[(&str, u64)]) -> Result<(), String> {
        let text = fs::read_to_string(FILE).map_err(|error| format!("{FILE}: {error}"))?;
        let mut new: String = text
            .lines()
            .take_while(|line| line.starts_with('#'))
            .fold(String::new(), |above, line| above + line + "\n");
        let _ = write!(new, "rustc = \"{}\"\ngrowth_percent = {}\n\n[paths]\n", rustc(), self.growth_percent);
        for (path, counted) in found {
            let _ = writeln!(new, "\"{path}\" = {counted}");
        }
        fs::write(Path::new(FILE), new).map_err(|error| format!("{FILE}: {error}"))
    }
}

/// The compiler's version.
fn rustc() -> String {
    let output = Command::new("rustc").arg("--version").output().ok();
    let said = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    said.split(' ').nth(1).unwrap_or("unknown").to_owned()
}
