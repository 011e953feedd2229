//! `govseg decide --what-if`, `decide --record` and `govseg replay`.

mod common;

use common::{folder, govseg, govseg_in, write};
use govseg::Policy;
use serde_json::{Value, json};

#[test]
fn what_keeps_a_result_and_what_would_change_it() {
    let facts = ["decide", "customer=citizen", "obligation=mandatory", "charge=levy", "--what-if"];
    let ran = govseg(&facts);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let (explanation, added) = ran.out.split_once("\nEach of these alone keeps the result").expect("what keeps it");
    assert_eq!(explanation.trim_end(), govseg(&facts[..4]).out.trim_end());
    assert!(added.contains("\n  customer=citizen obligation=mandatory\n  customer=citizen charge=levy\n"), "{added}");
    assert!(added.contains("\n  may be informational with obligation=voluntary charge=none|fee\n"), "{added}");

    let json: Value = serde_json::from_str(&govseg(&[&facts[..], &["--json"]].concat()).out).expect("JSON");
    let policy = Policy::gsa_2008();
    let decision = policy
        .decide(policy.parse(r#"{"customer":"citizen","obligation":"mandatory","charge":"levy"}"#).expect("facts"));
    let parsed = |text: String| serde_json::from_str::<Value>(&text).expect("JSON");
    assert_eq!(json["decision"], parsed(decision.to_json()));
    assert_eq!(json["what_if"], parsed(decision.what_if_json()));
    let keeps = json!([{"customer": "citizen", "obligation": "mandatory"}, {"customer": "citizen", "charge": "levy"}]);
    assert_eq!((&json["keeps"], &json["keeps_complete"]), (&keeps, &json!(true)));
}

const AGENCY: &str = "id = 'agency'\nversion = '1'\nextends = 'gsa-2008@1'\n[[fact]]\nid = 'program'\nvalues = ['grants', 'permits']\n\
                      [[rule]]\nid = 'dutiful.permit'\nsegment = 'dutiful'\nwhen = { program = 'permits' }\n";

#[test]
fn recorded_decisions_are_made_again() {
    let folder = folder("replay");
    write(&folder, "agency.toml", AGENCY);
    let record = |arguments: &[&str]| govseg_in(&folder, &[&["decide", "--record"], arguments].concat(), b"").out;
    let lines = [
        record(&[]),
        record(&["capacity=official", "channel=phone|email"]),
        record(&["customer=citizen", "capacity=official"]),
        record(&["--policy", "agency.toml", "program=permits", "capacity=private"]),
    ];
    write(&folder, "log.jsonl", lines.concat());
    let unknown = govseg_in(&folder, &["replay", "log.jsonl"], b"");
    assert_eq!((unknown.code, unknown.out.as_str()), (1, ""));
    assert!(unknown.err.contains("log.jsonl:4: no known policy has the digest `sha256:"), "{unknown:?}");
    assert!(unknown.err.contains("known: gsa-2008@1 (sha256:679d"), "{unknown:?}");
    let ran = govseg_in(&folder, &["replay", "log.jsonl", "--policy", "agency.toml"], b"");
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "4 decisions came out as recorded\n", ""));
    let stream = govseg_in(&folder, &["replay", "-"], lines[..3].concat().as_bytes());
    assert_eq!((stream.code, stream.out.as_str()), (0, "3 decisions came out as recorded\n"));
    let list = format!("[\n{}\n]\n", lines[..3].join(","));
    write(&folder, "log.json", &list);
    assert_eq!(govseg_in(&folder, &["replay", "log.json"], b"").out, "3 decisions came out as recorded\n");
    write(&folder, "log.json", list.replace("\"segment\":\"intergovernmental\"", "\"segment\":null"));
    let bent = govseg_in(&folder, &["replay", "log.json"], b"");
    assert!(bent.code == 1 && bent.out.starts_with("log.json:3 differs:\n  segment: recorded as null"), "{bent:?}");
    let broken = govseg_in(&folder, &["replay", "-"], b"[{}");
    assert!(broken.code == 1 && broken.err.contains("-: not a list of records: EOF"), "{broken:?}");
}

#[test]
fn what_differs_is_said() {
    let folder = folder("differs from its record");
    let line = govseg(&["decide", "--record", "capacity=official"]).out;
    let bent =
        line.replace("\"segment\":\"intergovernmental\"", "\"segment\":\"dutiful\"").replace("\"ask\":null,", "");
    write(&folder, "log.jsonl", format!("{line}\n{bent}"));
    let ran = govseg_in(&folder, &["replay", "log.jsonl"], b"");
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert_eq!(
        ran.out,
        "log.jsonl:3 differs:\n  ask: recorded as null, now null\n  segment: recorded as \"dutiful\", now \"intergovernmental\"\n\
         1 differ of 2 decisions\n"
    );
    let json: Value =
        serde_json::from_str(&govseg_in(&folder, &["replay", "log.jsonl", "--json"], b"").out).expect("JSON");
    assert_eq!(json["records"], 2);
    assert_eq!(json["differing"][0]["keys"]["segment"], json!({"recorded": "dutiful", "now": "intergovernmental"}));
}

#[test]
fn what_is_no_record_is_refused() {
    let folder = folder("no record");
    let digest = Policy::gsa_2008().digest();
    for (line, expected) in [
        ("{".to_owned(), "log.jsonl:1: not a record: EOF"),
        ("{\"facts\":{}}".to_owned(), "not a record: missing field `decision`"),
        ("{\"facts\":{},\"decision\":{}}".to_owned(), "the decision does not name its policy's digest"),
        (
            format!(
                "{{\"facts\":{{\"custmer\":\"citizen\"}},\"decision\":{{\"policy\":{{\"digest\":\"{digest}\"}}}}}}"
            ),
            "`custmer` is not a fact; did you mean `customer`?",
        ),
    ] {
        write(&folder, "log.jsonl", line);
        let ran = govseg_in(&folder, &["replay", "log.jsonl"], b"");
        assert!(ran.code == 1 && ran.out.is_empty() && ran.err.contains(expected), "{ran:?}");
    }
    assert!(govseg_in(&folder, &["replay", "none.jsonl"], b"").err.contains("cannot read none.jsonl"));
    assert_eq!(govseg(&["replay"]).code, 2);
}
