//! Spreadsheets: what a person sees in the cells is what is read.

#![cfg(feature = "xlsx")]

mod common;

use common::{book, packed};
use govseg::Policy;
use govseg_table::{Classify, Column, Format, Input, Output, Report};

const SHARED: &[&str] = &["id", "capacity", "note", "official", "déjà, \"vu\"", "oficial"];

/// A header in the second row from column B on, then five rows, one of them empty, and cells without text at the end.
const ROWS: &str = "\
    <row r=\"2\"><c r=\"A2\" s=\"1\"/><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c><c r=\"D2\" t=\"s\"><v>2</v></c></row>\
    <row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"C3\" t=\"s\"><v>3</v></c><c r=\"D3\" t=\"s\"><v>4</v></c></row>\
    <row r=\"4\"><c r=\"B4\"><v>0.30000000000000004</v></c><c r=\"D4\" s=\"1\"><v>45943</v></c></row>\
    <row r=\"5\"><c r=\"B5\" s=\"2\"><v>45943.5</v></c><c r=\"C5\" t=\"e\"><v>#N/A</v></c></row>\
    <row r=\"7\"><c r=\"B7\" t=\"b\"><v>1</v></c><c r=\"C7\" t=\"inlineStr\"><is><t>official</t></is></c><c r=\"D7\" t=\"e\"><v>#REF!</v></c></row>\
    <row r=\"8\"><c r=\"B8\" s=\"3\"><v>1.25</v></c><c r=\"C8\" t=\"str\"><f>A1</f><v>private</v></c></row>\
    <row r=\"9\"><c r=\"B9\" s=\"1\"/><c r=\"C9\" t=\"str\"><v></v></c></row>";

fn brief() -> Classify<'static> {
    Classify::new(Policy::gsa_2008()).columns(vec![Column::Segment])
}

fn run(input: Input<'_>, to: Option<Format>) -> (String, Vec<serde_json::Value>, Report) {
    let (mut out, mut rejects) = (Vec::new(), Vec::new());
    let (output, rejected) = (Output::stream("out", &mut out, to), Output::stream("rejects", &mut rejects, None));
    let report = brief().run(input, output, Some(rejected)).expect("it works");
    let rejects = String::from_utf8(rejects).expect("JSON is UTF-8");
    let rejects = rejects.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    (String::from_utf8(out).expect("UTF-8"), rejects, report)
}

fn error(input: Input<'_>) -> String {
    brief().run(input, Output::stream("out", Vec::new(), None), None).unwrap_err().to_string()
}

#[test]
fn cells_are_read_as_they_are_seen() {
    let bytes = book(&[("Services", ROWS)], SHARED);
    let (out, rejects, report) = run(Input::stream("book", &bytes[..], None), None);
    assert_eq!(
        out,
        "id,capacity,note,segment\n1,official,\"déjà, \"\"vu\"\"\",intergovernmental\n0.3,,2025-10-13,\n\
         TRUE,official,#REF!,intergovernmental\n30:00:00,private,,\n"
    );
    let [reject] = &rejects[..] else { panic!("{rejects:?}") };
    assert_eq!((&reject["row"], &reject["line"], &reject["column"]), (&3.into(), &5.into(), &"capacity".into()));
    assert_eq!(reject["reason"], "cell C5: the spreadsheet's error `#N/A`; mend it there");
    assert_eq!(reject["text"], "2025-10-13T12:00:00,#N/A,");
    assert_eq!((report.summary.rows_in, report.summary.rows_rejected, report.summary.rows_out), (5, 1, 4));
    let (json, ..) = run(Input::stream("book", &bytes[..], None), Some(Format::JsonLines));
    assert_eq!(
        json.lines().nth(1),
        Some("{\"id\":\"0.3\",\"capacity\":\"\",\"note\":\"2025-10-13\",\"segment\":null}")
    );
    let text = error(Input::stream("book", &bytes[..], None));
    assert_eq!(text, "book: row 3 (line 5), column `capacity`: cell C5: the spreadsheet's error `#N/A`; mend it there");
}

