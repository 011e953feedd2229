//! `govseg policy check --sarif`, against the schema of SARIF 2.1.0.

mod common;

use common::{folder, govseg, govseg_in, write};
use govseg::{Policy, Segment};
use serde_json::{Value, json};

/// The schema of SARIF 2.1.0.
fn schema() -> Value {
    let text = include_str!("../../../tests/sarif/sarif-schema-2.1.0.json");
    let mut schema: Value = serde_json::from_str(text).expect("JSON");
    // The pattern of a key that we do not write has a bracket too many, which not every reader of patterns takes.
    for object in ["run", "toolComponent"] {
        let language = schema["definitions"][object]["properties"]["language"].as_object_mut().expect("a key of SARIF");
        assert!(language.remove("pattern").is_some());
    }
    schema
}

fn results(ran: &common::Ran) -> Vec<Value> {
    let log: Value = serde_json::from_str(&ran.out).expect("JSON");
    let schema = jsonschema::validator_for(&schema()).expect("a schema");
    let faults: Vec<_> =
        schema.iter_errors(&log).map(|fault| format!("{fault} at {}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:?} in {log}");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules: Vec<_> =
        run["tool"]["driver"]["rules"].as_array().expect("rules").iter().map(|rule| &rule["id"]).collect();
    let results = run["results"].as_array().expect("results").clone();
    assert!(results.iter().all(|result| rules.contains(&&result["ruleId"])), "every rule is described");
    results
}

fn place(result: &Value) -> (&Value, &Value, &Value) {
    let physical = &result["locations"][0]["physicalLocation"];
    (&physical["artifactLocation"]["uri"], &physical["region"]["startLine"], &physical["region"]["startColumn"])
}

#[test]
fn the_schema_refuses_what_is_no_sarif() {
    let schema = jsonschema::validator_for(&schema()).expect("a schema");
    assert!(!schema.is_valid(&json!({ "version": "2.1.0" })));
    assert!(!schema.is_valid(&json!({ "version": "2.1.0", "runs": [{ "results": [] }] })));
}

#[test]
fn findings_at_their_lines() {
    let folder = folder("sarif findings");
    let rule =
        "[[rule]]\nid = 'other.never'\nsegment = 'other'\nwhen = { capacity = 'official', customer = 'citizen' }\n";
    write(
        &folder,
        "our policy.toml",
        format!("id = 'p'\nversion = '1'\nextends = 'gsa-2008'\ndrop = ['other.remainder']\n{rule}"),
    );
    let ran = govseg_in(&folder, &["policy", "check", "our policy.toml", "--sarif"], b"");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let results = results(&ran);
    let of = |code: &str| results.iter().find(|result| result["ruleId"] == code).unwrap_or_else(|| panic!("no {code}"));
    let never = of("rule_never_holds");
    assert_eq!(
        (&never["level"], place(never)),
        (&json!("warning"), (&json!("our%20policy.toml"), &json!(6), &json!(6)))
    );
    // What has no line is shown at the file.
    let rest = of("no_rule_holds");
    assert_eq!(place(rest), (&json!("our%20policy.toml"), &Value::Null, &Value::Null));
    let check = Policy::gsa_2008().check().expect("it is small");
    let other = check.by_segment.iter().find(|(segment, _)| *segment == Segment::Other).expect("each of the six");
    assert_eq!(rest["properties"]["assignments"], other.1);
    assert_eq!(of("rules_overlap")["level"], "note");
    assert_eq!(govseg_in(&folder, &["policy", "check", "our policy.toml", "--sarif", "--strict"], b"").code, 1);
}

#[test]
fn mistakes_at_their_lines_and_columns() {
    let folder = folder("sarif mistakes");
    write(
        &folder,
        "p.toml",
        "id = 'p'\nversion = '1'\n[[rule]]\nid = 'añb'\nsegment = 'comercial'\nwhen = { custmer = 'citizen' }\n",
    );
    let ran = govseg_in(&folder, &["policy", "check", "p.toml", "--sarif"], b"");
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let results = results(&ran);
    let found: Vec<_> =
        results.iter().map(|result| (result["ruleId"].as_str().expect("an id"), place(result))).collect();
    let file = json!("p.toml");
    let wanted = [("invalid_id", 4, 6), ("unknown_segment", 5, 11), ("unknown_fact", 6, 10)];
    let wanted = wanted.map(|(code, line, column)| (code, json!(line), json!(column)));
    assert_eq!(found, wanted.iter().map(|(code, line, column)| (*code, (&file, line, column))).collect::<Vec<_>>());
    assert!(results.iter().all(|result| result["level"] == "error"));
}

#[test]
fn a_built_in_policy_has_no_lines() {
    let results = results(&govseg(&["policy", "check", "gsa-2008", "--sarif"]));
    assert!(!results.is_empty() && results.iter().all(|result| result["locations"].is_null()));
    assert_eq!(govseg(&["policy", "check", "gsa-2008", "--sarif", "--json"]).code, 2);
}
