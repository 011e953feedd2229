//! Tables that are stored by column: Parquet, and Arrow IPC files and streams.

#![cfg(feature = "parquet")]

#[path = "common/columns.rs"]
mod common;
#[path = "common/folders.rs"]
mod folders;

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int16Type;
use arrow_array::{
    Array, ArrayRef, Date32Array, Decimal128Array, DictionaryArray, Float64Array, Int64Array, ListArray, RecordBatch,
    StringArray, StringViewArray, UInt8Array,
};
use arrow_buffer::OffsetBuffer;
use arrow_ipc::CompressionType;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use arrow_schema::{DataType, Field, Schema};
use govseg::Policy;
use govseg_table::{Classify, Column, Format, Input, Output, Report, TableError};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, LogicalType};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use proptest::prelude::*;

use common::cells;
use folders::{files, folder};

fn run(from: &Path, to: &Path, rejects: Option<&Path>) -> Result<Report, TableError> {
    let rejects = rejects.map(|path| Output::file(path, Some(Format::JsonLines)));
    Classify::new(Policy::gsa_2008()).run(Input::file(from, None)?, Output::file(to, None), rejects)
}

/// A table of many types, with what is said of it.
fn table() -> RecordBatch {
    let words: DictionaryArray<Int16Type> =
        [Some("official"), None, Some("private"), Some("official")].into_iter().collect();
    let items = StringArray::from(vec!["government_agency", "military", "business", "military", "government_agency"]);
    let item = Arc::new(Field::new_list_field(DataType::Utf8, true));
    let lists = ListArray::new(item, OffsetBuffer::from_lengths([2, 1, 1, 1]), Arc::new(items), None);
    let amounts = Decimal128Array::from(vec![Some(1250), None, Some(-5), Some(0)]);
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", Arc::new(Int64Array::from(vec![1, 2, 3, 4]))),
        ("capacity", Arc::new(words)),
        ("customer", Arc::new(lists)),
        ("day", Arc::new(Date32Array::from(vec![0, 1, 2, 20000]))),
        ("amount", Arc::new(amounts.with_precision_and_scale(10, 2).expect("a decimal"))),
        ("share", Arc::new(Float64Array::from(vec![Some(0.5), Some(1.0), None, Some(f64::MAX)]))),
        ("note", Arc::new(StringViewArray::from(vec![Some("a, \"b\""), Some(""), None, Some("n\u{e9}e\nhere")]))),
        ("small", Arc::new(UInt8Array::from(vec![1, 2, 3, 255]))),
    ];
    let fields = columns.iter().map(|(name, column)| {
        let field = Field::new(*name, column.data_type().clone(), true);
        field.with_metadata(HashMap::from([("unit".to_owned(), (*name).to_owned())]))
    });
    let metadata = HashMap::from([("maker".to_owned(), "a test".to_owned())]);
    let schema = Schema::new_with_metadata(fields.collect::<Vec<_>>(), metadata);
    RecordBatch::try_new(Arc::new(schema), columns.into_iter().map(|(_, column)| column).collect()).expect("sound")
}

fn write(path: &Path, batches: &[RecordBatch]) {
    let file = File::create(path).expect("a file");
    let schema = batches[0].schema();
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("parquet") => {
            let said = vec![KeyValue::new("place".to_owned(), "here".to_owned())];
            let properties =
                WriterProperties::builder().set_compression(Compression::SNAPPY).set_key_value_metadata(Some(said));
            let mut writer = ArrowWriter::try_new(file, schema, Some(properties.build())).expect("a writer");
            for batch in batches {
                writer.write(batch).expect("written");
            }
            writer.close().expect("written");
        }
        Some("arrows") => {
            let mut writer = StreamWriter::try_new(file, &schema).expect("a writer");
            for batch in batches {
                writer.write(batch).expect("written");
            }
            writer.finish().expect("written");
        }
        _ => {
            let mut writer = FileWriter::try_new(file, &schema).expect("a writer");
            for batch in batches {
                writer.write(batch).expect("written");
            }
            writer.finish().expect("written");
        }
    }
}

