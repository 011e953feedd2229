//! The JSON Schemas accept what the engine accepts and writes, and refuse what it refuses, as far as a schema can tell.

use govseg::schema;
use jsonschema::Validator;
use serde_json::Value;

use crate::common::{case_files, cases};

fn validator(name: &str) -> Validator {
    let schema: Value = serde_json::from_str(&schema(name).unwrap()).unwrap();
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{name}: {error}"));
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn facts_and_decisions() {
    let (facts, decision) = (validator("facts"), validator("decision"));
    for (name, file) in case_files("decisions") {
        for case in cases(&file) {
            let written: Value = serde_json::from_str(case["decision"].as_str().unwrap()).unwrap();
            assert!(decision.is_valid(&written), "{name}: {}", case["label"]);
            if file["policy"].is_null() {
                assert!(facts.is_valid(&case["facts"]), "{name}: {}", case["label"]);
            }
        }
    }
    let mut bent: Value =
        serde_json::from_str(&govseg::Policy::gsa_2008().decide(govseg::Facts::UNKNOWN).to_json()).unwrap();
    bent["segment"] = "benefical".into();
    assert!(!decision.is_valid(&bent));
}

#[test]
fn facts_that_are_none() {
    let facts = validator("facts");
    for (name, file) in case_files("fact_errors").into_iter().filter(|(_, file)| file["policy"].is_null()) {
        for case in cases(&file) {
            // Twice the same key, and text that is no JSON, no schema gets to see.
            if matches!(case["error"]["kind"].as_str(), Some("duplicate_fact" | "json_syntax")) {
                continue;
            }
            let given: Value = serde_json::from_str(case["facts_json"].as_str().unwrap()).unwrap();
            assert!(!facts.is_valid(&given), "{name}: {}", case["label"]);
        }
    }
}

#[test]
fn policies() {
    let policy = validator("policy");
    for (name, file) in case_files("resolved") {
        for case in cases(&file) {
            let resolved: Value = serde_json::from_str(case["resolved"].as_str().unwrap()).unwrap();
            assert!(policy.is_valid(&resolved), "{name}: {}", case["label"]);
        }
    }
    let mut refused = 0;
    for (name, file) in case_files("policy_errors") {
        for case in cases(&file).iter().filter(|case| case["format"] == "json") {
            let kinds: Vec<_> =
                case["errors"].as_array().unwrap().iter().filter_map(|error| error["kind"].as_str()).collect();
            if kinds
                .iter()
                .any(|kind| ["unknown_key", "missing_key", "invalid_weight", "unknown_segment"].contains(kind))
            {
                let given: Value = serde_json::from_str(case["text"].as_str().unwrap()).unwrap();
                assert!(!policy.is_valid(&given), "{name}: {}", case["label"]);
                refused += 1;
            }
        }
    }
    assert!(refused > 0);
}
