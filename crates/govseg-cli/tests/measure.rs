//! `govseg measure`: results, rows set aside, and what is wrong with a call.

mod common;

use common::{folder, govseg, read};

const CALLS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../govseg-measure/tests/data/calls.csv");

#[test]
fn a_log_by_segment_and_channel() {
    let folder = folder("measure");
    let (out, rejects) = (folder.join("out.csv"), folder.join("rejects.jsonl"));
    let [out, rejects] = [&out, &rejects].map(|path| path.to_str().unwrap());
    let arguments = [
        "measure",
        CALLS,
        "--by",
        "segment,channel",
        "--measures",
        "abandonment_rate,asa",
        "-o",
        out,
        "--rejects",
        rejects,
    ];
    let ran = govseg(&arguments);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(ran.err.contains("232 rows from") && ran.err.contains("228 used"), "{}", ran.err);
    let faults = read(&folder, "rejects.jsonl");
    assert!(faults.contains("did you mean") && faults.contains("was read before"), "{faults}");
    let table = read(&folder, "out.csv");
    assert!(table.starts_with("segment,channel,measure,variant,unit,value,low,high,level,method,n,missing,absent\n"));
    let small = table.lines().find(|line| line.starts_with("beneficial,live_chat,abandonment_rate")).unwrap();
    assert!(small.ends_with(",,,0.95,,,,suppressed"), "{small}");
    let hidden = table.lines().filter(|line| line.contains("abandonment_rate") && line.ends_with("suppressed")).count();
    assert!(hidden >= 3, "one hidden cell alone would be told by the totals");
}

#[test]
fn results_as_json_and_as_words() {
    let ran = govseg(&["measure", CALLS, "--by", "channel", "--measures", "csat_mean", "--json", "--quiet"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((json["rows_in"].as_u64(), json["used"].as_u64()), (Some(232), Some(228)));
    assert_eq!(json["outcomes"][0]["channel"], "live_chat");
    let ran = govseg(&["measure", CALLS, "--by", "channel", "--reference", "channel=phone", "--measures", "asa"]);
    assert!(ran.out.contains("asa, answered contacts only (seconds)"), "{}", ran.out);
    assert!(ran.out.contains("equity_gap, asa less that of phone"), "{}", ran.out);
}

#[test]
fn what_is_wrong_with_a_call() {
    for (arguments, code, words) in [
        (vec!["measure", CALLS, "--by", "chanel"], 1, "did you mean `channel`?"),
        (vec!["measure", CALLS, "--measures", "nsp"], 1, "did you mean `nps`?"),
        (vec!["measure", CALLS, "--recipe", "queue-lgo"], 1, "did you mean `queue-log`?"),
        (vec!["measure", CALLS, "--timezone", "Mars"], 1, "is not a time zone"),
        (vec!["measure", CALLS, "--by", "channel", "--reference", "phone"], 2, "--reference takes NAME=PART"),
        (vec!["measure", CALLS, "--level", "95"], 2, "--level is from 0.5 up to 1"),
        (vec!["measure"], 2, "required"),
        (vec!["measure", "nowhere.csv"], 1, "cannot read nowhere.csv"),
    ] {
        let ran = govseg(&arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn every_built_in_recipe_is_shown() {
    for id in govseg_measure::log::LogRecipe::builtin_ids() {
        let ran = govseg(&["measure", "--show-recipe", id]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.contains(&format!("id = \"{id}\"")), "{id}");
    }
}