fn read(path: &Path) -> RecordBatch {
    let file = File::open(path).expect("a file");
    let (schema, batches): (_, Vec<RecordBatch>) = match path.extension().and_then(|ending| ending.to_str()) {
        Some("parquet") => {
            let builder = ParquetRecordBatchReaderBuilder::try_new(file).expect("a table");
            let schema = builder.schema().clone();
            (schema, builder.build().expect("a table").map(|batch| batch.expect("a batch")).collect())
        }
        Some("arrows") => {
            let reader = StreamReader::try_new(file, None).expect("a table");
            (reader.schema(), reader.map(|batch| batch.expect("a batch")).collect())
        }
        _ => {
            let reader = FileReader::try_new(file, None).expect("a table");
            (reader.schema(), reader.map(|batch| batch.expect("a batch")).collect())
        }
    };
    arrow_select::concat::concat_batches(&schema, &batches).expect("one schema")
}

#[test]
fn the_same_format_keeps_columns_and_what_is_said_of_them() {
    let folder = folder("stored/kept");
    let before = table();
    for ending in ["parquet", "arrow", "feather", "arrows"] {
        let (from, to) = (folder.join(format!("in.{ending}")), folder.join(format!("out.{ending}")));
        write(&from, &[before.clone(), before.slice(1, 2)]);
        let report = run(&from, &to, None).expect("it works");
        assert_eq!((report.summary.rows_in, report.summary.rows_out), (6, 6));
        let (whole, after) = (read(&from), read(&to));
        let own: Vec<usize> = (0..before.num_columns()).collect();
        assert_eq!(after.project(&own).expect("columns"), whole, "{ending}");
        assert_eq!(after.schema().metadata(), whole.schema().metadata(), "{ending}");
        assert_eq!(after.schema().metadata().get("maker").map(String::as_str), Some("a test"), "{ending}");
        let segments = after.column_by_name("segment").expect("a column");
        let segments: Vec<_> = (0..6).map(|row| cells(segments, row)).collect();
        assert_eq!(segments, ["intergovernmental", "", "", "intergovernmental", "", ""], "{ending}");
        // The output may replace the input.
        run(&from, &from, None).expect("it works");
        assert_eq!(read(&from), after, "{ending}");
    }
    assert_eq!(files(&folder).len(), 8);
}

#[test]
fn parquet_stays_as_it_was_written() {
    let folder = folder("stored/parquet");
    let (from, to) = (folder.join("in.parquet"), folder.join("out.parquet"));
    write(&from, &[table()]);
    run(&from, &to, None).expect("it works");
    let open = |path: &Path| {
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).expect("a file")).expect("a table");
        reader.metadata().clone()
    };
    let (before, after) = (open(&from), open(&to));
    assert_eq!(after.row_group(0).column(0).compression(), Compression::SNAPPY);
    let said = after.file_metadata().key_value_metadata().expect("metadata");
    assert!(said.iter().any(|pair| pair.key == "place" && pair.value.as_deref() == Some("here")));
    let types = |metadata: &parquet::file::metadata::ParquetMetaData, most: usize| {
        let root = metadata.file_metadata().schema_descr().root_schema().get_fields().to_vec();
        root.into_iter().take(most).collect::<Vec<_>>()
    };
    assert_eq!(
        types(&after, before.file_metadata().schema_descr().root_schema().get_fields().len()),
        types(&before, 99)
    );
    let segment = after.file_metadata().schema_descr().columns().iter().find(|column| column.name() == "segment");
    assert_eq!(segment.and_then(|column| column.logical_type_ref().cloned()), Some(LogicalType::String));
}

/// The rows of a table written as CSV.
fn csv(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).expect("a file");
    reader.records().map(|row| row.expect("a row").iter().map(ToOwned::to_owned).collect()).collect()
}

