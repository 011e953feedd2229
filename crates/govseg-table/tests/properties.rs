//! What holds for every table, however damaged.

use std::io::{BufRead as _, Read};

use govseg::Policy;
use govseg_table::{Classify, Column, Format, Input, Output, Report};
use proptest::prelude::*;

/// Gives a few bytes at a time.
struct Slow<'b>(&'b [u8], usize);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let most = self.1.min(buffer.len());
        self.0.read(&mut buffer[..most])
    }
}

fn run(bytes: &[u8], from: Format, to: Format) -> (Vec<u8>, Vec<u8>, Option<Report>) {
    run_from(bytes, from, to)
}

fn run_from(bytes: impl Read + Send, from: Format, to: Format) -> (Vec<u8>, Vec<u8>, Option<Report>) {
    let (mut out, mut rejects) = (Vec::new(), Vec::new());
    let report = Classify::new(Policy::gsa_2008())
        .columns(vec![Column::Segment])
        .prefix("added_")
        .run(
            Input::stream("in", bytes, Some(from)),
            Output::stream("out", &mut out, Some(to)),
            Some(Output::stream("rejects", &mut rejects, None)),
        )
        .ok();
    (out, rejects, report)
}

/// Tables of a few cells, some of which need quotes.
fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = prop_oneof![
        "[a-z]{0,3}",
        Just("a \"quoted\" word".to_owned()),
        Just("two\nlines".to_owned()),
        Just("two\r\nlines, é".to_owned()),
        Just("a;b\tc".to_owned()),
        Just(String::new()),
    ];
    (2..5_usize).prop_flat_map(move |width| {
        proptest::collection::vec(proptest::collection::vec(cell.clone(), width), 0..20).prop_map(move |rows| {
            let header = (0..width).map(|column| format!("column {column}")).collect();
            std::iter::once(header).chain(rows).collect()
        })
    })
}

fn written(table: &[Vec<String>], delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in table {
        writer.write_record(row).expect("memory");
    }
    writer.into_inner().expect("memory")
}

fn read(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.expect("a row").iter().map(ToOwned::to_owned).collect()).collect()
}

/// What tables are made of, and what damages them.
const PIECES: &[&[u8]] = &[
    b"capacity",
    b"official",
    b"oficial",
    b",",
    b"\n",
    b"\r\n",
    b"\r",
    b"\"",
    b"\xff",
    b"\0",
    b"{",
    b"}",
    b":",
    b"{\"capacity\":\"official\"}",
    b"{\"a\":1,\"a\":2}",
    b"[null]",
    b"\xef\xbb\xbf",
    b" ",
];

fn damaged() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The cells come out as they went in, in every delimiter, with one more at the end of each row.
    #[test]
    fn cells_stay(table in table(), from in 0..3_usize, to in 0..2_usize) {
        let delimiter = b",;\t"[from];
        let (format, target) = ([Format::Csv, Format::Csv, Format::Tsv][from], [Format::Csv, Format::Tsv][to]);
        let (out, rejects, report) = run(&written(&table, delimiter), format, target);
        prop_assert!(rejects.is_empty());
        prop_assert_eq!(report.expect("it works").summary.rows_in, table.len() as u64 - 1);
        let out_delimiter = match (format, target) {
            (_, Format::Tsv) => b'\t',
            (Format::Csv, _) => delimiter,
            _ => b',',
        };
        let rows: Vec<Vec<String>> = read(&out, out_delimiter);
        prop_assert_eq!(rows.len(), table.len());
        for (after, before) in rows.iter().zip(&table) {
            prop_assert_eq!(&after[..before.len()], &before[..]);
            prop_assert_eq!(after.len(), before.len() + 1);
        }
    }

    /// From cells to JSON Lines and back, nothing changes.
    #[test]
    fn cells_survive_json(table in table()) {
        let (json, _, _) = run(&written(&table, b','), Format::Csv, Format::JsonLines);
        let lines: Vec<serde_json::Map<String, serde_json::Value>> =
            json.split(|byte| *byte == b'\n').filter(|line| !line.is_empty())
                .map(|line| serde_json::from_slice(line).expect("JSON")).collect();
        prop_assert_eq!(lines.len(), table.len() - 1);
        for (line, row) in lines.iter().zip(&table[1..]) {
            for (name, cell) in table[0].iter().zip(row) {
                prop_assert_eq!(line[name].as_str(), Some(cell.as_str()));
            }
        }
    }

    /// Whatever is wrong with a table, every row is decided or rejected, and the output holds just the decided ones.
    #[test]
    fn counts_add_up(bytes in damaged(), from in 0..2_usize, to in 0..2_usize) {
        let formats = [Format::Csv, Format::JsonLines];
        let (out, rejects, report) = run(&bytes, formats[from], formats[to]);
        if let Some(report) = report {
            let summary = report.summary;
            prop_assert_eq!(summary.rows_in, summary.rows_out + summary.rows_rejected);
            let counted = summary.decided() + summary.contradictory() + summary.open.populations + summary.open.unknown;
            prop_assert_eq!(summary.rows_out, counted);
            let rejected = rejects.lines().count();
            prop_assert_eq!(summary.rows_rejected, rejected as u64);
            if formats[to] == Format::JsonLines {
                for line in out.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
                    let row: serde_json::Value = serde_json::from_slice(line).expect("JSON");
                    prop_assert!(row.get("added_segment").is_some());
                }
            }
        }
    }

    /// It does not matter in which pieces the bytes arrive.
    #[test]
    fn pieces_do_not_matter(bytes in damaged(), pieces in 1..5_usize, from in 0..2_usize, to in 0..2_usize) {
        let formats = [Format::Csv, Format::JsonLines];
        let (out, rejects, report) = run(&bytes, formats[from], formats[to]);
        let (slow_out, slow_rejects, slow_report) = run_from(Slow(&bytes, pieces), formats[from], formats[to]);
        prop_assert_eq!(report.map(|report| report.summary), slow_report.map(|report| report.summary));
        prop_assert_eq!(String::from_utf8_lossy(&out), String::from_utf8_lossy(&slow_out));
        prop_assert_eq!(rejects, slow_rejects);
    }

    /// The csv crate sees the same rows.
    #[test]
    fn rows_are_those_of_the_csv_crate(bytes in damaged()) {
        let (_, rejects, report) = run(&bytes, Format::Csv, Format::Csv);
        let unclosed = String::from_utf8_lossy(&rejects).contains("never closed");
        if let Some(report) = report && !unclosed {
            let mut plain = &bytes[..];
            while let Some(rest) = plain.strip_prefix("\u{feff}".as_bytes()) {
                plain = rest;
            }
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(plain);
            let rows = reader.byte_records().count() as u64;
            prop_assert_eq!(report.summary.rows_in, rows);
        }
    }
}
