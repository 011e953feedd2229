//! Where a table comes from: a file or a stream, and how its bytes are to be understood.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, UTF_8};

use crate::chunks::Chunks;
use crate::encoding::{LONGEST_MARK, marked, named};
use crate::error::TableError;
use crate::format::{Form, Format, sniff};
use crate::sheet::Sheet;
#[cfg(feature = "parquet")]
use crate::stored::Batches;

/// A table to read.
pub struct Input<'a> {
    pub(crate) name: String,
    pub(crate) path: Option<PathBuf>,
    format: Option<Format>,
    encoding: Option<&'static Encoding>,
    sheet: Option<String>,
    /// How many bytes there are, if that is known.
    pub(crate) bytes: Option<u64>,
    source: Source<'a>,
}

enum Source<'a> {
    /// Opened when its turn comes, so that there may be more files than the system lets be open at once.
    File(PathBuf),
    Stream(Box<dyn Read + Send + 'a>),
    /// Looked at already.
    #[cfg(feature = "arrow")]
    Opened(Box<Opened<'a>>),
}

/// One input is a list of inputs, too.
impl<'a> IntoIterator for Input<'a> {
    type Item = Self;
    type IntoIter = std::iter::Once<Input<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        std::iter::once(self)
    }
}

impl<'a> Input<'a> {
    /// A file. Its format comes from the ending of its name unless it is given.
    ///
    /// # Errors
    /// If it cannot be found, or its name does not say how it is written.
    pub fn file(path: &Path, format: Option<Format>) -> Result<Self, TableError> {
        let format = format.map_or_else(|| Format::of_path(path), Ok)?;
        let name = path.display().to_string();
        let metadata = fs::metadata(path).map_err(|error| TableError::io("read", &name, error))?;
        // Of a spreadsheet it is not known how far it is read.
        let bytes = (metadata.is_file() && format != Format::Xlsx).then_some(metadata.len());
        let (path, source) = (Some(path.to_owned()), Source::File(path.to_owned()));
        Ok(Self { name, path, format: Some(format), encoding: None, sheet: None, bytes, source })
    }

    /// A stream, with the name it shall have in messages. Its format comes from its first bytes unless it is given.
    pub fn stream(name: impl Into<String>, reader: impl Read + Send + 'a, format: Option<Format>) -> Self {
        let source = Source::Stream(Box::new(reader));
        Self { name: name.into(), path: None, format, encoding: None, sheet: None, bytes: None, source }
    }

    /// The encoding of a table that is text, by a label of the WHATWG Encoding Standard: `windows-1252`, `utf-16le`,
    /// `shift_jis` … Without it the table is UTF-8. A byte order mark overrules both. What is written is always UTF-8.
    ///
    /// # Errors
    /// If no encoding has that label.
    ///
    /// ```
    /// use govseg::Policy;
    /// use govseg_table::{Classify, Column, Input, Output};
    ///
    /// let mut out = Vec::new();
    /// let input = Input::stream("table", &b"note,capacity\nd\xE9j\xE0 vu,official\n"[..], None).encoding("latin1")?;
    /// Classify::new(Policy::gsa_2008())
    ///     .columns(vec![Column::Segment])
    ///     .run(input, Output::stream("out", &mut out, None), None)?;
    /// assert_eq!(String::from_utf8(out).unwrap(), "note,capacity,segment\ndéjà vu,official,intergovernmental\n");
    /// # Ok::<(), govseg_table::TableError>(())
    /// ```
    pub fn encoding(mut self, label: &str) -> Result<Self, TableError> {
        self.encoding = Some(named(label)?);
        Ok(self)
    }

    /// The sheet of a spreadsheet that is the table. Without it, it is the first.
    #[must_use]
    pub fn sheet(mut self, name: &str) -> Self {
        self.sheet = Some(name.to_owned());
        self
    }

    /// A table that was looked at, and is to be read after all.
    #[cfg(feature = "arrow")]
    pub(crate) fn opened(opened: Opened<'a>, path: Option<PathBuf>, bytes: Option<u64>) -> Self {
        let (name, format) = (opened.name.clone(), Some(opened.format));
        Self { name, path, format, encoding: None, sheet: None, bytes, source: Source::Opened(Box::new(opened)) }
    }

    /// The name that it has in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the table is stored by column. The first bytes of a stream tell, if nothing else does.
    #[cfg(feature = "parquet")]
    pub(crate) fn is_by_column(&mut self) -> Result<bool, TableError> {
        let Self { name, format, source, .. } = self;
        if let (None, Source::Stream(stream)) = (&format, &mut *source) {
            let mut start = Vec::new();
            let read = stream.by_ref().take(Format::MAGIC).read_to_end(&mut start);
            read.map_err(|error| TableError::io("read", name, error))?;
            *format = Format::of_magic(&start);
            let rest = std::mem::replace(stream, Box::new(io::empty()));
            *stream = Box::new(io::Cursor::new(start).chain(rest));
        }
        Ok(format.is_some_and(Format::is_by_column))
    }

