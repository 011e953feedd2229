//! The Python package: its tools in an environment of their own, its build, its checks.

mod environment;

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{Outcome, root};
use environment::Environment;

/// The folder of the package.
const PACKAGE: &str = "python";

/// What is written of the native half, held against what it is.
const STUBTEST: &[&str] =
    &["-m", "mypy.stubtest", "govseg", "--mypy-config-file", "pyproject.toml", "--allowlist", "tests/stubtest.txt"];

/// What is installed for people: built from the source distribution, so that both are tested at once.
pub(crate) fn check() -> Outcome {
    let tools = Environment::with_tools()?;
    let wheel = build(&tools, "dev")?;
    tools.install(&wheel)?;
    tools.run("python", &["tools/words.py", "--check"])?;
    tools.run("ruff", &["format", "--check", "."])?;
    tools.run("ruff", &["check", "."])?;
    tools.run("mypy", &[])?;
    tools.run("basedpyright", &[])?;
    tools.run("python", STUBTEST)?;
    tools.run("cargo", &["fmt", "--check"])?;
    tools.run("cargo", &["clippy", "--locked", "--all-targets", "--", "-D", "warnings"])?;
    tools.run("python", &["-m", "pytest", "--quiet"])?;
    tools.run("python", &["tools/notebooks.py"])?;

    let empty = Environment::empty("python-empty")?;
    empty.install(&wheel)?;
    empty.run("python", &["-m", "govseg", "decide", "customer=citizen", "capacity=private", "duty=audit"])
}

/// The package as it is published, which takes longer to build than that of the tests.
pub(crate) fn wheel() -> Outcome {
    const LARGEST: u64 = 4_000_000;
    let wheel = build(&Environment::with_tools()?, "release")?;
    let size = fs::metadata(&wheel).map_err(|error| format!("{}: {error}", wheel.display()))?.len();
    eprintln!("\n{} has {size} bytes", wheel.display());
    if size <= LARGEST { Ok(()) } else { Err(format!("the wheel is larger than {LARGEST} bytes")) }
}

/// The package beside what else could be done, in one run, with equal answers.
pub(crate) fn bench() -> Outcome {
    wheel()?;
    let tools = Environment::with_tools()?;
    tools.install(&only(&distributions(), "whl")?)?;
    tools.run("python", &["benches/bench.py"])?;
    tools.run("python", &["benches/spark.py"])
}

/// An interpreter that has what others made and ours is compared with.
pub(crate) fn peers(environment: &str, requirements: &str) -> Outcome<String> {
    Environment::with(environment, requirements, &["--only-binary", ":all:"])?.interpreter()
}

/// The numbers that measures are held against, worked out anew by libraries that are not ours.
pub(crate) fn measure_reference() -> Outcome {
    const FOLDER: &str = "crates/govseg-measure/tests/reference";
    let requirements = format!("{FOLDER}/requirements.txt");
    let script = root().join(FOLDER).join("main.py");
    Environment::with("measure-reference", &requirements, &["--only-binary", ":all:"])?.run("python", &[utf8(&script)?])
}

/// The reference of the package, as pages under `target/python-docs`.
pub(crate) fn reference() -> Outcome {
    let tools = Environment::with_tools()?;
    tools.install(&build(&tools, "dev")?)?;
    let folder = root().join("target").join("python-docs");
    tools.run(
        "pdoc",
        &[
            "--docformat",
            "numpy",
            "--output-directory",
            utf8(&folder)?,
            "govseg",
            "govseg.duckdb",
            "govseg.plot",
            "govseg.polars",
            "govseg.spark",
            "govseg.tiers",
        ],
    )
}

/// Where source distribution and wheel are built.
fn distributions() -> PathBuf {
    root().join("target").join("python-dist")
}

/// Builds the source distribution, and the wheel out of it, in a profile of Cargo.
fn build(tools: &Environment, profile: &str) -> Outcome<PathBuf> {
    let folder = distributions();
    // What an earlier version left there would be found as well.
    let _ = fs::remove_dir_all(&folder);
    let name = utf8(&folder)?;
    tools.run("maturin", &["sdist", "--out", name])?;
    let sdist = only(&folder, "gz")?;
    let arguments = ["wheel", "--quiet", "--no-build-isolation", "--no-deps", "--wheel-dir", name, utf8(&sdist)?];
    tools.run_with("pip", &arguments, &[("MATURIN_PEP517_ARGS", &format!("--profile {profile}"))])?;
    only(&folder, "whl")
}

/// The one file with that ending.
fn only(folder: &Path, ending: &str) -> Outcome<PathBuf> {
    let files = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut found = files.filter_map(Result::ok).map(|file| file.path());
    found
        .find(|path| path.extension().is_some_and(|found| found == ending))
        .ok_or_else(|| format!("{} has no file that ends in .{ending}", folder.display()))
}

fn utf8(path: &Path) -> Outcome<&str> {
    path.to_str().ok_or_else(|| "the repository's path is not UTF-8".to_owned())
}
