//! Tables in memory: whatever a column is made of, its rows are answered like the same rows as CSV.

#![cfg(feature = "arrow")]

#[path = "common/columns.rs"]
mod common;

use std::sync::Arc;

use arrow_array::types::{Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, DictionaryArray, FixedSizeListArray, Float64Array, Int64Array, ListArray, NullArray,
    PrimitiveArray, RecordBatch, StringArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema};
use govseg::Policy;
use govseg_table::{Classified, Classify, Column, Columns, Format, Input, Output, Recipe, RowError};
use proptest::prelude::*;

use common::cells;

/// An agency's policy, with a fact of its own.
const AGENCY: &str = "id = 'a'\nversion = '1'\nextends = 'gsa-2008'\n[[fact]]\nid = 'program'\n\
    values = ['grants', 'permits']\n[[rule]]\nid = 'dutiful.permit'\nsegment = 'dutiful'\nwhen = { program = 'permits' }\n";

/// A recipe with columns of every kind.
const RECIPE: &str = "id = 'r'\n[constant]\nobligation = 'voluntary'\n\
    [[column]]\nname = 'customer'\nfact = 'customer'\nvalues = { P = ['citizen', 'noncitizen'] }\nempty = ['NA']\n\
    [[column]]\nname = 'capacity'\ncodes = { official = { capacity = 'official' }, 7 = { capacity = 'private' } }\nunmapped = 'unknown'\n\
    [[column]]\nname = 'charge'\ncodes = { fee = { charge = 'fee' }, none = { charge = 'none' } }\nseparator = '|'\n\
    [[column]]\nname = 'channel'\npositive = { channel = 'phone' }\nempty = ['NA']\noptional = true\n";

const NAMES: [&str; 5] = ["customer", "capacity", "charge", "channel", "program"];

/// What cells may hold: right and wrong, short and long.
fn texts() -> impl Strategy<Value = Option<String>> {
    const WORDS: &[&str] = &[
        "citizen",
        "citizen|government_agency",
        "official",
        "private",
        "fee",
        "none|levy",
        "price",
        "phone|email",
        "permits",
        "grants|permits",
        "",
        " ",
        "military",
        "militry",
        "7",
        "12",
        "0",
        "NA",
        "P",
        "P|NA",
        "|",
        "a|",
        "fee|none",
        "a text that is longer than thirty-two bytes",
        "non\u{e9}",
    ];
    proptest::option::weighted(0.8, proptest::sample::select(WORDS).prop_map(ToOwned::to_owned))
}

/// A table, column by column; the rows are repeated so that there are several blocks of them.
fn table() -> impl Strategy<Value = Vec<Vec<Option<String>>>> {
    (1..=NAMES.len(), 1..24_usize, prop_oneof![Just(1_usize), 1..150_usize]).prop_flat_map(|(width, rows, times)| {
        let column = proptest::collection::vec(texts(), rows).prop_map(move |cells| {
            let all = cells.len() * times;
            cells.into_iter().cycle().take(all).collect()
        });
        proptest::collection::vec(column, width)
    })
}

/// What a table is classified with.
struct Way {
    policy: Policy,
    recipe: Option<Recipe>,
    each: Option<&'static str>,
}

impl Way {
    fn new(number: usize) -> Self {
        let policy = if number.is_multiple_of(2) { Policy::builtin("gsa-2008") } else { Policy::from_toml(AGENCY) };
        let policy = policy.expect("a sound policy");
        let recipe = (number / 2 % 2 == 1).then(|| Recipe::parse("r", RECIPE).expect("a sound recipe"));
        Self { policy, recipe, each: (number / 4 % 2 == 1).then_some("customer") }
    }

    fn classify(&self) -> Classify<'_> {
        let mut classify = Classify::new(&self.policy).prefix("x_");
        if let Some(recipe) = &self.recipe {
            classify = classify.recipe(recipe);
        }
        if let Some(fact) = self.each {
            classify = classify.each(fact).expect("a fact");
        }
        classify
    }
}

