//! Where a table comes from: a file or a stream, read in chunks, without its byte order mark.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::error::TableError;
use crate::format::{Form, Format, sniff};

/// A table to read.
pub struct Input<'a> {
    pub(crate) name: String,
    pub(crate) path: Option<PathBuf>,
    format: Option<Format>,
    /// How many bytes there are, if that is known.
    bytes: Option<u64>,
    reader: Box<dyn Read + Send + 'a>,
}

impl<'a> Input<'a> {
    /// A file. Its format comes from the ending of its name unless it is given.
    ///
    /// # Errors
    /// If it cannot be opened, or its name does not say how it is written.
    pub fn file(path: &Path, format: Option<Format>) -> Result<Self, TableError> {
        let format = format.map_or_else(|| Format::of_path(path), Ok)?;
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| TableError::io("read", &name, error))?;
        let metadata = file.metadata().map_err(|error| TableError::io("read", &name, error))?;
        let bytes = metadata.is_file().then_some(metadata.len());
        Ok(Self { name, path: Some(path.to_owned()), format: Some(format), bytes, reader: Box::new(file) })
    }

    /// A stream, with the name it shall have in messages. Its format comes from its first bytes unless it is given.
    pub fn stream(name: impl Into<String>, reader: impl Read + Send + 'a, format: Option<Format>) -> Self {
        Self { name: name.into(), path: None, format, bytes: None, reader: Box::new(reader) }
    }

    /// Looks at the beginning: past the byte order mark, into which form.
    pub(crate) fn open(self) -> Result<Opened<'a>, TableError> {
        let name = self.name;
        let refused = |error| TableError::io("read", &name, error);
        let mut chunks = Chunks::new(self.reader);
        // Files that were joined may begin with several.
        loop {
            while chunks.available().len() < UTF8_MARK.len() && chunks.fill().map_err(refused)? {}
            if !chunks.available().starts_with(UTF8_MARK) {
                break;
            }
            chunks.consume(UTF8_MARK.len());
        }
        if let [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] = chunks.available() {
            let reason = "it is written in UTF-16; save it as UTF-8".to_owned();
            return Err(TableError::Header { name, line: 1, reason });
        }
        if chunks.available().is_empty() {
            chunks.fill().map_err(refused)?;
        }
        let format = self.format.unwrap_or_else(|| Format::of_bytes(chunks.available()));
        let form = match format {
            Format::JsonLines => Form::JsonLines,
            Format::Tsv => Form::Cells { delimiter: b'\t', terminator: "\n" },
            Format::Csv => loop {
                let beyond = chunks.ended || chunks.available().len() > LONGEST_SNIFF;
                if let Some(delimiter) = sniff(chunks.available(), beyond) {
                    break Form::Cells { delimiter, terminator: "\n" };
                }
                chunks.fill().map_err(refused)?;
            },
        };
        Ok(Opened { name, format, form, bytes: self.bytes, chunks })
    }
}

const UTF8_MARK: &[u8] = "\u{feff}".as_bytes();

/// How far the delimiter is looked for in a line of column names that does not end.
const LONGEST_SNIFF: usize = 1 << 20;

/// A table at its first byte, its form known.
pub(crate) struct Opened<'a> {
    pub(crate) name: String,
    pub(crate) format: Format,
    pub(crate) form: Form,
    pub(crate) bytes: Option<u64>,
    pub(crate) chunks: Chunks<'a>,
}

/// A window that moves over what is read: it grows only while one row does not fit.
pub(crate) struct Chunks<'a> {
    reader: Box<dyn Read + Send + 'a>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Whether all was read.
    pub(crate) ended: bool,
    /// How many bytes were read so far.
    pub(crate) read: u64,
}

impl<'a> Chunks<'a> {
    const CHUNK: usize = 256 * 1024;

    fn new(reader: Box<dyn Read + Send + 'a>) -> Self {
        Self { reader, buffer: Vec::new(), start: 0, end: 0, ended: false, read: 0 }
    }

    /// What was read and not yet consumed.
    pub(crate) fn available(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    pub(crate) fn consume(&mut self, bytes: usize) {
        self.start = (self.start + bytes).min(self.end);
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
        }
    }

    /// Reads more behind what is available; `false` at the end. It waits for some bytes only, not for a whole chunk,
    /// so that a slow stream is passed on as it comes.
    pub(crate) fn fill(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        if self.end == self.buffer.len() {
            if self.start > 0 {
                self.buffer.copy_within(self.start..self.end, 0);
                (self.start, self.end) = (0, self.end - self.start);
            }
            if self.end == self.buffer.len() {
                self.buffer.resize((self.buffer.len() * 2).max(Self::CHUNK), 0);
            }
        }
        loop {
            let free = self.buffer.get_mut(self.end..).unwrap_or_default();
            match self.reader.read(free) {
                Ok(0) => self.ended = true,
                Ok(bytes) => {
                    self.end += bytes;
                    self.read += bytes as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            }
            return Ok(!self.ended);
        }
    }
}
