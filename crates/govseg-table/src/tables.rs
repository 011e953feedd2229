//! Several inputs read as one table: batch after batch, in the order of the inputs, all with the columns of the first.

use std::sync::Arc;

use crate::error::TableError;
use crate::format::{Form, Format};
use crate::input::Input;
use crate::json_row::entries;
use crate::plan::{Agreed, Header, Plan, Sightings};
use crate::rows::{self, Batch, Origin, Rows};
use crate::worker::{Outcome, distinct_keys};
use crate::write::cell;
#[cfg(feature = "parquet")]
use crate::write::part;

/// Some rows on their way: as they were read, and what came of them.
pub(crate) struct Parcel<'p> {
    /// Counting from 0.
    pub(crate) number: u64,
    pub(crate) batch: Batch,
    pub(crate) origin: Arc<Origin>,
    pub(crate) header: Option<Arc<Header>>,
    /// The line of column names, if these are the first rows that have any.
    pub(crate) head: Vec<u8>,
    /// How many bytes and rows were read up to here.
    pub(crate) bytes: u64,
    pub(crate) rows: u64,
    pub(crate) outcome: Outcome<'p>,
}

/// The inputs, one after the other.
pub(crate) struct Tables<'a> {
    rest: std::vec::IntoIter<Input<'a>>,
    rows: Rows<'a>,
    origin: Arc<Origin>,
    /// The header of the input at hand: as it was read, and settled.
    read: Option<rows::Header>,
    header: Option<Arc<Header>>,
    columns: Option<Agreed>,
    /// The line of column names, until it is handed over.
    head: Vec<u8>,
    sightings: Sightings,
    parcels: u64,
    /// The bytes and rows of the inputs that are done.
    bytes_done: u64,
    rows_done: u64,
}

impl<'a> Tables<'a> {
    /// Opens the first of the inputs: says how it is written, too.
    pub(crate) fn open(inputs: Vec<Input<'a>>) -> Result<(Self, Format, Form), TableError> {
        let mut rest = inputs.into_iter();
        let Some(first) = rest.next() else { return Err(TableError::NoInput) };
        let opened = first.open()?;
        let format = opened.format;
        let (rows, read) = Rows::new(opened)?;
        let origin = Arc::new(rows.origin().clone());
        let form = origin.form;
        let tables = Self {
            rest,
            rows,
            origin,
            read,
            header: None,
            columns: None,
            head: Vec::new(),
            sightings: Sightings::default(),
            parcels: 0,
            bytes_done: 0,
            rows_done: 0,
        };
        Ok((tables, format, form))
    }

    /// The next rows, in a parcel that may have served before; nothing at the end of the last input.
    pub(crate) fn next<'p>(
        &mut self,
        plan: &Plan<'p>,
        used: Option<Parcel<'p>>,
    ) -> Result<Option<Parcel<'p>>, TableError> {
        let (mut batch, mut outcome) = used.map_or_else(Default::default, |used| (used.batch, used.outcome));
        loop {
            if let Some(header) = self.read.take() {
                for name in &header.names {
                    self.sightings.see(name, self.parcels);
                }
                self.settle(plan, header.names, Some(&header.text))?;
            }
            if self.rows.next(&mut batch)? {
                break;
            }
            let Some(next) = self.rest.next() else { return Ok(None) };
            self.bytes_done += self.rows.bytes_read();
            self.rows_done += self.rows.count();
            (self.rows, self.read) = Rows::new(next.open()?)?;
            self.origin = Arc::new(self.rows.origin().clone());
            self.header = None;
        }
        if self.header.is_none() {
            match &self.columns {
                Some(columns) => {
                    let names = columns.names.clone();
                    self.header = Some(Arc::new(plan.header(&self.origin.name, self.origin.form, names, None)?));
                }
                None => {
                    if let Some(names) = first_keys(&batch) {
                        self.settle(plan, names, None)?;
                    }
                }
            }
        }
        outcome.clear();
        self.parcels += 1;
        Ok(Some(Parcel {
            number: self.parcels - 1,
            batch,
            origin: Arc::clone(&self.origin),
            header: self.header.clone(),
            head: std::mem::take(&mut self.head),
            bytes: self.bytes_done + self.rows.bytes_read(),
            rows: self.count(),
            outcome,
        }))
    }

    /// How many rows were read.
    pub(crate) fn count(&self) -> u64 {
        self.rows_done + self.rows.count()
    }

    /// At the end: the line of column names if no rows took it along, and the columns that were seen.
    pub(crate) fn finish(mut self, plan: &Plan<'_>) -> Result<(Vec<u8>, Sightings), TableError> {
        if self.columns.is_none() {
            // No row was readable: the added columns are all there are.
            self.settle(plan, Vec::new(), None)?;
        }
        Ok((self.head, self.sightings))
    }

    fn settle(&mut self, plan: &Plan<'_>, names: Vec<String>, text: Option<&str>) -> Result<(), TableError> {
        let header = plan.header(&self.origin.name, self.origin.form, names, self.columns.as_ref())?;
        if self.columns.is_none() {
            self.head = header_line(plan, &header, text);
            self.columns = Some(Agreed { file: self.origin.name.clone(), names: header.names.clone() });
        }
        self.header = Some(Arc::new(header));
        Ok(())
    }
}

/// The keys of the first row that can be read.
fn first_keys(batch: &Batch) -> Option<Vec<String>> {
    batch.rows().find_map(|row| {
        let text = std::str::from_utf8(row.text).ok().filter(|_| row.broken.is_none())?;
        distinct_keys(&entries(text).ok()?).ok()
    })
}

/// The line of column names, where the output has one; the input's own as it was written, if it may stay.
fn header_line(plan: &Plan<'_>, header: &Header, text: Option<&str>) -> Vec<u8> {
    let mut line = Vec::new();
    #[cfg(feature = "parquet")]
    if plan.to == Form::Parts {
        header.names.iter().chain(&plan.added).for_each(|name| part(&mut line, Some(name)));
    }
    let Form::Cells { delimiter, terminator } = plan.to else { return line };
    let kept = text.filter(|_| header.kept);
    if let Some(text) = kept {
        line.extend_from_slice(text.as_bytes());
    }
    let own = header.names.iter().filter(|_| kept.is_none());
    for (index, name) in own.chain(&plan.added).enumerate() {
        if index > 0 || kept.is_some() {
            line.push(delimiter);
        }
        cell(&mut line, name, delimiter);
    }
    line.extend_from_slice(terminator.as_bytes());
    line
}
