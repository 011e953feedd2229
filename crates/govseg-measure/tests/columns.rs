//! A log by column gives what it gives by rows: the same results, and the same rows set aside for the same reasons.

mod common;

use std::num::NonZero;
use std::sync::Arc;

use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, Int64Array, LargeStringArray, RecordBatch, StringArray, StringViewArray,
    TimestampMillisecondArray,
};
use common::open_rules;
use govseg::Policy;
use govseg_measure::log::LogRecipe;
use govseg_measure::{By, Measure, Part, Plan, Report};
use govseg_table::{Format, Input};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A column's name and its cells, as they stand in a log; `null` says nothing.
type Column = (&'static str, Vec<Value>);

/// The cells of some columns, most of them sound.
fn logs() -> impl Strategy<Value = (Vec<Column>, usize)> {
    (1..60_usize).prop_flat_map(|rows| {
        let column = |name: &'static str, cells: Vec<Value>, odd: Vec<Value>| {
            let cell = prop_oneof![
                30 => prop::sample::select(cells),
                2 => Just(Value::Null),
                1 => prop::sample::select(odd),
            ];
            prop::collection::vec(cell, rows).prop_map(move |cells| (name, cells))
        };
        let words = |list: &[&str]| list.iter().map(|word| json!(word)).collect::<Vec<_>>();
        let columns = vec![
            column("contact_id", (0..80).map(|id| json!(id)).collect(), words(&["", "x"])).boxed(),
            column("channel", words(&["phone", "email", "postal_mail", "phone|email"]), words(&["fone", "phone|fone"]))
                .boxed(),
            column("segment", words(&["dutiful", "informational"]), words(&["dutyful"])).boxed(),
            column("capacity", words(&["official", "private"]), words(&["privat"])).boxed(),
            column("opened_at", words(&["2026-05-01T09:00", "2026-11-01T01:30", "2026-05-02"]), words(&["today"]))
                .boxed(),
            column("closed_at", words(&["2026-05-01T09:30:10", "2026-12-01T09:00Z"]), words(&["2026-04-01"])).boxed(),
            column("answered", vec![json!(true), json!(false), json!(1)], vec![json!("no"), json!(-1), json!(2)])
                .boxed(),
            column(
                "wait",
                vec![json!(10), json!(12.5), json!(0.1), json!(90), json!(0.123_456_5)],
                vec![json!(-3), json!("x")],
            )
            .boxed(),
            column("csat", vec![json!(1), json!(4), json!(5.0)], vec![json!(6), json!(2.5), json!("good")]).boxed(),
            column("weight", vec![json!(1), json!(2.5)], vec![json!(0), json!(1_000_000_000)]).boxed(),
            column("cost", vec![json!(3), json!("1,200.50")], vec![json!("£3")]).boxed(),
            column("organization", words(&["Tax", "Parks", " Tax "]), vec![json!(7)]).boxed(),
            column("issue_id", words(&["a", "b", "c"]), vec![json!(9)]).boxed(),
        ];
        (prop::sample::subsequence(columns, 4..=13).prop_flat_map(|columns| columns), Just(rows))
    })
}

/// The log as lines of JSON, which is read by rows.
fn lines(columns: &[Column], rows: usize) -> String {
    // In the order of the columns: of several things that are wrong with a row, the first counts.
    let line = |row: usize| {
        let cells: Vec<String> = columns.iter().map(|(name, cells)| format!("\"{name}\":{}", cells[row])).collect();
        format!("{{{}}}\n", cells.join(","))
    };
    (0..rows).map(line).collect()
}

