//! Inputs that are not one plain file of UTF-8: other encodings, several inputs, many rows.

use std::num::NonZero;
use std::ops::ControlFlow;

use govseg::Policy;
use govseg_table::{Classify, Column, Format, Input, Output, Report, Summary, TableError};

fn brief() -> Classify<'static> {
    Classify::new(Policy::gsa_2008()).columns(vec![Column::Segment])
}

/// What came of inputs whose unreadable rows were collected.
struct Done {
    out: String,
    rejects: Vec<serde_json::Value>,
    report: Report,
}

fn collecting<'i>(classify: Classify<'_>, inputs: impl IntoIterator<Item = Input<'i>>, to: Format) -> Done {
    let (mut out, mut rejects) = (Vec::new(), Vec::new());
    let (output, rejected) = (Output::stream("out", &mut out, Some(to)), Output::stream("rejects", &mut rejects, None));
    let report = classify.run(inputs, output, Some(rejected)).expect("it works");
    let rejects = String::from_utf8(rejects).expect("JSON is UTF-8");
    let rejects = rejects.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    Done { out: String::from_utf8(out).expect("UTF-8"), rejects, report }
}

fn error<'i>(inputs: impl IntoIterator<Item = Input<'i>>) -> String {
    brief().run(inputs, Output::stream("out", Vec::new(), None), None).unwrap_err().to_string()
}

fn table<'i>(name: &str, text: &'i str) -> Input<'i> {
    Input::stream(name, text.as_bytes(), None)
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

const TABLE: &str = "note;capacity\n\"déjà; vu\";official\nñ €;\n";
const SEGMENTED: &str = "note;capacity;segment\n\"déjà; vu\";official;intergovernmental\nñ €;;\n";

#[test]
fn an_encoding_is_named() {
    for (label, bytes) in [
        (
            "windows-1252",
            TABLE.chars().map(|c| if c == '€' { 0x80 } else { u8::try_from(u32::from(c)).expect("latin") }).collect(),
        ),
        ("utf-16le", utf16(TABLE, false)),
        ("UTF-16BE", utf16(TABLE, true)),
        ("utf8", TABLE.as_bytes().to_vec()),
    ] {
        let input = Input::stream("in", &bytes[..], Some(Format::Csv)).encoding(label).expect("an encoding");
        assert_eq!(collecting(brief(), input, Format::Csv).out, SEGMENTED, "{label}");
    }
    let json =
        "{\"note\":\"été\",\"capacity\":\"official\"}\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let input = Input::stream("in", &json[..], None).encoding("utf-16le").expect("an encoding");
    assert_eq!(
        collecting(brief(), input, Format::JsonLines).out,
        "{\"note\":\"été\",\"capacity\":\"official\",\"segment\":\"intergovernmental\"}\n"
    );
    let unknown = table("in", TABLE).encoding("windows-1225").err().expect("none of that name").to_string();
    assert_eq!(unknown, "`windows-1225` is not an encoding; did you mean `windows-1252`?");
}

#[test]
fn a_mark_is_honoured_without_asking() {
    for big in [false, true] {
        let bytes = utf16(&format!("\u{feff}{TABLE}"), big);
        let marked = |label: Option<&str>| {
            let input = Input::stream("in", &bytes[..], None);
            let input = label.map_or_else(|| input, |label| table_with(&bytes, label));
            collecting(brief(), input, Format::Csv).out
        };
        assert_eq!(marked(None), SEGMENTED);
        assert_eq!(marked(Some("windows-1252")), SEGMENTED, "the mark knows better");
    }
}

fn table_with<'i>(bytes: &'i [u8], label: &str) -> Input<'i> {
    Input::stream("in", bytes, None).encoding(label).expect("an encoding")
}

#[test]
fn characters_that_cannot_be_are_named_by_row_and_column() {
    let mut bytes = utf16("note,capacity\nfine,official\nhalf ", false);
    bytes.extend_from_slice(&[0x3D, 0xD8]);
    bytes.extend(utf16(",official\nfine,\n", false));
    let done = collecting(brief(), table_with(&bytes, "utf-16le"), Format::Csv);
    assert_eq!(done.out, "note,capacity,segment\nfine,official,intergovernmental\nfine,,\n");
    let [reject] = &done.rejects[..] else { panic!("{:?}", done.rejects) };
    assert_eq!((&reject["row"], &reject["line"], &reject["column"]), (&2.into(), &3.into(), &"note".into()));
    assert_eq!(reject["reason"], "what stands at character 6 of the row is none in UTF-16LE");

    let text = error(Input::stream("in", &b"note\n\xE9t\xE9\n"[..], Some(Format::Csv)));
    assert!(text.starts_with("in: row 1 (line 2), column `note`: not UTF-8 from byte 1 of the row on; "), "{text}");
    assert!(text.ends_with("name it, for example `--encoding windows-1252`"), "{text}");
    let text = error(table_with(b"note\x81\n", "shift_jis"));
    assert!(text.contains("the column names cannot be read: what stands at character 5"), "{text}");
}

