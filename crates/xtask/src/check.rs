//! What must hold before anything lands.

use crate::run::{Outcome, output, run, run_with};

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
    package()?;
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

pub(crate) fn package() -> Outcome {
    let mut arguments = vec!["package", "--allow-dirty"];
    arguments.extend(PUBLISHED.iter().flat_map(|name| ["-p", name]));
    run("cargo", &arguments)
}

/// Adds a part of the toolchain that is missing.
fn component(name: &str, program: &str) -> Outcome {
    let there = std::process::Command::new(program).arg("--version").output().is_ok_and(|found| found.status.success());
    if there { Ok(()) } else { run("rustup", &["component", "add", name]) }
}