#[test]
fn yes_and_no_are_facts() {
    let rows = "<row><c t=\"str\"><v>determination</v></c><c t=\"str\"><v>x</v></c></row>\
                <row><c t=\"b\"><v>1</v></c><c><v>7</v></c></row><row><c t=\"b\"><v>0</v></c></row>";
    let (out, rejects, report) = run(Input::stream("book", &book(&[("A", rows)], &[])[..], None), None);
    assert_eq!(out, "determination,x,segment\nTRUE,7,\nFALSE,,\n");
    assert!(rejects.is_empty() && report.warnings.is_empty(), "{rejects:?} {report:?}");
}

#[test]
fn a_sheet_is_named() {
    let other = "<row><c t=\"str\"><v>capacity</v></c></row><row><c t=\"str\"><v>official</v></c></row>";
    let bytes = book(&[("Read me", ""), ("Services", other)], &[]);
    let input = || Input::stream("book", &bytes[..], None);
    assert_eq!(run(input().sheet("Services"), None).0, "capacity,segment\nofficial,intergovernmental\n");
    assert_eq!(
        error(input().sheet("Servces")),
        "book: it has no sheet `Servces`, did you mean `Services`? (its sheets: `Read me` or `Services`)"
    );
    assert!(error(input()).starts_with("book is empty"));
    assert!(error(input().encoding("utf-16le").expect("an encoding")).contains("name no encoding"));
    assert!(error(Input::stream("in", &b"a\n"[..], None).sheet("A")).contains("only a spreadsheet has sheets"));
}

#[test]
fn cells_beside_the_columns_reject_their_row() {
    let rows = "<row r=\"1\"><c r=\"B1\" t=\"str\"><v>capacity</v></c></row>\
                <row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"3\"><c r=\"B3\" t=\"str\"><v>official</v></c></row>\
                <row r=\"4\"><c r=\"B4\" t=\"str\"><v>official</v></c><c r=\"C4\"><v>1</v></c></row>";
    let (out, rejects, _) = run(Input::stream("book", &book(&[("A", rows)], &[])[..], None), None);
    assert_eq!(out, "capacity,segment\nofficial,intergovernmental\n");
    let reasons: Vec<_> = rejects.iter().map(|reject| reject["reason"].as_str().expect("a reason")).collect();
    let expected = ["A2", "C4"].map(|cell| format!("the cell {cell} stands beside the columns of the header"));
    assert_eq!(reasons, expected);
}

#[test]
fn spreadsheets_that_cannot_be_read() {
    let whole = book(&[("A", ROWS)], SHARED);
    for bytes in [&whole[..whole.len() / 2], b"PK\x03\x04", &packed(&[("a.txt", b"x")])] {
        let text = error(Input::stream("book", bytes, Some(Format::Xlsx)));
        assert!(text.starts_with("book: "), "{text}");
    }
    let disordered = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"5\"><c r=\"A5\"><v>1</v></c></row>\
                      <row r=\"3\"><c r=\"A3\"><v>1</v></c></row>";
    let text = error(Input::stream("book", &book(&[("A", disordered)], &[])[..], None));
    assert!(text.contains("not in order at A3"), "{text}");
    let error = brief()
        .run(Input::stream("book", &whole[..], None), Output::stream("out", Vec::new(), Some(Format::Xlsx)), None)
        .unwrap_err();
    assert!(error.to_string().starts_with("out cannot be written: spreadsheets are only read"), "{error}");
}

#[test]
fn long_sheets_are_read_in_batches() {
    let rows: Vec<String> = (0..30_000)
        .map(|row| match row {
            0 => "<row><c t=\"str\"><v>id</v></c><c t=\"str\"><v>capacity</v></c></row>".to_owned(),
            _ => format!("<row><c><v>{row}</v></c><c t=\"s\"><v>0</v></c></row>"),
        })
        .collect();
    let (out, _, report) = run(Input::stream("book", &book(&[("A", &rows.concat())], &["official"])[..], None), None);
    assert_eq!(report.summary.decided(), 29_999);
    assert!(out.lines().skip(1).zip(1..).all(|(line, id)| line == format!("{id},official,intergovernmental")));
}
