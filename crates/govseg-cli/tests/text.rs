//! Evidence from words: `suggest`, `text`, and `classify --text`.

mod common;

use common::{folder, govseg, govseg_in, read, write};

#[test]
fn a_description_is_suggested_a_segment_with_its_words() {
    let text = "Passport services. Citizens apply for a passport to travel abroad.";
    let ran = govseg(&["suggest", text, "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let said: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert!(said["probability"].as_f64().expect("a number") > 0.2);
    assert!(
        said["words"]
            .as_array()
            .expect("a list")
            .iter()
            .any(|word| word["word"] == "passport" || word["word"] == "Passport")
    );
    // What is given restricts what is suggested.
    let ran = govseg(&["suggest", text, "capacity=official", "--json"]);
    let said: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((&said["suggested_segment"], &said["probability"]), (&"intergovernmental".into(), &1.0.into()));
    // Another language is not guessed at.
    let ran = govseg(&["suggest", "Demande de permis de pêche dans les eaux du parc"]);
    assert!(ran.out.contains("NOTHING SUGGESTED"), "{}", ran.out);
    assert_eq!(govseg(&["suggest", "x", "--model", "Cargo.toml"]).code, 1);
}

#[test]
fn a_table_gets_suggestions_and_no_decision_from_them() {
    let folder = folder("text-table");
    let table = "id,customer,capacity,words\n\
                 1,,,\"Grants. Funding for researchers, \"\"open\"\" to applicants\"\n\
                 2,,official,Grants for researchers\n\
                 3,citizen,official,Grants for researchers\n\
                 4,,,\n";
    write(&folder, "in.csv", table);
    let ran = govseg_in(
        &folder,
        &["classify", "in.csv", "-o", "out.csv", "--text", "words", "--threshold", "0", "--columns", "segment,status"],
        b"",
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    let out = read(&folder, "out.csv");
    let rows: Vec<Vec<&str>> = out.lines().map(|line| line.rsplit(',').collect()).collect();
    assert_eq!(&rows[0][..4], ["probability", "suggested_segment", "status", "segment"]);
    assert_eq!(&rows[1][1..4], ["beneficial", "suggested", ""]);
    assert_eq!(&rows[2][..4], ["1.0000", "intergovernmental", "decided", "intergovernmental"]);
    assert_eq!(&rows[3][2..4], ["contradiction", ""]);
    assert_eq!(&rows[4][..4], ["", "", "open", ""]);
    // Nobody is sure of everything: what was suggested stays open.
    let sure = ["classify", "in.csv", "-o", "sure.jsonl", "--text", "words", "--threshold", "1"];
    assert_eq!(govseg_in(&folder, &sure, b"").code, 0);
    let first = read(&folder, "sure.jsonl").lines().next().map(ToOwned::to_owned).expect("a row");
    let first: serde_json::Value = serde_json::from_str(&first).expect("JSON");
    assert_eq!((&first["status"], &first["suggested_segment"]), (&"open".into(), &"beneficial".into()));
    let ran = govseg_in(&folder, &["classify", "in.csv", "-o", "no.csv", "--text", "word"], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("did you mean `words`?"), "{}", ran.err);
    assert_eq!(
        govseg_in(&folder, &["classify", "in.csv", "-o", "no.csv", "--text", "words", "--threshold", "2"], b"").code,
        2
    );
}
