//! Tables of rows: CSV to CSV by `classify`, beside reading and writing the same bytes with the csv crate alone.

use std::fmt::Write as _;
use std::num::NonZero;

use govseg::Policy;
use govseg_table::{Classify, Column, Format, Input, Output};

use crate::columns::{FACTS, cell};
use crate::contacts::half_known;
use crate::table::{Limit, Table};

const ROWS: usize = 1_000_000;

/// Different contacts; a year of real ones repeats far fewer.
const DIFFERENT: usize = 5_000;

/// What `classify` may take: so many times reading and writing alone.
const LIMIT: f64 = 2.0;

pub(crate) fn rows(table: &mut Table, policy: &Policy) {
    let text = csv_table();
    table.group("a CSV table of 1,000,000 rows, to CSV in memory");
    table.row("csv crate: read and write", ROWS, Limit::None, || copy(text.as_bytes()));
    let mut row = |name: &str, columns: &[Column], threads: usize, limit: Limit| {
        table.row(name, ROWS, limit, || classify(policy, text.as_bytes(), columns, threads));
    };
    row("classify to segment", &[Column::Segment], 1, Limit::Times(LIMIT));
    row("classify to all columns", Column::ALL, 1, Limit::Times(LIMIT));
    row("classify to all columns, 2 threads", Column::ALL, 2, Limit::None);
}

/// Rows of an id, the eight facts that decide, and a remark that needs quotes now and then.
fn csv_table() -> String {
    let cells = |contact| FACTS.map(|fact| cell(contact, fact).unwrap_or_default()).join(",");
    let contacts: Vec<String> = half_known(DIFFERENT).into_iter().map(cells).collect();
    let mut text = format!("id,{},remark\n", FACTS.map(<&str>::from).join(","));
    for row in 0..ROWS {
        let remark = if row % 10 == 0 { "\"received, filed\"" } else { "received at the counter" };
        writeln!(text, "{row},{},{remark}", contacts[row % DIFFERENT]).expect("memory");
    }
    text
}

fn copy(text: &[u8]) -> usize {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    let mut writer = csv::Writer::from_writer(Vec::with_capacity(text.len()));
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).expect("a table") {
        writer.write_byte_record(&record).expect("memory");
    }
    let written = writer.into_inner().expect("memory");
    assert_eq!(written.len(), text.len());
    written.len()
}

fn classify(policy: &Policy, text: &[u8], columns: &[Column], threads: usize) -> usize {
    let mut out = Vec::with_capacity(2 * text.len());
    let report = Classify::new(policy)
        .columns(columns.to_vec())
        .threads(NonZero::new(threads).expect("some"))
        .run(
            Input::stream("table", text, Some(Format::Csv)),
            Output::stream("out", &mut out, None),
            // Without them a stream is held back until the table has ended, as a file is not.
            Some(Output::stream("rejects", std::io::sink(), None)),
        )
        .expect("a table");
    assert_eq!(report.summary.rows_out, ROWS as u64);
    out.len()
}
