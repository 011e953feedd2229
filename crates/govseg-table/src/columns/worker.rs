//! The one way of a batch: columns to contacts, contacts to answers, answers to columns.

use std::collections::HashMap;

use arrow_array::{ArrayRef, RecordBatch, UInt32Array};
use arrow_schema::ArrowError;
use foldhash::fast::RandomState;
use govseg::{Contact, Segments};

use super::Columns;
use super::added::Added;
use super::contacts::{BLOCK, Block, Reader};
use super::texts::RowTexts;
use super::wording::ColumnWording;
use crate::answers::{Answers, Kind};
use crate::column::Column;
use crate::error::{Fault, Reason, RowError, TableError};
use crate::evidence::Heard;
use crate::summary::Tally;

/// Classifies batches. It can be sent to another thread, and shares nothing with other workers but the plan.
pub struct ColumnWorker<'c> {
    columns: &'c Columns<'c>,
    reader: Reader<'c>,
    /// The column for the values that rows are taken for.
    each: Option<Added>,
    answers: Answers<'c, ColumnWording>,
    /// What reads the texts, what was heard of the block, and the columns of it.
    texts: Option<RowTexts<'c>>,
    heard: Vec<Heard>,
    of_texts: Vec<(Added, Column)>,
    /// Where the segments alone are asked for: the table of each column.
    quick: Option<Vec<[i8; 64]>>,
    tally: Tally,
    rows: (u64, u64, u64),
    block: Block,
    /// Where rows are not counted: what was said of contacts, without all else that is known of them.
    places: HashMap<Contact, (u32, Segments), RandomState>,
    said: Vec<u32>,
    possible: Vec<Segments>,
}

/// What comes of a batch.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Classified {
    /// The added columns, as [`Columns::fields`] describes them.
    pub added: Vec<ArrayRef>,
    /// The row of the batch, counting from 0, that each row of the added columns belongs to. `None`: row for row.
    pub taken: Option<UInt32Array>,
    /// The rows that cannot be read, each with its number.
    pub rejected: Vec<RowError>,
}

impl<'c> ColumnWorker<'c> {
    pub(super) fn new(columns: &'c Columns<'c>) -> Self {
        let Columns { plan, header, counted, .. } = columns;
        let texts = columns.texts();
        let wording = ColumnWording::new(&columns.chosen, plan.policy, texts.is_some());
        let of_texts = plan.text.iter().flat_map(|text| &text.added);
        let quick = columns.chosen.iter().map(|&column| Added::by_segments(column)).collect();
        Self {
            columns,
            reader: Reader::new(plan, header),
            each: plan.each.as_ref().map(|each| Added::each(each.fact, plan.policy)),
            answers: Answers::new(plan.policy, wording, *counted),
            of_texts: of_texts.map(|&(column, _)| (Added::new(column, plan.policy, true), column)).collect(),
            quick: if *counted || texts.is_some() { None } else { quick },
            texts,
            heard: Vec::new(),
            tally: Tally::default(),
            rows: (0, 0, 0),
            block: Block::default(),
            places: HashMap::default(),
            said: Vec::new(),
            possible: Vec::new(),
        }
    }

    /// Classifies a batch, of which the first row has this number.
    ///
    /// # Errors
    /// If the batch lacks a column that is read, or is too large.
    pub fn classify(&mut self, batch: &RecordBatch, first: u64) -> Result<Classified, TableError> {
        self.classify_seen(batch, first, &mut |_, _, _| {})
    }

