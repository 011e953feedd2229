//! The examples of the README and of `docs/` print what is said there.
//!
//! In every `console` block a line `$ govseg …` is run from the repository's root, and what follows it must be what it
//! prints: standard output, then standard error. A line `$ printf '…' | govseg …` gives it that to read; what it asks, on
//! standard error, then comes first. `GOVSEG_README=write cargo test -p govseg-cli --test readme` writes them anew.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a command line of the README prints.
fn printed(line: &str) -> String {
    let (input, call) = match line.strip_prefix("$ printf '").and_then(|rest| rest.split_once("' | ")) {
        Some((input, call)) => (Some(input.replace("\\n", "\n")), call),
        None => (None, line.trim_start_matches("$ ")),
    };
    let arguments = call.strip_prefix("govseg ").unwrap_or_else(|| panic!("`{line}` does not run govseg")).split(' ');
    let mut child = Command::new(env!("CARGO_BIN_EXE_govseg"))
        .args(arguments)
        .current_dir(root())
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("govseg runs");
    let mut stdin = child.stdin.take().expect("piped");
    stdin.write_all(input.as_deref().unwrap_or_default().as_bytes()).expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("govseg ends");
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    let text = if input.is_some() { err + &out } else { out + &err };
    // Lines do not end in spaces here; what a terminal shows is the same.
    text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// The document with every example's output as it is now, and how many examples there are.
fn renewed(document: &str) -> (String, usize) {
    let (mut out, mut examples, mut inside, mut skipping) = (String::new(), 0, false, false);
    for line in document.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == "```console" {
            (inside, skipping) = (true, false);
        } else if bare == "```" && inside {
            (inside, skipping) = (false, false);
        } else if inside && bare.starts_with("$ ") {
            examples += 1;
            skipping = true;
            out.push_str(line);
            out.push_str(&printed(bare));
            continue;
        } else if skipping {
            continue;
        }
        out.push_str(line);
    }
    (out, examples)
}

/// The examples of a document, of which there are at least so many.
fn examples_are_true(name: &str, least: usize) {
    let path = root().join(name);
    let document = fs::read_to_string(&path).expect("the document");
    fs::create_dir_all(root().join("target")).expect("a folder for the output");
    let (renewed, examples) = renewed(&document);
    assert!(examples >= least, "only {examples} examples in {name}");
    if env::var_os("GOVSEG_README").is_some_and(|value| value == "write") {
        fs::write(&path, renewed).expect("the document can be written");
        return;
    }
    for (line, (is, should)) in (1..).zip(document.lines().zip(renewed.lines())) {
        assert_eq!(is, should, "{name}, line {line}");
    }
    assert_eq!(document.lines().count(), renewed.lines().count(), "{name} has lines too many or too few");
}

#[test]
fn every_example_of_the_readme_is_true() {
    examples_are_true("README.md", 4);
}

#[test]
fn every_example_about_recipes_is_true() {
    examples_are_true("docs/recipes.md", 5);
}