#[test]
fn every_format_becomes_every_other() {
    let folder = folder("stored/every");
    let origin = folder.join("origin.parquet");
    write(&origin, &[table()]);
    let (straight, seen) = (folder.join("straight.parquet"), folder.join("seen.csv"));
    run(&origin, &straight, None).expect("it works");
    run_plain(&straight, &seen);
    let expected = csv(&seen);
    let own = ["1", "official", "[\"government_agency\",\"military\"]", "1970-01-01", "12.50", "0.5", "a, \"b\"", "1"];
    assert_eq!(expected[1][..8], own);
    assert_eq!(expected[3][1..8], ["private", "[\"military\"]", "1970-01-03", "-0.05", "", "", "3"]);
    assert_eq!(expected[3][11], "[\"informational\",\"beneficial\",\"dutiful\",\"commercial\",\"other\"]");
    for ending in ["arrow", "arrows", "jsonl", "tsv", "csv", "parquet"] {
        let step = folder.join(format!("step.{ending}"));
        Classify::new(Policy::gsa_2008())
            .columns(vec![])
            .run(Input::file(&origin, None).expect("a file"), Output::file(&step, None), None)
            .expect("it works");
        // Cells of text know no lists: there they are codes that nobody reads.
        for last in ["arrow", "arrows", "parquet", "jsonl"] {
            let end = folder.join(format!("end.{last}"));
            let bad = folder.join("bad.jsonl");
            let report = run(&step, &end, Some(&bad)).expect("it works");
            let text = matches!(ending, "tsv" | "csv");
            assert_eq!(report.summary.rows_rejected, if text { 4 } else { 0 }, "{ending} to {last}");
            if !text {
                run_plain(&end, &seen);
                assert_eq!(csv(&seen), expected, "{ending} to {last}");
            }
        }
    }
}

/// Writes a classified table as CSV, with no columns more.
fn run_plain(from: &Path, to: &Path) {
    // Nothing is read: own columns of the table before are none of this one's.
    let recipe = govseg_table::Recipe::parse("r", "id = 'r'\n[constant]\ncharge = 'fee'").expect("a recipe");
    let classify = Classify::new(Policy::gsa_2008()).recipe(&recipe).columns(vec![]);
    classify.run(Input::file(from, None).expect("a file"), Output::file(to, None), None).expect("it works");
}

#[test]
fn text_becomes_columns_of_text() {
    let folder = folder("stored/text");
    let (from, to) = (folder.join("in.jsonl"), folder.join("out.parquet"));
    let lines = "{\"id\":7,\"capacity\":\"official\",\"x\":null,\"y\":[1, \"a\"]}\n{\"id\":\"8\",\"capacity\":null,\"y\":\"\"}\n";
    fs::write(&from, lines).expect("a file");
    run(&from, &to, None).expect("it works");
    let table = read(&to);
    let column = |name: &str| {
        let column = table.column_by_name(name).expect("a column").as_string::<i32>().clone();
        (0..2).map(|row| column.is_valid(row).then(|| column.value(row).to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(column("id"), [Some("7".into()), Some("8".into())]);
    assert_eq!(column("x"), [None, None]);
    assert_eq!(column("y"), [Some("[1, \"a\"]".into()), Some(String::new())]);
    assert_eq!(column("because"), [Some("{\"capacity\":\"official\"}".into()), Some("{}".into())]);
    let possible = table.column_by_name("possible").expect("a column");
    assert_eq!(cells(possible, 0), "intergovernmental");
    assert_eq!(cells(possible, 1).split('|').count(), 6);

    let empty = folder.join("empty.csv");
    fs::write(&empty, "capacity,b\n").expect("a file");
    for ending in ["parquet", "arrow", "arrows"] {
        let to = folder.join(format!("empty.{ending}"));
        assert_eq!(run(&empty, &to, None).expect("it works").summary.rows_in, 0);
        assert_eq!((read(&to).num_rows(), read(&to).num_columns()), (0, 11));
    }
}

#[test]
fn bad_cells_are_named_and_set_aside() {
    let folder = folder("stored/bad");
    let words = StringArray::from(vec![Some("citizen"), Some("militry"), None, Some("x")]);
    let ids = Int64Array::from(vec![1, 2, 3, 4]);
    let columns: [(&str, ArrayRef); 2] = [("id", Arc::new(ids)), ("customer", Arc::new(words))];
    let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, column)| (name, column, true)));
    let batch = batch.expect("sound");
    for from in ["in.parquet", "in.arrow", "in.arrows"].map(|name| folder.join(name)) {
        write(&from, &[batch.slice(0, 1), batch.slice(1, 3)]);
        for to in ["out.parquet", "out.arrow", "out.arrows", "out.csv", "out.jsonl"].map(|name| folder.join(name)) {
            let error = run(&from, &to, None).expect_err("a bad row").to_string();
            let said = "row 2, column `customer`: `militry` is not a customer type; did you mean `military`?";
            assert_eq!(error, format!("{}: {said}", from.display()));
            assert!(!to.exists());
            let bad = folder.join("bad.jsonl");
            let summary = run(&from, &to, Some(&bad)).expect("it works").summary;
            assert_eq!((summary.rows_in, summary.rows_rejected, summary.rows_out), (4, 2, 2));
            let rejects = fs::read_to_string(&bad).expect("a file");
            assert!(rejects.contains("\"row\":2,\"line\":null,\"column\":\"customer\""), "{rejects}");
            assert!(rejects.contains("{\\\"id\\\":4,\\\"customer\\\":\\\"x\\\"}"), "{rejects}");
            fs::remove_file(&to).expect("a file");
        }
    }
}

