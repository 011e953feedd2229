//! `govseg tiers`: tiers, reasons, programmes compared, and what is wrong with a call.

mod common;

use common::{files, folder, govseg, govseg_in, read, write};
use serde_json::Value;

const ACCOUNTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../govseg-tiers/programs/shared-services.csv");
const MANAGERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../govseg-tiers/programs/shared-services-managers.csv");
const PROGRAM: [&str; 2] = ["--program", "shared-services"];

fn tiers(arguments: &[&str]) -> common::Ran {
    govseg(&[&["tiers"], arguments].concat())
}

#[test]
fn a_table_of_accounts_keeps_its_columns() {
    let folder = folder("tiers");
    let (csv, lines) = (folder.join("tiers.csv"), folder.join("tiers.jsonl"));
    for output in [&csv, &lines] {
        let ran = tiers(&[&["assign", ACCOUNTS, "-o", output.to_str().unwrap()], &PROGRAM[..]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.err.contains("12 accounts from") && ran.out.is_empty(), "{}", ran.err);
    }
    let table = read(&folder, "tiers.csv");
    let mut rows = table.lines();
    let header = rows.next().unwrap();
    assert!(header.starts_with("account,parent,name,region,mission,revenue,"), "{header}");
    assert!(header.ends_with(
        ",tier,standing,earned,alone,together,at,because,missing,grants,before,during,after,coverage,open,until,least_cost"
    ));
    let ez1 = rows.find(|row| row.starts_with("EZ1,")).unwrap();
    assert!(ez1.contains(
        ",key,earned,key,growth,key,CBP,\"revenue of CBP and all below it is 1,160,000 (at least 1,000,000)\""
    ));
    let lines = read(&folder, "tiers.jsonl");
    let ez1: Value = serde_json::from_str(lines.lines().nth(1).unwrap()).unwrap();
    assert_eq!(
        (&ez1["account"], &ez1["tier"], &ez1["before"]),
        (&"EZ1".into(), &"key".into(), &serde_json::json!(["planned-together"]))
    );
    assert_eq!(files(&folder), ["tiers.csv", "tiers.jsonl"]);
}

#[test]
fn one_account_in_words_and_as_json() {
    let ran = tiers(&[&["assign", ACCOUNTS, "--account", "EZ3"], &PROGRAM[..]].concat());
    let said = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.starts_with("EZ3 is Key account: revenue of CBP and all below it is 1,160,000 (at least 1,000,000). Alone it would be Growth; it counts with EZ3, then CBP."), "{said}");
    let ran =
        tiers(&[&["assign", ACCOUNTS, "--account", "STORMS", "--json", "--view", "customer"], &PROGRAM[..]].concat());
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&told["tier"], &told["because"]), (&"strategic".into(), &serde_json::json!({ "published": false })));
    let ran = tiers(&[&["assign", ACCOUNTS, "--account", "RAIL"], &PROGRAM[..]].concat());
    let said = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("to treat it as Key account is expected to cost least."), "{said}");
    let ran = tiers(&[&["assign", ACCOUNTS, "--account", "EZ33"], &PROGRAM[..]].concat());
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("there is no account `EZ33`; did you mean `EZ3`?"), "{}", ran.err);
}

#[test]
fn a_stream_is_read_and_written() {
    let text = "account,parent,revenue\nCBP,,\nEZ1,CBP,620000\nEZ3,CBP,540000\n";
    let arguments = ["tiers", "assign", "-", "--from", "csv", "-o", "-", "--program", "shared-services", "--quiet"];
    let ran = govseg_in(&folder("tiers-stream"), &arguments, text.as_bytes());
    assert_eq!((ran.code, ran.out.lines().count()), (0, 4), "{}", ran.err);
}

