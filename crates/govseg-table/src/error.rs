//! What can be wrong with a table and what goes with it: where it is, what it is, and how to mend it.

use std::fmt;
use std::io;

use crate::recipe::RecipeError;

/// Why a table could not be classified.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The system refused to read or to write.
    #[error("cannot {doing} {name}: {source}")]
    Io {
        /// What was tried.
        doing: &'static str,
        /// The file or stream.
        name: String,
        /// What the system says.
        source: io::Error,
    },
    /// A file whose name does not say how it is written.
    #[error(
        "the name of {name} does not say how the table is written: it must end in {ENDINGS}, or the format be given"
    )]
    UnknownFormat {
        /// The file.
        name: String,
    },
    /// A CSV file without a line of column names.
    #[error("{name} is empty; a CSV table begins with a line of column names")]
    NoHeader {
        /// The file.
        name: String,
    },
    /// A line of column names that cannot be read.
    #[error("{name}, line {line}: the column names cannot be read: {reason}")]
    Header {
        /// The file.
        name: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong, and how to mend it.
        reason: String,
    },
    /// Two columns of one name.
    #[error("{name}: columns {first} and {second} are both named `{column}`; rename one of them")]
    DuplicateHeader {
        /// The file.
        name: String,
        /// The name.
        column: String,
        /// Where it stands first, from 1.
        first: usize,
        /// Where it stands again.
        second: usize,
    },
    /// An added column would be named like one that the table has.
    #[error(
        "{name} already has a column `{column}`; give the added columns a prefix, for example `--prefix {example}`"
    )]
    NameTaken {
        /// The file.
        name: String,
        /// The column.
        column: String,
        /// A prefix with which no name is taken.
        example: String,
    },
    /// A word that names no column to add.
    #[error("`{name}` is not a column that can be added; {mend}")]
    UnknownColumn {
        /// The word as given.
        name: String,
        /// The nearest one, or all.
        mend: String,
    },
    /// A column to add that was named twice.
    #[error("the column `{name}` is named twice; name each once")]
    DuplicateColumn {
        /// The column.
        name: String,
    },
    /// The rejected rows would overwrite the output or the input.
    #[error("the rejected rows would overwrite {name}; give them a file of their own")]
    SameFile {
        /// The file.
        name: String,
    },
    /// A row that cannot be read, where such rows are not collected.
    #[error(transparent)]
    Row(Box<RowError>),
    /// A recipe that cannot be used.
    #[error(transparent)]
    Recipe(#[from] RecipeError),
    /// A fact, value or policy that is wrong.
    #[error(transparent)]
    Facts(#[from] govseg::Error),
    /// Columns that the Arrow libraries refuse.
    #[cfg(feature = "arrow")]
    #[error("cannot {doing} {name}: {source}")]
    Arrow {
        /// What was tried.
        doing: &'static str,
        /// The file, stream or table.
        name: String,
        /// What they say.
        source: arrow_schema::ArrowError,
    },
    /// It was asked to stop.
    #[error("stopped; nothing was written")]
    Stopped,
}

/// The endings that name a format, as they stand in messages.
const ENDINGS: &str = ".csv, .tsv, .jsonl or .ndjson";

impl TableError {
    pub(crate) fn io(doing: &'static str, name: &str, source: io::Error) -> Self {
        Self::Io { doing, name: name.to_owned(), source }
    }

    #[cfg(feature = "arrow")]
    pub(crate) fn arrow(doing: &'static str, name: &str, source: arrow_schema::ArrowError) -> Self {
        Self::Arrow { doing, name: name.to_owned(), source }
    }

    /// Whether the reader of our output went away, which is no fault.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// A row that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RowError {
    /// The file or stream.
    pub file: String,
    /// The row, counting data rows from 1.
    pub row: u64,
    /// The line on which it begins, from 1, where the table has lines.
    pub line: Option<u64>,
    /// The column, where one is at fault.
    pub column: Option<String>,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: row {}", self.file, self.row)?;
        if let Some(line) = self.line {
            write!(f, " (line {line})")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column `{}`", govseg::words::clip(column))?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl std::error::Error for RowError {}

/// What is wrong within a row, before it is known which row it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) column: Option<String>,
    pub(crate) reason: String,
}

impl Fault {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self { column: None, reason: reason.into() }
    }

    pub(crate) fn within(column: &str, reason: impl Into<String>) -> Self {
        Self { column: Some(column.to_owned()), reason: reason.into() }
    }
}
