//! From rows to columns: the cells of rows of text, and what was added to them, put into batches.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::refused;
use super::sink::Sink;
use crate::column::Column;
use crate::columns::Added;
use crate::error::TableError;
use crate::format::Format;
use crate::output::Pending;
use crate::plan::Plan;
use crate::write::parts;

/// How many rows make a batch, and from how many bytes on fewer do.
const ROWS: usize = 1 << 16;
const BYTES: usize = 64 << 20;

/// Makes batches of rows.
pub(crate) struct Parts<'a> {
    name: String,
    format: Format,
    /// The place that waits for the names of the columns.
    pending: Option<Pending<'a>>,
    sink: Option<Sink<'a>>,
    schema: SchemaRef,
    own: Vec<StringBuilder>,
    added: Vec<(Added, Option<Column>)>,
    rows: usize,
    bytes: usize,
}

impl<'a> Parts<'a> {
    pub(crate) fn new(pending: Pending<'a>, format: Format, plan: &Plan<'_>, columns: &[Column]) -> Self {
        Self {
            name: pending.name().to_owned(),
            format,
            pending: Some(pending),
            sink: None,
            schema: Arc::new(Schema::empty()),
            own: Vec::new(),
            added: Added::all(plan, columns),
            rows: 0,
            bytes: 0,
        }
    }

    /// The names of all columns, the added ones last.
    pub(crate) fn head(&mut self, head: &[u8]) -> Result<(), TableError> {
        let names: Vec<&str> = parts(head).map(Option::unwrap_or_default).collect();
        let Some(pending) = self.pending.take_if(|_| !head.is_empty()) else { return Ok(()) };
        let own = names.len().saturating_sub(self.added.len());
        let (texts, added) = names.split_at_checked(own).unwrap_or_default();
        let texts = texts.iter().map(|name| Field::new(*name, DataType::Utf8, true));
        let added = added.iter().zip(&self.added).map(|(name, (added, column))| added.field(name, *column));
        self.schema = Arc::new(Schema::new(texts.chain(added).collect::<Vec<_>>()));
        self.own = (0..own).map(|_| StringBuilder::new()).collect();
        self.sink = Some(Sink::new(pending, self.format, &self.schema, own, None)?);
        Ok(())
    }

    pub(crate) fn rows(&mut self, rows: &[u8]) -> Result<(), TableError> {
        self.bytes += rows.len();
        let mut cells = parts(rows).peekable();
        while cells.peek().is_some() {
            for (column, cell) in self.own.iter_mut().zip(&mut cells) {
                column.append_option(cell);
            }
            for ((added, _), cell) in self.added.iter_mut().zip(&mut cells) {
                added.push_text(cell);
            }
            self.rows += 1;
            if self.own.is_empty() && self.added.is_empty() {
                break;
            }
            if self.rows >= ROWS {
                self.pass_on()?;
            }
        }
        if self.bytes >= BYTES { self.pass_on() } else { Ok(()) }
    }

    fn pass_on(&mut self) -> Result<(), TableError> {
        let Some(sink) = self.sink.as_mut().filter(|_| self.rows > 0) else { return Ok(()) };
        let own = self.own.iter_mut().map(|column| Ok(Arc::new(column.finish()) as ArrayRef));
        let columns = own.chain(self.added.iter_mut().map(|(added, _)| added.finish())).collect::<Result<_, _>>();
        let batch = columns.and_then(|columns| RecordBatch::try_new(self.schema.clone(), columns));
        sink.write(&batch.map_err(|error| refused("write", &self.name, error))?)?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    /// It is complete: it appears.
    pub(crate) fn complete(mut self) -> Result<(), TableError> {
        self.pass_on()?;
        self.sink.map_or(Ok(()), Sink::complete)
    }
}
