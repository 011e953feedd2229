//! The rows of a log as they come: read, looked at, and measured or set aside.

use std::borrow::Cow;
use std::collections::HashSet;

use foldhash::fast::FixedState;
use govseg::words::{clip, mend};
use govseg_table::{entries, json_text};
use serde::Deserialize;

use crate::columns::{Hashed, Part, hashed};
use crate::log::{Fault, FaultKind, Joined, Reads, Row, Schema};
use crate::measurement::Measurement;
use crate::plan::{Plan, SEGMENT};

/// What is known so far.
pub(crate) struct ByRows<'p> {
    measurement: Measurement,
    schema: &'p Schema,
    /// Made when the first row tells which columns there are.
    row: Option<Row>,
    columns: HashSet<String, FixedState>,
    cells: Option<(&'p Reads, Joined)>,
    /// Where the decided segment belongs among the groups.
    segment: Option<usize>,
    /// The contacts that were read, by two independent hashes of their ids.
    contacts: HashSet<Hashed, FixedState>,
    faults: Vec<Fault>,
    rows: u64,
    used: u64,
    ignored: u64,
}

impl<'p> ByRows<'p> {
    pub(crate) fn new(plan: &'p Plan<'_>) -> Self {
        Self {
            measurement: plan.nothing(),
            schema: &plan.schema,
            row: None,
            columns: HashSet::default(),
            cells: plan.cells.as_ref().map(|reads| (reads, Joined::default())),
            segment: plan.segment,
            contacts: HashSet::default(),
            faults: Vec::new(),
            rows: 0,
            used: 0,
            ignored: 0,
        }
    }

    /// A row as JSON, as the table was read.
    pub(crate) fn row(&mut self, json: &str) {
        // It was written as JSON by the reader of the table.
        let entries = entries(json).unwrap_or_default();
        let cells: Vec<_> = entries.iter().map(|entry| (entry.key.as_ref(), json_text(entry.value))).collect();
        self.cells(&cells);
    }

    /// A row as the names and the texts of its cells.
    pub(crate) fn cells(&mut self, cells: &[(&str, Cow<'_, str>)]) {
        self.rows += 1;
        let number = self.rows;
        let done = if self.cells.is_some() {
            self.join(number, cells)
        } else {
            self.measure(number, cells).map(|()| self.used += 1)
        };
        if let Err(fault) = done {
            self.faults.push(fault);
        }
    }

    /// Keeps one number until all are there.
    fn join(&mut self, number: u64, cells: &[(&str, Cow<'_, str>)]) -> Result<(), Fault> {
        let Some((reads, joined)) = &mut self.cells else { return Ok(()) };
        let cell = |name: &str| {
            let found = cells.iter().find(|(column, _)| *column == name);
            found.map(|(_, text)| text.clone().into_owned()).unwrap_or_default()
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
        let common = cells.iter().filter(|(column, _)| !aside.iter().any(|name| column == name));
        let common = common.map(|(column, text)| ((*column).to_owned(), text.clone().into_owned())).collect();
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
        if !row.contact.is_empty() && !self.contacts.insert(hashed(&row.contact)) {
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
    pub(crate) fn reads_nothing(&self) -> bool {
        self.cells.is_none() && self.row.is_some() && !self.columns.iter().any(|column| self.schema.reads(column))
    }

    /// Measures what was joined, and says which rows of the table faults are about. The rejected rows are those that
    /// did not come here.
    pub(crate) fn finish(mut self, mut rejects: Vec<Fault>) -> Part {
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
        let rows = self.rows + rejects.len() as u64;
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
        let Self { measurement, faults, used, ignored, .. } = self;
        Part { measurement, faults, rows, used, ignored }
    }
}

/// A row that could not be read as one, as the reader of the table tells it.
pub(crate) fn rejected(json: &str) -> Option<Fault> {
    #[derive(Deserialize)]
    struct Reject {
        row: u64,
        column: Option<String>,
        reason: String,
    }
    let Reject { row, column, reason } = serde_json::from_str(json).ok()?;
    Some(Fault { row, column, kind: FaultKind::Row, reason })
}
