//! A table as a stream of batches of rows. Where one row ends is all that is found out here.
//!
//! A batch owns its bytes and knows the place of each row, so that batches can be worked on apart from the reading.

mod cells;
mod lines;

use std::ops::Range;

use cells::CellFramer;

use crate::error::TableError;
use crate::format::Form;
use crate::input::{Chunks, Opened};

/// How long a row may be, in bytes.
pub(crate) const LONGEST_ROW: usize = 16 << 20;
/// How many cells or keys a row may have.
pub(crate) const MOST_CELLS: usize = 1 << 16;
const TOO_LONG: &str = "longer than 16 MiB, or of more than 65,536 cells";

/// From how many bytes on a batch is handed over.
const BATCH: usize = 256 * 1024;

/// Some whole rows, in order.
#[derive(Default)]
pub(crate) struct Batch {
    text: Vec<u8>,
    /// The cells of all rows without their quotes, and where each ends within its row.
    cells: Vec<u8>,
    ends: Vec<usize>,
    rows: Vec<Place>,
}

/// Where a row stands in its batch and in its file.
struct Place {
    number: u64,
    line: u64,
    text: Range<usize>,
    cells: Range<usize>,
    ends: Range<usize>,
    /// Why it is no row.
    broken: Option<&'static str>,
}

/// One row of a batch.
#[derive(Clone, Copy)]
pub(crate) struct Row<'b> {
    /// Counting data rows from 1.
    pub(crate) number: u64,
    /// The line on which it begins, from 1.
    pub(crate) line: u64,
    /// As it stands in the file, without the end of its line.
    pub(crate) text: &'b [u8],
    /// Its cells; none in JSON Lines.
    pub(crate) cells: Cells<'b>,
    pub(crate) broken: Option<&'static str>,
}

/// The cells of a row.
#[derive(Clone, Copy)]
pub(crate) struct Cells<'b> {
    bytes: &'b [u8],
    ends: &'b [usize],
}

const NO_CELLS: Cells<'static> = Cells { bytes: &[], ends: &[] };

impl<'b> Cells<'b> {
    pub(crate) fn len(self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(self, index: usize) -> &'b [u8] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends.get(before).copied().unwrap_or_default());
        let end = self.ends.get(index).copied().unwrap_or_default();
        self.bytes.get(start..end).unwrap_or_default()
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = &'b [u8]> {
        (0..self.len()).map(move |index| self.get(index))
    }
}

impl Batch {
    fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.ends.clear();
        self.rows.clear();
    }

    fn is_full(&self) -> bool {
        self.text.len() >= BATCH
    }

    fn push(&mut self, number: u64, line: u64, text: &[u8], cells: Cells<'_>, broken: Option<&'static str>) {
        let from = (self.text.len(), self.cells.len(), self.ends.len());
        self.text.extend_from_slice(text);
        self.cells.extend_from_slice(cells.bytes);
        self.ends.extend_from_slice(cells.ends);
        self.rows.push(Place {
            number,
            line,
            text: from.0..self.text.len(),
            cells: from.1..self.cells.len(),
            ends: from.2..self.ends.len(),
            broken,
        });
    }

    /// The rows, in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|place| Row {
            number: place.number,
            line: place.line,
            text: self.text.get(place.text.clone()).unwrap_or_default(),
            cells: Cells {
                bytes: self.cells.get(place.cells.clone()).unwrap_or_default(),
                ends: self.ends.get(place.ends.clone()).unwrap_or_default(),
            },
            broken: place.broken,
        })
    }
}

/// Reads batch after batch.
pub(crate) struct Rows<'a> {
    name: String,
    chunks: Chunks<'a>,
    framer: Framer,
    count: u64,
}

enum Framer {
    Cells(Box<CellFramer>),
    Lines(lines::LineFramer),
}

/// The line of column names.
pub(crate) struct Header {
    /// As it stands in the file.
    pub(crate) text: String,
    pub(crate) names: Vec<String>,
}

impl<'a> Rows<'a> {
    /// The rows of a table, and its header if its form has one; the form learns how its lines end.
    pub(crate) fn new(opened: Opened<'a>) -> Result<(Self, Form, Option<Header>), TableError> {
        let Opened { name, form, chunks, .. } = opened;
        match form {
            Form::JsonLines => {
                let framer = Framer::Lines(lines::LineFramer::default());
                Ok((Self { name, chunks, framer, count: 0 }, form, None))
            }
            Form::Cells { delimiter, .. } => {
                let mut chunks = chunks;
                let mut framer = CellFramer::new(delimiter);
                let header = cells::header(&mut framer, &mut chunks, &name)?;
                let terminator = cells::terminator(&framer, &mut chunks, &name)?;
                framer.next();
                let form = Form::Cells { delimiter, terminator };
                Ok((Self { name, chunks, framer: Framer::Cells(Box::new(framer)), count: 0 }, form, Some(header)))
            }
        }
    }

    /// The next batch; `false` at the end of the table.
    pub(crate) fn next(&mut self, batch: &mut Batch) -> Result<bool, TableError> {
        batch.clear();
        loop {
            let whole = match &mut self.framer {
                Framer::Cells(framer) => cells::frame(framer, &mut self.chunks, batch, &mut self.count),
                Framer::Lines(framer) => lines::frame(framer, &mut self.chunks, batch, &mut self.count),
            };
            if whole || batch.is_full() {
                return Ok(!batch.rows.is_empty());
            }
            // Rows that are here are handed over before waiting for more.
            if !batch.rows.is_empty() {
                return Ok(true);
            }
            self.chunks.fill().map_err(|error| TableError::io("read", &self.name, error))?;
        }
    }

    /// How many bytes were read so far.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.chunks.read
    }

    /// How many rows were read so far.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}