/// The added columns as CSV cells with the row each belongs to, the rejected rows, and the summary as JSON.
type Outcome = (Vec<(usize, Vec<String>)>, Vec<(u64, Option<String>, String)>, serde_json::Value);

/// By way of rows.
fn by_rows(way: &Way, table: &[Vec<Option<String>>]) -> Outcome {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let names = NAMES.iter().take(table.len()).copied();
    writer.write_record(["row"].into_iter().chain(names)).expect("memory");
    for row in 0..table[0].len() {
        let cells = table.iter().map(|column| column[row].as_deref().unwrap_or_default());
        writer.write_record([row.to_string().as_str()].into_iter().chain(cells)).expect("memory");
    }
    let text = writer.into_inner().expect("memory");
    let (mut out, mut rejects) = (Vec::new(), Vec::new());
    let input = Input::stream("table", &text[..], Some(Format::Csv));
    let (output, rejected) = (Output::stream("out", &mut out, None), Output::stream("rejects", &mut rejects, None));
    let report = way.classify().run(input, output, Some(rejected)).expect("it works");
    let rows = csv::Reader::from_reader(&out[..])
        .records()
        .map(|row| {
            let row = row.expect("a row");
            let added = row.iter().skip(table.len() + 1).map(ToOwned::to_owned).collect();
            (row[0].parse().expect("a number"), added)
        })
        .collect();
    let rejects = rejects.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(|line| {
        let line: serde_json::Value = serde_json::from_slice(line).expect("JSON");
        let text = |key: &str| line[key].as_str().map(ToOwned::to_owned);
        (line["row"].as_u64().expect("a number"), text("column"), text("reason").unwrap_or_default())
    });
    (rows, rejects.collect(), serde_json::to_value(report.summary).expect("JSON"))
}

/// By way of columns, in batches of so many rows.
fn by_columns(way: &Way, batch: &RecordBatch, part: usize) -> Outcome {
    let columns = way.classify().over("table", batch.schema_ref()).expect("sound columns");
    let mut worker = columns.worker();
    let (mut rows, mut rejects) = (Vec::new(), Vec::new());
    for from in (0..batch.num_rows()).step_by(part) {
        let part = batch.slice(from, part.min(batch.num_rows() - from));
        let classified = worker.classify(&part, from as u64 + 1).expect("it works");
        check(&columns, &classified);
        rows.extend(added(&classified).into_iter().map(|(row, cells)| (row + from, cells)));
        rejects
            .extend(classified.rejected.into_iter().map(|RowError { row, column, reason, .. }| (row, column, reason)));
    }
    (rows, rejects, serde_json::to_value(columns.summary([worker])).expect("JSON"))
}

/// The columns are as described.
fn check(columns: &Columns<'_>, classified: &Classified) {
    let schema = Arc::new(Schema::new(columns.fields().clone()));
    RecordBatch::try_new(schema, classified.added.clone()).expect("the columns are as described");
}

fn added(classified: &Classified) -> Vec<(usize, Vec<String>)> {
    let rows = classified.added[0].len();
    let row = |row: usize| classified.taken.as_ref().map_or(row, |taken| taken.value(row) as usize);
    (0..rows).map(|place| (row(place), classified.added.iter().map(|column| cells(column, place)).collect())).collect()
}

fn utf8(cells: &[Option<String>]) -> ArrayRef {
    Arc::new(cells.iter().map(Option::as_deref).collect::<StringArray>())
}

