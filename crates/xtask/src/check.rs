//! What must hold before anything lands.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::python;
use crate::run::{Outcome, output, root, run, run_with};
use crate::wasm;

/// The packages that people use; the others serve them.
const PUBLISHED: [&str; 3] = ["govseg", "govseg-table", "govseg-cli"];

/// What the core may not depend on: it decides, and neither reads tables nor talks to another language.
const NOT_IN_CORE: [&str; 6] = ["arrow", "parquet", "pyo3", "js-sys", "wasm-bindgen", "csv"];

const WASM: &str = "wasm32-unknown-unknown";

pub(crate) fn all() -> Outcome {
    lint()?;
    core()?;
    run("cargo", &["test", "--workspace", "--no-fail-fast"])?;
    run_with(
        "cargo",
        &["doc", "--workspace", "--no-deps", "--document-private-items"],
        &[("RUSTDOCFLAGS", "-D warnings")],
    )?;
    dmn()?;
    package()?;
    wasm::test()?;
    python::check()?;
    eprintln!("\nAll checks hold.");
    Ok(())
}

pub(crate) fn lint() -> Outcome {
    component("rustfmt", "cargo-fmt")?;
    component("clippy", "cargo-clippy")?;
    run("cargo", &["fmt", "--all", "--check"])?;
    run("cargo", &["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"])?;
    run("cargo", &["clippy", "-p", "govseg", "--no-default-features", "--", "-D", "warnings"])
}

pub(crate) fn core() -> Outcome {
    let tree = output("cargo", &["tree", "-p", "govseg", "-e", "normal", "--prefix", "none", "--all-features"])?;
    for line in tree.lines() {
        let name = line.split(' ').next().unwrap_or_default();
        if NOT_IN_CORE.iter().any(|unwanted| name == *unwanted || name.starts_with(&format!("{unwanted}-"))) {
            return Err(format!("the core depends on `{name}`, which it must not"));
        }
    }
    eprintln!("\nThe core depends on none of {}.", NOT_IN_CORE.join(", "));
    if !output("rustc", &["--print", "sysroot"])
        .is_ok_and(|root| std::path::Path::new(root.trim()).join("lib/rustlib").join(WASM).exists())
    {
        run("rustup", &["target", "add", WASM])?;
    }
    run("cargo", &["build", "-p", "govseg", "--target", WASM])?;
    run("cargo", &["build", "-p", "govseg", "--target", WASM, "--no-default-features"])
}

/// Decision tables in DMN, held against the reference by an engine from npm.
pub(crate) fn dmn() -> Outcome {
    const OLDEST: u32 = 18;
    let missing =
        |what: String| format!("{what}; install Node {OLDEST} or later with npm, for example from https://nodejs.org");
    let version = output("node", &["--version"]).map_err(missing)?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST) {
        return Err(missing(format!("Node {} is too old", version.trim())));
    }
    output("npm", &["--version"]).map_err(missing)?;
    run("tests/dmn/run", &[])
}

pub(crate) fn package() -> Outcome {
    // Cargo keeps what it unpacked of a version by the folder it was packaged in: in a folder that was used before, the
    // crates would be built against an older state of one another.
    let started = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    let folder = root().join("target").join(format!("package-{started}"));
    let name = folder.to_str().ok_or("the repository's path is not UTF-8")?;
    let mut arguments = vec!["package", "--allow-dirty", "--target-dir", name];
    arguments.extend(PUBLISHED.iter().flat_map(|name| ["-p", name]));
    let packaged = run("cargo", &arguments);
    // A folder that cannot be removed is no reason to fail: `cargo clean` takes it along.
    let _ = fs::remove_dir_all(folder);
    packaged
}

/// Adds a part of the toolchain that is missing.
fn component(name: &str, program: &str) -> Outcome {
    let there = std::process::Command::new(program).arg("--version").output().is_ok_and(|found| found.status.success());
    if there { Ok(()) } else { run("rustup", &["component", "add", name]) }
}