#[test]
fn a_programme_is_checked() {
    let folder = folder("tiers-check");
    write(&folder, "p.toml", "id = 'p'\nversion = '1'\n[[tier]]\nid = 'high'\nwehn = {}\n");
    let ran = govseg_in(&folder, &["tiers", "check", "p.toml"], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("p.toml:5:1: unknown key `wehn`; did you mean `when`?"), "{}", ran.err);
    let ran = tiers(&["check", "airline", "--strict"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("sound: airline, version 2025"), "{}", ran.out);
    assert!(ran.out.contains("invited `yes` (internal)"), "{}", ran.out);
    let ran = tiers(&["check", "--show", "airline"]);
    assert!(ran.out.contains("at_least = 200_000"));
    assert!(tiers(&["check", "airlnie"]).err.contains("did you mean `airline`?"));
}

#[test]
fn programmes_are_compared_and_thresholds_tried() {
    let folder = folder("tiers-diff");
    let text = govseg_tiers::Program::builtin_text("shared-services").unwrap();
    write(&folder, "next.toml", text.replace("at_least = 1_000_000", "at_least = 800_000"));
    let next = folder.join("next.toml");
    let next = next.to_str().unwrap();
    let ran = tiers(&["diff", "shared-services", next, "--accounts", ACCOUNTS, "--json"]);
    let moves: Value = serde_json::from_str(&ran.out).unwrap();
    let names: Vec<_> = moves["moves"].as_array().unwrap().iter().map(|one| one["account"].as_str().unwrap()).collect();
    assert_eq!(names, ["RAIL", "RAIL-N"]);
    assert_eq!((&moves["flows"][0]["from"], &moves["cost"]), (&"growth".into(), &"37200".into()));
    let what_if = [&["what-if", ACCOUNTS, "--tier", "key", "--measure", "revenue"], &PROGRAM[..]].concat();
    let ran = tiers(&[&what_if[..], &["--thresholds", "800000", "--json"]].concat());
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&found["steps"][0]["up"], &found["steps"][0]["cost"]), (&2.into(), &"37200".into()));
    assert!(tiers(&what_if).out.contains("saves most"));
}

#[test]
fn who_looks_after_whom() {
    let arguments = [&["coverage", ACCOUNTS, "--managers", MANAGERS, "--json"], &PROGRAM[..]].concat();
    let ran = tiers(&arguments);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    let managers = found["managers"].as_array().unwrap();
    assert_eq!(managers.len(), 6);
    let of = |account: &str| {
        let has = |one: &&Value| one["accounts"].as_array().unwrap().contains(&account.into());
        managers.iter().find(has).map(|one| one["manager"].as_str().unwrap())
    };
    assert!(of("MINT").is_some());
    assert!(found["divided"].as_array().unwrap().is_empty());
    assert!(of("CBP") == of("EZ1") && of("EZ1") == of("EZ3"), "{found}");
    let folder = folder("tiers-coverage");
    write(&folder, "few.csv", "manager,role,place,hours\nAmes,account-manager,east,480\n");
    let few = folder.join("few.csv");
    let ran = tiers(&[&["coverage", ACCOUNTS, "--managers", few.to_str().unwrap()], &PROGRAM[..]].concat());
    assert!(ran.out.contains("No account-manager for STORMS: nobody of that role serves there"), "{}", ran.out);
    assert!(
        tiers(&arguments.into_iter().filter(|one| *one != "--json").collect::<Vec<_>>()).out.contains("looked after")
    );
}

#[test]
fn what_is_wrong_with_a_call() {
    for (arguments, code, words) in [
        (vec!["assign", ACCOUNTS], 2, "--program"),
        (vec!["assign", ACCOUNTS, "--program", "shared-service"], 1, "did you mean `shared-services`?"),
        (vec!["assign", "nowhere.csv", "--program", "airline"], 1, "cannot read nowhere.csv"),
        (vec!["assign", ACCOUNTS, "--program", "airline"], 1, "no column `traveller`"),
        (vec!["assign", ACCOUNTS, "--program", "shared-services", "--on", "2026-02-30"], 1, "is no day"),
        (vec!["assign", ACCOUNTS, "--program", "shared-services", "--by", "regoin"], 1, "did you mean `region`?"),
        (
            vec!["what-if", ACCOUNTS, "--program", "shared-services", "--tier", "kye", "--measure", "revenue"],
            1,
            "did you mean `key`?",
        ),
        (
            vec!["what-if", ACCOUNTS, "--program", "shared-services", "--tier", "key", "--measure", "revenu"],
            1,
            "did you mean `revenue`?",
        ),
    ] {
        let ran = tiers(&arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
    }
}