#[test]
fn streams_are_arrow_streams() {
    let folder = folder("stored/streams");
    let (stream, file) = (folder.join("in.arrows"), folder.join("in.arrow"));
    write(&stream, &[table()]);
    write(&file, &[table()]);
    let classify = |bytes: &[u8], format: Option<Format>| {
        let mut out = Vec::new();
        let input = Input::stream("standard input", bytes, format);
        let ran = Classify::new(Policy::gsa_2008()).run(input, Output::stream("out", &mut out, None), None);
        ran.map(|_| out)
    };
    let bytes = fs::read(&stream).expect("a file");
    for format in [None, Some(Format::Arrow), Some(Format::ArrowStream), Some(Format::Parquet)] {
        let out = classify(&bytes, format).expect("it works");
        let rows: usize = StreamReader::try_new(&out[..], None)
            .expect("a stream")
            .map(|batch| batch.expect("sound").num_rows())
            .sum();
        assert_eq!(rows, 4);
    }
    for bytes in [fs::read(&file).expect("a file"), b"PAR1 and so on".to_vec()] {
        let error = classify(&bytes, None).expect_err("it cannot be read").to_string();
        assert!(error.ends_with("give it as a file"), "{error}");
    }
    let wrong = folder.join("wrong.parquet");
    fs::write(&wrong, "a,b\n1,2\n").expect("a file");
    let error = run(&wrong, &folder.join("out.csv"), None).expect_err("no Parquet").to_string();
    assert!(error.contains("neither a Parquet file nor an Arrow file"), "{error}");
}

#[test]
fn several_tables_are_one() {
    let folder = folder("stored/several");
    let batch = table();
    let turned = batch.project(&[7, 6, 5, 4, 3, 2, 1, 0]).expect("columns");
    write(&folder.join("a.parquet"), std::slice::from_ref(&batch));
    write(&folder.join("b.arrow"), &[turned]);
    write(&folder.join("c.parquet"), &[batch.project(&[0, 1]).expect("columns")]);
    let inputs = |names: &[&str]| {
        names.iter().map(|name| Input::file(&folder.join(name), None).expect("a file")).collect::<Vec<_>>()
    };
    let out = folder.join("out.parquet");
    let classify = || Classify::new(Policy::gsa_2008()).columns(vec![Column::Segment]);
    let report = classify().run(inputs(&["a.parquet", "b.arrow"]), Output::file(&out, None), None).expect("it works");
    assert_eq!(report.summary.rows_in, 8);
    let after = read(&out);
    assert_eq!(after.slice(0, 4), after.slice(4, 4));
    // Files have dictionaries of their own, and one file has one for each column.
    let last =
        RecordBatch::try_from_iter(batch.schema().fields().iter().zip(batch.columns()).map(|(field, column)| {
            let words: DictionaryArray<Int16Type> =
                [Some("private"), Some("official"), None, None].into_iter().collect();
            let column = if field.name() == "capacity" { Arc::new(words) } else { column.clone() };
            (field.name(), column)
        }));
    write(&folder.join("last.arrow"), &[last.expect("columns of one length")]);
    let out = folder.join("out.arrow");
    classify().run(inputs(&["b.arrow", "last.arrow"]), Output::file(&out, None), None).expect("it works");
    let after = read(&out);
    let capacity = after.column_by_name("capacity").expect("a column");
    assert_eq!(
        (cells(capacity, 2), cells(capacity, 4), cells(capacity, 5)),
        ("private".into(), "private".into(), "official".into())
    );
    let error = classify().run(inputs(&["a.parquet", "c.parquet"]), Output::file(&out, None), None);
    assert!(error.expect_err("other columns").to_string().contains("it lacks `customer`, `day`"));
    fs::write(folder.join("d.csv"), "id\n1\n").expect("a file");
    for names in [["a.parquet", "d.csv"], ["d.csv", "a.parquet"]] {
        let error = classify().run(inputs(&names), Output::file(&folder.join("e.csv"), None), None);
        assert!(error.expect_err("mixed").to_string().contains("by column"), "{names:?}");
    }
}