    /// The same, showing each row's place, contact and what is said of it, if rows are counted.
    pub(crate) fn classify_seen(
        &mut self,
        batch: &RecordBatch,
        first: u64,
        see: &mut dyn FnMut(usize, Contact, &Kind),
    ) -> Result<Classified, TableError> {
        let rows = batch.num_rows();
        if rows > Columns::MOST_ROWS {
            let message =
                format!("a batch of {rows} rows; it must be cut into parts of at most {}", Columns::MOST_ROWS);
            return Err(self.refused(ArrowError::InvalidArgumentError(message)));
        }
        let texts = self.texts.as_mut().map_or(Ok(()), |texts| texts.prepare(batch));
        texts.and_then(|()| self.reader.prepare(batch)).map_err(|error| self.refused(error))?;
        if self.answers.wording.trim() {
            self.answers.make_room(usize::MAX, &mut self.tally);
            self.places.clear();
        }
        let mut taken: Option<Vec<u32>> = None;
        let mut rejected = Vec::new();
        let mut out = 0;
        for added in self.each.iter_mut().chain(&mut self.answers.wording.added) {
            added.reserve(rows);
        }
        for from in (0..rows).step_by(BLOCK) {
            let length = BLOCK.min(rows - from);
            if self.answer_quickly(batch, from, length) {
                out += length;
                if let Some(taken) = &mut taken {
                    taken.extend((0..).skip(from).take(length));
                }
                continue;
            }
            self.reader.read(batch, from, length, &mut self.block);
            let direct = self.block.faults.is_empty() && self.block.contacts.len() == length;
            let faults = self.block.faults.drain(..);
            rejected.extend(faults.map(|(row, fault)| self.columns.rejected(first + row as u64, fault)));
            if taken.is_none() && !direct {
                taken = Some((0..).take(from).collect());
            }
            if let Some(taken) = &mut taken {
                taken.extend(self.block.rows.iter().filter_map(|&row| u32::try_from(row).ok()));
            }
            out += self.block.contacts.len();
            self.answer(batch, see);
        }
        self.rows.0 += rows as u64;
        self.rows.1 += rejected.len() as u64;
        self.rows.2 += out as u64;
        let of_texts = self.of_texts.iter_mut().map(|(added, _)| added);
        let added = self.each.iter_mut().chain(&mut self.answers.wording.added).chain(of_texts);
        let added = added.map(Added::finish).collect::<Result<_, _>>().map_err(|error| self.refused(error))?;
        Ok(Classified { added, taken: taken.map(UInt32Array::from), rejected })
    }

    /// Adds to the columns what is said of some rows, if it follows from their segments alone; whether it did.
    fn answer_quickly(&mut self, batch: &RecordBatch, from: usize, length: usize) -> bool {
        let Self { reader, answers, quick: Some(tables), possible, .. } = self else { return false };
        possible.resize(length, Segments::NONE);
        if !reader.possible(batch, from, possible) {
            return false;
        }
        for (added, table) in answers.wording.added.iter_mut().zip(tables) {
            added.look_up(possible, table);
        }
        true
    }

    /// Adds to the columns what is said of the contacts of the block.
    fn answer(&mut self, batch: &RecordBatch, see: &mut dyn FnMut(usize, Contact, &Kind)) {
        let Self { columns, reader, each, answers, texts, heard, of_texts, tally, block, places, said, .. } = self;
        if let Some(each) = each {
            each.push(block.each.iter().copied());
        }
        if answers.make_room(block.contacts.len(), tally) {
            places.clear();
        }
        said.clear();
        heard.clear();
        let mut hear = |row: usize, possible: Segments, tally: &mut Tally| {
            heard.extend(texts.as_mut().map(|texts| texts.hear(row, possible, tally)));
        };
        if columns.counted {
            for (&contact, &row) in block.contacts.iter().zip(&block.rows) {
                let answer = answers.give(contact, tally);
                said.push(answer.said);
                hear(row, answer.possible, tally);
                see(row, contact, &answer.kind);
                if let Kind::Contradiction(clash) = &mut answer.kind {
                    clash.blame(&reader.said(batch, row), columns.plan.policy.vocabulary());
                }
            }
        } else {
            for (&contact, &row) in block.contacts.iter().zip(&block.rows) {
                let (place, possible) = *places.entry(contact).or_insert_with(|| {
                    let answer = answers.give(contact, tally);
                    (answer.said, answer.possible)
                });
                said.push(place);
                hear(row, possible, tally);
            }
        }
        for added in &mut answers.wording.added {
            added.gather(said);
        }
        if !heard.is_empty() {
            answers.wording.suggest(heard);
            for (added, column) in of_texts {
                for &heard in heard.iter() {
                    added.push_heard(*column, heard);
                }
            }
        }
    }

    /// The counts: rows by what is said of them; rows in, rejected and out.
    pub(super) fn finish(mut self) -> (Tally, (u64, u64, u64)) {
        self.answers.count(&mut self.tally);
        (self.tally, self.rows)
    }

    fn refused(&self, error: ArrowError) -> TableError {
        TableError::arrow("classify", &self.columns.name, error)
    }
}

impl Columns<'_> {
    pub(crate) fn rejected(&self, row: u64, fault: Fault) -> RowError {
        let Fault { column, reason: Reason { words: reason, error } } = fault;
        RowError { file: self.name.clone(), row, line: None, column, reason, error }
    }
}
