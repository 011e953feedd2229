//! What the columns of a batch feed: numbers by field, answers, words, ids.

use std::borrow::Cow;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::ArrowError;
use govseg_table::cell_text;

use super::LogColumns;
use super::faults::Faults;
use super::numbers::{Numbers, Reading};
use super::words::{EMPTY, Reader, Words};
use crate::log::{Answers, Binding, Block, Column, Field, Question, Row, Score, Target, Text, Texts};

/// All columns that are read, in order.
pub(super) struct Feeds<'c> {
    all: Vec<Feed<'c>>,
    /// For each part of a group, the places of those that hold its words.
    parts: Vec<Vec<usize>>,
    fields: Vec<FieldColumn>,
    answers: Vec<AnswerColumn>,
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

/// The values of a field, whichever columns they come from.
struct FieldColumn {
    field: Field,
    values: Vec<i64>,
    known: Vec<bool>,
    /// Whether anything of the batch at hand is in it yet.
    filled: bool,
}

/// The answers to a question.
struct AnswerColumn {
    question: Question,
    /// The places of the columns that hold them.
    feeds: Vec<usize>,
    /// What these say together, where it is more than one answer a row.
    together: Option<Vec<Option<Score>>>,
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
                fields.push(FieldColumn { field, values: Vec::new(), known: Vec::new(), filled: false });
            }
        }
        let mut answers: Vec<AnswerColumn> = Vec::new();
        for (place, feed) in all.iter().enumerate() {
            let Some(question) = feed.binding.target.and_then(Target::question) else { continue };
            match answers.iter_mut().find(|column| column.question == question) {
                Some(column) => column.feeds.push(place),
                None => answers.push(AnswerColumn { question, feeds: vec![place], together: None }),
            }
        }
        let of = |kind| {
            let places = all.iter().enumerate();
            places.filter(|(_, feed)| feed.binding.target == Some(Target::Text(kind))).map(|(place, _)| place).collect()
        };
        let parts = columns.plan.by().iter().map(|by| by.text().map_or_else(Vec::new, of)).collect();
        Self { all, parts, fields, answers, words: Words::default() }
    }

    /// Reads a batch. What cannot be read sets its row aside.
    pub(super) fn read(
        &mut self,
        columns: &LogColumns<'_>,
        batch: &RecordBatch,
        faults: &mut Faults,
    ) -> Result<(), ArrowError> {
        let clock = columns.plan.schema.clock();
        self.fields.iter_mut().for_each(|column| column.filled = false);
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
                        column_of(&mut self.fields, field).for_each(|column| column.take(&mut feed.numbers));
                    }
                }
            }
            if let Some(field) = feed.binding.present {
                column_of(&mut self.fields, field).for_each(|column| column.says(feed.binding, array));
            }
        }
        for column in &mut self.answers {
            column.join(&self.all, batch.num_rows());
        }
        Ok(())
    }

    /// The rows of the batch, of a log that has these columns.
    pub(super) fn block(&self, bound: u128) -> Block<'_> {
        let fields = self.fields.iter().map(|column| (column.field, column.column()));
        let answers = self.answers.iter().filter_map(|column| {
            let answers = match (&column.together, column.feeds.as_slice()) {
                (Some(scores), _) => Answers::Any(scores),
                (None, [feed]) => Answers::One(self.all.get(*feed)?.numbers.column()),
                (None, _) => return None,
            };
            Some((column.question, answers))
        });
        Block::new(bound, fields, answers, self)
    }

    /// The numbers of the words of a part of the groups, for all rows; where several columns hold some of them, of these
    /// together.
    pub(super) fn words_of(&mut self, part: usize, rows: usize, into: &mut Vec<u32>) {
        let Self { all, parts, words, .. } = self;
        into.clear();
        for feed in parts.get(part).into_iter().flatten().filter_map(|feed| all.get(*feed)) {
            let numbers = &feed.words.numbers;
            if into.is_empty() {
                into.extend_from_slice(numbers);
            } else {
                into.iter_mut().zip(numbers).for_each(|(one, other)| *one = words.join(*one, *other));
            }
        }
        into.resize(rows, EMPTY);
    }

    /// When the contacts began, as far as a column says so, and the words that their periods are among.
    pub(super) fn opened(&mut self) -> (Option<Column<'_>>, &mut Words) {
        let column = self.fields.iter().find(|column| column.field == Field::OpenedAt);
        (column.map(FieldColumn::column), &mut self.words)
    }

    /// Whether a column holds words of that kind.
    pub(super) fn has(&self, kind: Text) -> bool {
        self.all.iter().any(|feed| feed.binding.target == Some(Target::Text(kind)))
    }
}