#[test]
fn several_inputs_are_one_table() {
    let inputs = || {
        [
            table("a.csv", "id,capacity\n1,official\n2,oficial\n"),
            table("b.csv", "\u{feff}capacity;id\r\nofficial;\"3,5\"\r\n;4\r\nx;5\r\n"),
            table("c.jsonl", "{\"capacity\":\"official\",\"id\":6}\n{\"id\":7}\n{\"id\":8,\"more\":1}\n"),
            table("d.csv", "id,capacity\n"),
        ]
    };
    let done = collecting(brief(), inputs(), Format::Csv);
    assert_eq!(
        done.out,
        "id,capacity,segment\n1,official,intergovernmental\n\"3,5\",official,intergovernmental\n4,,\n\
         6,official,intergovernmental\n7,,\n"
    );
    let places: Vec<_> = done
        .rejects
        .iter()
        .map(|reject| format!("{}:{}:{}:{}", reject["file"], reject["row"], reject["line"], reject["column"]))
        .collect();
    assert_eq!(places, ["\"a.csv\":2:3:\"capacity\"", "\"b.csv\":3:4:\"capacity\"", "\"c.jsonl\":3:3:\"more\""]);
    let summary = done.report.summary;
    assert_eq!((summary.rows_in, summary.rows_rejected, summary.rows_out, summary.decided()), (8, 3, 5, 3));

    let done = collecting(brief(), inputs(), Format::JsonLines);
    assert_eq!(
        done.out.lines().nth(1),
        Some("{\"id\":\"3,5\",\"capacity\":\"official\",\"segment\":\"intergovernmental\"}")
    );
    assert_eq!(
        done.out.lines().last(),
        Some("{\"id\":8,\"more\":1,\"segment\":null}"),
        "rows of JSON Lines may have further keys"
    );
    assert_eq!(error(inputs()).split(':').next(), Some("a.csv"));
}

#[test]
fn the_columns_must_be_the_firsts() {
    let first = || table("a.csv", "id,capacity\n1,\n");
    assert_eq!(
        error([first(), table("b.csv", "id,customer,note\n")]),
        "b.csv has not the columns of a.csv: it lacks `capacity` and has `customer`, `note` besides"
    );
    assert_eq!(error([first(), table("b.csv", "id\n")]), "b.csv has not the columns of a.csv: it lacks `capacity`");
    assert_eq!(
        error([table("a.jsonl", "{\"id\":1}\n"), table("b.csv", "id,x\n")]),
        "b.csv has not the columns of a.jsonl: it has `x` besides"
    );
    assert_eq!(error([]), "no table is given");
    assert!(error([first(), table("b.csv", "")]).starts_with("b.csv is empty"));
    assert!(error([first(), table("b.csv", "segment\n")]).starts_with("b.csv already has a column `segment`"));
}

/// Rows enough for every worker to have several batches.
fn many(format: Format) -> String {
    let capacities = ["official", "private", "", "oficial"];
    let customers = ["citizen", "military", "", "citizen|business", "government_agency"];
    let mut text = if format == Format::Csv { "id,customer,capacity,note\n".to_owned() } else { String::new() };
    for id in 0..60_000_usize {
        let (customer, capacity) = (customers[id % 5], capacities[if id % 997 == 0 { 3 } else { id % 3 }]);
        let note = "some words to make the row longer";
        let row = match format {
            Format::Csv => format!("{id},{customer},{capacity},{note}\n"),
            _ if id % 7 == 0 => format!("{{\"id\":{id},\"extra{}\":1}}\n", id % 40),
            _ => format!(
                "{{\"id\":{id},\"customer\":null,\"capacity\":\"{}\",\"note\":\"{note}\"}}\n",
                capacities[id % 2]
            ),
        };
        text.push_str(&row);
    }
    text
}

#[test]
fn any_number_of_threads_gives_the_same() {
    for format in [Format::Csv, Format::JsonLines] {
        let text = many(format);
        let run = |threads: usize| {
            let classify = Classify::new(Policy::gsa_2008()).threads(NonZero::new(threads).expect("some"));
            collecting(classify, Input::stream("in", text.as_bytes(), Some(format)), format)
        };
        let one = run(1);
        for threads in [2, 3, 8] {
            let several = run(threads);
            assert!(one.out == several.out && one.rejects == several.rejects, "{format} by {threads}");
            assert_eq!(one.report.summary, several.report.summary);
            assert_eq!(one.report.warnings, several.report.warnings);
        }
        let first_ids: Vec<_> = one.out.lines().filter(|line| line.contains("some words")).collect();
        assert!(first_ids.len() > 50_000, "rows are not all alike");
    }
}

#[test]
fn with_threads_the_first_bad_row_ends_it_too() {
    let text = many(Format::Csv).replacen(",oficial,", ",official,", 40);
    let first = text.lines().position(|line| line.contains("oficial")).expect("one is left");
    for threads in [1, 2, 5] {
        let mut out = Vec::new();
        let error = brief()
            .threads(NonZero::new(threads).expect("some"))
            .run(table("in", &text), Output::stream("out", &mut out, None), None)
            .unwrap_err();
        let TableError::Row(row) = error else { panic!("{error}") };
        assert_eq!((row.row, row.line), (first as u64, Some(first as u64 + 1)));
        assert!(out.is_empty());
    }
}

#[test]
fn with_threads_it_stops_when_told_to() {
    let text = many(Format::Csv);
    let mut seen = 0;
    let classify = brief().threads(NonZero::new(3).expect("some")).watch(|progress| {
        seen = progress.rows;
        if progress.rows > 30_000 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let rejects = Some(Output::stream("rejects", Vec::new(), None));
    let report = classify.run(table("in", &text), Output::stream("out", Vec::new(), None), rejects);
    assert!(matches!(report, Err(TableError::Stopped)));
    assert!(seen < 60_000);
}

#[test]
fn a_summary_is_of_all_inputs() {
    let rows = "capacity\nofficial\n\nx\n";
    let one = collecting(brief(), table("a", rows), Format::Csv).report.summary;
    let both = collecting(brief(), [table("a", rows), table("b", rows)], Format::Csv).report.summary;
    let counts = |summary: &Summary| [summary.rows_in, summary.rows_rejected, summary.rows_out, summary.decided()];
    assert_eq!(counts(&both), counts(&one).map(|count| 2 * count));
}
