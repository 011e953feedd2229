//! Tables in memory: eight columns of facts to the added columns, beside the same by hand.

use std::sync::Arc;

use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::{Int8Type, Int32Type};
use arrow_array::{Array, ArrayRef, DictionaryArray, RecordBatch, StringArray};
use govseg::{Fact, Facts, Policy, Segment};
use govseg_table::{Classify, Column};

use crate::contacts::{full, half_known};
use crate::peers;
use crate::table::{Limit, Table};

const ROWS: usize = 1_000_000;

/// How many different contacts a year of them may have that repeat.
const DIFFERENT: usize = 5_000;

/// The facts that decide, in the order of their columns.
pub(crate) const FACTS: [Fact; 8] = [
    Fact::Customer,
    Fact::Capacity,
    Fact::Obligation,
    Fact::Content,
    Fact::Determination,
    Fact::Benefit,
    Fact::Charge,
    Fact::Duty,
];

/// Tables of a million rows.
pub(crate) fn columns(table: &mut Table, policy: &Policy) {
    table.group("a table of 1,000,000 rows, known facts");
    let (known, partly) = (full(ROWS), half_known(ROWS));
    let texts = batch(&known, strings);
    let words = batch(&known, dictionary);
    for batch in [&texts, &words] {
        let segments = classify(policy, batch, &[Column::Segment]);
        let by_hand = Texts::of(batch);
        assert!((0..ROWS).all(|row| segments[row] == by_hand.segment(row)));
    }

    let by_hand = |batch: &RecordBatch| {
        let texts = Texts::of(batch);
        (0..batch.num_rows()).filter(|&row| texts.segment(row).is_some()).count()
    };
    table.row("if-chain on strings", ROWS, Limit::None, || by_hand(&texts));
    table.row("if-chain on dictionaries", ROWS, Limit::None, || by_hand(&words));
    let mut row = |name: &str, batch: &RecordBatch, limit: f64, columns: &[Column]| {
        table.row(name, ROWS, Limit::Nanoseconds(limit), || run(policy, batch, columns));
    };
    row("8 dictionaries to segment", &words, 15.0, &[Column::Segment]);
    row("8 strings to segment", &texts, 60.0, &[Column::Segment]);
    row("8 dictionaries to all columns", &words, 150.0, Column::ALL);
    row("8 strings to all columns", &texts, 150.0, Column::ALL);
    if table.wanted() {
        peers::frames(table, policy, &known);
    }

    table.group("a table of 1,000,000 rows, partly known, hardly two rows alike");
    half(table, policy, &partly, &[Column::Segment], [15.0, 60.0]);
    table.group("a table of 1,000,000 rows, partly known, 5,000 different ones");
    let repeated: Vec<Facts> = (0..ROWS).map(|row| partly[row * 7_919 % DIFFERENT]).collect();
    half(table, policy, &repeated, Column::ALL, [150.0, 150.0]);
}

/// The same contacts as dictionaries and as strings.
fn half(table: &mut Table, policy: &Policy, contacts: &[Facts], columns: &[Column], limits: [f64; 2]) {
    if !table.wanted() {
        return;
    }
    let what = if columns.len() > 1 { "all columns" } else { "segment" };
    let mut row = |name: &str, batch: &RecordBatch, limit: f64| {
        table.row(&format!("8 {name} to {what}"), ROWS, Limit::Nanoseconds(limit), || run(policy, batch, columns));
    };
    row("dictionaries", &batch(contacts, dictionary), limits[0]);
    row("strings", &batch(contacts, strings), limits[1]);
}

fn strings(cells: &[Option<String>]) -> ArrayRef {
    Arc::new(cells.iter().map(|cell| cell.as_deref()).collect::<StringArray>())
}

fn batch(contacts: &[Facts], column: impl Fn(&[Option<String>]) -> ArrayRef) -> RecordBatch {
    let columns = FACTS.map(|fact| {
        let cells: Vec<Option<String>> = contacts.iter().map(|contact| cell(*contact, fact)).collect();
        (<&str>::from(fact), column(&cells), true)
    });
    RecordBatch::try_from_iter_with_nullable(columns).expect("columns of one length")
}

/// The values of a fact as they stand in a cell.
pub(crate) fn cell(contact: Facts, fact: Fact) -> Option<String> {
    contact.only(fact).iter().next().map(|(_, values)| values.join("|"))
}

fn dictionary(cells: &[Option<String>]) -> ArrayRef {
    let mut builder = StringDictionaryBuilder::<Int32Type>::new();
    for cell in cells {
        builder.append_option(cell.as_deref());
    }
    Arc::new(builder.finish())
}

fn run(policy: &Policy, batch: &RecordBatch, columns: &[Column]) -> usize {
    let columns = Classify::new(policy).columns(columns.to_vec()).over("table", batch.schema_ref()).expect("sound");
    let columns = columns.uncounted();
    columns.worker().classify(batch, 1).expect("readable").added.iter().map(Array::len).sum()
}

fn classify(policy: &Policy, batch: &RecordBatch, columns: &[Column]) -> Vec<Option<Segment>> {
    let columns = Classify::new(policy).columns(columns.to_vec()).over("table", batch.schema_ref()).expect("sound");
    let classified = columns.worker().classify(batch, 1).expect("readable");
    let words = classified.added[0].as_dictionary::<Int8Type>();
    let words = words.downcast_dict::<StringArray>().expect("texts");
    words.into_iter().map(|word| word.map(|word| word.parse().expect("a segment"))).collect()
}

/// The default policy as a programmer would write it down for such a table: row by row, comparing texts.
enum Texts<'a> {
    Strings([&'a StringArray; 8]),
    Dictionaries([(&'a DictionaryArray<Int32Type>, &'a StringArray); 8]),
}

impl<'a> Texts<'a> {
    fn of(batch: &'a RecordBatch) -> Self {
        if batch.column(0).as_string_opt::<i32>().is_some() {
            Self::Strings(std::array::from_fn(|column| batch.column(column).as_string()))
        } else {
            Self::Dictionaries(std::array::from_fn(|column| {
                let dictionary = batch.column(column).as_dictionary::<Int32Type>();
                (dictionary, dictionary.values().as_string())
            }))
        }
    }

    fn text(&self, column: usize, row: usize) -> Option<&'a str> {
        match self {
            Self::Strings(columns) => columns[column].is_valid(row).then(|| columns[column].value(row)),
            Self::Dictionaries(columns) => {
                let (dictionary, values) = columns[column];
                Some(values.value(dictionary.key(row)?))
            }
        }
    }

    fn segment(&self, row: usize) -> Option<Segment> {
        let [_, capacity, obligation, content, determination, benefit, charge, duty] =
            std::array::from_fn(|column| self.text(column, row));
        let segment = if capacity? == "official" {
            Segment::Intergovernmental
        } else if obligation? == "mandatory"
            || charge? == "levy"
            || matches!(duty?, "audit" | "investigation" | "prohibition" | "penalty")
        {
            Segment::Dutiful
        } else if benefit? != "none"
            || obligation? == "required_for_benefit"
            || (determination? == "yes" && content? == "service")
        {
            Segment::Beneficial
        } else if charge? == "price" {
            Segment::Commercial
        } else if content? == "information_only" {
            Segment::Informational
        } else {
            Segment::Other
        };
        Some(segment)
    }
}
