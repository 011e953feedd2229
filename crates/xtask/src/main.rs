//! The project's own commands: `cargo xtask demo`, `cargo xtask test` and their parts.

mod bench;
mod check;
mod demo;
mod fuzz;
mod large;
mod python;
mod run;
mod text;
mod tools;
mod wasm;

use std::process::ExitCode;

use run::Outcome;

/// A command's name, what it does, and the function that does it.
type Task = (&'static str, &'static str, fn(&[String]) -> Outcome);

const TASKS: [Task; 24] = [
    ("demo", "classify a slice of a real inventory and explain one contact", |_| demo::demo()),
    ("test", "everything that must hold, as CI runs it", |_| check::all()),
    ("bench", "one table of times and ratios; not part of `test`", |_| bench::bench()),
    ("bench-tiers", "accounts rolled up: equal to DuckDB's recursive SQL, and how much faster", |_| bench::tiers()),
    ("bench-large", "ten million rows: rows a second, peak memory, one thread and two", |_| large::large()),
    ("measure-bench", "eight measures of ten million rows, beside the same sums by polars", |_| bench::measures()),
    ("limits", "how large a policy may be: writes docs/limits.md and its drawing; slow, not part of `test`", |_| {
        demo::limits()
    }),
    ("lint", "formatting and lints", |_| check::lint()),
    ("core", "the core stays small: no arrow, pyo3 or js-sys below it; it and the tiers build for wasm32", |_| {
        check::core()
    }),
    ("instructions", "how many instructions the core paths take, held against limits (needs valgrind)", |_| {
        bench::instructions()
    }),
    ("dmn", "the decision tables of policies, run by an engine that is not ours (needs Node 18 and npm)", |_| {
        check::dmn()
    }),
    ("python", "the Python package: environment, build, checks (needs Python 3.11)", |_| python::check()),
    ("python-wheel", "the Python package as it is published, and its size", |_| python::wheel()),
    ("python-bench", "the Python package beside numpy, pandas, polars, DuckDB and rule engines", |_| python::bench()),
    ("measure-reference", "the numbers that measures are held against, by SciPy, statsmodels and pandas", |_| {
        python::measure_reference()
    }),
    ("python-docs", "the reference of the Python package: writes target/python-docs", |_| python::reference()),
    ("wasm", "the browser package, into wasm/dist (needs Node 20 and npm)", |_| wasm::build()),
    ("wasm-size", "its size table, which fails past a budget", |_| wasm::size()),
    ("wasm-demo", "builds it and serves its demonstration at http://127.0.0.1:8080", |_| wasm::demo()),
    ("wasm-test", "builds it and runs its tests, in Node and in Chromium", |_| wasm::test()),
    ("text-train", "the model of descriptions out of its rows: the same bytes as those that ship", |_| text::train()),
    (
        "text-bench",
        "how good and fast it is, beside scikit-learn, floret and fastText; slow, not part of `test`",
        |_| text::bench(),
    ),
    ("package", "the crates can be packaged", |_| check::package()),
    ("fuzz", "every reader with bytes thought up by libFuzzer, for SECONDS each (60)", fuzz::fuzz),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let task = arguments.split_first().and_then(|(name, rest)| {
        let (.., task) = TASKS.iter().find(|(known, ..)| known == name)?;
        (rest.is_empty() || name == "fuzz").then_some((task, rest))
    });
    let Some((task, rest)) = task else {
        eprintln!("usage: cargo xtask TASK [SECONDS]\n");
        for (name, what, _) in TASKS {
            eprintln!("  {name:<17} {what}");
        }
        return ExitCode::from(2);
    };
    match task(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}
