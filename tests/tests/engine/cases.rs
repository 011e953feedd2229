//! The engine runs the shared case files: the same bytes that every other face must give.

use crate::common::{Disk, case_files, cases, policy};
use govseg::{FactId, File, Format, Policy};
use govseg_conformance::cases::cases_folder;
use serde_json::Value;

#[test]
fn decisions() {
    let mut count = 0;
    for (name, file) in case_files("decisions") {
        let policy = policy(&file["policy"]);
        for case in cases(&file) {
            let contact = policy.parse(&case["facts"].to_string()).unwrap();
            let decision = policy.decide(contact);
            assert_eq!(decision.to_json(), case["decision"].as_str().unwrap(), "{name}: {}", case["label"]);
            let likely = decision.likely().map(|segment| segment.to_string());
            assert_eq!(likely.as_deref(), case["likely"].as_str(), "{name}: {}: likely", case["label"]);
            count += 1;
        }
    }
    assert!(count >= 150, "only {count} cases");
}

#[test]
fn facts_that_are_none() {
    for (name, file) in case_files("fact_errors") {
        let policy = policy(&file["policy"]);
        for case in cases(&file) {
            let wanted = &case["error"];
            let label = format!("{name}: {}", case["label"]);
            let error = policy.parse(case["facts_json"].as_str().unwrap()).expect_err(&label);
            assert_eq!(error.kind(), wanted["kind"], "{label}");
            if !wanted["fact"].is_null() {
                assert_eq!(error.fact(), wanted["fact"].as_str(), "{label}");
            }
            if !wanted["value"].is_null() {
                assert_eq!(error.value(), wanted["value"].as_str(), "{label}");
            }
            if !wanted["suggestion"].is_null() {
                assert_eq!(error.suggestion(), wanted["suggestion"].as_str(), "{label}");
            }
        }
    }
}

#[test]
fn interviews() {
    for (name, file) in case_files("interviews") {
        let policy = policy(&file["policy"]);
        for case in cases(&file) {
            let label = format!("{name}: {}", case["label"]);
            let mut contact = policy.parse(&case["facts"].to_string()).unwrap();
            let mut not_sure: Vec<FactId> = Vec::new();
            for step in case["steps"].as_array().unwrap() {
                let question =
                    policy.ask(contact, &not_sure).unwrap_or_else(|| panic!("{label}: no question at {step}"));
                assert_eq!(policy.vocabulary().name(question.fact), step["ask"], "{label}");
                let (cost, weight) = question.expected_exactly().expect("an exact question");
                assert_eq!(serde_json::json!([cost, weight]), step["expected"], "{label}: {step}");
                match step["answer"].as_str() {
                    None => not_sure.push(question.fact),
                    Some(answer) => {
                        let set = policy.vocabulary().value(question.fact, answer).unwrap();
                        contact = policy.vocabulary().narrow(contact, question.fact, set);
                    }
                }
            }
            assert_eq!(policy.ask(contact, &not_sure), None, "{label}: a question too many");
            assert_eq!(policy.decide(contact).to_json(), case["decision"].as_str().unwrap(), "{label}");
        }
    }
}

#[test]
fn resolved_policies() {
    for (name, file) in case_files("resolved") {
        for case in cases(&file) {
            let policy = policy(&case["policy"]);
            assert_eq!(policy.to_json(), case["resolved"].as_str().unwrap(), "{name}: {}", case["label"]);
            assert_eq!(policy.digest(), case["digest"].as_str().unwrap(), "{name}: {}", case["label"]);
            // The canonical form is itself a policy, and the same one.
            assert_eq!(Policy::from_json(policy.to_json()).unwrap().digest(), policy.digest());
        }
    }
}

#[test]
fn policies_at_the_edge_of_what_is_valid() {
    for (name, file) in case_files("valid_policies") {
        for case in cases(&file) {
            let label = format!("{name}: {}", case["label"]);
            let policy = read(case).unwrap_or_else(|error| panic!("{label}: {error}"));
            assert_eq!(policy.digest(), case["digest"].as_str().unwrap(), "{label}");
            assert_eq!(policy.to_json(), case["resolved"].as_str().unwrap(), "{label}");
        }
    }
}

/// Reads the policy that a case gives as text, as if the file lay beside the others.
fn read(case: &Value) -> Result<Policy, govseg::Error> {
    let format = if case["format"] == "json" { Format::Json } else { Format::Toml };
    let at = cases_folder().join("policies").join("case").to_string_lossy().into_owned();
    Policy::from_file(File::new(at, case["text"].as_str().unwrap()), format, &Disk)
}

#[test]
fn policies_that_are_none() {
    let (mut count, mut wrong) = (0, Vec::new());
    for (name, file) in case_files("policy_errors") {
        for case in cases(&file) {
            let label = format!("{name}: {}", case["label"]);
            let Err(govseg::Error::Policy(error)) = read(case) else { panic!("{label}: taken as a policy") };
            let found = error.problems();
            let wanted = case["errors"].as_array().unwrap();
            // A place that the case leaves open is null.
            let is = |wanted: &Value, found: usize| wanted.is_null() || *wanted == found as u64;
            let agrees = found.len() == wanted.len()
                && found.iter().zip(wanted).all(|(found, wanted)| {
                    found.kind.name() == wanted["kind"]
                        && is(&wanted["line"], found.line)
                        && is(&wanted["column"], found.column)
                });
            if !agrees {
                let found: Vec<_> =
                    found.iter().map(|problem| format!("{problem} [{}]", problem.kind.name())).collect();
                wrong.push(format!("{label}\n  found  {}\n  wanted {}", found.join("\n         "), case["errors"]));
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 40, "only {count} cases");
}
