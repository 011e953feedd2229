//! Tables that are kept meanwhile: classified into a file beside, gone through row by row, and handed on with other
//! columns. So whatever `govseg classify` can read can be gone through, and no table needs to fit the memory.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;

use govseg::Policy;
use govseg_table::{Classify, Format, Input, Output, Recipe};
use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::files;
use crate::row::Row;

/// What stands before the names of the added columns.
const PREFIX: &str = "govseg: ";

/// Passes a table on as it is: nothing in it is read, and nothing added. The recipe is the one of nothing.
pub(crate) fn as_it_is(nothing: &Recipe) -> Classify<'_> {
    Classify::new(Policy::gsa_2008()).recipe(nothing).columns(Vec::new())
}

/// A classified table.
pub(crate) struct Classified(NamedTempFile);

impl Classified {
    /// The table with what `classify` adds to each row.
    pub(crate) fn new(classify: Classify<'_>, table: Input<'_>) -> Result<Self, Failure> {
        let file = NamedTempFile::new().map_err(|error| failed(&error))?;
        let output = Output::stream("a temporary file", file.as_file(), Some(Format::JsonLines));
        classify.prefix(PREFIX).run(table, output, None)?;
        Ok(Self(file))
    }

    /// Its rows.
    pub(crate) fn rows(&self) -> Result<impl Iterator<Item = Result<Row, Failure>>, Failure> {
        let lines = BufReader::new(reopened(&self.0)?).lines();
        Ok(lines.map(|line| Row::read(&line.map_err(|error| failed(&error))?, PREFIX)))
    }
}

/// Rows that are put together, as lines of JSON.
pub(crate) struct Gathered(BufWriter<NamedTempFile>);

impl Gathered {
    /// None yet.
    pub(crate) fn new() -> Result<Self, Failure> {
        Ok(Self(BufWriter::new(NamedTempFile::new().map_err(|error| failed(&error))?)))
    }

    pub(crate) fn add(&mut self, line: &str) -> Result<(), Failure> {
        self.0.write_all(line.as_bytes()).map_err(|error| failed(&error))
    }

    /// All of them as a table of the format that the file's name asks for.
    pub(crate) fn hand_on(self, name: &str, path: &Path) -> Result<(), Failure> {
        let file = self.0.into_inner().map_err(|error| failed(error.error()))?;
        let input = Input::stream(name, reopened(&file)?, Some(Format::JsonLines));
        let nothing = Recipe::nothing();
        let stream = files::is_stream(path);
        as_it_is(&nothing).run(input, files::output(path, stream.then_some(Format::Csv)), None)?;
        Ok(())
    }
}

fn reopened(file: &NamedTempFile) -> Result<File, Failure> {
    file.reopen().map_err(|error| failed(&error))
}

fn failed(error: &io::Error) -> Failure {
    Failure::Input(format!("cannot keep the table meanwhile: {error}"))
}
