//! What must hold before anything lands.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::bench::instructions;
use crate::python;
use crate::run::{Outcome, output, root, run, run_with};
use crate::tools::{self, WASM, component};
use crate::wasm;

/// The packages that people use; the others serve them.
const PUBLISHED: [&str; 7] =
    ["govseg", "govseg-numbers", "govseg-table", "govseg-measure", "govseg-text", "govseg-tiers", "govseg-cli"];

/// What the core may not depend on: it decides, and neither reads tables nor talks to another language.
const NOT_IN_CORE: [&str; 6] = ["arrow", "parquet", "pyo3", "js-sys", "wasm-bindgen", "csv"];

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
    instructions()?;
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
    tools::wasm()?;
    run("cargo", &["build", "-p", "govseg", "--target", WASM])?;
    run("cargo", &["build", "-p", "govseg", "--target", WASM, "--no-default-features"])?;
    run("cargo", &["build", "-p", "govseg-tiers", "--target", WASM])
}

/// Decision tables in DMN, held against the reference by an engine from npm.
pub(crate) fn dmn() -> Outcome {
    tools::node(18)?;
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
    // Whether it compiles is all that is asked; nobody looks for errors in what comes of it.
    let packaged = run_with("cargo", &arguments, &[("CARGO_PROFILE_DEV_DEBUG", "0")]);
    // A folder that cannot be removed is no reason to fail: `cargo clean` takes it along.
    let _ = fs::remove_dir_all(folder);
    packaged
}
