//! The case files that every language runs.

use std::fs;
use std::path::Path;

use govseg_tiers::{Accounts, Assignment, Program, View};
use serde_json::Value;

#[test]
fn all_case_files_come_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/tiers");
    let mut ran = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let case: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let text = case["program"].as_str().unwrap();
        let program = Program::parse("case.toml", Program::builtin_text(text).unwrap_or(text)).unwrap();
        let rows = case["accounts"].as_array().unwrap();
        let mut header: Vec<&str> = Vec::new();
        for key in rows.iter().flat_map(|row| row.as_object().unwrap().keys()) {
            if !header.contains(&key.as_str()) {
                header.push(key);
            }
        }
        let mut reader = Accounts::reader(&program, &header).unwrap();
        for row in rows {
            reader.row(&header.iter().map(|key| row[*key].as_str().unwrap_or_default()).collect::<Vec<_>>());
        }
        let accounts = reader.finish().unwrap();
        let assignment = Assignment::new(&program, &accounts, case["on"].as_str()).unwrap();
        let expected = case["expected"].as_array().unwrap();
        assert_eq!(expected.len(), accounts.len(), "{}", path.display());
        for (account, expected) in expected.iter().enumerate() {
            let mut found = assignment.row(account, View::Internal);
            found.insert("account".to_owned(), accounts.id(account).into());
            for (key, value) in expected.as_object().unwrap() {
                assert_eq!(&found[key], value, "{}, {}, {key}", path.display(), accounts.id(account));
                ran += 1;
            }
        }
    }
    assert!(ran > 50, "{ran} values were looked at");
}
