//! A table as a stream of batches of rows. Where one row ends is all that is found out here.
//!
//! A batch owns its bytes and knows the place of each row, so that batches can be worked on apart from the reading.

mod cells;
mod lines;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use cells::CellFramer;
use encoding_rs::Encoding;
use govseg::words::clip;
use lines::LineFramer;

use crate::chunks::Chunks;
use crate::error::TableError;
use crate::format::Form;
use crate::input::{Body, Opened};
use crate::sheet::Sheet;

/// How long a row may be, in bytes.
pub(crate) const LONGEST_ROW: usize = 16 << 20;
/// How many cells or keys a row may have.
pub(crate) const MOST_CELLS: usize = 1 << 16;
pub(crate) const TOO_LONG: &str = "longer than 16 MiB, or of more than 65,536 cells";

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
    broken: Option<Cow<'static, str>>,
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
    pub(crate) broken: Option<&'b str>,
}

/// The cells of a row.
#[derive(Clone, Copy)]
pub(crate) struct Cells<'b> {
    /// With those of the rows behind, if there are any.
    bytes: &'b [u8],
    start: usize,
    ends: &'b [usize],
}

pub(crate) const NO_CELLS: Cells<'static> = Cells { bytes: &[], start: 0, ends: &[] };

/// A cell, and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Cell<'b> {
    pub(crate) buffer: &'b [u8],
    pub(crate) start: usize,
    pub(crate) length: usize,
}

impl<'b> Cells<'b> {
    /// The cells of one row, and where each ends.
    pub(crate) const fn new(bytes: &'b [u8], ends: &'b [usize]) -> Self {
        Self { bytes, start: 0, ends }
    }

    pub(crate) fn len(self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(self, index: usize) -> &'b [u8] {
        self.at(index).bytes()
    }

    pub(crate) fn at(self, index: usize) -> Cell<'b> {
        let start = index.checked_sub(1).map_or(0, |before| self.ends.get(before).copied().unwrap_or_default());
        let end = self.ends.get(index).copied().unwrap_or_default();
        Cell { buffer: self.bytes, start: self.start + start, length: end.saturating_sub(start) }
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = &'b [u8]> {
        (0..self.len()).map(move |index| self.get(index))
    }
}

impl<'b> Cell<'b> {
    /// One that stands alone.
    pub(crate) const fn alone(bytes: &'b [u8]) -> Self {
        Self { buffer: bytes, start: 0, length: bytes.len() }
    }

    pub(crate) fn bytes(self) -> &'b [u8] {
        self.buffer.get(self.start..self.start + self.length).unwrap_or_default()
    }
}

impl Batch {
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.ends.clear();
        self.rows.clear();
    }

    pub(crate) fn is_full(&self) -> bool {
        self.text.len() >= BATCH
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many bytes of rows there are.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    pub(crate) fn push(
        &mut self,
        number: u64,
        line: u64,
        text: &[u8],
        cells: Cells<'_>,
        broken: Option<Cow<'static, str>>,
    ) {
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
                bytes: &self.cells,
                start: place.cells.start,
                ends: self.ends.get(place.ends.clone()).unwrap_or_default(),
            },
            broken: place.broken.as_deref(),
        })
    }
}

/// Reads batch after batch.
pub(crate) struct Rows<'a> {
    origin: Origin,
    source: Source<'a>,
    count: u64,
}

/// Where rows come from, and what they have in common.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    /// The file or stream.
    pub(crate) name: String,
    /// How a row is written.
    pub(crate) form: Form,
    /// What its text was decoded from, if it was not UTF-8.
    pub(crate) encoding: Option<&'static Encoding>,
    /// For a sheet: its first column that counts, from 0.
    pub(crate) sheet: Option<u32>,
}

enum Source<'a> {
    Cells(Chunks<'a>, Box<CellFramer>),
    Lines(Chunks<'a>, LineFramer),
    Sheet(Sheet),
}

/// The line of column names.
#[derive(Debug)]
pub(crate) struct Header {
    /// As it stands in the file.
    pub(crate) text: String,
    pub(crate) names: Vec<String>,
}

impl<'a> Rows<'a> {
    /// The rows of a table, and its header if its form has one.
    pub(crate) fn new(opened: Opened<'a>) -> Result<(Self, Option<Header>), TableError> {
        let Opened { name, body, .. } = opened;
        let (source, form, encoding, sheet, header) = match body {
            Body::Text { form: Form::Cells { delimiter, .. }, encoding, mut chunks } => {
                let mut framer = Box::new(CellFramer::new(delimiter));
                let header = cells::header(&mut framer, &mut chunks, &name, encoding)?;
                let terminator = cells::terminator(&framer, &mut chunks, &name)?;
                framer.next();
                let form = Form::Cells { delimiter, terminator };
                (Source::Cells(chunks, framer), form, encoding, None, Some(header))
            }
            Body::Text { form, encoding, chunks } => {
                (Source::Lines(chunks, LineFramer::default()), form, encoding, None, None)
            }
            Body::Sheet(mut sheet) => {
                let (header, first) = sheet.header(&name)?;
                (Source::Sheet(sheet), Sheet::FORM, None, Some(first), Some(header))
            }
        };
        if let Some(header) = &header {
            distinct(&header.names, &name)?;
        }
        let origin = Origin { name, form, encoding, sheet };
        Ok((Self { origin, source, count: 0 }, header))
    }

    /// The next batch; `false` at the end of the table.
    pub(crate) fn next(&mut self, batch: &mut Batch) -> Result<bool, TableError> {
        batch.clear();
        loop {
            let (whole, chunks) = match &mut self.source {
                Source::Cells(chunks, framer) => (cells::frame(framer, chunks, batch, &mut self.count), chunks),
                Source::Lines(chunks, framer) => (lines::frame(framer, chunks, batch, &mut self.count), chunks),
                Source::Sheet(sheet) => return sheet.next(batch, &self.origin.name, &mut self.count),
            };
            if whole || batch.is_full() {
                return Ok(!batch.is_empty());
            }
            // Rows that are here are handed over before waiting for more.
            if !batch.is_empty() {
                return Ok(true);
            }
            chunks.fill().map_err(|error| TableError::io("read", &self.origin.name, error))?;
        }
    }

    /// How many bytes were read so far, if that can be told.
    pub(crate) fn bytes_read(&self) -> u64 {
        match &self.source {
            Source::Cells(chunks, _) | Source::Lines(chunks, _) => chunks.read,
            Source::Sheet(_) => 0,
        }
    }

    /// How many rows were read so far.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    pub(crate) fn origin(&self) -> &Origin {
        &self.origin
    }
}

/// No two columns may have one name.
fn distinct(names: &[String], file: &str) -> Result<(), TableError> {
    let mut places = HashMap::with_capacity(names.len());
    for (column, second) in names.iter().zip(1..) {
        if let Some(first) = places.insert(column.as_str(), second) {
            let (name, column) = (file.to_owned(), clip(column));
            return Err(TableError::DuplicateHeader { name, column, first, second });
        }
    }
    Ok(())
}
