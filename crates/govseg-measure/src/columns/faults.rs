//! The rows of a batch, and which of them are set aside.

use crate::log::{Fault, FaultKind, Wrong};

/// Which rows of a batch cannot be used; of each the first reason counts.
pub(super) struct Faults {
    first: u64,
    bad: Vec<bool>,
    pub(super) found: Vec<Fault>,
}

impl Faults {
    /// Of so many rows, of which the first has this number.
    pub(super) fn none(first: u64, rows: usize) -> Self {
        Self { first, bad: vec![false; rows], found: Vec::new() }
    }

    pub(super) fn rows(&self) -> usize {
        self.bad.len()
    }

    pub(super) fn is_bad(&self, row: usize) -> bool {
        self.bad.get(row).copied().unwrap_or(true)
    }

    /// The number of a row in its table.
    pub(super) fn number(&self, row: usize) -> u64 {
        self.first + row as u64
    }

    /// Sets a row aside, unless it is already.
    pub(super) fn add(&mut self, row: usize, column: Option<&str>, (kind, reason): Wrong) {
        if let Some(bad) = self.bad.get_mut(row).filter(|bad| !**bad) {
            *bad = true;
            let column = column.map(ToOwned::to_owned);
            self.found.push(Fault { row: self.first + row as u64, column, kind, reason });
        }
    }

    /// Sets rows aside for what stands in a column.
    pub(super) fn cells(&mut self, column: &str, wrong: &mut Vec<(usize, Wrong)>) {
        for (row, wrong) in wrong.drain(..) {
            self.add(row, Some(column), wrong);
        }
    }

    /// Sets a row aside that the reader of facts refused.
    pub(super) fn refused(&mut self, error: govseg_table::RowError) {
        let row = error.row.checked_sub(self.first).and_then(|row| usize::try_from(row).ok()).unwrap_or(usize::MAX);
        self.add(row, error.column.as_deref(), (FaultKind::Row, error.reason));
    }

    /// How many rows can be used.
    pub(super) fn good(&self) -> u64 {
        self.bad.iter().filter(|bad| !**bad).count() as u64
    }
}
