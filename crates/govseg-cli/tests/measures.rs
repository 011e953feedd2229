//! `govseg measures`: which measures fit a contact, and the plan of an inventory.

mod common;

use common::{Ran, files, folder, govseg, govseg_in, read, write};
use serde_json::Value;

fn json(arguments: &[&str]) -> Value {
    let ran = govseg(&[&["measures", "--json"], arguments].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    serde_json::from_str(&ran.out).expect("JSON")
}

fn ids(fitting: &Value) -> Vec<&str> {
    let measures = fitting["measures"].as_array().expect("a list").iter();
    measures.map(|measure| measure["id"].as_str().expect("an id")).collect()
}

#[test]
fn a_short_list_with_reasons() {
    let ran = govseg(&["measures", "--segment", "informational", "--channel", "phone"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains(" 1  Answer accuracy  answer_accuracy\n"), "{ran:?}");
    for said in [
        "why           among the first",
        "gao-06-270>",
        "segments: inferred",
        "higher is better",
        "more: govseg measures --all",
    ] {
        assert!(ran.out.contains(said), "{said}: {ran:?}");
    }
    let all = govseg(&["measures", "--segment", "informational", "--channel", "phone", "--all", "--lang", "es"]);
    assert!(
        all.out.contains("Tiempo medio hasta la respuesta") && !all.out.contains("govseg measures --all"),
        "{all:?}"
    );
    let wide = |ran: &Ran| ran.out.lines().any(|line| line.chars().count() > 80 && !line.contains("http"));
    assert!(!wide(&ran) && !wide(&all), "{ran:?} {all:?}");
}

#[test]
fn the_segment_comes_from_the_facts_or_is_given() {
    let decided = json(&["customer=citizen", "capacity=private", "duty=audit", "channel=website"]);
    assert_eq!(decided["segments"], serde_json::json!(["dutiful"]));
    assert_eq!(
        decided,
        json(&[
            "--segment",
            "dutiful",
            "--customer",
            "citizen",
            "capacity=private",
            "duty=audit",
            "--channel",
            "website"
        ])
    );
    let all = |duty: &str| json(&["customer=citizen", "capacity=private", "obligation=mandatory", duty, "--all"]);
    assert!(ids(&all("duty=audit")).contains(&"no_change_rate"));
    assert!(!ids(&all("duty=filing")).contains(&"no_change_rate"));
    let open = json(&["--segment", "beneficial,dutiful"]);
    assert_eq!(open["segments"], serde_json::json!(["beneficial", "dutiful"]));
    let both =
        open["measures"].as_array().expect("a list").iter().filter(|measure| measure["segments"] == open["segments"]);
    assert_eq!(both.count(), 8, "those that fit both stand first");
    let exceptional = json(&["--segment", "exceptional"]);
    assert_eq!(exceptional["segments"], serde_json::json!(["other"]));
}

#[test]
fn what_is_wrong_is_said() {
    for (arguments, code, said) in [
        (&["--segment", "comercial"][..], 1, "did you mean `commercial`?"),
        (&["--channel", "fone"], 1, "did you mean `phone`?"),
        (&["--channel", "phone", "channel=fax"], 1, "`channel` is given twice"),
        (&["--plan", "none.csv", "-o", "x.csv"], 1, "none.csv"),
        (&["--plan", "none.csv"], 2, "--output"),
        (&["phone"], 2, "FACT=VALUE"),
    ] {
        let ran = govseg(&[&["measures"], arguments].concat());
        assert!(ran.code == code && ran.err.contains(said), "{arguments:?}: {ran:?}");
    }
}

const POLICY: &str = "id = 'visas'\nversion = '1'\nextends = 'gsa-2008'\n\
    [[measured_as]]\nwhen = { benefit = 'diplomatic' }\nsegment = 'commercial'\nmeasures = ['on_time_delivery', 'visa_index']\n\
    by = 'Consular Affairs'\nwhy = 'applicants pay and expect a date'\non = 2026-11-01\n";

#[test]
fn the_agency_s_choice_is_kept_on_record() {
    let folder = folder("measured");
    write(&folder, "p.toml", POLICY);
    let facts = ["benefit=diplomatic", "capacity=private", "obligation=voluntary", "charge=fee", "duty=none"];
    let ran = govseg_in(&folder, &[&["measures", "--policy", "p.toml", "--json"][..], &facts].concat(), b"");
    let fitting: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(
        (&fitting["segments"], &fitting["measured"]),
        (&serde_json::json!(["beneficial"]), &serde_json::json!(["commercial"]))
    );
    assert_eq!(
        (&fitting["choice"]["by"], &fitting["choice"]["on"]),
        (&"Consular Affairs".into(), &"2026-11-01".into())
    );
    assert_eq!((ids(&fitting)[0], &fitting["own"][0]), ("on_time_delivery", &"visa_index".into()));
    let ran = govseg_in(&folder, &[&["measures", "--policy", "p.toml"][..], &facts].concat(), b"");
    let words = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Chosen by Consular Affairs on 2026-11-01."), "{ran:?}");
    assert!(words.contains("By default it would be measured as beneficial; its segment stays the same."), "{ran:?}");
}

const TABLE: &str = "service,customer,capacity,obligation,content,benefit,charge,duty,channel\n\
    Visa,noncitizen,private,voluntary,service,diplomatic,fee,none,in_person|website\n\
    Passport,citizen,private,voluntary,service,diplomatic,fee,none,in_person|website\n\
    Tax return,citizen,private,mandatory,information_only,none,levy,filing,website\n\
    Opening hours,citizen,private,voluntary,information_only,none,none,none,phone\n\
    Odd,citizen,official,,,,,,\n\
    Unclear,business,,,,,,,\n";

fn planned(folder: &std::path::Path, file: &str, more: &[&str]) -> String {
    let ran = govseg_in(folder, &[&["measures", "--plan", "t.csv", "-o", file][..], more].concat(), b"");
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    read(folder, file)
}

#[test]
fn a_plan_as_a_table() {
    let folder = folder("plan_table");
    write(&folder, "t.csv", TABLE);
    write(&folder, "p.toml", POLICY);
    let lines = planned(&folder, "plan.jsonl", &["--policy", "p.toml"]);
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(rows.len(), 6);
    let [visa, _, tax, hours, odd, unclear] = [0, 1, 2, 3, 4, 5].map(|row| &rows[row]);
    assert_eq!((&visa["segment"], &visa["measured_as"]), (&"beneficial".into(), &"commercial".into()));
    assert_eq!((&visa["measured_as_by"], &visa["measured_as_on"]), (&"Consular Affairs".into(), &"2026-11-01".into()));
    assert_eq!((&visa["measures"][0], &visa["measures_basis"][0]), (&"visa_index".into(), &"ours".into()));
    assert_eq!((&tax["segment"], &tax["measured_as"]), (&"dutiful".into(), &Value::Null));
    assert_eq!(tax["survey_when"], serde_json::json!(["end_of_journey"]));
    let asked = |row: &Value| row["questions_agreement"].to_string().contains("Employees I interacted with");
    assert!(!asked(tax) && asked(hours), "nobody is asked about employees where none takes part");
    assert!(hours["data"].as_array().expect("a list").contains(&"review_sample".into()));
    let lengths = ["measures", "measures_basis"].map(|column| hours[column].as_array().expect("a list").len());
    assert_eq!(lengths, [8, 8]);
    assert_eq!((&odd["status"], &odd["measures"]), (&"contradiction".into(), &serde_json::json!([])));
    assert_eq!((&unclear["status"], &unclear["segment"]), (&"open".into(), &Value::Null));

    let table = planned(&folder, "plan.csv", &["--policy", "p.toml"]);
    let head = table.lines().next().expect("a header");
    assert!(head.starts_with("service,customer,") && head.contains(",measures,measures_basis,data,"), "{head}");
    assert!(table.contains(",visa_index|on_time_delivery|"), "{table}");
    assert_eq!(files(&folder), ["p.toml", "plan.csv", "plan.jsonl", "t.csv"]);
}

#[test]
fn a_plan_as_a_document() {
    let folder = folder("plan_document");
    write(&folder, "t.csv", TABLE);
    let text = planned(&folder, "plan.md", &["--label", "service"]);
    assert!(text.starts_with("# Measurement plan for t.csv\n"), "{text}");
    assert!(text.contains("2 services; the first: Visa; Passport"), "{text}");
    for part in ["### Dutiful", "### Contradictions", "I trust Example Agency", "(quoted)", "answer\\_accuracy"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let spanish = planned(&folder, "plan.html", &["--lang", "es"]);
    assert!(spanish.starts_with("<!DOCTYPE html>\n<html lang=\"es\">"), "{spanish}");
    assert!(spanish.contains("Plan de medición de t.csv") && !spanish.contains("<script"), "{spanish}");
    for name in ["table", "ul", "li", "h3"] {
        let [begun, ended] = [format!("<{name}>"), format!("</{name}>")].map(|tag| spanish.matches(&tag).count());
        assert!(begun == ended && begun > 0, "{name}");
    }
}

#[test]
fn columns_that_only_look_like_facts_are_passed_on() {
    let folder = folder("plan_look_alike");
    write(&folder, "t.csv", "service,customer,group\nA,Residents,citizen\nB,Firms,business\n");
    write(&folder, "r.toml", "id = \"inv\"\n[[column]]\nname = \"group\"\nfact = \"customer\"\n");
    let plan = planned(&folder, "plan.csv", &["--recipe", "r.toml"]);
    assert!(plan.starts_with("service,customer,group,segment,"), "{plan}");
    assert!(plan.contains("\nA,Residents,citizen,") && plan.contains("\nB,Firms,business,"), "{plan}");
}

#[test]
fn an_inventory_is_planned_by_its_recipe() {
    let table = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/gc_service_inventory_2023_24_slice.csv");
    let folder = folder("plan_recipe");
    let arguments = ["measures", "--plan", table, "--recipe", "gc-service-inventory-2023", "-o", "plan.csv"];
    let ran = govseg_in(&folder, &arguments, b"");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let plan = read(&folder, "plan.csv");
    assert_eq!(plan.matches(",beneficial,decided,").count(), 9, "as many as `classify` finds");
    assert_eq!(plan.matches(",intergovernmental,decided,").count(), 11);
}

#[test]
fn an_interview_ends_with_the_measures() {
    let ran = govseg_in(&folder("asked"), &["ask", "customer=citizen", "capacity=private", "duty=audit"], b"");
    assert!(ran.out.contains("How it will be measured\n") && ran.out.contains("procedural_fairness"), "{ran:?}");
    let spanish = govseg_in(&folder("asked_es"), &["ask", "capacity=private", "duty=audit", "--lang", "es"], b"");
    assert!(spanish.out.contains("Cómo se medirá\n"), "{spanish:?}");
}
