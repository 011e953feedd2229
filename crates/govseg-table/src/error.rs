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
    /// A format that is read and not written.
    #[error("{name} cannot be written: spreadsheets are only read; give it the ending .csv, .tsv or .jsonl")]
    NotWritten {
        /// The file.
        name: String,
    },
    /// A word that names no encoding.
    #[error("`{name}` is not an encoding; {}", nearest.as_ref().map_or_else(
        || "usual ones are `utf-8`, `windows-1252`, `iso-8859-15` and `utf-16le`".to_owned(),
        |near| format!("did you mean `{near}`?")
    ))]
    UnknownEncoding {
        /// The word as given.
        name: String,
        /// The nearest one.
        nearest: Option<String>,
    },
    /// A table that cannot be read as a whole.
    #[error("{name}: {reason}")]
    Unfit {
        /// The file.
        name: String,
        /// What is wrong, and how to mend it.
        reason: String,
    },
    /// A column of texts where none are read.
    #[error("the column `{name}` is made of texts; name the column that holds them (`--text`)")]
    ColumnOfText {
        /// The column as asked for.
        name: String,
    },
    /// The column of text is not there.
    #[error("{name} has no column `{column}` to read as text; {mend}")]
    NoTextColumn {
        /// The file.
        name: String,
        /// The column as given.
        column: String,
        /// What is near, or what there is.
        mend: String,
    },
    /// One of several tables has not the columns that the first has.
    #[error("{name} has not the columns of {first}: {}", differing(lacking, more))]
    OtherColumns {
        /// The file.
        name: String,
        /// The file whose columns count.
        first: String,
        /// The columns that it lacks.
        lacking: Vec<String>,
        /// The columns that it has besides.
        more: Vec<String>,
    },
    /// There is nothing to read.
    #[error("no table is given")]
    NoInput,
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
    /// The rejected rows would overwrite the output or an input.
    #[error("the rejected rows would overwrite {name}; give them a file of their own")]
    SameFile {
        /// The file.
        name: String,
    },
    /// The output would overwrite one of several inputs.
    #[error("the output would overwrite {name}, which is one of several inputs; give it a file of its own")]
    InputOverwritten {
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
#[cfg(feature = "parquet")]
const ENDINGS: &str = ".csv, .tsv, .jsonl, .ndjson, .xlsx, .parquet, .arrow, .feather or .arrows";
#[cfg(not(feature = "parquet"))]
const ENDINGS: &str = ".csv, .tsv, .jsonl, .ndjson or .xlsx";

/// In what the columns of two tables differ.
fn differing(lacking: &[String], more: &[String]) -> String {
    const MOST: usize = 5;
    let list = |names: &[String]| {
        let shown: Vec<_> = names.iter().take(MOST).map(|name| format!("`{}`", govseg::words::clip(name))).collect();
        let rest = names.len().saturating_sub(MOST);
        shown.join(", ") + &if rest > 0 { format!(" and {rest} more") } else { String::new() }
    };
    match (lacking, more) {
        (lacking, []) => format!("it lacks {}", list(lacking)),
        ([], more) => format!("it has {} besides", list(more)),
        (lacking, more) => format!("it lacks {} and has {} besides", list(lacking), list(more)),
    }
}

impl TableError {
    pub(crate) fn io(doing: &'static str, name: &str, source: io::Error) -> Self {
        Self::Io { doing, name: name.to_owned(), source }
    }

    #[cfg(feature = "arrow")]
    pub(crate) fn arrow(doing: &'static str, name: &str, source: arrow_schema::ArrowError) -> Self {
        Self::Arrow { doing, name: name.to_owned(), source }
    }

    pub(crate) fn unfit(name: &str, reason: &str) -> Self {
        Self::Unfit { name: name.to_owned(), reason: reason.to_owned() }
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
    /// The same as the core says it, where a cell names no value of its fact.
    pub error: Option<Box<govseg::Error>>,
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
    pub(crate) reason: Reason,
}

impl Fault {
    pub(crate) fn new(reason: impl Into<Reason>) -> Self {
        Self { column: None, reason: reason.into() }
    }

    pub(crate) fn within(column: &str, reason: impl Into<Reason>) -> Self {
        Self { column: Some(column.to_owned()), reason: reason.into() }
    }
}

/// Why something cannot be read, and the core's error if it is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reason {
    pub(crate) words: String,
    pub(crate) error: Option<Box<govseg::Error>>,
}

impl From<String> for Reason {
    fn from(words: String) -> Self {
        Self { words, error: None }
    }
}

impl From<&str> for Reason {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

impl From<govseg::Error> for Reason {
    fn from(error: govseg::Error) -> Self {
        Self { words: error.to_string(), error: Some(Box::new(error)) }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}
