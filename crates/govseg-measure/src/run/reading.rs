//! The rows of a log as they come: read, looked at, and measured or set aside.

use std::collections::HashSet;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use govseg::words::{clip, mend};
use govseg_table::{Entry, cell_text, entries};
use serde::Deserialize;

use super::schema_bindings;
use crate::by::By;
use crate::log::{Fault, FaultKind, Joined, LogRecipe, Reads, Row, Schema, Text};
use crate::measurement::Measurement;

/// What stands before the name of the column with the segment that the policy decides.
pub(super) const PREFIX: &str = "govseg_measure_";
const SEGMENT: &str = "govseg_measure_segment";

/// What is known so far.
pub(super) struct Reading {
    measurement: Measurement,
    schema: Schema,
    /// Made when the first row tells which columns there are.
    row: Option<Row>,
    columns: HashSet<String, FixedState>,
    cells: Option<(Reads, Joined)>,
    /// Where the decided segment belongs among the groups.
    segment: Option<usize>,
    /// The contacts that were read, by two independent hashes of their ids.
    contacts: HashSet<(u64, u64), FixedState>,
    faults: Vec<Fault>,
    rows: u64,
    used: u64,
    ignored: u64,
}

/// What came of all rows.
pub(super) struct Read {
    pub(super) measurement: Measurement,
    pub(super) faults: Vec<Fault>,
    pub(super) used: u64,
    pub(super) ignored: u64,
}

impl Reading {
    pub(super) fn new(measurement: Measurement, recipe: Option<LogRecipe>, by_segment: bool) -> Self {
        let clock = measurement.rules.calendar.clock().clone();
        let texts = measurement.texts();
        let segment = measurement.by.iter().position(|by| by_segment && *by == By::Text(Text::Segment));
        let (bindings, cells) = match recipe {
            Some(recipe) => (recipe.bindings, recipe.cells),
            None => (schema_bindings(), None),
        };
        Self {
            schema: Schema::new(bindings, texts, clock),
            measurement,
            row: None,
            columns: HashSet::default(),
            cells: cells.map(|reads| (reads, Joined::default())),
            segment,
            contacts: HashSet::default(),
            faults: Vec::new(),
            rows: 0,
            used: 0,
            ignored: 0,
        }
    }

    /// A row as JSON, as the table was read.
    pub(super) fn row(&mut self, json: &str) {
        self.rows += 1;
        let number = self.rows;
        // It was written as JSON by the reader of the table.
        let entries = entries(json).unwrap_or_default();
        let done = if self.cells.is_some() {
            self.join(number, &entries)
        } else {
            let cells: Vec<_> = entries.iter().map(|entry| (entry.key.as_ref(), cell_text(entry.value))).collect();
            self.measure(number, &cells).map(|()| self.used += 1)
        };
        if let Err(fault) = done {
            self.faults.push(fault);
        }
    }

