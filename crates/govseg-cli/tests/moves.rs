//! `govseg policy diff` for a review, and on a table.

mod common;

use std::path::PathBuf;

use common::{Ran, files, folder, govseg_in, read, write};
use serde_json::{Value, json};

const FREE: &str = "id = 'free'\nversion = '1'\nextends = 'gsa-2008'\ndrop = ['commercial.price']\n";
const TABLE: &str = "id,name,customer,obligation,content,determination,benefit,charge,duty\n\
                     1,Data set,citizen,voluntary,information_only,no,none,price,none\n\
                     2,Leaflet,citizen,voluntary,information_only,no,none,none,none\n\
                     3,\"Odd | *name*\",citizen,voluntary,information_only,,none,price,none\n\
                     4,Register,citizen,voluntary,information_only,no,none,price|none,none\n";

fn prepared(name: &str) -> PathBuf {
    let folder = folder(name);
    write(&folder, "free.toml", FREE);
    write(&folder, "table.csv", TABLE);
    folder
}

fn diff(folder: &std::path::Path, arguments: &[&str], input: &str) -> Ran {
    let ran = govseg_in(folder, &[&["policy", "diff", "gsa-2008", "free.toml"], arguments].concat(), input.as_bytes());
    assert!(!ran.out.contains('\u{1b}'), "no colour in a pipe");
    ran
}

#[test]
fn for_a_review() {
    let folder = prepared("review");
    let ran = diff(&folder, &["--markdown"], "");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("# From `gsa-2008` to `free`\n"), "{ran:?}");
    assert!(
        ran.out.contains("| commercial | informational | 36 | 0.3 % |\n| commercial | other | 18 | 0.1 % |\n"),
        "{ran:?}"
    );
    let section = ran.out.split_once("## commercial to informational: 36\n\n").expect("a section").1;
    assert!(section.starts_with("| `capacity` | `obligation` | `content` |"), "{section}");
    assert!(section.contains("\nFor example `customer` = `citizen`, `capacity` = `private`,"), "{section}");
    // Every line of a table has the same number of cells.
    for table in ran.out.split("\n\n").filter(|part| part.starts_with('|')) {
        let bars: Vec<_> = table.lines().map(|line| line.matches('|').count()).collect();
        assert!(bars.iter().all(|count| *count == bars[0]), "{table}");
    }
    assert_eq!(diff(&folder, &["--markdown", "--json"], "").code, 2);
}

#[test]
fn what_an_agency_wrote_stays_text() {
    let folder = prepared("markup");
    let policy = |segment: &str| {
        format!(
            "id = 'x'\nversion = '1'\ntitle = 'A *new* <order>'\nfact = [{{ id = 'way', values = ['*a*', '`b`'] }}]\n\
             [[rule]]\nid = 'r'\nsegment = '{segment}'\nwhen = {{ way = '`b`' }}\n"
        )
    };
    write(&folder, "one.toml", policy("dutiful"));
    write(&folder, "two.toml", policy("commercial"));
    let ran = govseg_in(&folder, &["policy", "diff", "one.toml", "two.toml", "--markdown"], b"");
    assert!(ran.out.contains("A \\*new\\* \\<order\\>"), "{ran:?}");
    assert!(ran.out.contains("| `way` |\n| --- |\n| `` `b` `` |\n"), "{ran:?}");
}

#[test]
fn the_rows_that_move() {
    let folder = prepared("moves");
    let ran = diff(&folder, &["--table", "table.csv", "--label", "name", "-o", "moved.csv"], "");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    assert!(ran.out.contains("Of 4 rows of table.csv, 3 move:\n"), "{ran:?}");
    assert!(
        ran.out.contains("  commercial -> informational          2\n  open -> informational                1\n"),
        "{ran:?}"
    );
    assert!(
        ran.out.contains(
            "row 1  Data set\n  commercial -> informational by the rule informational.information, because\n"
        ),
        "{ran:?}"
    );
    assert!(ran.out.contains("row 4  Register\n  open (informational, commercial) -> informational"), "{ran:?}");
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{ran:?}");
    let moved = read(&folder, "moved.csv");
    let mut lines = moved.lines();
    let header = TABLE.lines().next().expect("a header");
    assert_eq!(lines.next(), Some(&*format!("{header},diff_from,diff_to,diff_rule,diff_because")));
    let row = lines.next().expect("a row");
    let kept = TABLE.lines().nth(1).expect("a row");
    assert!(row.starts_with(&format!("{kept},commercial,informational,informational.information,\"{{\"\"")), "{row}");
    assert!(lines.next().is_some_and(|row| {
        row.starts_with("3,Odd | *name*,citizen,voluntary,information_only,,none,price,none,commercial,")
    }));
    assert_eq!(lines.count(), 1);
    assert_eq!(files(&folder), ["free.toml", "moved.csv", "table.csv"]);

    let same = govseg_in(&folder, &["policy", "diff", "gsa-2008", "gsa-2008@1", "--table", "table.csv"], b"");
    assert!(same.out.contains("None of the 4 rows of table.csv moves."), "{same:?}");
}

