//! How fast it is, and that it stays so.

use crate::python;
use crate::run::{Outcome, run, run_with};

/// One table of times, beside what else could be done.
pub(crate) fn bench() -> Outcome {
    beside_peers("govseg-benches")
}

/// Measures of a large log, beside the same sums by polars.
pub(crate) fn measures() -> Outcome {
    beside_peers("govseg-measures-bench")
}

/// Accounts rolled up, beside `DuckDB`.
pub(crate) fn tiers() -> Outcome {
    beside_peers("govseg-tiers-bench")
}

/// Runs a package that compares us with others in Python; it says so itself where there is none.
fn beside_peers(package: &str) -> Outcome {
    let peers = python::peers("peers/python", "benches/peers/requirements.txt");
    let variable = match &peers {
        Ok(python) => ("GOVSEG_PEERS_PYTHON", python.as_str()),
        Err(why) => ("GOVSEG_PEERS_MISSING", why.as_str()),
    };
    run_with("cargo", &["run", "--release", "--quiet", "-p", package], &[variable])
}

/// Instructions of the core paths, held against limits.
pub(crate) fn instructions() -> Outcome {
    run("cargo", &["run", "--release", "--quiet", "-p", "govseg-instructions"])
}