/// A dictionary that has values twice, values that no row has, and nulls among values and keys.
fn dictionary<K: arrow_array::types::ArrowDictionaryKeyType>(cells: &[Option<String>], values: &DataType) -> ArrayRef
where
    PrimitiveArray<K>: FromIterator<Option<K::Native>>,
    K::Native: TryFrom<usize>,
{
    let mut words: Vec<Option<String>> = vec![Some("of no row".into()), None];
    for cell in cells.iter().filter(|cell| cell.is_some()) {
        if words.iter().filter(|word| *word == cell).count() < 2 {
            words.push(cell.clone());
        }
    }
    let key = |(row, cell): (usize, &Option<String>)| {
        let place = match cell {
            None if row % 2 == 0 => return None,
            None => 1,
            Some(_) => words.iter().rposition(|word| word == cell).expect("among them"),
        };
        Some(K::Native::try_from(place).ok().expect("a small number"))
    };
    let keys: PrimitiveArray<K> = cells.iter().enumerate().map(key).collect();
    Arc::new(DictionaryArray::new(keys, cast(&utf8(&words), values).expect("a cast")))
}

/// The column in one of the ways in which it can be encoded.
fn encoded(cells: &[Option<String>], way: usize) -> ArrayRef {
    let to = |kind: &DataType| cast(&utf8(cells), kind).expect("a cast");
    let runs = |ends: DataType| {
        let (ends, values) = (Field::new("run_ends", ends, false), Field::new("values", DataType::Utf8, true));
        to(&DataType::RunEndEncoded(Arc::new(ends), Arc::new(values)))
    };
    match way {
        0 => to(&DataType::Utf8),
        1 => to(&DataType::LargeUtf8),
        2 => to(&DataType::Utf8View),
        3 => to(&DataType::Binary),
        4 => to(&DataType::LargeBinary),
        5 => to(&DataType::BinaryView),
        6 => dictionary::<Int8Type>(cells, &DataType::Utf8),
        7 => dictionary::<Int16Type>(cells, &DataType::LargeUtf8),
        8 => dictionary::<Int32Type>(cells, &DataType::Utf8View),
        9 => dictionary::<Int64Type>(cells, &DataType::Binary),
        10 => dictionary::<UInt8Type>(cells, &DataType::BinaryView),
        11 => dictionary::<UInt16Type>(cells, &DataType::Utf8),
        12 => dictionary::<UInt32Type>(cells, &DataType::Utf8View),
        13 => dictionary::<UInt64Type>(cells, &DataType::LargeBinary),
        14 => runs(DataType::Int32),
        15 => runs(DataType::Int64),
        _ => to(&DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))),
    }
}

/// The same column within a longer one, so that it begins somewhere.
fn sliced(cells: &[Option<String>], way: usize, before: usize) -> ArrayRef {
    let mut longer: Vec<Option<String>> = (0..before).map(|row| cells[row % cells.len()].clone()).collect();
    longer.extend_from_slice(cells);
    longer.push(None);
    encoded(&longer, way).slice(before, cells.len())
}

fn batch(columns: Vec<ArrayRef>) -> RecordBatch {
    let columns = NAMES.iter().zip(columns).map(|(name, column)| (*name, column, true));
    RecordBatch::try_from_iter_with_nullable(columns).expect("columns of one length")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    /// Whatever a column is made of, its rows are answered, refused and counted like the same rows as CSV.
    #[test]
    fn every_encoding_says_what_csv_says(
        table in table(),
        ways in proptest::collection::vec(0..17_usize, NAMES.len()),
        before in 0..70_usize,
        part in prop_oneof![Just(1_usize << 20), 1..3000_usize],
        way in 0..8_usize,
    ) {
        let way = Way::new(way);
        let columns = table.iter().zip(ways).map(|(cells, way)| sliced(cells, way, before)).collect();
        prop_assert_eq!(by_columns(&way, &batch(columns), part), by_rows(&way, &table));
    }

}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    /// Lists of values say what the same values say in one cell.
    #[test]
    fn lists_are_several_values(
        cells in proptest::collection::vec(
            proptest::option::of(proptest::collection::vec(
                proptest::sample::select(&["citizen", "business", "military", "militry"][..]), 1..4)),
            1..30,
        ),
        kind in 0..4_usize,
        words in proptest::bool::ANY,
    ) {
        let texts: Vec<_> = cells.iter().map(|cell| cell.as_ref().map(|values| values.join("|"))).collect();
        let way = Way::new(0);
        let lists = lists(&cells, kind, words);
        prop_assert_eq!(by_columns(&way, &batch(vec![lists]), 7), by_rows(&way, &[texts]));
    }
}