#[test]
fn for_programs_and_as_streams() {
    let folder = prepared("moves as data");
    let ran = diff(&folder, &["--table", "-", "--from", "csv", "--json"], TABLE);
    let json: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((&json["rows"], &json["moved"]), (&json!(4), &json!(3)));
    assert_eq!(json["groups"][0], json!({"from": "commercial", "to": "informational", "rows": 2}));
    let last = &json["moves"][2];
    assert_eq!((&last["row"], &last["label"], &last["from"]), (&json!(4), &json!("4"), &json!("open")));
    assert_eq!(last["possible_from"], json!(["informational", "commercial"]));
    assert_eq!(last["because"]["customer"], "citizen");

    let review = diff(&folder, &["--table", "table.csv", "--label", "name", "--markdown"], "");
    assert!(review.out.contains("| commercial | informational | 2 |\n"), "{review:?}");
    assert!(review.out.contains("| 3 | Odd \\| \\*name\\* | commercial"), "{review:?}");
    let stream = diff(&folder, &["--table", "table.csv", "-o", "-"], "");
    assert!(stream.out.starts_with("id,name,") && stream.err.contains("3 move:"), "{stream:?}");
    write(&folder, "table.jsonl", "{\"customer\":\"citizen\",\"charge\":\"price\",\"n\":1.50}\n");
    let lines = diff(&folder, &["--table", "table.jsonl", "-o", "moved.jsonl"], "");
    assert_eq!(lines.code, 0, "{lines:?}");
    assert!(
        read(&folder, "moved.jsonl")
            .starts_with("{\"customer\":\"citizen\",\"charge\":\"price\",\"n\":1.50,\"diff_from\":\"open\"")
    );
}

/// What only one policy knows: a fact that the other lacks is ignored by it, a value that it lacks is a contradiction.
#[test]
fn facts_of_an_agencys_own() {
    let folder = prepared("own facts");
    let policy = |values: &str| {
        format!(
            "id = 'a'\nversion = '1'\nextends = 'gsa-2008'\nfact = [{{ id = 'program', values = [{values}] }}]\n\
             [[rule]]\nid = 'dutiful.permit'\nsegment = 'dutiful'\nwhen = {{ program = 'permits' }}\n"
        )
    };
    write(&folder, "one.toml", policy("'grants', 'permits'"));
    write(&folder, "two.toml", policy("'permits', 'grants', 'loans'"));
    write(&folder, "own.csv", "capacity,program\nofficial,permits\nofficial,grants\nofficial,loans\n");
    let groups = |from: &str, to: &str| -> Value {
        let ran = govseg_in(&folder, &["policy", "diff", from, to, "--table", "own.csv", "--json"], b"");
        serde_json::from_str::<Value>(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"))["groups"].take()
    };
    let own = json!([{"from": "intergovernmental", "to": "dutiful", "rows": 1}]);
    assert_eq!(groups("gsa-2008", "two.toml"), own);
    let value = json!([{"from": "contradiction", "to": "intergovernmental", "rows": 1}]);
    assert_eq!(groups("one.toml", "two.toml"), value);
}

#[test]
fn what_cannot_be_compared() {
    let folder = prepared("bad moves");
    write(&folder, "taken.csv", "capacity,charge,diff_to\nprivate,price,x\n");
    write(&folder, "bad.csv", "charge\nprize\n");
    for (arguments, code, expected) in [
        (&["--table", "none.csv"][..], 1, "cannot read none.csv"),
        (&["--table", "table.csv", "--label", "nam"], 1, "the table has no column `nam`; did you mean `name`?"),
        (&["--table", "taken.csv", "-o", "out.csv"], 1, "the table has a column `diff_to` already"),
        (&["--table", "bad.csv"], 1, "did you mean `price`?"),
        (&["--table", "table.csv", "--recipe", "none"], 1, "none"),
        (&["--label", "name"], 2, "--table"),
    ] {
        let ran = diff(&folder, arguments, "");
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{ran:?}");
        assert!(ran.err.contains(expected), "{ran:?}");
    }
    assert!(!folder.join("out.csv").exists());
}

#[test]
fn tables_by_column_move_alike() {
    let folder = prepared("by-column");
    let expected = diff(&folder, &["--table", "table.csv"], "");
    assert!(expected.code == 0 && expected.out.contains("move"), "{expected:?}");
    for ending in ["parquet", "arrow", "arrows"] {
        let name = format!("table.{ending}");
        let call = ["classify", "table.csv", "-o", &name, "--columns", "rule", "--prefix", "old_", "-q"];
        assert_eq!(govseg_in(&folder, &call, b"").code, 0);
        let moved = format!("moved.{ending}");
        let ran = diff(&folder, &["--table", &name, "-o", &moved], "");
        assert_eq!((ran.out.replace(&name, "table.csv"), ran.code), (expected.out.clone(), 0), "{ending}");
        let back =
            govseg_in(&folder, &["classify", &moved, "-o", "-", "--to", "csv", "--columns", "segment", "-q"], b"");
        assert!(back.out.starts_with("id,name,") && back.out.contains(",diff_from,diff_to,"), "{back:?}");
    }
}

#[test]
fn a_recipe_says_what_rows_are_called() {
    let folder = prepared("called");
    write(&folder, "r.toml", "id = 'r'\nlabel = 'name'\n[constant]\noutcome = 'none'\n");
    let ran = diff(&folder, &["--table", "table.csv", "--recipe", "r.toml"], "");
    assert!(ran.code == 0 && ran.out.contains("\nrow 2  Leaflet\n"), "{ran:?}");
    // Not every table has the column.
    write(&folder, "r.toml", "id = 'r'\nlabel = 'title'\n[constant]\noutcome = 'none'\n");
    let ran = diff(&folder, &["--table", "table.csv", "--recipe", "r.toml"], "");
    assert!(ran.code == 0 && ran.out.contains("\nrow 2  2\n"), "{ran:?}");
}
