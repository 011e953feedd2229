//! The WebAssembly modules: compiled, bound, optimized, and written as text that JavaScript can import from anywhere.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use wasm_bindgen_cli_support::Bindgen;

use crate::{Outcome, package};

/// Each is a feature of the crate.
const MODULES: [&str; 7] = ["main", "policy", "words", "measures", "text", "tiers", "slim"];

/// Makes them: `only` those named, or all of them.
pub(crate) fn all(only: &[String]) -> Outcome {
    for module in MODULES.into_iter().filter(|module| only.is_empty() || only.iter().any(|name| name == module)) {
        build(module)?;
    }
    Ok(())
}

fn build(module: &str) -> Outcome {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    run(Command::new(cargo)
        .current_dir(package())
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags()?)
        .args([
            "build",
            "--quiet",
            "--lib",
            "--profile",
            "wasm",
            "--target",
            "wasm32-unknown-unknown",
            "--features",
            module,
        ]))?;
    let folder = package().join("ts/generated").join(module);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Bindgen::new()
        .input_path(target().join("wasm32-unknown-unknown/wasm/govseg_wasm.wasm"))
        .out_name("engine")
        .web(true)
        .and_then(|bindgen| {
            // The module's bytes are given to it, so there is no path to find them at.
            bindgen.typescript(true).omit_default_module_path(true).remove_name_section(true).generate(&folder)
        })
        .map_err(|error| format!("wasm-bindgen: {error:#}"))?;
    let wasm = folder.join("engine_bg.wasm");
    optimize(&wasm)?;
    embed(&wasm, &folder.join("binary.ts"))
}

/// No path of this machine in what is shipped: messages of the standard library name the files they come from. And the
/// digest in a few hundred bytes of code instead of eight thousand.
fn flags() -> Outcome<String> {
    let home = env::var("CARGO_HOME").or_else(|_| env::var("HOME").map(|home| format!("{home}/.cargo")));
    let home = home.map_err(|_| "neither CARGO_HOME nor HOME is set")?;
    let here = package();
    let here = here.parent().unwrap_or(&here).display();
    Ok(format!(
        "--remap-path-prefix={home}/registry/src= --remap-path-prefix={here}= --cfg sha2_backend_soft=\"compact\""
    ))
}

/// Where Cargo builds.
fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| package().join("target"), PathBuf::from)
}

/// `wasm-opt` comes with the npm package `binaryen`.
fn optimize(wasm: &Path) -> Outcome {
    let program = package().join("node_modules/.bin/wasm-opt");
    let features = ["bulk-memory", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
    run(Command::new(program)
        .args([
            "-Oz",
            "--flatten",
            "--rereloop",
            "-Oz",
            "-Oz",
            "--strip-debug",
            "--strip-producers",
            "--strip-target-features",
        ])
        .args(features.iter().chain(&["multivalue", "bulk-memory-opt"]).map(|name| format!("--enable-{name}")))
        .arg(wasm)
        .arg("-o")
        .arg(wasm))
}

/// The bytes as a JavaScript module, so that whatever can import the package has them. Each byte is one letter, the
/// frequent ones in ASCII: compressed, that is a few per cent more than the bytes, where Base64 would be a third more.
fn embed(wasm: &Path, module: &Path) -> Outcome {
    let bytes = fs::read(wasm).map_err(|error| format!("{}: {error}", wasm.display()))?;
    let mut counts: Vec<(usize, u8)> = (0..=u8::MAX).map(|byte| (0, byte)).collect();
    for &byte in &bytes {
        counts[usize::from(byte)].0 += 1;
    }
    counts.sort_by_key(|&(count, byte)| (std::cmp::Reverse(count), byte));
    let letters = (' '..='~').chain('\u{a1}'..'\u{200}').filter(|letter| !"\"'`\\$\u{ad}".contains(*letter));
    let mut letter_of = [' '; 256];
    for (&(_, byte), letter) in counts.iter().zip(letters) {
        letter_of[usize::from(byte)] = letter;
    }
    let alphabet: String = letter_of.iter().collect();
    let text: String = bytes.iter().map(|&byte| letter_of[usize::from(byte)]).collect();
    let source = format!(
        "import type {{ Binary }} from \"../../module.js\";\n\n\
         const binary: Binary = {{\n  alphabet: \"{alphabet}\",\n  text: \"{text}\",\n}};\n\nexport default binary;\n"
    );
    fs::write(module, source).map_err(|error| format!("{}: {error}", module.display()))
}

fn run(command: &mut Command) -> Outcome {
    let status = command
        .status()
        .map_err(|error| format!("`{}` cannot be run: {error}", command.get_program().to_string_lossy()))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed", command.get_program().to_string_lossy())) }
}