/// A column of lists of texts or words of a dictionary.
fn lists(cells: &[Option<Vec<&str>>], kind: usize, words: bool) -> ArrayRef {
    let lengths = cells.iter().map(|cell| cell.as_ref().map_or(0, Vec::len));
    let items: ArrayRef = Arc::new(cells.iter().flatten().flatten().map(|item| Some(*item)).collect::<StringArray>());
    let word = DataType::Dictionary(Box::new(DataType::UInt8), Box::new(DataType::Utf8));
    let items = if words { cast(&items, &word).expect("a cast") } else { items };
    let nulls = cells.iter().map(Option::is_some).collect::<NullBuffer>();
    let item = Arc::new(Field::new_list_field(items.data_type().clone(), true));
    let lists = ListArray::new(item.clone(), OffsetBuffer::from_lengths(lengths), items, Some(nulls));
    let to = match kind {
        0 => DataType::List(item),
        1 => DataType::LargeList(item),
        2 => DataType::ListView(item),
        _ => DataType::LargeListView(item),
    };
    cast(&lists, &to).expect("a cast")
}

/// The segments and the rejected rows of one column beside others that make them depend on it.
fn segments(name: &str, column: ArrayRef, others: &[(&str, &str)]) -> (Vec<String>, Vec<(u64, String)>) {
    let rows = column.len();
    let others = others.iter().map(|(name, word)| {
        let column: ArrayRef = Arc::new(StringArray::from(vec![*word; rows]));
        (*name, column)
    });
    let batch = RecordBatch::try_from_iter(others.chain([(name, column)])).expect("columns of one length");
    let classify = Classify::new(Policy::gsa_2008()).columns(vec![Column::Possible]);
    let columns = classify.over("table", batch.schema_ref()).expect("sound columns");
    let classified = columns.worker().classify(&batch, 1).expect("it works");
    let rows = added(&classified).into_iter().map(|(_, cells)| cells.concat()).collect();
    (rows, classified.rejected.into_iter().map(|row| (row.row, row.reason)).collect())
}

/// What the fact `determination` depends on.
const OTHERS: [(&str, &str); 7] = [
    ("customer", "citizen"),
    ("capacity", "private"),
    ("obligation", "voluntary"),
    ("content", "service"),
    ("benefit", "none"),
    ("charge", "none"),
    ("duty", "none"),
];

#[test]
fn yes_and_no_come_in_many_forms() {
    let expected = ["beneficial", "other", "beneficial|other"].map(ToOwned::to_owned).to_vec();
    let forms: [ArrayRef; 6] = [
        Arc::new(StringArray::from(vec![Some("yes"), Some("no"), None])),
        Arc::new(BooleanArray::from(vec![Some(true), Some(false), None])),
        Arc::new(Float64Array::from(vec![Some(1.0), Some(0.0), Some(f64::NAN)])),
        Arc::new(Float64Array::from(vec![Some(1.0), Some(0.0), None])),
        Arc::new(Int64Array::from(vec![Some(1), Some(0), None])),
        cast(&BooleanArray::from(vec![Some(true), Some(false), None]), &DataType::UInt8).expect("a cast"),
    ];
    for form in forms {
        assert_eq!(segments("determination", form.clone(), &OTHERS), (expected.clone(), vec![]), "{form:?}");
    }
    let (_, rejected) = segments("determination", Arc::new(Int64Array::from(vec![2])), &OTHERS);
    assert_eq!(rejected, [(1, "a number; write a string or a list of strings".to_owned())]);
    let (_, rejected) = segments("duty", Arc::new(BooleanArray::from(vec![true])), &OTHERS[..6]);
    assert!(rejected[0].1.starts_with("a boolean; `duty` takes `none`"), "{rejected:?}");
}