#[test]
fn packed_buffers_may_not_promise_too_much() {
    let folder = folder("stored/packed");
    let (from, to) = (folder.join("in.arrow"), folder.join("out.jsonl"));
    let table = table();
    // One rule: the file is read often, and no question shall be planned each time.
    let policy =
        Policy::from_toml("id = 'p'\nversion = '1'\n[[rule]]\nid = 'r'\nsegment = 'dutiful'\n").expect("a policy");
    for packing in [CompressionType::LZ4_FRAME, CompressionType::ZSTD] {
        let options = IpcWriteOptions::default().try_with_compression(Some(packing)).expect("it is built in");
        let mut sound = Vec::new();
        let mut writer = FileWriter::try_new_with_options(&mut sound, &table.schema(), options).expect("a writer");
        // Many rows, so that packing is worth it.
        let rows = vec![table.clone(); 50];
        writer.write(&arrow_select::concat::concat_batches(&table.schema(), &rows).expect("one schema")).expect("rows");
        writer.finish().expect("a file");
        drop(writer);
        fs::write(&from, &sound).expect("a file");
        assert_eq!(run(&from, &to, None).expect("it works").summary.rows_in, 200);
        let mut refused = 0;
        for place in (0..sound.len() - 8).step_by(8) {
            let mut bytes = sound.clone();
            bytes[place..place + 8].copy_from_slice(&(1_u64 << 45).to_le_bytes());
            fs::write(&from, &bytes).expect("a file");
            let ran =
                Classify::new(&policy).run(Input::file(&from, None).expect("a file"), Output::file(&to, None), None);
            let found = ran.err().map(|error| error.to_string()).unwrap_or_default();
            refused += usize::from(found.contains("packed bytes say that they are 35184372088832"));
        }
        assert!(refused > 4, "{refused} of the lengths of packed buffers are noticed");
    }
}

/// A small table in each format, as bytes.
fn sound() -> &'static [(&'static str, Vec<u8>)] {
    static SOUND: std::sync::OnceLock<Vec<(&str, Vec<u8>)>> = std::sync::OnceLock::new();
    SOUND.get_or_init(|| {
        let folder = folder("stored/sound");
        let bytes = |ending| {
            let path = folder.join(format!("in.{ending}"));
            write(&path, &[table(), table().slice(1, 2)]);
            (ending, fs::read(path).expect("a file"))
        };
        ["parquet", "arrow", "arrows"].map(bytes).into()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// However a file is damaged: there is an error and no output, or a table whose numbers add up.
    #[test]
    fn damaged_files_leave_nothing(
        which in 0..3_usize,
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
        end in proptest::option::of(any::<proptest::sample::Index>()),
    ) {
        let (ending, bytes) = &sound()[which];
        let mut bytes = bytes.clone();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(end) = end {
            bytes.truncate(end.index(bytes.len()));
        }
        let folder = folder(&format!("damaged-{ending}"));
        let (from, to) = (folder.join(format!("in.{ending}")), folder.join("out.jsonl"));
        fs::write(&from, &bytes).expect("a file");
        let mut rejects = Vec::new();
        let ran = Classify::new(Policy::gsa_2008()).prefix("x_").run(
            Input::file(&from, None).expect("a file"),
            Output::file(&to, None),
            Some(Output::stream("rejects", &mut rejects, None)),
        );
        match ran {
            Ok(report) => {
                let summary = report.summary;
                prop_assert_eq!(summary.rows_in, summary.rows_out + summary.rows_rejected);
                let counted = summary.decided() + summary.contradictory() + summary.open.populations + summary.open.unknown;
                prop_assert_eq!(summary.rows_out, counted);
                let lines = fs::read_to_string(&to).expect("a file").matches('\n').count();
                prop_assert_eq!(lines as u64, summary.rows_out);
            }
            Err(error) => {
                prop_assert!(error.to_string().contains("in."), "{}", error);
                prop_assert_eq!(files(&folder).len(), 1);
            }
        }
    }
}
