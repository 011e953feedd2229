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
    assert_eq!((&said["suggested_segment"], &said["probability"]), (&"intergovernmental".into(), &1.into()));
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

/// The same comes out whether the table stands in rows or in columns.
#[test]
fn tables_by_column_get_the_same_suggestions() {
    let folder = folder("text-columns");
    let table = "id,customer,words\n\
                 1,,Grants for researchers who apply to the program\n\
                 2,citizen,Report wages to the agency as the statute requires\n\
                 3,,\n\
                 4,citizen|business,Demande de permis de pêche dans les eaux du parc\n";
    write(&folder, "in.csv", table);
    let run = |arguments: &[&str]| {
        let ran = govseg_in(
            &folder,
            &[&["classify"][..], arguments, &["--text", "words", "--threshold", "0.5"]].concat(),
            b"",
        );
        assert_eq!(ran.code, 0, "{}", ran.err);
    };
    run(&["in.csv", "-o", "rows.csv", "--columns", "segment,status"]);
    // From rows to columns, from columns to columns, and from columns to rows.
    let copy = govseg_in(&folder, &["classify", "in.csv", "-o", "in.parquet", "--columns", "likely"], b"");
    assert_eq!(copy.code, 0, "{}", copy.err);
    run(&["in.parquet", "-o", "out.arrow", "--columns", "segment,status"]);
    run(&["in.parquet", "-o", "by-row.csv", "--columns", "segment,status"]);
    run(&["in.csv", "-o", "parts.parquet", "--columns", "segment,status"]);
    for stored in ["out.arrow", "parts.parquet"] {
        let back = ["classify", stored, "-o", "back.jsonl", "--columns", "ask", "--prefix", "x_"];
        assert_eq!(govseg_in(&folder, &back, b"").code, 0);
        let rows: Vec<serde_json::Value> =
            read(&folder, "back.jsonl").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let cell = |value: &serde_json::Value| match value {
            serde_json::Value::Null => String::new(),
            serde_json::Value::Number(number) => format!("{:.4}", number.as_f64().expect("a number")),
            text => text.as_str().expect("a text").to_owned(),
        };
        let names = ["segment", "status", "suggested_segment", "probability"];
        let said: Vec<Vec<String>> =
            rows.iter().map(|row| names.iter().map(|name| cell(&row[*name])).collect()).collect();
        let expected: Vec<Vec<String>> = read(&folder, "rows.csv")
            .lines()
            .skip(1)
            .map(|line| {
                let cells: Vec<&str> = line.split(',').collect();
                cells[cells.len() - 4..].iter().map(ToString::to_string).collect()
            })
            .collect();
        assert_eq!(said, expected, "{stored}");
        assert!(said.iter().any(|row| row[1] == "suggested") && said.iter().any(|row| row[1] == "open"));
    }
    let by_row = read(&folder, "by-row.csv");
    let last = |text: &str| {
        text.lines().map(|line| line.split(',').rev().take(4).collect::<Vec<_>>().join(",")).collect::<Vec<_>>()
    };
    assert_eq!(last(&by_row), last(&read(&folder, "rows.csv")));
    // Only what is asked for.
    run(&["in.csv", "-o", "one.csv", "--columns", "status,probability"]);
    assert!(read(&folder, "one.csv").starts_with("id,customer,words,status,probability\n"));
    let ran = govseg_in(&folder, &["classify", "in.csv", "-o", "no.csv", "--columns", "probability"], b"");
    assert!(ran.code == 1 && ran.err.contains("--text"), "{}", ran.err);
    let ran = govseg_in(&folder, &["classify", "in.parquet", "-o", "no.csv", "--text", "word"], b"");
    assert!(ran.code == 1 && ran.err.contains("did you mean `words`?"), "{}", ran.err);
}

#[test]
fn what_mistakes_cost_can_decide() {
    let folder = folder("text-costs");
    write(&folder, "in.csv", "words\nGrants for researchers who apply to the program\n");
    let others = ["informational", "beneficial", "commercial", "intergovernmental", "other"];
    let dear: Vec<String> = others.iter().map(|one| format!(r#""{one}": {{"dutiful": 1e9}}"#)).collect();
    write(&folder, "costs.json", format!(r#"{{"asking": 1, "treated_as": {{{}}}}}"#, dear.join(", ")));
    let run = |arguments: &[&str]| {
        govseg_in(&folder, &[&["classify", "in.csv", "-o", "out.csv", "--text", "words"][..], arguments].concat(), b"")
    };
    assert_eq!(run(&["--costs", "costs.json", "--columns", "status"]).code, 0);
    assert!(read(&folder, "out.csv").lines().nth(1).expect("a row").contains(",suggested,dutiful,"));
    assert_eq!(run(&["--costs", "costs.json", "--threshold", "0.5"]).code, 2);
    write(&folder, "costs.json", r#"{"treated_as": {"dutifull": {}}}"#);
    let ran = run(&["--costs", "costs.json"]);
    assert!(ran.code == 1 && ran.err.contains("costs.json") && ran.err.contains("dutiful`?"), "{}", ran.err);
}
