//! The case files that every face runs: the same bytes everywhere. `GOVSEG_CASES=write` writes what is suggested now.

use std::fs;
use std::path::{Path, PathBuf};

use govseg::Policy;
use govseg_text::{Model, Suggested};
use serde_json::{Value, json};

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases")
}

#[test]
fn suggestions() {
    let (model, write) = (Model::shipped().unwrap(), std::env::var("GOVSEG_CASES").is_ok_and(|how| how == "write"));
    let mut count = 0;
    for entry in fs::read_dir(cases().join("suggestions")).expect("the folder of cases") {
        let path = entry.expect("a file").path();
        let mut file: Value = serde_json::from_str(&fs::read_to_string(&path).expect("a case file")).expect("JSON");
        let text = |path: &str| fs::read_to_string(cases().join(path)).expect("a policy");
        let own = file["policy"].as_str().map(|path| Policy::from_toml(&text(path)).expect("a policy"));
        let policy = own.as_ref().unwrap_or_else(|| Policy::gsa_2008());
        for case in file["cases"].as_array_mut().expect("cases") {
            let given = policy.vocabulary().parse(&case["facts"].to_string()).expect("facts");
            let text = case["text"].as_str().expect("a text").to_owned();
            let said = Suggested::new(&model, policy, &text, given, 0.9).to_json();
            if write {
                case["suggestion"] = json!(said);
            } else {
                assert_eq!(case["suggestion"].as_str(), Some(said.as_str()), "{}", case["label"]);
            }
            count += 1;
        }
        if write {
            let written = serde_json::to_string_pretty(&file).expect("JSON");
            fs::write(&path, written + "\n").expect("a file that can be written");
        }
    }
    assert!(count >= 15, "only {count} cases");
}