    /// Keeps one number until all are there.
    fn join(&mut self, number: u64, entries: &[Entry<'_>]) -> Result<(), Fault> {
        let Some((reads, joined)) = &mut self.cells else { return Ok(()) };
        let cell = |name: &str| {
            let entry = entries.iter().find(|entry| entry.key == name);
            entry.map(|entry| cell_text(entry.value).into_owned()).unwrap_or_default()
        };
        let which = cell(&reads.number);
        if reads.ignore.contains(&which) {
            self.ignored += 1;
            return Ok(());
        }
        if !self.schema.reads(&which) {
            let near = mend(&which, &self.schema.names());
            let reason = format!("`{}` is not a number that the recipe knows; {near}", clip(&which));
            let column = Some(reads.number.clone());
            return Err(Fault { row: number, column, kind: FaultKind::Unreadable, reason });
        }
        let thing = reads.thing.iter().map(|name| cell(name)).collect();
        let aside = [&reads.number, &reads.value];
        let common = entries.iter().filter(|entry| !aside.iter().any(|name| entry.key == name.as_str()));
        let common =
            common.map(|entry| (entry.key.clone().into_owned(), cell_text(entry.value).into_owned())).collect();
        let value = cell(&reads.value);
        joined.add(number, thing, common, which, value)
    }

    /// Reads a row and measures it.
    fn measure<T: AsRef<str>>(&mut self, number: u64, cells: &[(&str, T)]) -> Result<(), Fault> {
        let row = self.row.get_or_insert_with(|| {
            self.columns.extend(cells.iter().map(|(name, _)| (*name).to_owned()));
            self.schema.row(cells.iter().map(|(name, _)| *name))
        });
        if let Some((new, _)) = cells.iter().find(|(name, _)| self.schema.reads(name) && !self.columns.contains(*name))
        {
            let reason = "the first row, which tells what columns the log has, has it not; write it as null there";
            let (column, reason) = (Some((*new).to_owned()), reason.to_owned());
            return Err(Fault { row: number, column, kind: FaultKind::Unreadable, reason });
        }
        self.schema.read(number, cells.iter().map(|(name, text)| (*name, text)), row)?;
        if let Some(group) = self.segment.and_then(|place| row.groups.get_mut(place)).filter(|group| group.is_empty()) {
            let decided = cells.iter().find(|(name, _)| *name == SEGMENT);
            group.push_str(decided.map(|(_, text)| text.as_ref()).unwrap_or_default());
        }
        if !row.contact.is_empty() && !self.contacts.insert(hashes(&row.contact)) {
            let reason = format!("the contact `{}` was read before", clip(&row.contact));
            return Err(Fault {
                row: number,
                column: self.schema.contact_column(),
                kind: FaultKind::Duplicate,
                reason,
            });
        }
        self.measurement.add(row);
        Ok(())
    }

    /// Whether no column of the log is read.
    pub(super) fn reads_nothing(&self) -> bool {
        self.cells.is_none() && self.row.is_some() && !self.columns.iter().any(|column| self.schema.reads(column))
    }

    /// Measures what was joined, and says which rows of the table faults are about. The rejected rows are those that
    /// did not come here.
    pub(super) fn finish(mut self, mut rejects: Vec<Fault>) -> Read {
        if let Some((_, joined)) = self.cells.take() {
            // Which columns there are is told by all that were joined, for not every thing has every number.
            let rows: Vec<_> = joined.into_rows().collect();
            let names: Vec<&str> = rows.iter().flat_map(|(_, cells)| cells).map(|(name, _)| name.as_str()).collect();
            self.row = Some(self.schema.row(names.iter().copied()));
            self.columns.extend(names.into_iter().map(ToOwned::to_owned));
            for (numbers, cells) in &rows {
                let cells: Vec<_> = cells.iter().map(|(name, text)| (name.as_str(), text)).collect();
                match self.measure(0, &cells) {
                    Ok(()) => self.used += numbers.len() as u64,
                    Err(fault) => self.faults.extend(numbers.iter().map(|&row| Fault { row, ..fault.clone() })),
                }
            }
        }
        rejects.sort_by_key(|fault| fault.row);
        self.faults.sort_by_key(|fault| fault.row);
        let mut before = 0;
        let mut skipped = rejects.iter().map(|fault| fault.row).peekable();
        for fault in &mut self.faults {
            while skipped.next_if(|row| *row <= fault.row + before).is_some() {
                before += 1;
            }
            fault.row += before;
        }
        self.faults.extend(rejects);
        self.faults.sort_by_key(|fault| fault.row);
        Read { measurement: self.measurement, faults: self.faults, used: self.used, ignored: self.ignored }
    }
}

/// A row that could not be read as one, as the reader of the table tells it.
pub(super) fn rejected(json: &str) -> Option<Fault> {
    #[derive(Deserialize)]
    struct Reject {
        row: u64,
        column: Option<String>,
        reason: String,
    }
    let Reject { row, column, reason } = serde_json::from_str(json).ok()?;
    Some(Fault { row, column, kind: FaultKind::Row, reason })
}

fn hashes(id: &str) -> (u64, u64) {
    (FixedState::with_seed(1).hash_one(id), FixedState::with_seed(2).hash_one(id))
}