    /// Opens a table that is stored by column.
    #[cfg(feature = "parquet")]
    pub(crate) fn by_column(self) -> Result<Batches<'a>, TableError> {
        let Self { name, source, encoding, sheet, .. } = self;
        if encoding.is_some() || sheet.is_some() {
            return Err(TableError::unfit(&name, "it has no encoding and no sheets; leave out what names one"));
        }
        match source {
            Source::File(path) => {
                let file = File::open(path).map_err(|error| TableError::io("read", &name, error))?;
                Batches::file(name, file)
            }
            Source::Stream(stream) => Batches::stream(name, stream),
            Source::Opened(_) => Err(TableError::unfit(&name, "it is not stored by column")),
        }
    }

    /// Looks at the beginning: in which format and form it is, and where its text begins.
    pub(crate) fn open(self) -> Result<Opened<'a>, TableError> {
        let name = self.name;
        let refused = |error| TableError::io("read", &name, error);
        let mut chunks = match self.source {
            Source::File(path) => {
                let file = File::open(path).map_err(refused)?;
                if self.format == Some(Format::Xlsx) {
                    let body = Body::Sheet(Sheet::open(&name, file, self.sheet, self.encoding)?);
                    return Ok(Opened { name, format: Format::Xlsx, body });
                }
                Chunks::new(Box::new(file))
            }
            Source::Stream(reader) => Chunks::new(reader),
            #[cfg(feature = "arrow")]
            Source::Opened(opened) => return Ok(*opened),
        };
        while chunks.available().len() < LONGEST_MARK && chunks.fill().map_err(refused)? {}
        if self.format.unwrap_or_else(|| Format::of_bytes(chunks.available())) == Format::Xlsx {
            let table = chunks.rest(Sheet::LARGEST_STREAM).map_err(refused)?;
            let body = Body::Sheet(Sheet::open(&name, io::Cursor::new(table), self.sheet, self.encoding)?);
            return Ok(Opened { name, format: Format::Xlsx, body });
        }
        if self.sheet.is_some() {
            return Err(TableError::unfit(&name, "only a spreadsheet has sheets; leave the name of the sheet out"));
        }
        let mut encoding = self.encoding.filter(|encoding| *encoding != UTF_8);
        let mut decoding = false;
        // Files that were joined may begin with several marks.
        loop {
            while chunks.available().len() < LONGEST_MARK && chunks.fill().map_err(refused)? {}
            let mark = marked(chunks.available()).map_err(|reason| TableError::unfit(&name, reason))?;
            if let Some((length, marked)) = mark {
                chunks.consume(length);
                if !decoding {
                    encoding = Some(marked).filter(|marked| *marked != UTF_8);
                }
            }
            match encoding {
                Some(encoding) if !decoding => {
                    chunks = chunks.decode(encoding);
                    decoding = true;
                }
                _ if mark.is_none() => break,
                _ => {}
            }
        }
        let format = self.format.unwrap_or_else(|| Format::of_bytes(chunks.available()));
        let form = match format {
            Format::JsonLines => Form::JsonLines,
            Format::Tsv => Form::Cells { delimiter: b'\t', terminator: "\n" },
            Format::Csv | Format::Xlsx => loop {
                let beyond = chunks.ended || chunks.available().len() > LONGEST_SNIFF;
                if let Some(delimiter) = sniff(chunks.available(), beyond) {
                    break Form::Cells { delimiter, terminator: "\n" };
                }
                chunks.fill().map_err(refused)?;
            },
            #[cfg(feature = "parquet")]
            _ => {
                return Err(TableError::unfit(
                    &name,
                    "it is stored by column, which is not read here or beside tables of rows; write it as CSV first",
                ));
            }
        };
        Ok(Opened { name, format, body: Body::Text { form, encoding, chunks } })
    }
}

/// How far the delimiter is looked for in a line of column names that does not end.
const LONGEST_SNIFF: usize = 1 << 20;

/// A table at its first byte.
pub(crate) struct Opened<'a> {
    pub(crate) name: String,
    pub(crate) format: Format,
    pub(crate) body: Body<'a>,
}

/// What stands in it.
pub(crate) enum Body<'a> {
    /// Lines of text, decoded if they are not UTF-8.
    Text {
        form: Form,
        encoding: Option<&'static Encoding>,
        chunks: Chunks<'a>,
    },
    Sheet(Sheet),
}
