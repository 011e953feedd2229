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
use crate::log::{Fault, FaultKind, Text, Texts};
use crate::measurement::{Measurement, Place};

/// Measures batches. It shares nothing with other workers but the plan, and which contacts were read.
pub(super) struct Worker<'c> {
    columns: &'c LogColumns<'c>,
    facts: ColumnWorker<'c>,
    measurement: Measurement,
    feeds: Feeds<'c>,
    groups: Groups,
    /// The words that groups are told apart by, for each part those of all rows.
    parts: Vec<Vec<u32>>,
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
        self.check(&mut faults);
        if self.feeds.has(Text::ContactId) {
            self.set_aside_again(first - 1, &mut faults);
        }
        let places = self.places(&decided, &faults);
        self.measurement.add_all(&self.feeds.block(self.columns.bound), &places);
        self.used += faults.good();
        self.found.append(&mut faults.found);
        Ok(())
    }

    pub(super) fn finish(self) -> Part {
        Part { measurement: self.measurement, faults: self.found, rows: self.rows, used: self.used, ignored: 0 }
    }

    /// Sets the rows aside that break a rule.
    fn check(&self, faults: &mut Faults) {
        if self.columns.pairs.is_empty() {
            return;
        }
        let block = self.feeds.block(self.columns.bound);
        for place in 0..faults.rows() {
            if faults.is_bad(place) {
                continue;
            }
            if let Err(Fault { column, kind, reason, .. }) =
                self.columns.pairs.check(&block.at(place), faults.number(place))
            {
                faults.add(place, column.as_deref(), (kind, reason));
            }
        }
    }

    /// Sets the contacts aside that were read before.
    fn set_aside_again(&self, before: u64, faults: &mut Faults) {
        let contact = |place| self.feeds.text(Text::ContactId, place);
        let good = (0..faults.rows()).filter(|place| !faults.is_bad(*place));
        let contacts: Vec<(usize, Hashed)> = good
            .filter_map(|place| Some(contact(place)).filter(|id| !id.is_empty()).map(|id| (place, hashed(&id))))
            .collect();
        let column = self.columns.plan.schema.contact_column();
        for place in self.columns.turn.take(before, faults.rows() as u64, &contacts) {
            let reason = format!("the contact `{}` was read before", govseg::words::clip(&contact(place)));
            faults.add(place, column.as_deref(), (FaultKind::Duplicate, reason));
        }
    }

    /// The places of the groups of the rows that can be used.
    fn places(&mut self, decided: &Decided, faults: &Faults) -> Vec<Place> {
        let Self { columns, measurement, feeds, groups, parts, segments, .. } = self;
        parts.resize_with(columns.plan.by().len(), Vec::new);
        for (number, (by, part)) in columns.plan.by().iter().zip(parts.iter_mut()).enumerate() {
            feeds.words_of(number, faults.rows(), part);
            if *by == By::Text(Text::Segment) {
                for (row, word) in part.iter_mut().enumerate().filter(|(_, word)| **word == EMPTY) {
                    let segment = decided.place(row).and_then(|segment| segments.get(segment));
                    *word = segment.copied().unwrap_or(EMPTY);
                }
            } else if let By::Period(_) = by {
                let (opened, words) = feeds.opened();
                let clock = columns.plan.schema.clock();
                for (row, word) in part.iter_mut().enumerate() {
                    let at = opened.and_then(|opened| opened.get(row));
                    *word = at.map_or(EMPTY, |at| groups.period(number, *by, at, clock, words));
                }
            }
        }
        groups.places(parts, faults, &feeds.words, measurement)
    }
}
