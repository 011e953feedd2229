//! Batches on their way out, as columns or as rows.

use std::io::Write as _;
use std::sync::Arc;

use arrow_array::{RecordBatch, UInt32Array};
use arrow_schema::{ArrowError, FieldRef, Schema, SchemaRef};
use arrow_select::take::take_record_batch;
use govseg::Contact;

use super::batches::Origin;
use super::refused;
use super::sink::Sink;
use super::text::Texts;
use crate::answers::{Answers, Kind, RowWording};
use crate::column::Column;
use crate::columns::{BLOCK, Block, ColumnWorker, Columns, Reader, RowTexts};
use crate::error::{RowError, TableError};
use crate::format::{Form, Format};
use crate::output::Pending;
use crate::summary::{Summary, Tally};
use crate::write::cell;

/// A row that cannot be read, and the row as JSON.
pub(super) type Rejected = (RowError, Option<String>);

/// Looks at each row's place in its batch, contact and what is said of it.
pub(super) type See<'s> = &'s mut dyn FnMut(usize, Contact, &Kind);

/// Classifies batches and writes them.
pub(super) enum Writer<'c, 'a> {
    ByColumn(Box<ByColumn<'c, 'a>>),
    ByRow(Box<ByRow<'c, 'a>>),
}

pub(super) struct ByColumn<'c, 'a> {
    columns: &'c Columns<'c>,
    worker: ColumnWorker<'c>,
    schema: SchemaRef,
    sink: Sink<'a>,
}

pub(super) struct ByRow<'c, 'a> {
    columns: &'c Columns<'c>,
    reader: Reader<'c>,
    answers: Answers<'c, RowWording<'c>>,
    texts: Option<RowTexts<'c>>,
    tally: Tally,
    block: Block,
    pending: Pending<'a>,
    out: Vec<u8>,
    rows: (u64, u64, u64),
}

