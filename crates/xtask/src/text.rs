//! The model of descriptions: made of its rows, and held against what else could be done.

use std::fs;

use crate::python;
use crate::run::{Outcome, output, root, run};

const LABELS: &str = "crates/govseg-text/data/labels.jsonl";
const MODEL: &str = "crates/govseg-text/data/model.bin";

/// Where what is made in between stands.
const FOLDER: &str = "target/text";

/// Makes the model that ships of its rows; fails if it was not what they make, and is now.
pub(crate) fn train() -> Outcome {
    let made = format!("{FOLDER}/model.bin");
    folder()?;
    govseg(&["text", "train", LABELS, "-o", &made])?;
    let read = |path: &str| fs::read(root().join(path)).map_err(|error| format!("{path}: {error}"));
    let bytes = read(&made)?;
    if read(MODEL)? == bytes {
        eprintln!("\n{MODEL} is, byte for byte, what its rows make.");
        return Ok(());
    }
    fs::write(root().join(MODEL), bytes).map_err(|error| format!("{MODEL}: {error}"))?;
    Err(format!("{MODEL} was not what its rows make; now it is: measure it anew, and see to its card"))
}

/// All figures of its card, and others beside it in the same run.
pub(crate) fn bench() -> Outcome {
    folder()?;
    let (told, mistyped) = (format!("{FOLDER}/told.jsonl"), format!("{FOLDER}/told-typos.jsonl"));
    govseg(&["text", "evaluate", "--told", &told])?;
    govseg(&["text", "evaluate", "--typos", "0.1", "--told", &mistyped])?;
    let texts = format!("{FOLDER}/texts.json");
    let speed = output("cargo", &["run", "--release", "--quiet", "-p", "govseg-text-bench", "--", &texts])?;
    let path = root().join(FOLDER).join("speed.json");
    fs::write(&path, speed).map_err(|error| format!("{}: {error}", path.display()))?;
    let peers = python::peers("peers/text", "benches/text/requirements.txt")?;
    run(&peers, &["benches/text/peers.py", FOLDER])
}

fn folder() -> Outcome {
    fs::create_dir_all(root().join(FOLDER)).map_err(|error| format!("{FOLDER}: {error}"))
}

fn govseg(arguments: &[&str]) -> Outcome {
    let command = ["run", "--release", "--quiet", "-p", "govseg-cli", "--"];
    run("cargo", &[&command[..], arguments].concat())
}