#[test]
fn numbers_are_codes_and_counts() {
    let recipe = "id = 'r'\n[[column]]\nname = 'code'\ncodes = { 1996 = { capacity = 'official' }, 7 = {} }\n\
                  [[column]]\nname = 'calls'\npositive = { channel = 'phone' }\nempty = ['-1']\n";
    let recipe = Recipe::parse("r", recipe).expect("a sound recipe");
    let forms: [(ArrayRef, ArrayRef); 3] = [
        (Arc::new(Int64Array::from(vec![1996, 7, 8])), Arc::new(Int64Array::from(vec![3, 0, -1]))),
        (Arc::new(Float64Array::from(vec![1996.0, 7.0, 8.0])), Arc::new(Float64Array::from(vec![0.5, f64::NAN, -1.0]))),
        (Arc::new(StringArray::from(vec!["1996", " 7", "8"])), Arc::new(StringArray::from(vec!["1,000", "0", "-1"]))),
    ];
    for (codes, calls) in forms {
        let batch = RecordBatch::try_from_iter([("code", codes), ("calls", calls)]).expect("columns of one length");
        let classify = Classify::new(Policy::gsa_2008()).recipe(&recipe).columns(vec![Column::Segment]);
        let columns = classify.over("table", batch.schema_ref()).expect("sound columns");
        let classified = columns.worker().classify(&batch, 11).expect("it works");
        let rows = [(0, vec!["intergovernmental".to_owned()]), (1, vec![String::new()])];
        assert_eq!(added(&classified), rows);
        let rejected: Vec<_> = classified.rejected.iter().map(ToString::to_string).collect();
        assert_eq!(
            rejected,
            ["table: row 13, column `code`: `8` is not a code that the recipe maps; did you mean `7`?"]
        );
    }
}

#[test]
fn odd_cells_are_refused_by_row_and_column() {
    let field = || Arc::new(Field::new_list_field(DataType::Utf8, true));
    let items = |items: Vec<Option<&str>>, lengths: &[usize]| {
        let items: ArrayRef = Arc::new(StringArray::from(items));
        ListArray::new(field(), OffsetBuffer::from_lengths(lengths.iter().copied()), items, None)
    };
    let lists = items(vec![Some("citizen"), None, Some("militry"), Some("citizen|business")], &[0, 2, 1, 1]);
    let (rows, rejected) = segments("customer", Arc::new(lists), &[]);
    assert!(rows.is_empty(), "{rows:?}");
    let expected = [
        "an empty list; leave the key out (or write null) if it is unknown",
        "null within a list; leave it out, or write null for the whole if it is unknown",
        "`militry` is not a customer type; did you mean `military`?",
        "`citizen|business` is not a customer type",
    ];
    assert_eq!(rejected.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [1, 2, 3, 4]);
    for ((_, reason), expected) in rejected.iter().zip(expected) {
        assert!(reason.starts_with(expected), "{reason}");
    }
    let fixed = FixedSizeListArray::new(field(), 2, Arc::new(StringArray::from(vec!["official", "private"])), None);
    let (rows, rejected) = segments("capacity", Arc::new(fixed), &[]);
    assert_eq!((rows[0].split('|').count(), rejected), (6, vec![]));
    let (_, rejected) = segments("customer", Arc::new(items(vec![Some("x")], &[1])), &[]);
    assert_eq!(rejected.len(), 1);
    let nested = ListArray::new(
        Arc::new(Field::new_list_field(DataType::List(field()), true)),
        OffsetBuffer::from_lengths([1]),
        Arc::new(items(vec![Some("citizen")], &[1])),
        None,
    );
    assert_eq!(segments("customer", Arc::new(nested), &[]).1, [(1, "a list within a list".to_owned())]);
    let bytes = arrow_array::BinaryArray::from(vec![&b"ci\xfftizen"[..]]);
    assert_eq!(segments("customer", Arc::new(bytes), &[]).1, [(1, "not UTF-8 from byte 3 of the cell on".to_owned())]);
    let (rows, rejected) = segments("customer", Arc::new(NullArray::new(2)), &[]);
    assert_eq!((rows.len(), rejected), (2, vec![]));
}

