//! Tables: every row that goes in comes out or is rejected, and the numbers say so.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::LazyLock;

use govseg::Policy;
use govseg_table::{Classify, Column, Format, Input, Output, Report, TableError};
use serde_json::value::RawValue;
use tempfile::NamedTempFile;

/// A table of cells with commas or semicolons.
pub fn csv(bytes: &[u8]) {
    both(|| vec![Input::stream("in", bytes, Some(Format::Csv))]);
}

/// A table of cells with tabs.
pub fn tsv(bytes: &[u8]) {
    both(|| vec![Input::stream("in", bytes, Some(Format::Tsv))]);
}

/// A table of JSON objects.
pub fn json_lines(bytes: &[u8]) {
    both(|| vec![Input::stream("in", bytes, Some(Format::JsonLines))]);
}

/// A sheet of a spreadsheet.
pub fn xlsx(bytes: &[u8]) {
    both(|| vec![Input::stream("in", bytes, Some(Format::Xlsx))]);
}

/// A Parquet file.
pub fn parquet(bytes: &[u8]) {
    file(bytes, Format::Parquet);
}

/// An Arrow IPC file.
pub fn arrow(bytes: &[u8]) {
    file(bytes, Format::Arrow);
}

/// An Arrow IPC stream.
pub fn arrow_stream(bytes: &[u8]) {
    both(|| vec![Input::stream("in", bytes, Some(Format::ArrowStream))]);
}

/// A table that is read from its end, and so needs to be a file.
fn file(bytes: &[u8], format: Format) {
    let mut file = NamedTempFile::new().expect("a place for a file");
    file.write_all(bytes).expect("it is written");
    both(|| vec![Input::file(file.path(), Some(format)).expect("it is there")]);
}

/// Text in an encoding that the first byte chooses, as CSV or as JSON Lines.
pub fn encoded(bytes: &[u8]) {
    const ENCODINGS: [&str; 6] = ["utf-16le", "utf-16be", "windows-1252", "shift_jis", "gb18030", "iso-2022-jp"];
    let Some((&choice, bytes)) = bytes.split_first() else { return };
    let encoding = ENCODINGS[usize::from(choice >> 1) % ENCODINGS.len()];
    let format = if choice & 1 == 0 { Format::Csv } else { Format::JsonLines };
    both(|| vec![Input::stream("in", bytes, Some(format)).encoding(encoding).expect("a known encoding")]);
}

/// Several tables, each told by its first bytes, separated by lines of three equals signs.
pub fn several(bytes: &[u8]) {
    let mut tables: Vec<&[u8]> = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(SEPARATOR.len()).position(|window| window == SEPARATOR) {
        tables.push(&rest[..at]);
        rest = &rest[at + SEPARATOR.len()..];
    }
    tables.push(rest);
    both(|| {
        tables.iter().zip(1..).map(|(table, number)| Input::stream(format!("in {number}"), *table, None)).collect()
    });
}

const SEPARATOR: &[u8] = b"\n===\n";

fn both<'b>(inputs: impl Fn() -> Vec<Input<'b>>) {
    for to in [Format::Csv, Format::JsonLines] {
        adds_up(&inputs, to);
    }
}

/// A policy of few questions: readers are tried here, and planning an interview would take most of the time.
static POLICY: LazyLock<Policy> = LazyLock::new(|| {
    let text = r#"
        id = "small"
        version = "1"
        implies = [{ when = { customer = "citizen" }, then = { capacity = "private" } }]
        rule = [{ id = "dutiful.imposed", segment = "dutiful", when = { obligation = "mandatory" } }]
    "#;
    Policy::from_toml(text).expect("a policy")
});

fn classify() -> Classify<'static> {
    Classify::new(&POLICY).columns(vec![Column::Segment]).prefix("added_")
}

fn adds_up<'b>(inputs: &impl Fn() -> Vec<Input<'b>>, to: Format) {
    let (mut out, mut rejects) = (Vec::new(), Vec::new());
    let collecting = classify().run(
        inputs(),
        Output::stream("out", &mut out, Some(to)),
        Some(Output::stream("rejects", &mut rejects, None)),
    );
    let mut strict_out = Vec::new();
    let strict = classify().run(inputs(), Output::stream("out", &mut strict_out, Some(to)), None);
    let rejected: Vec<serde_json::Value> = rejects
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).expect("a rejected row is an object"))
        .collect();

    if let Ok(report) = &collecting {
        numbers(report, rejected.len());
        assert_eq!(report.summary.rows_out, written(&out, to), "{}", String::from_utf8_lossy(&out));
    }
    match (strict, rejected.first()) {
        (Ok(_), None) => assert_eq!(strict_out, out),
        (Err(TableError::Row(error)), Some(first)) => {
            assert_eq!((Some(error.row), Some(error.file.as_str())), (first["row"].as_u64(), first["file"].as_str()));
        }
        (Err(error), None) => {
            let collecting = collecting.expect_err("a table is as readable with rejects as without");
            assert_eq!(error.to_string(), collecting.to_string());
        }
        (strict, first) => panic!("{strict:?} where {first:?} is rejected first"),
    }
    if !rejected.is_empty() {
        assert!(strict_out.is_empty(), "nothing is written if a row cannot be read");
    }
}

/// Rows in are rows decided on and rows rejected.
fn numbers(report: &Report, rejects: usize) {
    let summary = &report.summary;
    assert_eq!(summary.rows_in, summary.rows_out + summary.rows_rejected, "each row is taken once");
    assert_eq!(summary.rows_rejected, rejects as u64);
    let counted = summary.decided() + summary.contradictory() + summary.open.populations + summary.open.unknown;
    assert_eq!(summary.rows_out, counted);
}

/// An object with values of any kind: a number passes through as it stands, even if no float can hold it.
type Object = BTreeMap<String, Box<RawValue>>;

/// How many rows there are in an output, by other readers than ours.
fn written(out: &[u8], format: Format) -> u64 {
    if format == Format::JsonLines {
        let lines = out.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
        return lines
            .map(|line| serde_json::from_slice::<Object>(line).expect("an object"))
            .filter(|row| row.contains_key("added_segment"))
            .count() as u64;
    }
    // The added column stands last in the line of column names: what is before its name is the delimiter.
    let ends = out
        .windows(ADDED.len() + 1)
        .position(|window| window.starts_with(ADDED) && matches!(window.last(), Some(b'\n' | b'\r')));
    let delimiter = ends.and_then(|at| out.get(at.checked_sub(1)?)).copied();
    csv_rows(out, delimiter.filter(|byte| matches!(byte, b';' | b'\t')).unwrap_or(b','))
}

const ADDED: &[u8] = b"added_segment";

fn csv_rows(out: &[u8], delimiter: u8) -> u64 {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(out);
    reader.byte_records().inspect(|record| assert!(record.is_ok(), "memory can be read")).count() as u64
}