impl<'c, 'a> Writer<'c, 'a> {
    pub(super) fn new(
        columns: &'c Columns<'c>,
        chosen: &'c [Column],
        (format, mut pending): (Format, Pending<'a>),
        (schema, origin): (&Schema, &Origin),
    ) -> Result<Self, TableError> {
        let own = schema.fields();
        if format.is_by_column() {
            let fields: Vec<FieldRef> = own.iter().chain(columns.fields()).cloned().collect();
            let schema = Arc::new(Schema::new_with_metadata(fields, schema.metadata().clone()));
            let sink = Sink::new(pending, format, &schema, own.len(), Some(origin))?;
            return Ok(Self::ByColumn(Box::new(ByColumn { columns, worker: columns.worker(), schema, sink })));
        }
        let plan = &columns.plan;
        if let Form::Cells { delimiter, terminator } = plan.to {
            let mut head = Vec::new();
            for (place, name) in columns.header.names.iter().chain(&plan.added).enumerate() {
                if place > 0 {
                    head.push(delimiter);
                }
                cell(&mut head, name, delimiter);
            }
            head.extend_from_slice(terminator.as_bytes());
            pending.put(&head)?;
        }
        let wording = RowWording { columns: chosen, names: plan.column_names(), form: plan.to };
        Ok(Self::ByRow(Box::new(ByRow {
            columns,
            reader: Reader::new(plan, &columns.header),
            answers: Answers::new(plan.policy, wording, true),
            texts: columns.texts(),
            tally: Tally::default(),
            block: Block::default(),
            pending,
            out: Vec::new(),
            rows: (0, 0, 0),
        })))
    }

    /// Classifies and writes a batch, of which the first row has this number.
    pub(super) fn write(&mut self, batch: &RecordBatch, first: u64, see: See<'_>) -> Result<Vec<Rejected>, TableError> {
        match self {
            Self::ByColumn(writer) => writer.write(batch, first, see),
            Self::ByRow(writer) => writer.write(batch, first, see),
        }
    }

    /// The table has ended: its numbers, and what is left to be completed.
    pub(super) fn end(self) -> (Summary, Ended<'a>) {
        match self {
            Self::ByColumn(writer) => {
                let ByColumn { columns, worker, sink, .. } = *writer;
                (columns.summary([worker]), Ended::Columns(Box::new(sink)))
            }
            Self::ByRow(writer) => {
                let ByRow { columns, mut answers, mut tally, pending, rows, .. } = *writer;
                answers.count(&mut tally);
                (tally.summary(&columns.plan, rows), Ended::Rows(Box::new(pending)))
            }
        }
    }
}

/// A table of which everything is written.
pub(super) enum Ended<'a> {
    Columns(Box<Sink<'a>>),
    Rows(Box<Pending<'a>>),
}

impl Ended<'_> {
    /// It is complete: it appears.
    pub(super) fn complete(self) -> Result<(), TableError> {
        match self {
            Self::Columns(sink) => sink.complete(),
            Self::Rows(pending) => pending.complete(),
        }
    }
}

impl ByColumn<'_, '_> {
    fn write(&mut self, batch: &RecordBatch, first: u64, see: See<'_>) -> Result<Vec<Rejected>, TableError> {
        let classified = self.worker.classify_seen(batch, first, see)?;
        let taken: Option<&UInt32Array> = classified.taken.as_ref();
        let own = taken.map_or_else(|| Ok(batch.clone()), |taken| take_record_batch(batch, taken));
        let whole = own.and_then(|own| {
            let columns = own.columns().iter().cloned().chain(classified.added).collect();
            RecordBatch::try_new(self.schema.clone(), columns)
        });
        self.sink.write(&whole.map_err(|error| refused("write", &self.columns.name, error))?)?;
        with_texts(batch, first, classified.rejected).map_err(|error| refused("write", &self.columns.name, error))
    }
}

impl ByRow<'_, '_> {
    fn write(&mut self, batch: &RecordBatch, first: u64, see: See<'_>) -> Result<Vec<Rejected>, TableError> {
        let name = &self.columns.name;
        let texts = self.texts.as_mut().map_or(Ok(()), |texts| texts.prepare(batch));
        texts.and_then(|()| self.reader.prepare(batch)).map_err(|error| refused("classify", name, error))?;
        let texts = Texts::new(batch);
        let form = self.columns.plan.to;
        let mut writer = texts.writer(form).map_err(|error| refused("write", name, error))?;
        let mut rejected = Vec::new();
        for from in (0..batch.num_rows()).step_by(BLOCK) {
            let Self { columns, reader, answers, texts, tally, block, out, .. } = self;
            reader.read(batch, from, BLOCK.min(batch.num_rows() - from), block);
            let faults = block.faults.drain(..);
            rejected.extend(faults.map(|(row, fault)| columns.rejected(first + row as u64, fault)));
            out.clear();
            for (place, (&contact, &row)) in block.contacts.iter().zip(&block.rows).enumerate() {
                writer.row(row, out).map_err(|error| refused("write", name, error))?;
                let answer = answers.give(contact, tally);
                see(row, contact, &answer.kind);
                if let Kind::Contradiction(clash) = &mut answer.kind {
                    clash.blame(&reader.said(batch, row), columns.plan.policy.vocabulary());
                }
                let added = out.len();
                out.extend_from_slice(columns.plan.each_written(block.each.get(place).copied().flatten()));
                match texts.as_mut().zip(columns.plan.text.as_ref()) {
                    Some((texts, text)) => {
                        texts.hear(row, answer.possible, tally).write(&answer.said, text, form, out);
                    }
                    None => out.extend_from_slice(&answer.said.bytes),
                }
                if columns.header.names.is_empty() && out.len() > added {
                    out.remove(added);
                }
                match form {
                    Form::Cells { terminator, .. } => out.extend_from_slice(terminator.as_bytes()),
                    _ => out.extend_from_slice(b"}\n"),
                }
            }
            self.rows.2 += self.block.contacts.len() as u64;
            self.pending.put(&self.out)?;
        }
        self.rows.0 += batch.num_rows() as u64;
        self.rows.1 += rejected.len() as u64;
        self.pending.flush().map_err(|error| TableError::io("write", self.pending.name(), error))?;
        with_texts(batch, first, rejected).map_err(|error| refused("write", name, error))
    }
}

/// The rows that cannot be read, each with its columns as JSON.
fn with_texts(batch: &RecordBatch, first: u64, rejected: Vec<RowError>) -> Result<Vec<Rejected>, ArrowError> {
    if rejected.is_empty() {
        return Ok(Vec::new());
    }
    let texts = Texts::new(batch);
    let mut writer = texts.writer(Form::JsonLines)?;
    let text = |error: RowError| {
        let mut text = Vec::new();
        writer.row(usize::try_from(error.row - first).unwrap_or_default(), &mut text)?;
        text.push(b'}');
        Ok((error, String::from_utf8(text).ok()))
    };
    rejected.into_iter().map(text).collect()
}