#[test]
fn columns_are_settled_before_rows() {
    let schema = |names: &[&str]| {
        Schema::new(names.iter().map(|name| Field::new(*name, DataType::Utf8, true)).collect::<Vec<_>>())
    };
    let classify = Classify::new(Policy::gsa_2008());
    let refused = |names: &[&str]| classify.over("t", &schema(names)).err().expect("refused").to_string();
    assert!(refused(&["a", "status"]).contains("--prefix govseg_"));
    assert_eq!(refused(&["a", "b", "a"]), "t: columns 1 and 3 are both named `a`; rename one of them");

    let columns = classify.over("t", &schema(&["id", "custmer", "duty"])).expect("sound columns");
    assert_eq!(columns.needed(), [2]);
    assert!(columns.warnings()[0].to_string().contains("name it `customer`"));
    // A batch may lack what is not read, but not what is.
    let duty = |name| RecordBatch::try_from_iter([(name, utf8(&[Some("audit".to_owned())]))]).expect("one column");
    let classified = columns.worker().classify(&duty("duty"), 1).expect("it works");
    assert_eq!(added(&classified)[0].1[1], "open");
    assert!(columns.worker().classify(&duty("id"), 1).is_err());
    let long = RecordBatch::try_from_iter([("duty", Arc::new(NullArray::new(Columns::MOST_ROWS + 1)) as ArrayRef)]);
    assert!(columns.worker().classify(&long.expect("one column"), 1).is_err());
}

#[test]
fn counting_or_not_gives_the_same_columns() {
    let words = ["citizen", "business", "", "military|citizen"];
    let cells: Vec<_> = (0..5000).map(|row| Some(words[row % 4].to_owned())).collect();
    let duties = ["none", "audit", ""];
    let duty: Vec<_> = (0..5000).map(|row| Some(duties[row % 3].to_owned())).collect();
    let batch = RecordBatch::try_from_iter([("customer", utf8(&cells)), ("duty", utf8(&duty))]).expect("columns");
    for chosen in [&[Column::Segment][..], &[Column::Possible, Column::Status, Column::Segment], Column::ALL] {
        let classify = Classify::new(Policy::gsa_2008()).columns(chosen.to_vec());
        let settled = || classify.over("t", batch.schema_ref()).expect("sound columns");
        let (counted, uncounted) = (settled(), settled().uncounted());
        let one = counted.worker().classify(&batch, 1).expect("it works");
        let other = uncounted.worker().classify(&batch, 1).expect("it works");
        assert_eq!(one.added, other.added);
    }
}

#[test]
fn workers_share_the_plan() {
    let cells: Vec<_> = (0..4000).map(|row| Some(["citizen", "military"][row % 2].to_owned())).collect();
    let batch = RecordBatch::try_from_iter([("customer", utf8(&cells))]).expect("a column");
    let classify = Classify::new(Policy::gsa_2008());
    let columns = classify.over("t", batch.schema_ref()).expect("sound columns");
    let workers = std::thread::scope(|scope| {
        let work = |from: usize| {
            let (mut worker, part) = (columns.worker(), batch.slice(from, 2000));
            move || {
                worker.classify(&part, from as u64 + 1).expect("it works");
                worker
            }
        };
        let threads = [scope.spawn(work(0)), scope.spawn(work(2000))];
        threads.map(|thread| thread.join().expect("it ends"))
    });
    let summary = columns.summary(workers);
    assert_eq!((summary.rows_in, summary.rows_out, summary.open.unknown), (4000, 4000, 4000));
}