fn text(cell: &Value) -> Option<String> {
    match cell {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// The cells in one of the ways in which libraries keep them: as numbers if all are numbers, else as texts.
fn array(cells: &[Value], way: u8) -> ArrayRef {
    let some = |of: fn(&Value) -> bool| cells.iter().filter(|cell| !cell.is_null()).all(of);
    if some(Value::is_boolean) {
        return Arc::new(cells.iter().map(Value::as_bool).collect::<BooleanArray>());
    }
    if some(Value::is_i64) && way.is_multiple_of(2) {
        return Arc::new(cells.iter().map(Value::as_i64).collect::<Int64Array>());
    }
    if some(Value::is_number) {
        // As pandas has gaps.
        let number = |cell: &Value| if way == 1 { cell.as_f64().or(Some(f64::NAN)) } else { cell.as_f64() };
        return Arc::new(cells.iter().map(number).collect::<Float64Array>());
    }
    let texts: Vec<Option<String>> = cells.iter().map(text).collect();
    match way % 4 {
        0 => Arc::new(texts.into_iter().collect::<StringArray>()),
        1 => Arc::new(texts.into_iter().collect::<StringViewArray>()),
        2 => Arc::new(texts.into_iter().collect::<LargeStringArray>()),
        _ => {
            let mut words = StringDictionaryBuilder::<Int32Type>::new();
            for text in &texts {
                words.append_option(text.as_deref());
            }
            Arc::new(words.finish())
        }
    }
}

fn batch(columns: &[Column], ways: &[u8]) -> RecordBatch {
    let arrays = columns.iter().zip(ways).map(|((name, cells), way)| (*name, array(cells, *way), true));
    RecordBatch::try_from_iter_with_nullable(arrays).unwrap()
}

fn measure(by: &str) -> Measure<'static> {
    let mut rules = open_rules("America/New_York");
    rules.as_of = Some(1_790_000_000_000_000);
    let measure = Measure::new(Policy::gsa_2008(), rules);
    if by.is_empty() { measure } else { measure.by(By::list(by).unwrap()) }
}

fn by_columns(plan: &Plan<'_>, batches: Vec<RecordBatch>, threads: usize) -> Part {
    let schema = batches[0].schema();
    let batches = batches.into_iter().map(Ok);
    plan.measure("log", &schema, NonZero::new(threads).unwrap(), batches, |_| Ok(())).unwrap()
}

/// All that is said, but for how the JSON of a cell is worded.
fn said(report: &Report) -> String {
    let faults: Vec<_> =
        report.faults.iter().map(|fault| (fault.row, &fault.column, fault.kind, &fault.reason)).collect();
    format!("{} {} {:?}\n{faults:#?}\n{:#?}", report.rows_in, report.used, report.set_aside, report.outcomes)
}

/// The first line in which two reports differ.
fn differing(one: &Report, other: &Report) -> Option<(String, String)> {
    let (one, other) = (said(one), said(other));
    let mut lines = one.lines().zip(other.lines()).filter(|(one, other)| one != other);
    lines.next().map(|(one, other)| (one.to_owned(), other.to_owned())).or((one != other).then_some((one, other)))
}

const GROUPINGS: [&str; 6] = ["", "channel", "segment,channel", "segment", "organization,month,channel", "day"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 100, ..ProptestConfig::default() })]

    #[test]
    fn columns_say_what_rows_say(
        (columns, rows) in logs(),
        ways in prop::collection::vec(0..8_u8, 13),
        by in prop::sample::select(GROUPINGS.to_vec()),
        cuts in prop::collection::vec(0..60_usize, 0..4),
        threads in 1..4_usize,
    ) {
        let batch = batch(&columns, &ways);
        let by_rows = measure(by).run(Input::stream("log", lines(&columns, rows).as_bytes(), Some(Format::JsonLines)));
        let plan = measure(by).plan().unwrap();
        let schema = batch.schema();
        let mut places: Vec<usize> = cuts.into_iter().filter(|cut| *cut < rows).chain([0, rows]).collect();
        places.sort_unstable();
        let pieces: Vec<_> = places.windows(2).map(|pair| batch.slice(pair[0], pair[1] - pair[0])).collect();
        let threads = NonZero::new(threads).unwrap();
        let by_columns = plan.measure("log", &schema, threads, pieces.into_iter().map(Ok), |_| Ok(()));
        match (by_rows, by_columns) {
            (Ok(by_rows), Ok(part)) => prop_assert_eq!(differing(&by_rows, &plan.report(part)), None),
            (by_rows, by_columns) => prop_assert_eq!(
                by_rows.err().map(|error| error.to_string()),
                by_columns.err().map(|error| error.to_string())
            ),
        }
    }

    #[test]
    fn parts_that_were_sent_are_the_same(
        (mut columns, rows) in logs(),
        ways in prop::collection::vec(0..4_u8, 13),
        cut in 0..60_usize,
    ) {
        // That a contact is there twice is seen within a part only.
        columns.retain(|(name, _)| *name != "contact_id");
        let (batch, cut) = (batch(&columns, &ways), cut.min(rows));
        let plan = measure("segment,channel").plan().unwrap();
        let whole = by_columns(&plan, vec![batch.clone()], 1);
        let mut here = by_columns(&plan, vec![batch.slice(cut, rows - cut)], 1);
        let there = by_columns(&plan, vec![batch.slice(0, cut)], 1);
        here.merge(plan.part(&there.to_bytes().unwrap()).unwrap());
        let (whole, together) = (plan.report(whole), plan.report(here));
        prop_assert_eq!(format!("{:#?}", whole.outcomes), format!("{:#?}", together.outcomes));
        prop_assert_eq!((whole.rows_in, whole.used, whole.set_aside), (together.rows_in, together.used, together.set_aside));
    }
}

