//! An environment of Python with everything that the checks need, or with nothing.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::{PACKAGE, utf8};
use crate::run::{Outcome, root, run_in};

/// Where an environment has its programs.
const PROGRAMS: &str = if cfg!(windows) { "Scripts" } else { "bin" };

/// An environment of Python under `target`, and how programs are run in it.
pub(super) struct Environment {
    folder: PathBuf,
    path: String,
}

impl Environment {
    /// The one with everything that the checks need.
    pub(super) fn with_tools() -> Outcome<Self> {
        Self::with("python-venv", "python/requirements.txt", &[])
    }

    /// One with the packages that a file of the repository lists; made anew when the list has changed, or when the
    /// folder was moved: its programs know where it stood.
    pub(super) fn with(name: &str, requirements: &str, options: &[&str]) -> Outcome<Self> {
        let environment = Self::at(name)?;
        let requirements = root().join(requirements);
        let wanted =
            fs::read_to_string(&requirements).map_err(|error| format!("{}: {error}", requirements.display()))?;
        let wanted = format!("# {}\n{wanted}", environment.folder.display());
        let installed = environment.folder.join("requirements.txt");
        if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
            return Ok(environment);
        }
        environment.make()?;
        let install = ["install", "--quiet", "--require-hashes", "--requirement", utf8(&requirements)?];
        environment.run("pip", &[&install[..], options].concat())?;
        fs::write(&installed, wanted).map_err(|error| format!("{}: {error}", installed.display()))?;
        Ok(environment)
    }

    /// One with nothing in it.
    pub(super) fn empty(name: &str) -> Outcome<Self> {
        let environment = Self::at(name)?;
        environment.make()?;
        Ok(environment)
    }

    fn at(name: &str) -> Outcome<Self> {
        let folder = root().join("target").join(name);
        let programs = folder.join(PROGRAMS);
        let before = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths([programs].into_iter().chain(env::split_paths(&before)))
            .map_err(|error| format!("{}: {error}", folder.display()))?;
        let path = path.into_string().map_err(|_| "the PATH is not UTF-8")?;
        Ok(Self { folder, path })
    }

    fn make(&self) -> Outcome {
        let python = if cfg!(windows) { "python" } else { "python3" };
        run_in(PACKAGE, python, &["-m", "venv", "--clear", utf8(&self.folder)?], &[]).map_err(|error| {
            format!("{error}; Python 3.11 or later with venv is needed (on Debian, as root: apt install python3-venv)")
        })
    }

    /// The path of its interpreter.
    pub(super) fn interpreter(&self) -> Outcome<String> {
        let python = if cfg!(windows) { "python.exe" } else { "python" };
        utf8(&self.folder.join(PROGRAMS).join(python)).map(ToOwned::to_owned)
    }

    pub(super) fn install(&self, wheel: &Path) -> Outcome {
        self.run("pip", &["install", "--quiet", "--no-deps", "--no-index", "--force-reinstall", utf8(wheel)?])
    }

    /// Runs a program of the environment in the package's folder.
    pub(super) fn run(&self, program: &str, arguments: &[&str]) -> Outcome {
        self.run_with(program, arguments, &[])
    }

    /// The same, with environment variables.
    pub(super) fn run_with(&self, program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Outcome {
        // The wheel is built in a folder that is new each time; what was compiled of others is kept here.
        let compiled = root().join("target").join("python");
        let mut all =
            vec![("VIRTUAL_ENV", utf8(&self.folder)?), ("PATH", &self.path), ("CARGO_TARGET_DIR", utf8(&compiled)?)];
        all.extend(variables);
        run_in(PACKAGE, program, arguments, &all)
    }
}
