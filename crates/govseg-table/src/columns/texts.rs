//! The texts of a batch, each read with what is possible for its row.

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::ArrowError;
use govseg::Segments;

use super::text::cell_text;
use crate::evidence::{Heard, TextReader};
use crate::summary::Tally;

/// Reads the column of texts of one batch after the other.
pub(crate) struct RowTexts<'c> {
    name: &'c str,
    reader: Box<dyn TextReader + 'c>,
    /// That of the batch at hand.
    column: Option<ArrayRef>,
}

impl<'c> RowTexts<'c> {
    pub(super) fn new(name: &'c str, reader: Box<dyn TextReader + 'c>) -> Self {
        Self { name, reader, column: None }
    }

    /// Takes the column of a batch.
    pub(crate) fn prepare(&mut self, batch: &RecordBatch) -> Result<(), ArrowError> {
        let place = batch.schema_ref().index_of(self.name)?;
        self.column = batch.columns().get(place).cloned();
        Ok(())
    }

    /// What is heard of a row. What is no text is read as it would stand in a table of rows.
    pub(crate) fn hear(&mut self, row: usize, possible: Segments, tally: &mut Tally) -> Heard {
        let text = self.column.as_ref().and_then(|column| cell_text(column, row).ok());
        Heard::of(text.as_deref(), possible, self.reader.as_mut(), tally)
    }
}
