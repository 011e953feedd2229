//! The JSON Schemas accept what the engine accepts and writes, and refuse what it refuses, as far as a schema can tell.

use govseg::schema;
use govseg_tiers::Program;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::common::{case_files, cases};

fn validator(name: &str) -> Validator {
    checked(name, &schema(name).unwrap())
}

fn checked(name: &str, schema: &str) -> Validator {
    let schema: Value = serde_json::from_str(schema).unwrap();
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

/// A document in TOML as JSON has it.
fn in_json(text: &str) -> Value {
    fn of(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(truth) => truth.into(),
            toml::Value::Datetime(day) => day.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(of).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, of(value))).collect(),
        }
    }
    of(toml::Value::Table(text.parse().unwrap()))
}

/// Every document that comes of one by a key that is misspelt or left out, or a value that is another; and whether it is
/// bent within a condition.
fn bent(document: &Value) -> Vec<(Value, bool)> {
    let mut found = Vec::new();
    match document {
        Value::Object(table) => {
            for (key, value) in table {
                let mut without = table.clone();
                without.remove(key);
                let mut misspelt = without.clone();
                misspelt.insert(format!("{key}x"), value.clone());
                found.extend([(Value::Object(without.clone()), false), (Value::Object(misspelt), false)]);
                for (other, within) in bent(value) {
                    let mut table = without.clone();
                    table.insert(key.clone(), other);
                    found.push((Value::Object(table), within || key.starts_with("when")));
                }
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                for (other, within) in bent(item) {
                    let mut items = items.clone();
                    items[place] = other;
                    found.push((Value::Array(items), within));
                }
            }
        }
        _ => {}
    }
    let others = [json!("no such word"), json!(-7), json!(true), Value::Null, json!([]), json!({})];
    found.extend(others.map(|other| (other, false)));
    found
}

#[test]
fn programmes() {
    let program = checked("program", &Program::schema());
    let reads = |document: &Value| Program::parse("program.json", &document.to_string());
    let mut refused = 0;
    let cases = case_files("tiers").into_iter().map(|(_, file)| file["program"].as_str().unwrap().to_owned());
    let builtin = Program::builtin_ids().map(ToOwned::to_owned);
    for name in builtin.chain(cases.filter(|text| text.contains('\n'))) {
        let document = in_json(Program::builtin_text(&name).unwrap_or(&name));
        assert!(reads(&document).is_ok() && program.is_valid(&document), "{name}");
        for (bent, in_condition) in bent(&document) {
            match (reads(&bent), program.is_valid(&bent)) {
                (Ok(_), false) => panic!("the schema refuses what is a programme: {bent}"),
                (Err(error), true) => {
                    // What refers to what, and what may not be, no schema tells; nor which conditions are of amounts.
                    let told = ["unknown_key", "missing_key", "wrong_type", "invalid_id", "empty_condition"];
                    let kinds: Vec<_> = error.problems().iter().map(|problem| problem.kind.name()).collect();
                    assert!(
                        in_condition || kinds.iter().all(|kind| !told.contains(kind)),
                        "only reading refuses: {error}\n{bent}"
                    );
                }
                (Err(_), false) => refused += 1,
                (Ok(_), true) => {}
            }
        }
    }
    assert!(refused > 500, "{refused} were refused");
}
