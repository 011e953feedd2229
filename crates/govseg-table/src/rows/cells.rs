//! Rows of cells: CSV with any delimiter. The quoting is csv-core's; this keeps the row as it was written beside it.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use encoding_rs::Encoding;

use super::{Batch, Cells, Header, LONGEST_ROW, MOST_CELLS, NO_CELLS, TOO_LONG};
use crate::chunks::Chunks;
use crate::error::TableError;

/// Follows one record after the other.
pub(super) struct CellFramer {
    reader: Reader,
    /// The record so far: as written, its cells without quotes, and where each cell ends.
    text: Vec<u8>,
    cells: Vec<u8>,
    written: usize,
    ends: Vec<usize>,
    ended: usize,
    /// The line on which the record before ended.
    line: u64,
    too_long: bool,
}

enum Step {
    /// More bytes are needed.
    More,
    /// A record is whole.
    Record,
    /// There are no more.
    End,
    /// The table has ended within quotes.
    Unclosed,
}

impl CellFramer {
    pub(super) fn new(delimiter: u8) -> Self {
        Self {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            text: Vec::new(),
            cells: vec![0; 4096],
            written: 0,
            ends: vec![0; 64],
            ended: 0,
            line: 1,
            too_long: false,
        }
    }

    /// Follows the record through `input` (empty at the end of the table), and says how much of it was taken.
    fn step(&mut self, input: &[u8]) -> (usize, Step) {
        let mut taken = 0;
        loop {
            let rest = input.get(taken..).unwrap_or_default();
            let cells = self.cells.get_mut(self.written..).unwrap_or_default();
            let ends = self.ends.get_mut(self.ended..).unwrap_or_default();
            let (result, read, written, ended) = self.reader.read_record(rest, cells, ends);
            self.too_long |= self.text.len() + read > LONGEST_ROW;
            if !self.too_long {
                self.text.extend_from_slice(rest.get(..read).unwrap_or_default());
            }
            taken += read;
            self.written += written;
            self.ended += ended;
            match result {
                ReadRecordResult::InputEmpty => return (taken, Step::More),
                ReadRecordResult::Record => return (taken, Step::Record),
                ReadRecordResult::End => return (taken, Step::End),
                // A row that is too long is followed to its end without keeping it.
                ReadRecordResult::OutputFull if self.too_long => self.written = 0,
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if self.too_long => self.ended = 0,
                ReadRecordResult::OutputEndsFull => {
                    self.too_long |= self.ends.len() >= MOST_CELLS;
                    self.ends.resize((self.ends.len() * 2).min(MOST_CELLS), 0);
                }
            }
        }
    }

    /// Follows the record to the end of the table.
    fn finish(&mut self) -> Step {
        if !self.is_within_record() {
            return Step::End;
        }
        // The end of a line ends a record, except within quotes.
        match self.step(b"\n") {
            (_, Step::Record) => Step::Record,
            _ => Step::Unclosed,
        }
    }

    /// The record as written, the line on which it begins, and its cells.
    fn record(&self) -> (&[u8], u64, Cells<'_>) {
        let blank = self.text.iter().take_while(|byte| is_line_end(**byte)).count();
        let (before, text) = self.text.split_at_checked(blank).unwrap_or_default();
        let line = self.line + memchr::memchr_iter(b'\n', before).count() as u64;
        let end = text.iter().rposition(|byte| !is_line_end(*byte)).map_or(0, |last| last + 1);
        let cells = Cells::new(
            self.cells.get(..self.written).unwrap_or_default(),
            self.ends.get(..self.ended).unwrap_or_default(),
        );
        (text.get(..end).unwrap_or_default(), line, cells)
    }

    /// Forgets the record.
    pub(super) fn next(&mut self) {
        self.text.clear();
        (self.written, self.ended, self.too_long) = (0, 0, false);
        self.line = self.reader.line();
    }

    /// Whether anything but the ends of empty lines was taken.
    fn is_within_record(&self) -> bool {
        self.too_long || self.text.iter().any(|byte| !is_line_end(*byte))
    }

    /// Why the record is none, if it is none.
    fn broken(&self, step: &Step) -> Option<&'static str> {
        match step {
            _ if self.too_long => Some(TOO_LONG),
            Step::Unclosed => Some("a quotation mark is opened and never closed"),
            _ => None,
        }
    }
}

const fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Moves the rows that are available to the batch; `true` when the table has ended.
pub(super) fn frame(framer: &mut CellFramer, chunks: &mut Chunks<'_>, batch: &mut Batch, rows: &mut u64) -> bool {
    while !batch.is_full() {
        let step = if chunks.available().is_empty() {
            if !chunks.ended {
                return false;
            }
            framer.finish()
        } else {
            let (taken, step) = framer.step(chunks.available());
            chunks.consume(taken);
            step
        };
        match step {
            Step::More => continue,
            Step::End => return true,
            Step::Record | Step::Unclosed => {}
        }
        *rows += 1;
        let broken = framer.broken(&step);
        let (text, line, cells) = framer.record();
        match broken {
            None => batch.push(*rows, line, text, cells, None),
            // What is too long was not kept.
            Some(_) if framer.too_long => batch.push(*rows, line, &[], NO_CELLS, Some(TOO_LONG.into())),
            Some(reason) => batch.push(*rows, line, text, NO_CELLS, Some(reason.into())),
        }
        framer.next();
        if matches!(step, Step::Unclosed) {
            return true;
        }
    }
    false
}

/// Reads the first record as column names. The framer keeps it until it is told to go on.
pub(super) fn header(
    framer: &mut CellFramer,
    chunks: &mut Chunks<'_>,
    name: &str,
    encoding: Option<&'static Encoding>,
) -> Result<Header, TableError> {
    let step = loop {
        if chunks.available().is_empty() && !chunks.fill().map_err(|error| TableError::io("read", name, error))? {
            break framer.finish();
        }
        let (taken, step) = framer.step(chunks.available());
        chunks.consume(taken);
        if matches!(step, Step::Record) {
            break step;
        }
    };
    if matches!(step, Step::End) {
        return Err(TableError::NoHeader { name: name.to_owned() });
    }
    let (text, line, cells) = framer.record();
    let unfit = |reason: &str| TableError::Header { name: name.to_owned(), line, reason: reason.to_owned() };
    if let Some(reason) = framer.broken(&step) {
        return Err(unfit(reason));
    }
    let text = crate::encoding::text(text, encoding).map_err(|reason| unfit(&reason))?.to_owned();
    let names = cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
    Ok(Header { text, names })
}

/// How the lines of the table end, told by its first.
pub(super) fn terminator(framer: &CellFramer, chunks: &mut Chunks<'_>, name: &str) -> Result<&'static str, TableError> {
    if framer.text.last() != Some(&b'\r') {
        return Ok("\n");
    }
    // The record ends with the carriage return; the line feed is still to come.
    if chunks.available().is_empty() {
        chunks.fill().map_err(|error| TableError::io("read", name, error))?;
    }
    Ok(if chunks.available().first() == Some(&b'\n') { "\r\n" } else { "\n" })
}
