//! Reading a sheet cell after cell, and putting the rows together.

use std::io::{BufReader, Read, Seek};
use std::sync::mpsc::SyncSender;

use calamine::{DataRef, Reader, SheetType, Xlsx};
use govseg::words::{clip, nearest, quoted};

use super::{Part, guard, reference, text};
use crate::rows::{Batch, Cells, Header, LONGEST_ROW, NO_CELLS, TOO_LONG};
use crate::write;

/// How large a sheet can be.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

/// Sends what a sheet holds: its header, then its rows.
pub(super) fn read(file: impl Read + Seek, wanted: Option<&str>, parts: &SyncSender<Part>) -> Result<(), String> {
    let mut file = BufReader::new(file);
    guard::check(&mut file)?;
    let mut book: Xlsx<_> = Xlsx::new(file).map_err(|error| error.to_string())?;
    let name = choose(&book, wanted)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(|error| error.to_string())?;
    let mut rows =
        Rows { parts, header: None, row: Row::default(), batch: Batch::default(), count: 0, text: Vec::new() };
    while let Some(cell) = cells.next_cell().map_err(|error| error.to_string())? {
        if !rows.take(cell.get_position(), cell.get_value())? {
            return Ok(());
        }
    }
    rows.finish();
    Ok(())
}

/// The name of the sheet to read.
fn choose<RS: Read + Seek>(book: &Xlsx<RS>, wanted: Option<&str>) -> Result<String, String> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<&str> = sheets.map(|sheet| sheet.name.as_str()).collect();
    match wanted {
        None => names.first().map(ToString::to_string).ok_or_else(|| "it has no sheet".to_owned()),
        Some(wanted) if names.contains(&wanted) => Ok(wanted.to_owned()),
        Some(wanted) => {
            let near = nearest(wanted, &names).map(|near| format!(", did you mean `{near}`?")).unwrap_or_default();
            Err(format!("it has no sheet `{}`{near} (its sheets: {})", clip(wanted), quoted(&names)))
        }
    }
}

/// The cells of one row, as far as they are known.
#[derive(Default)]
struct Row {
    /// From 0, as columns are.
    index: u32,
    text: String,
    /// The columns that have text, each with where its text ends.
    ends: Vec<(u32, usize)>,
    /// Whether it is too long to be kept.
    too_long: bool,
}

impl Row {
    fn cells(&self) -> impl Iterator<Item = (u32, &str)> {
        let mut start = 0;
        self.ends.iter().map(move |&(column, end)| {
            let text = self.text.get(start..end).unwrap_or_default();
            start = end;
            (column, text)
        })
    }
}

/// Puts rows together and sends them.
struct Rows<'s> {
    parts: &'s SyncSender<Part>,
    /// The first and the last column of the header.
    header: Option<(u32, u32)>,
    row: Row,
    batch: Batch,
    count: u64,
    /// The row as CSV.
    text: Vec<u8>,
}

impl Rows<'_> {
    /// Takes a cell; `false` if nobody wants more.
    fn take(&mut self, (row, column): (u32, u32), cell: &DataRef<'_>) -> Result<bool, String> {
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(format!("the cell {} is beyond the end of any sheet", reference(column, u64::from(row) + 1)));
        }
        let last = self.row.ends.last().map(|(column, _)| *column);
        if row < self.row.index || (row == self.row.index && last.is_some_and(|last| column <= last)) {
            let cell = reference(column, u64::from(row) + 1);
            return Err(format!("the cells of the sheet are not in order at {cell}; save it anew"));
        }
        if row > self.row.index {
            if !self.end_row() {
                return Ok(false);
            }
            self.row.index = row;
        }
        let before = self.row.text.len();
        if !self.row.too_long {
            text::write(&mut self.row.text, cell);
        }
        let after = self.row.text.len();
        if after > LONGEST_ROW {
            self.row.too_long = true;
            self.row.text.clear();
            self.row.ends.clear();
        } else if after > before {
            self.row.ends.push((column, after));
        }
        Ok(true)
    }

    fn finish(mut self) {
        if self.end_row() && !self.batch.is_empty() {
            // Nobody may be listening any more.
            let _ = self.parts.send(Part::Rows(self.batch));
        }
    }

    /// Passes the row on, if it holds anything; `false` if nobody wants more.
    fn end_row(&mut self) -> bool {
        let row = std::mem::take(&mut self.row);
        let line = u64::from(row.index) + 1;
        if row.too_long {
            if self.header.is_none() {
                // What follows has no names.
                let _ = self.parts.send(Part::Broken(format!("the column names are {TOO_LONG}")));
                return false;
            }
            self.count += 1;
            self.batch.push(self.count, line, &[], NO_CELLS, Some(TOO_LONG.into()));
            return true;
        }
        if row.ends.is_empty() {
            return true;
        }
        let Some((first, last)) = self.header else {
            return self.begin(&row);
        };
        self.count += 1;
        self.text.clear();
        let (mut bytes, mut ends, mut outside) = (Vec::new(), Vec::new(), None);
        let mut cells = row.cells().peekable();
        while let Some((column, _)) = cells.next_if(|(column, _)| *column < first) {
            outside = Some(column);
        }
        for column in first..=last {
            let text = cells.next_if(|(next, _)| *next == column).map_or("", |(_, text)| text);
            if column > first {
                self.text.push(b',');
            }
            write::cell(&mut self.text, text, b',');
            bytes.extend_from_slice(text.as_bytes());
            ends.push(bytes.len());
        }
        if let Some((column, _)) = cells.next() {
            outside = Some(column);
        }
        let broken = outside.map(|column| {
            format!("the cell {} stands beside the columns of the header", reference(column, line)).into()
        });
        self.batch.push(self.count, line, &self.text, Cells::new(&bytes, &ends), broken);
        if !self.batch.is_full() {
            return true;
        }
        self.parts.send(Part::Rows(std::mem::take(&mut self.batch))).is_ok()
    }

    /// Takes the row for the column names.
    fn begin(&mut self, row: &Row) -> bool {
        let (Some(&(first, _)), Some(&(last, _))) = (row.ends.first(), row.ends.last()) else { return true };
        let mut names = Vec::new();
        for (column, name) in row.cells() {
            let place = usize::try_from(column - first).unwrap_or_default();
            names.resize(place, String::new());
            names.push(name.to_owned());
        }
        let mut line = Vec::new();
        for (index, name) in names.iter().enumerate() {
            if index > 0 {
                line.push(b',');
            }
            write::cell(&mut line, name, b',');
        }
        self.header = Some((first, last));
        let text = String::from_utf8_lossy(&line).into_owned();
        self.parts.send(Part::Header(Header { text, names }, first)).is_ok()
    }
}
