//! What the columns of a batch feed: numbers by field, answers, words, ids.

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::ArrowError;
use govseg_table::cell_text;

use super::LogColumns;
use super::faults::Faults;
use super::numbers::{Numbers, Reading};
use super::words::{EMPTY, Reader, Words};
use crate::log::{Binding, Field, Row, Target, Text};

/// All columns that are read, in order.
pub(super) struct Feeds<'c> {
    all: Vec<Feed<'c>>,
    /// The places of those that are no fields, whose cells are put into a row one by one.
    single: Vec<usize>,
    /// For each part of a group, the places of those that hold its words.
    parts: Vec<Vec<usize>>,
    fields: Vec<FieldColumn>,
    /// Which fields are known of each row, by their bits.
    known: Vec<u128>,
    pub(super) words: Words,
}

/// A column, and one thing that it feeds.
struct Feed<'c> {
    column: &'c str,
    binding: &'c Binding,
    numbers: Numbers,
    words: Reader,
    /// Ids hardly come twice: they are read row by row.
    ids: Option<ArrayRef>,
}

impl Feed<'_> {
    /// Whether its cells are put into a row one by one: answers, ids, and words that measures look at.
    fn is_single(&self) -> bool {
        match self.binding.target {
            None | Some(Target::Field(_)) => false,
            Some(Target::Text(kind)) => {
                matches!(kind, Text::ContactId | Text::IssueId | Text::PersonId | Text::Channel | Text::Wording)
            }
            Some(_) => true,
        }
    }
}

/// The values of a field, whichever columns they come from.
struct FieldColumn {
    field: Field,
    values: Vec<i64>,
    known: Vec<bool>,
}

impl<'c> Feeds<'c> {
    pub(super) fn new(columns: &'c LogColumns<'c>) -> Self {
        let all = columns.read.iter().flat_map(|column| {
            let feed =
                |binding| Feed { column, binding, numbers: Numbers::default(), words: Reader::default(), ids: None };
            columns.plan.schema.bindings(column).map(feed)
        });
        let all: Vec<Feed<'_>> = all.collect();
        let mut fields: Vec<FieldColumn> = Vec::new();
        for field in all.iter().flat_map(|feed| feed.binding.fields()) {
            if !fields.iter().any(|column| column.field == field) {
                fields.push(FieldColumn { field, values: Vec::new(), known: Vec::new() });
            }
        }
        let single = all.iter().enumerate().filter(|(_, feed)| feed.is_single()).map(|(place, _)| place).collect();
        let of = |kind| {
            let places = all.iter().enumerate();
            places.filter(|(_, feed)| feed.binding.target == Some(Target::Text(kind))).map(|(place, _)| place).collect()
        };
        let parts = columns.plan.by().iter().map(|by| by.text().map_or_else(Vec::new, of)).collect();
        Self { all, single, parts, fields, known: Vec::new(), words: Words::default() }
    }

    /// Reads a batch. What cannot be read sets its row aside.
    pub(super) fn read(
        &mut self,
        columns: &LogColumns<'_>,
        batch: &RecordBatch,
        faults: &mut Faults,
    ) -> Result<(), ArrowError> {
        let clock = columns.plan.schema.clock();
        self.fields.iter_mut().for_each(|column| column.clear(batch.num_rows()));
        for feed in &mut self.all {
            let array = batch
                .column_by_name(feed.column)
                .ok_or_else(|| ArrowError::SchemaError(format!("a batch lacks the column `{}`", feed.column)))?;
            match feed.binding.target {
                None => {}
                Some(Target::Text(Text::ContactId | Text::IssueId | Text::PersonId)) => {
                    feed.ids = Some(array.clone());
                }
                Some(Target::Text(kind)) => {
                    feed.words.read(feed.binding, kind, array, &mut self.words);
                    faults.cells(feed.column, &mut feed.words.wrong);
                }
                Some(target) => {
                    feed.numbers.read(Reading { binding: feed.binding, target, clock }, array);
                    faults.cells(feed.column, &mut feed.numbers.wrong);
                    if let Target::Field(field) = target {
                        column_of(&mut self.fields, field).for_each(|column| column.take(&feed.numbers));
                    }
                }
            }
            if let Some(field) = feed.binding.present {
                column_of(&mut self.fields, field).for_each(|column| column.says(feed.binding, array));
            }
        }
        self.known.clear();
        self.known.resize(batch.num_rows(), 0);
        for column in &self.fields {
            for (all, known) in self.known.iter_mut().zip(&column.known) {
                *all |= if *known { column.field.bit() } else { 0 };
            }
        }
        Ok(())
    }

    /// Fills in what a row says.
    pub(super) fn fill(&self, place: usize, row: &mut Row) {
        row.clear();
        let values = self.fields.iter().filter_map(|column| Some((column.field, *column.values.get(place)?)));
        row.fill(self.known.get(place).copied().unwrap_or_default(), values);
        for feed in self.single.iter().filter_map(|feed| self.all.get(*feed)) {
            match feed.binding.target {
                Some(Target::Text(kind @ (Text::Channel | Text::Wording))) => {
                    row.write(kind, self.words.word(feed.words.numbers.get(place).copied().unwrap_or(EMPTY)));
                }
                Some(Target::Text(kind)) => {
                    let text = feed.ids.as_ref().and_then(|ids| cell_text(ids, place).ok()).unwrap_or_default();
                    row.write(kind, feed.binding.said(&text).unwrap_or_default());
                }
                Some(target) if feed.numbers.known.get(place) == Some(&true) => {
                    target.put(feed.numbers.values.get(place).copied().unwrap_or_default(), row);
                }
                _ => {}
            }
        }
    }

    /// The number of the words of a part of a row's group; where several columns hold some of them, of these together.
    pub(super) fn word(&mut self, part: usize, place: usize) -> u32 {
        let Self { all, parts, words, .. } = self;
        let feeds = parts.get(part).into_iter().flatten().filter_map(|feed| all.get(*feed));
        let numbers = feeds.map(|feed| feed.words.numbers.get(place).copied().unwrap_or(EMPTY));
        numbers.fold(EMPTY, |one, other| words.join(one, other))
    }

    /// Whether a column holds words of that kind.
    pub(super) fn has(&self, kind: Text) -> bool {
        self.all.iter().any(|feed| feed.binding.target == Some(Target::Text(kind)))
    }
}

/// The column of a field, of which there is one.
fn column_of(columns: &mut [FieldColumn], field: Field) -> impl Iterator<Item = &mut FieldColumn> {
    columns.iter_mut().filter(move |column| column.field == field)
}

impl FieldColumn {
    fn clear(&mut self, rows: usize) {
        self.values.clear();
        self.values.resize(rows, 0);
        self.known.clear();
        self.known.resize(rows, false);
    }

    /// Takes what a column says; where it says nothing, what another said stays.
    fn take(&mut self, numbers: &Numbers) {
        let ours = self.values.iter_mut().zip(&mut self.known);
        for ((value, known), (new, said)) in ours.zip(numbers.values.iter().zip(&numbers.known)) {
            if *said {
                (*value, *known) = (*new, true);
            }
        }
    }

    /// Whether each cell says anything, as a count.
    fn says(&mut self, binding: &Binding, array: &ArrayRef) {
        for (row, (value, known)) in self.values.iter_mut().zip(&mut self.known).enumerate() {
            let said = cell_text(array, row).is_ok_and(|text| binding.said(&text).is_some());
            (*value, *known) = (i64::from(said), true);
        }
    }
}
