//! Builds what the npm package `govseg` consists of, but for its TypeScript: the WebAssembly modules with their glue,
//! under `ts/generated/`, and what TypeScript takes from the catalogue, under `ts/`.
//!
//! `govseg-wasm-build` makes all of it; `govseg-wasm-build --check` makes the modules, and fails if a committed file is
//! not what the catalogue says. Names of modules make only those.

mod data;
mod modules;
mod taxonomy;
mod texts;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

/// Done, or why not.
type Outcome<T = ()> = Result<T, String>;

/// The folder of the npm package.
fn package() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

fn main() -> ExitCode {
    let (flags, modules): (Vec<_>, Vec<_>) = env::args().skip(1).partition(|argument| argument == "--check");
    match run(!flags.is_empty(), &modules) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("govseg-wasm-build: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(check: bool, only: &[String]) -> Outcome {
    let mut files = vec![("ts/taxonomy.ts".to_owned(), taxonomy::write())];
    for language in texts::LANGUAGES {
        files.push((format!("ts/texts/{language}.ts"), texts::write(language)?));
    }
    for (name, text) in files {
        let path = package().join(&name);
        if check {
            if fs::read_to_string(&path).is_ok_and(|found| found == text) {
                continue;
            }
            return Err(format!("wasm/{name} is not what the catalogue says; `cargo xtask wasm` writes it anew"));
        }
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    data::write()?;
    modules::all(only)
}
