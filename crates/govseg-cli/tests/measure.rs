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
fn a_document_of_the_results() {
    let folder = folder("measure-report");
    let [page, text] = ["report.html", "report.md"].map(|name| folder.join(name));
    let [page, text] = [&page, &text].map(|path| path.to_str().unwrap());
    let of = |path| {
        let arguments =
            ["measure", CALLS, "--by", "segment,channel", "--measures", "asa,abandonment_rate", "-q", "--report", path];
        govseg(&arguments).code
    };
    assert_eq!((of(page), of(text)), (3, 3));
    let page = read(&folder, "report.html");
    assert!(
        page.contains("<html lang=\"en\">") && page.contains("228 were measured") && page.contains("<svg "),
        "{page}"
    );
    assert!(page.contains("hidden: a small cell") && page.contains("did you mean `phone`?"), "{page}");
    let text = read(&folder, "report.md");
    assert!(text.contains("## Abandonment rate (abandonment\\_rate)\n") && !text.contains("<svg"), "{text}");
    let numbers = govseg(&["measure", CALLS, "--by", "segment,channel", "--measures", "asa", "--json", "-q"]).out;
    let numbers: serde_json::Value = serde_json::from_str(&numbers).unwrap();
    for outcome in numbers["outcomes"].as_array().unwrap().iter().filter_map(|outcome| outcome["value"].as_f64()) {
        assert!(page.contains(&format!("<td>{outcome:.2}</td>")), "{outcome} is not in the page");
    }
    let spanish = folder.join("spanish.html");
    let spanish =
        ["measure", CALLS, "--by", "segment,channel", "-q", "--report", spanish.to_str().unwrap(), "--lang", "es"];
    assert_eq!(govseg(&spanish).code, 3);
    let spanish = read(&folder, "spanish.html");
    assert!(spanish.contains("Tiempo medio hasta la respuesta") && spanish.contains("oculto: "), "{spanish}");
    assert!(!spanish.contains("hidden: ") && !spanish.contains(" rows "), "{spanish}");
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
        (vec!["measure", CALLS, "--report", "out.pdf"], 1, "is written as .html or .md"),
        (vec!["measure", CALLS, "--lang", "es"], 2, "--report"),
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