#[test]
fn cells_and_columns_of_a_file_are_the_same() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/calls.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().unwrap().clone();
    let lines: String = reader
        .records()
        .map(|record| {
            let cells =
                names.iter().zip(record.unwrap().iter()).map(|(name, cell)| (name.to_owned(), json!(cell))).collect();
            Value::Object(cells).to_string() + "\n"
        })
        .collect();
    let by_cells = measure("channel").run(Input::file(&path, None).unwrap()).unwrap();
    let by_rows = measure("channel").run(Input::stream("log", lines.as_bytes(), Some(Format::JsonLines))).unwrap();
    assert_eq!(said(&by_cells), said(&by_rows));
    assert!(by_cells.rows_set_aside() > 0);
}

#[test]
fn points_in_time_that_are_stored_as_such() {
    let instants = vec![1_790_000_000_000, 1_790_000_600_000];
    let zoned = TimestampMillisecondArray::from(instants.clone()).with_timezone("+00:00");
    let local = TimestampMillisecondArray::from(instants);
    let value = |opened: ArrayRef| {
        let csat: ArrayRef = Arc::new(Int64Array::from(vec![5, 4]));
        let batch = RecordBatch::try_from_iter([("opened_at", opened), ("csat", csat)]).unwrap();
        let plan = measure("day").plan().unwrap();
        let report = plan.report(by_columns(&plan, vec![batch], 1));
        assert_eq!((report.used, report.faults.len()), (2, 0));
        report.outcomes[0].group[0].clone()
    };
    // 14:53 UTC, and 14:53 on the log's own clock.
    assert_eq!([value(Arc::new(zoned)), value(Arc::new(local))], ["2026-09-21", "2026-09-21"]);
}

#[test]
fn logs_with_one_number_a_row_are_joined() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/uk_transactional_services_metrics_slice.csv");
    let mut reader = csv::Reader::from_path(&path).unwrap();
    let names = reader.headers().unwrap().clone();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let columns = names.iter().enumerate().map(|(place, name)| {
        let cells: StringArray = records.iter().map(|record| Some(record[place].to_owned())).collect();
        (name, Arc::new(cells) as ArrayRef)
    });
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let by_recipe = || measure("service").recipe(LogRecipe::builtin("uk-transactions").unwrap());
    let plan = by_recipe().plan().unwrap();
    let by_column =
        plan.report(by_columns(&plan, vec![batch.slice(0, 100), batch.slice(100, batch.num_rows() - 100)], 2));
    assert_eq!(said(&by_column), said(&by_recipe().run(Input::file(&path, None).unwrap()).unwrap()));
    assert!(by_column.ignored > 0);
}

#[test]
fn what_is_no_part_is_refused() {
    let batch = batch(&[("csat", vec![json!(5); 12])], &[0]);
    let plan = measure("channel").plan().unwrap();
    let bytes = by_columns(&plan, vec![batch], 1).to_bytes().unwrap();
    assert!(plan.part(&bytes[..bytes.len() / 2]).is_err());
    let other = measure("").plan().unwrap();
    assert!(other.part(&bytes).err().unwrap().to_string().contains("told apart by something else"));
}

#[test]
fn an_error_in_the_middle_ends_it() {
    let sound = batch(&[("contact_id", vec![json!(1), json!(2)]), ("csat", vec![json!(5), json!(4)])], &[0, 0]);
    let other = batch(&[("csat", vec![json!(5)])], &[0]);
    let plan = measure("").plan().unwrap();
    for threads in 1..4 {
        let batches = [sound.clone(), other.clone(), sound.clone(), sound.clone(), sound.clone()].map(Ok).into_iter();
        let done = plan.measure("log", &sound.schema(), NonZero::new(threads).unwrap(), batches, |_| Ok(()));
        assert!(done.err().unwrap().to_string().contains("lacks the column `contact_id`"));
    }
}
