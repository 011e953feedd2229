//! How fast it is, and that it stays so.

use std::path::PathBuf;

use crate::run::{Outcome, output, root, run, run_with};

/// One table of times, beside what else could be done.
pub(crate) fn bench() -> Outcome {
    let peers = python();
    let variable = match &peers {
        Ok(python) => ("GOVSEG_PEERS_PYTHON", python.as_str()),
        Err(why) => ("GOVSEG_PEERS_MISSING", why.as_str()),
    };
    run_with("cargo", &["run", "--release", "--quiet", "-p", "govseg-benches"], &[variable])
}

/// A Python that has the packages to compare with, in an environment of its own.
fn python() -> Outcome<String> {
    let environment = root().join("target/peers/python");
    let bin = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    let python = text(environment.join(bin))?;
    let environment = text(environment)?;
    let requirements = "benches/peers/requirements.txt";
    output("python3", &["-m", "venv", &environment]).map_err(|_| "Python 3 with venv is not installed".to_owned())?;
    output(
        &python,
        &["-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", requirements],
    )
    .map_err(|_| format!("the packages of {requirements} cannot be had"))?;
    Ok(python)
}

fn text(path: PathBuf) -> Outcome<String> {
    path.into_os_string().into_string().map_err(|_| "the repository's path is not UTF-8".to_owned())
}

/// Instructions of the core paths, held against limits.
pub(crate) fn instructions() -> Outcome {
    run("cargo", &["run", "--release", "--quiet", "-p", "govseg-instructions"])
}
