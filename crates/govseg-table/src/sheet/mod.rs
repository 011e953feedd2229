//! A sheet of a spreadsheet as rows. Its cells are read one after the other, in a thread of their own, so that a sheet of
//! any length takes no more memory than the texts that its cells share.

#[cfg(feature = "xlsx")]
mod guard;
#[cfg(feature = "xlsx")]
mod read;
#[cfg(feature = "xlsx")]
mod text;

use std::io::{Read, Seek};
use std::sync::mpsc::Receiver;

use encoding_rs::Encoding;

use crate::error::TableError;
use crate::format::Form;
use crate::rows::{Batch, Header};

/// A sheet that is being read.
pub(crate) struct Sheet {
    parts: Receiver<Part>,
    ended: bool,
}

/// What comes of a sheet, in order.
#[cfg_attr(not(feature = "xlsx"), expect(dead_code, reason = "no sheet is read"))]
enum Part {
    /// The column names, and the first column that counts, from 0.
    Header(Header, u32),
    Rows(Batch),
    End,
    /// It cannot be read further.
    Broken(String),
}

impl Sheet {
    /// How its rows are written where they are text: as in CSV.
    pub(crate) const FORM: Form = Form::Cells { delimiter: b',', terminator: "\n" };
    /// How large a spreadsheet may be that comes as a stream: its parts are not in the order in which they are needed.
    pub(crate) const LARGEST_STREAM: usize = 256 << 20;

    /// Begins to read a sheet, the first if none is named.
    pub(crate) fn open(
        name: &str,
        file: impl Read + Seek + Send + 'static,
        sheet: Option<String>,
        encoding: Option<&'static Encoding>,
    ) -> Result<Self, TableError> {
        if encoding.is_some() {
            return Err(TableError::unfit(name, "a spreadsheet says itself how it is encoded; name no encoding"));
        }
        begin(name, file, sheet).map(|parts| Self { parts, ended: false })
    }

    /// The column names, and the first column that counts, from 0.
    pub(crate) fn header(&mut self, name: &str) -> Result<(Header, u32), TableError> {
        match self.receive() {
            Part::Header(header, first) => Ok((header, first)),
            Part::Broken(reason) => Err(TableError::unfit(name, &reason)),
            Part::Rows(_) | Part::End => Err(TableError::NoHeader { name: name.to_owned() }),
        }
    }

    /// The next batch; `false` at the end.
    pub(crate) fn next(&mut self, batch: &mut Batch, name: &str, count: &mut u64) -> Result<bool, TableError> {
        if self.ended {
            return Ok(false);
        }
        match self.receive() {
            Part::Rows(rows) => {
                *batch = rows;
                *count += batch.rows().count() as u64;
                Ok(true)
            }
            Part::Broken(reason) => Err(TableError::unfit(name, &reason)),
            Part::End | Part::Header(..) => {
                self.ended = true;
                Ok(false)
            }
        }
    }

    fn receive(&self) -> Part {
        // Whoever reads says how it ended, unless it could not go on at all.
        self.parts.recv().unwrap_or_else(|_| Part::Broken("the spreadsheet is damaged".to_owned()))
    }
}

/// Whether a text is what a spreadsheet shows where it could not work a value out.
pub(crate) fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 8] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!"];
    ERRORS.contains(&text)
}

/// How a spreadsheet shows yes and no.
pub(crate) const TRUE: &str = "TRUE";
pub(crate) const FALSE: &str = "FALSE";

/// A cell as spreadsheets name it: B7.
pub(crate) fn reference(column: u32, row: u64) -> String {
    const LETTERS: u32 = 26;
    let mut letters = Vec::new();
    let mut rest = column.saturating_add(1);
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % LETTERS).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / LETTERS;
    }
    letters.iter().rev().collect::<String>() + &row.to_string()
}

#[cfg(feature = "xlsx")]
fn begin(
    name: &str,
    file: impl Read + Seek + Send + 'static,
    sheet: Option<String>,
) -> Result<Receiver<Part>, TableError> {
    /// How many batches wait.
    const AHEAD: usize = 2;
    let (sender, parts) = std::sync::mpsc::sync_channel(AHEAD);
    let thread = std::thread::Builder::new().name("govseg sheet".to_owned());
    let read = move || {
        let last = read::read(file, sheet.as_deref(), &sender).map_or_else(Part::Broken, |()| Part::End);
        // Nobody may be listening any more.
        let _ = sender.send(last);
    };
    thread.spawn(read).map_err(|error| TableError::io("read", name, error))?;
    Ok(parts)
}

#[cfg(not(feature = "xlsx"))]
fn begin(
    name: &str,
    _file: impl Read + Seek + Send + 'static,
    _sheet: Option<String>,
) -> Result<Receiver<Part>, TableError> {
    Err(TableError::unfit(name, "this build reads no spreadsheets (feature `xlsx`); save it as CSV"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_names_that_spreadsheets_give_them() {
        for (column, name) in [(0, "A9"), (25, "Z9"), (26, "AA9"), (701, "ZZ9"), (702, "AAA9"), (16_383, "XFD9")] {
            assert_eq!(reference(column, 9), name);
        }
    }
}
