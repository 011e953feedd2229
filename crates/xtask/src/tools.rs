//! What must be there before a part can run: found, added, or named with how to install it.

use std::path::Path;

use crate::run::{Outcome, output, run};

/// The target of everything that runs in a browser.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Node of this version or a later one, with npm.
pub(crate) fn node(oldest: u32) -> Outcome {
    let missing =
        |what: String| format!("{what}; install Node {oldest} or later with npm, for example from https://nodejs.org");
    let version = output("node", &["--version"]).map_err(missing)?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < oldest) {
        return Err(missing(format!("Node {} is too old", version.trim())));
    }
    output("npm", &["--version"]).map_err(missing)?;
    Ok(())
}

/// The standard library for the browser.
pub(crate) fn wasm() -> Outcome {
    let there = output("rustc", &["--print", "sysroot"])
        .is_ok_and(|sysroot| Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).exists());
    if there { Ok(()) } else { run("rustup", &["target", "add", WASM]) }
}

/// A part of the toolchain, by its name and the program that it brings.
pub(crate) fn component(name: &str, program: &str) -> Outcome {
    let there = std::process::Command::new(program).arg("--version").output().is_ok_and(|found| found.status.success());
    if there { Ok(()) } else { run("rustup", &["component", "add", name]) }
}
