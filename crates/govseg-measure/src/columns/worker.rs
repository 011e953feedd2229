//! The one way of a batch: what is wrong with its rows, which contacts were read before, each row to the measures.

use govseg_table::{ColumnWorker, TableError};

use super::decided::Decided;
use super::faults::Faults;
use super::feeds::Feeds;
use super::groups::Groups;
use super::turn::{Hashed, hashed};
use super::words::EMPTY;
use super::{LogColumns, Part, Piece};
use crate::by::By;
use crate::error::LogError;
use crate::log::{Fault, FaultKind, Field, Row, Text};
use crate::measurement::Measurement;

/// Measures batches. It shares nothing with other workers but the plan, and which contacts were read.
pub(super) struct Worker<'c> {
    columns: &'c LogColumns<'c>,
    facts: ColumnWorker<'c>,
    measurement: Measurement,
    feeds: Feeds<'c>,
    groups: Groups,
    row: Row,
    /// The parts of the group of the row at hand.
    parts: Vec<u32>,
    /// The numbers of the segments' names.
    segments: Vec<u32>,
    found: Vec<Fault>,
    rows: u64,
    used: u64,
}

impl<'c> Worker<'c> {
    pub(super) fn new(columns: &'c LogColumns<'c>) -> Self {
        Self {
            columns,
            facts: columns.facts.worker(),
            measurement: columns.plan.nothing(),
            feeds: Feeds::new(columns),
            groups: Groups::default(),
            row: columns.row.clone(),
            parts: Vec::new(),
            segments: Vec::new(),
            found: Vec::new(),
            rows: 0,
            used: 0,
        }
    }

    /// Measures some rows, of which the first has this number.
    pub(super) fn add(&mut self, (batch, refused): Piece, first: u64) -> Result<(), LogError> {
        let batch = &batch;
        let mut faults = Faults::none(first, batch.num_rows());
        for error in refused {
            faults.refused(error);
        }
        let mut decided = Decided::default();
        if self.columns.plan.decides() {
            decided = Decided::of(&mut self.facts, batch, first)?;
            for error in decided.refused.drain(..) {
                faults.refused(error);
            }
        }
        self.segments.clear();
        self.segments.extend(decided.names.iter().map(|name| self.feeds.words.number(name)));
        let refused = |source| TableError::Arrow { doing: "read", name: "the log".to_owned(), source };
        self.feeds.read(self.columns, batch, &mut faults).map_err(refused)?;
        self.rows += batch.num_rows() as u64;
        if self.feeds.has(Text::ContactId) {
            let contacts = self.look_through(batch.num_rows(), &mut faults);
            self.set_aside_again(&contacts, first - 1, batch.num_rows(), &mut faults);
            self.measure(batch.num_rows(), &decided, &mut faults, false);
        } else {
            self.measure(batch.num_rows(), &decided, &mut faults, true);
        }
        self.used += faults.good();
        self.found.append(&mut faults.found);
        Ok(())
    }

    pub(super) fn finish(self) -> Part {
        Part { measurement: self.measurement, faults: self.found, rows: self.rows, used: self.used, ignored: 0 }
    }

    /// Checks the rows, and says which contacts those that hold are about.
    fn look_through(&mut self, rows: usize, faults: &mut Faults) -> Vec<(usize, Hashed)> {
        let mut contacts = Vec::with_capacity(rows);
        for place in 0..rows {
            if faults.is_bad(place) {
                continue;
            }
            self.feeds.fill(place, &mut self.row);
            match self.columns.pairs.check(&self.row, faults.number(place)) {
                Ok(()) if self.row.contact.is_empty() => {}
                Ok(()) => contacts.push((place, hashed(&self.row.contact))),
                Err(Fault { column, kind, reason, .. }) => faults.add(place, column.as_deref(), (kind, reason)),
            }
        }
        contacts
    }

    /// Sets aside the contacts that were read before.
    fn set_aside_again(&mut self, contacts: &[(usize, Hashed)], before: u64, rows: usize, faults: &mut Faults) {
        let column = self.columns.plan.schema.contact_column();
        for place in self.columns.turn.take(before, rows as u64, contacts) {
            self.feeds.fill(place, &mut self.row);
            let reason = format!("the contact `{}` was read before", govseg::words::clip(&self.row.contact));
            faults.add(place, column.as_deref(), (FaultKind::Duplicate, reason));
        }
    }

    /// Adds the rows that can be used; with `check`, those that do not hold are set aside.
    fn measure(&mut self, rows: usize, decided: &Decided, faults: &mut Faults, check: bool) {
        for place in 0..rows {
            if faults.is_bad(place) {
                continue;
            }
            self.feeds.fill(place, &mut self.row);
            if check && let Err(fault) = self.columns.pairs.check(&self.row, faults.number(place)) {
                faults.add(place, fault.column.as_deref(), (fault.kind, fault.reason));
                continue;
            }
            let group = self.group(place, decided);
            self.measurement.add_to(group, &self.row);
        }
    }

    /// The group of the row at hand.
    fn group(&mut self, place: usize, decided: &Decided) -> usize {
        let Self { columns, measurement, feeds, groups, row, parts, segments, .. } = self;
        parts.clear();
        for (number, by) in columns.plan.by().iter().enumerate() {
            parts.push(match by {
                By::Text(kind) => match feeds.word(number, place) {
                    EMPTY if *kind == Text::Segment => {
                        decided.place(place).and_then(|segment| segments.get(segment)).copied().unwrap_or(EMPTY)
                    }
                    word => word,
                },
                By::Period(_) => row
                    .get(Field::OpenedAt)
                    .map_or(EMPTY, |at| groups.period(number, *by, at, columns.plan.schema.clock(), &mut feeds.words)),
            });
        }
        groups.place(parts, &feeds.words, measurement)
    }
}
