//! The shared cases of logs: every formula worked out by hand, the same that the command and Python run.

use std::fs;
use std::path::Path;

use govseg::Policy;
use govseg_measure::{By, Choices, Measure, Report, measures};
use govseg_table::Input;
use serde_json::Value;

/// Every case of every file.
fn cases() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/logs");
    let files = fs::read_dir(folder).expect("the folder of cases").map(|entry| entry.expect("a file").path());
    let read = |path| -> Value { serde_json::from_str(&fs::read_to_string(path).expect("a case file")).expect("JSON") };
    files.flat_map(|path| read(path)["cases"].as_array().expect("cases").clone()).collect()
}

/// What a case chooses; where it says nothing, nothing is held back.
fn choices(case: &Value) -> Choices {
    let chosen = &case["choices"];
    let number = |name: &str| chosen[name].as_u64();
    let text = |name: &str| chosen[name].as_str().map(ToOwned::to_owned);
    let usual = Choices::default();
    Choices {
        timezone: text("timezone"),
        as_of: text("as_of"),
        within: number("within").map_or(usual.within, |within| u32::try_from(within).unwrap()),
        percentiles: chosen["percentiles"]
            .as_array()
            .map_or(usual.percentiles, |list| list.iter().filter_map(Value::as_f64).collect()),
        k: number("k").unwrap_or(1),
        least: number("least").unwrap_or(1),
        ..Choices::default()
    }
}

fn measured(case: &Value) -> Report {
    let rules = choices(case).rules(None).expect("choices");
    let by = case["by"].as_str().map_or_else(Vec::new, |by| By::list(by).expect("groupings"));
    let measure = Measure::new(Policy::gsa_2008(), rules).by(by).measures(case["measure"].as_str().unwrap());
    let log = case["log"].as_str().expect("a log");
    measure.expect("a measure").run(Input::stream("log", log.as_bytes(), None)).expect("a log")
}

#[test]
fn what_comes_of_logs() {
    let mut count = 0;
    for case in cases() {
        let report = measured(&case);
        let group: Vec<&str> = case["group"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let found = report.outcomes.iter().find(|outcome| outcome.group == group);
        let said = &found.unwrap_or_else(|| panic!("{case}: {:#?}", report.outcomes)).estimate;
        match (case["value"].as_f64(), said.value) {
            (Some(should), Some(value)) => {
                assert!((value - should).abs() <= 1e-9 * should.abs().max(1.0), "{case}: {value}");
            }
            (should, value) => assert_eq!(should, value, "{case}"),
        }
        let told = serde_json::to_value(said).unwrap();
        for key in ["n", "missing", "variant", "absent"].into_iter().filter(|key| case.get(key).is_some()) {
            assert_eq!(told[key], case[key], "{key} of {case}");
        }
        let aside: Vec<_> = report.faults.iter().map(|fault| (fault.row, fault.kind.to_string())).collect();
        let should: Vec<(u64, String)> =
            case.get("set_aside").map_or_else(Vec::new, |rows| serde_json::from_value(rows.clone()).expect("rows"));
        assert_eq!(aside, should, "{case}");
        count += 1;
    }
    assert!(count >= 100, "only {count} cases");
}

/// Every measure is in a case, or in `published.rs`.
#[test]
fn no_measure_is_left_out() {
    let published = include_str!("published.rs");
    let cases = cases();
    for spec in measures::all() {
        let worked = cases.iter().any(|case| case["measure"] == spec.id);
        assert!(worked || published.contains(&format!("\"{}", spec.id)), "{}", spec.id);
    }
}