impl Texts for Feeds<'_> {
    fn text(&self, kind: Text, place: usize) -> Cow<'_, str> {
        let feeds = self.all.iter().filter(|feed| feed.binding.target == Some(Target::Text(kind)));
        feeds
            .map(|feed| feed.text(place, &self.words))
            .fold(Cow::Borrowed(""), |all, text| if all.is_empty() { text } else { all + text })
    }
}

impl Feed<'_> {
    /// Its words in a row: of ids as they stand there, of all else as they were read.
    fn text<'w>(&'w self, place: usize, words: &'w Words) -> Cow<'w, str> {
        let Some(ids) = &self.ids else {
            return Cow::Borrowed(words.word(self.words.numbers.get(place).copied().unwrap_or(EMPTY)));
        };
        match cell_text(ids, place).unwrap_or_default() {
            Cow::Borrowed(text) => Cow::Borrowed(self.binding.said(text).unwrap_or_default()),
            Cow::Owned(text) => Cow::Owned(self.binding.said(&text).unwrap_or_default().to_owned()),
        }
    }
}

impl AnswerColumn {
    /// Puts together what the columns of a batch say, unless that is one answer a row.
    fn join(&mut self, all: &[Feed<'_>], rows: usize) {
        let feeds: Vec<&Feed<'_>> = self.feeds.iter().filter_map(|feed| all.get(*feed)).collect();
        if let [feed] = feeds.as_slice()
            && matches!(feed.binding.target, Some(Target::Score(_)))
        {
            return;
        }
        let mut row = Row::new([]);
        let scores = (0..rows).map(|place| {
            row.clear();
            for feed in &feeds {
                if let (Some(target), Some(number)) = (feed.binding.target, feed.numbers.column().get(place)) {
                    target.put(number, &mut row);
                }
            }
            row.answers.pop().map(|answer| answer.score)
        });
        self.together = Some(scores.collect());
    }
}

/// The column of a field, of which there is one.
fn column_of(columns: &mut [FieldColumn], field: Field) -> impl Iterator<Item = &mut FieldColumn> {
    columns.iter_mut().filter(move |column| column.field == field)
}

impl FieldColumn {
    fn column(&self) -> Column<'_> {
        Column { values: &self.values, known: &self.known }
    }

    /// Takes what a column says; where it says nothing, what another said stays. What the column had is used again.
    fn take(&mut self, numbers: &mut Numbers) {
        if !self.filled {
            std::mem::swap(&mut self.values, &mut numbers.values);
            std::mem::swap(&mut self.known, &mut numbers.known);
            self.filled = true;
            return;
        }
        let ours = self.values.iter_mut().zip(&mut self.known);
        for ((value, known), (new, said)) in ours.zip(numbers.values.iter().zip(&numbers.known)) {
            if *said {
                (*value, *known) = (*new, true);
            }
        }
    }

    /// Whether each cell says anything, as a count.
    fn says(&mut self, binding: &Binding, array: &ArrayRef) {
        self.values.resize(array.len(), 0);
        self.known.resize(array.len(), false);
        self.filled = true;
        for (row, (value, known)) in self.values.iter_mut().zip(&mut self.known).enumerate() {
            let said = cell_text(array, row).is_ok_and(|text| binding.said(&text).is_some());
            (*value, *known) = (i64::from(said), true);
        }
    }
}
