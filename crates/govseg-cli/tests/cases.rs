//! The command runs the shared case files: the same bytes that every other face must give.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{fs, thread};

use serde_json::Value;

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases")
}

/// The files of one folder of cases.
fn files(folder: &str) -> Vec<Value> {
    let entries = fs::read_dir(cases().join(folder)).expect("the folder of cases");
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    paths.map(|path| serde_json::from_str(&fs::read_to_string(path).expect("a case file")).expect("JSON")).collect()
}

/// `govseg decide --facts - --json`, with the policy of the case file.
fn decide(policy: &Value, facts: &str) -> Output {
    govseg(&["decide", "--facts", "-", "--json"], policy, facts)
}

/// The command with such arguments, the policy of the case file, and something to read.
fn govseg(arguments: &[&str], policy: &Value, input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_govseg"));
    command.args(arguments).current_dir(cases());
    if let Some(policy) = policy.as_str() {
        command.args(["--policy", policy]);
    }
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().expect("govseg runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_owned();
    // It may end without reading everything; then nobody is left to be told.
    let writer = thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().expect("govseg ends");
    writer.join().expect("the input is written");
    output
}

#[test]
fn decisions() {
    let mut count = 0;
    for file in files("decisions") {
        for case in file["cases"].as_array().expect("cases") {
            let output = decide(&file["policy"], &case["facts"].to_string());
            let printed = String::from_utf8(output.stdout).expect("UTF-8");
            assert_eq!(printed.strip_suffix('\n'), case["decision"].as_str(), "{}", case["label"]);
            assert_eq!(output.status.code(), Some(0), "{}", case["label"]);
            count += 1;
        }
    }
    assert!(count >= 150, "only {count} cases");
}

#[test]
fn what_comes_of_logs() {
    let mut count = 0;
    for file in files("logs") {
        for case in file["cases"].as_array().expect("cases") {
            let mut arguments = vec!["measure", "-", "--from", "csv", "--json", "--quiet", "--measures"];
            arguments.push(case["measure"].as_str().expect("a measure"));
            arguments.extend(case["by"].as_str().into_iter().flat_map(|by| ["--by", by]));
            let mut chosen: Vec<String> = Vec::new();
            let usual = [("k", "1"), ("least", "1")].map(|(name, value)| (name.to_owned(), value.to_owned()));
            let mut choices: std::collections::BTreeMap<String, String> = usual.into();
            for (name, value) in case["choices"].as_object().into_iter().flatten() {
                let value = if value.is_array() { &value[0] } else { value };
                let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
                choices.insert(name.replace('_', "-"), text);
            }
            chosen.extend(choices.into_iter().map(|(name, value)| format!("--{name}={value}")));
            arguments.extend(chosen.iter().map(String::as_str));
            let output = govseg(&arguments, &Value::Null, case["log"].as_str().expect("a log"));
            let set_aside = case.get("set_aside").is_some();
            assert_eq!(output.status.code(), Some(if set_aside { 3 } else { 0 }), "{case}");
            let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
            let group: Vec<&str> = case["group"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let of = |outcome: &&Value| case["by"].as_str().is_none_or(|by| outcome[by] == group[0]);
            let found = told["outcomes"].as_array().expect("outcomes").iter().find(of).expect("the group");
            let (is, should) = (found["value"].as_f64(), case["value"].as_f64());
            let near = is.zip(should).is_some_and(|(is, should)| (is - should).abs() <= 1e-9 * should.abs().max(1.0));
            assert!(near || is == should, "{case}: {is:?}");
            count += 1;
        }
    }
    assert!(count >= 100, "only {count} cases");
}

#[test]
fn measures_that_fit() {
    let mut count = 0;
    for file in files("fitting") {
        for case in file["cases"].as_array().expect("cases") {
            let facts: Vec<String> = case["facts"].as_object().expect("facts").iter().map(given).collect();
            let most = case["most"].to_string();
            let mut arguments = vec!["measures", "--json", "--most", most.as_str()];
            let segments = case["segments"].as_array().into_iter().flatten().filter_map(Value::as_str);
            arguments.extend(segments.flat_map(|segment| ["--segment", segment]));
            arguments.extend(facts.iter().map(String::as_str));
            let printed = String::from_utf8(govseg(&arguments, &file["policy"], "").stdout).expect("UTF-8");
            assert_eq!(printed.strip_suffix('\n'), case["fitting"].as_str(), "{}", case["label"]);
            count += 1;
        }
    }
    assert!(count >= 15, "only {count} cases");
}

/// A fact as the command takes it.
fn given((fact, values): (&String, &Value)) -> String {
    let values: Vec<&str> = values.as_array().map_or_else(
        || values.as_str().into_iter().collect(),
        |values| values.iter().filter_map(Value::as_str).collect(),
    );
    format!("{fact}={}", values.join("|"))
}

#[test]
fn suggestions() {
    let mut count = 0;
    for file in files("suggestions") {
        for case in file["cases"].as_array().expect("cases") {
            let given = case["facts"].as_object().expect("facts").iter().map(|(fact, given)| {
                let values = given.as_array().map_or_else(|| vec![given], |values| values.iter().collect());
                let values: Vec<&str> = values.into_iter().filter_map(Value::as_str).collect();
                format!("{fact}={}", values.join("|"))
            });
            let given: Vec<String> = given.collect();
            let arguments: Vec<&str> =
                ["suggest", "--json", "-"].into_iter().chain(given.iter().map(String::as_str)).collect();
            let output = govseg(&arguments, &file["policy"], case["text"].as_str().expect("a text"));
            let printed = String::from_utf8(output.stdout).expect("UTF-8");
            assert_eq!(printed.strip_suffix('\n'), case["suggestion"].as_str(), "{}", case["label"]);
            count += 1;
        }
    }
    assert!(count >= 15, "only {count} cases");
}

#[test]
fn facts_that_are_none() {
    for file in files("fact_errors") {
        for case in file["cases"].as_array().expect("cases") {
            let output = decide(&file["policy"], case["facts_json"].as_str().expect("text"));
            assert_eq!(output.status.code(), Some(1), "{}", case["label"]);
            assert!(output.stdout.is_empty(), "{}", case["label"]);
            let said = String::from_utf8(output.stderr).expect("UTF-8");
            for key in ["value", "suggestion"] {
                if let Some(word) = case["error"][key].as_str() {
                    assert!(said.contains(&format!("`{word}`")), "{}: {said}", case["label"]);
                }
            }
        }
    }
}
