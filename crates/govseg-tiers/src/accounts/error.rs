//! What is wrong with a table of accounts.

use std::fmt;

/// A cell that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The row, from 1.
    pub row: usize,
    /// The column's name.
    pub column: String,
    /// What is wrong, and how to mend it.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}, column `{}`: {}", self.row, self.column, self.message)
    }
}

/// Why accounts cannot be used. One account that is left out would change what its parent is, so none is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccountsError {
    /// There is no column of ids.
    #[error("the table has no column `{column}` with the accounts' ids; {mend}")]
    NoIds {
        /// The column that the programme names.
        column: String,
        /// How to mend it.
        mend: String,
    },
    /// A column that is read stands twice.
    #[error("the table has the column `{0}` twice; rename one")]
    ColumnTwice(String),
    /// Cells that cannot be read: the first of them, and how many there are.
    #[error("{}", said(faults, *count))]
    Cells {
        /// The first faults.
        faults: Vec<Fault>,
        /// How many there are in all.
        count: usize,
    },
}

fn said(faults: &[Fault], count: usize) -> String {
    let mut lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
    if count > faults.len() {
        lines.push(format!("and {} more", count - faults.len()));
    }
    lines.join("\n")
}
