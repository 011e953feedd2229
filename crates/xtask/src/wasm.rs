//! The browser package: the npm package `govseg` in `wasm/`.

use std::path::PathBuf;

use crate::run::{Outcome, root, run, run_in};
use crate::tools::{self, WASM};

const WORKSPACE: &str = "wasm/Cargo.toml";
/// The modules that the crate is built as.
const MODULES: [&str; 7] = ["main", "policy", "words", "measures", "text", "tiers", "slim"];

/// Builds the package into `wasm/dist`.
pub(crate) fn build() -> Outcome {
    prepare()?;
    builder(&[])?;
    npm(&["run", "build"])
}

/// Builds it and serves its demonstration until it is stopped.
pub(crate) fn demo() -> Outcome {
    build()?;
    npm(&["run", "demo"])
}

/// Builds it and runs all of its tests. Those in Chromium are skipped where there is none, and say so.
pub(crate) fn test() -> Outcome {
    prepare()?;
    run("cargo", &["fmt", "--manifest-path", WORKSPACE, "--all", "--check"])?;
    for features in MODULES {
        run("cargo", &[&["clippy"], &module(features)[..], &["--tests", "--", "-D", "warnings"]].concat())?;
    }
    run("cargo", &["clippy", "--manifest-path", WORKSPACE, "-p", "govseg-wasm-build", "--", "-D", "warnings"])?;
    in_node()?;
    builder(&["--check"])?;
    npm(&["run", "build"])?;
    npm(&["run", "size"])?;
    npm(&["test"])
}

/// The tests of the modules themselves, which run in Node.
fn in_node() -> Outcome {
    run(
        "cargo",
        &["build", "--quiet", "--manifest-path", WORKSPACE, "-p", "govseg-wasm-build", "--bin", "run-in-node"],
    )?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("wasm/target"), PathBuf::from);
    let runner = target.join("debug").join(format!("run-in-node{}", std::env::consts::EXE_SUFFIX));
    let runner = runner.to_str().ok_or("the path of the target folder is not UTF-8")?;
    for features in MODULES {
        let arguments = [&["test"], &module(features)[..], &["--lib"]].concat();
        run_in(".", "cargo", &arguments, &[("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)])?;
    }
    Ok(())
}

/// What says to Cargo which module is meant.
fn module(features: &str) -> [&str; 8] {
    ["--manifest-path", WORKSPACE, "-p", "govseg-wasm", "--target", WASM, "--features", features]
}

/// The size table; it fails past a budget.
pub(crate) fn size() -> Outcome {
    build()?;
    npm(&["run", "size"])
}

fn prepare() -> Outcome {
    tools::node(20)?;
    tools::wasm()?;
    // What npm installed last says which lock file it was.
    let modified = |file: &str| root().join("wasm").join(file).metadata().and_then(|found| found.modified()).ok();
    let (lock, installed) = (modified("package-lock.json"), modified("node_modules/.package-lock.json"));
    if installed.is_none() || installed < lock { npm(&["ci"]) } else { Ok(()) }
}

/// The modules, and what TypeScript takes from the catalogue.
fn builder(arguments: &[&str]) -> Outcome {
    let run_builder = ["run", "--quiet", "--manifest-path", WORKSPACE, "-p", "govseg-wasm-build", "--"];
    run("cargo", &[&run_builder[..], arguments].concat())
}

fn npm(arguments: &[&str]) -> Outcome {
    run("npm", &[&["--prefix", "wasm"], arguments].concat())
}
