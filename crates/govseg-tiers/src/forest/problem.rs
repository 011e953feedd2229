//! What keeps accounts from being a forest, said so that it can be mended.

use std::fmt;

use govseg::words::clip;
use serde::Serialize;
use strum::IntoStaticStr;

/// How many problems are listed; the rest is counted.
const LISTED: usize = 100;
/// How many names or rows stand in a sentence.
const NAMED: usize = 8;

/// The kinds of problem; the names are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, IntoStaticStr, Serialize)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum ForestProblemKind {
    /// Columns of different lengths.
    Lengths,
    /// More accounts than can be numbered.
    TooMany,
    /// An account without an id.
    NoId,
    /// An id that stands twice.
    Duplicate,
    /// Several parents without shares, or one parent twice.
    SeveralParents,
    /// Shares that are none, or do not sum to 1.
    Shares,
    /// A parent that is no account.
    Orphan,
    /// Accounts that belong to one another in a ring.
    Cycle,
    /// Amounts of several currencies under one account.
    MixedCurrency,
    /// Amounts of several periods under one account.
    MixedPeriod,
    /// A weight below 0.
    Weight,
    /// Amounts that cannot be added exactly.
    TooLarge,
}

impl ForestProblemKind {
    /// The stable name.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ForestProblem {
    /// What kind of problem.
    pub kind: ForestProblemKind,
    /// The rows concerned, from 1; none where it is not about rows.
    pub rows: Vec<usize>,
    /// The accounts concerned.
    pub accounts: Vec<String>,
    /// What is wrong, and how to mend it.
    pub message: String,
}

impl fmt::Display for ForestProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.rows.as_slice() {
            [] => {}
            [row] => write!(f, "row {row}: ")?,
            rows => write!(f, "rows {}: ", listed(rows.iter().map(usize::to_string)))?,
        }
        f.write_str(&self.message)
    }
}

/// All that keeps accounts from being a forest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForestError {
    problems: Vec<ForestProblem>,
    more: usize,
}

impl ForestError {
    /// What is wrong, in the order of rows within each kind; a hundred at most.
    pub fn problems(&self) -> &[ForestProblem] {
        &self.problems
    }

    /// How many more there are.
    pub fn more(&self) -> usize {
        self.more
    }
}

impl fmt::Display for ForestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, problem) in self.problems.iter().enumerate() {
            write!(f, "{}{problem}", if number == 0 { "" } else { "\n" })?;
        }
        if self.more > 0 {
            write!(f, "\nand {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for ForestError {}

/// Problems as they are found.
#[derive(Debug, Default)]
pub(super) struct Problems {
    listed: Vec<ForestProblem>,
    more: usize,
}

impl Problems {
    /// Adds one about rows, numbered from 0.
    pub(super) fn add(
        &mut self,
        kind: ForestProblemKind,
        rows: &[u32],
        ids: &[&str],
        message: impl FnOnce() -> String,
    ) {
        if self.listed.len() >= LISTED {
            self.more += 1;
            return;
        }
        let accounts = rows.iter().filter_map(|row| ids.get(*row as usize)).map(|id| clip(id)).collect();
        let rows = rows.iter().map(|row| *row as usize + 1).collect();
        self.listed.push(ForestProblem { kind, rows, accounts, message: message() });
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.listed.len() + self.more
    }

    /// Nothing, or all of them.
    pub(super) fn into_result(self) -> Result<(), ForestError> {
        if self.len() == 0 { Ok(()) } else { Err(ForestError { problems: self.listed, more: self.more }) }
    }
}

/// One problem alone.
pub(super) fn refused(kind: ForestProblemKind, message: String) -> ForestError {
    ForestError { problems: vec![ForestProblem { kind, rows: Vec::new(), accounts: Vec::new(), message }], more: 0 }
}

/// `a, b, c and 4 more`
pub(super) fn listed(words: impl ExactSizeIterator<Item = String>) -> String {
    let more = words.len().saturating_sub(NAMED);
    let named: Vec<String> = words.take(NAMED).collect();
    match (named.split_last(), more) {
        (Some((last, rest)), 0) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        (_, 0) => named.concat(),
        _ => format!("{} and {more} more", named.join(", ")),
    }
}
