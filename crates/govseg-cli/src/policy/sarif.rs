//! What is wrong with a policy, or found out about it, as SARIF 2.1.0: code hosts show it beside the lines of the file.

use govseg::{Check, Finding, PolicyError, Problem, Severity};
use serde_json::{Value, json};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The findings of a sound policy that was read from `file`; none for a built-in one.
pub(super) fn sound(file: Option<&str>, check: &Check) -> String {
    let results: Vec<_> = check.findings.iter().map(|finding| found(file, finding)).collect();
    log(&results)
}

/// All that is wrong with the policy that was read from `file`.
pub(super) fn unsound(file: &str, error: &PolicyError) -> String {
    let results: Vec<_> = error.problems().iter().map(|problem| wrong(file, problem)).collect();
    log(&results)
}

fn log(results: &[Value]) -> String {
    let mut codes: Vec<&str> = results.iter().filter_map(|result| result["ruleId"].as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> =
        codes.iter().map(|code| json!({ "id": code, "shortDescription": { "text": sentence(code) } })).collect();
    let driver = json!({
        "name": "govseg",
        "version": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": rules,
    });
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    format!("{}\n", json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }))
}

fn found(file: Option<&str>, finding: &Finding) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        _ => "note",
    };
    let code: &str = finding.kind.into();
    let mut result = json!({
        "ruleId": code,
        "level": level,
        "message": { "text": finding.message },
        "properties": {
            "ids": finding.ids,
            "assignments": finding.assignments,
            "areas": finding.areas.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "complete": finding.complete,
        },
    });
    let place = finding.place.as_ref().map(|place| (place.file.as_str(), place.line, place.column));
    // What concerns the policy as a whole is shown at the head of its file.
    if let (Some((file, line, column)), Some(result)) = (place.or_else(|| Some((file?, 0, 0))), result.as_object_mut())
    {
        result.insert("locations".to_owned(), location(file, line, column));
    }
    result
}

fn wrong(file: &str, problem: &Problem) -> Value {
    let file = if problem.file.is_empty() { file } else { &problem.file };
    json!({
        "ruleId": problem.kind.name(),
        "level": "error",
        "message": { "text": problem.message },
        "locations": location(file, problem.line, problem.column),
    })
}

/// Lines and columns count from 1; 0 where there is none.
fn location(file: &str, line: usize, column: usize) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(file) } });
    if let Some(physical) = physical.as_object_mut().filter(|_| line > 0) {
        physical.insert("region".to_owned(), json!({ "startLine": line, "startColumn": column }));
    }
    json!([{ "physicalLocation": physical }])
}

/// A file's name as a reference: slashes, and a percent sign with the number for every byte that may not stand there.
fn uri(file: &str) -> String {
    let path = if cfg!(windows) { file.replace('\\', "/") } else { file.to_owned() };
    let path = path.strip_prefix("./").unwrap_or(&path);
    path.bytes().fold(String::with_capacity(path.len()), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri += &format!("%{byte:02X}");
        }
        uri
    })
}

/// `rule_never_fires` as "Rule never fires."
fn sentence(code: &str) -> String {
    let words = code.replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_references() {
        assert_eq!(uri("./policies/our agency.toml"), "policies/our%20agency.toml");
        assert_eq!(uri("año#1.toml"), "a%C3%B1o%231.toml");
    }
}
