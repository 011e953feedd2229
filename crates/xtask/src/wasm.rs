//! The browser package: the npm package `govseg` in `wasm/`.

use crate::run::{Outcome, root, run};
use crate::tools::{self, WASM};

const WORKSPACE: &str = "wasm/Cargo.toml";

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
    for features in ["main", "policy", "words", "measures", "slim"] {
        let lint =
            ["clippy", "--manifest-path", WORKSPACE, "-p", "govseg-wasm", "--target", WASM, "--features", features];
        run("cargo", &[&lint[..], &["--", "-D", "warnings"]].concat())?;
    }
    run("cargo", &["clippy", "--manifest-path", WORKSPACE, "-p", "govseg-wasm-build", "--", "-D", "warnings"])?;
    builder(&["--check"])?;
    npm(&["run", "build"])?;
    npm(&["run", "size"])?;
    npm(&["test"])
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
