//! Rows that could not be read, as they are collected.

use serde::Serialize;

use crate::error::{Fault, Reason, RowError};
use crate::rows::Row;

/// A row that could not be read: one line of the file of rejected rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Reject {
    file: String,
    row: u64,
    line: Option<u64>,
    column: Option<String>,
    reason: String,
    #[serde(skip)]
    error: Option<Box<govseg::Error>>,
    /// The row as it stands in the file; none where it is too long.
    text: Option<String>,
}

impl Reject {
    pub(crate) fn new(file: &str, row: Row<'_>, fault: Fault) -> Self {
        let text = (!row.text.is_empty()).then(|| String::from_utf8_lossy(row.text).into_owned());
        let Fault { column, reason: Reason { words: reason, error } } = fault;
        Self { file: file.to_owned(), row: row.number, line: Some(row.line), column, reason, error, text }
    }

    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    pub(crate) fn row(&self) -> u64 {
        self.row
    }

    /// The line on which the row begins, where there are lines.
    pub(crate) fn line_number(&self) -> Option<u64> {
        self.line
    }

    pub(crate) fn column(&self) -> Option<&str> {
        self.column.as_deref()
    }

    pub(crate) fn reason(&self) -> &str {
        &self.reason
    }

    /// A row of a table that is stored by column, with its own columns as JSON.
    #[cfg(feature = "parquet")]
    pub(crate) fn of_column(error: RowError, text: Option<String>) -> Self {
        let RowError { file, row, line, column, reason, error } = error;
        Self { file, row, line, column, reason, error, text }
    }

    /// The line of JSON.
    pub(crate) fn line(&self) -> Vec<u8> {
        // Numbers and strings: nothing that JSON could refuse.
        let mut line = serde_json::to_vec(self).unwrap_or_default();
        line.push(b'\n');
        line
    }

    pub(crate) fn into_error(self) -> RowError {
        let Self { file, row, line, column, reason, error, .. } = self;
        RowError { file, row, line, column, reason, error }
    }
}
