//! Where batches come from: a Parquet file, or an Arrow IPC file or stream.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};

use super::{ipc, refused};
use crate::error::TableError;
use crate::format::Format;

/// A table of batches.
pub(crate) struct Batches<'a> {
    pub(super) name: String,
    pub(crate) schema: SchemaRef,
    pub(super) origin: Origin,
    rest: Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + 'a>,
    /// How many bytes there are, if that is known.
    pub(crate) bytes: Option<u64>,
    progress: Progress,
}

/// What an output of the same format keeps.
#[derive(Clone)]
pub(super) enum Origin {
    /// A Parquet file, with all that is said of it.
    Parquet(std::sync::Arc<parquet::file::metadata::ParquetMetaData>),
    /// An Arrow file: one dictionary for each column.
    File,
    /// An Arrow stream: dictionaries may be replaced.
    Stream,
}

impl Origin {
    /// The origin of all of several tables: in that of the first, together they are a stream at best.
    pub(super) fn of(&self, several: bool) -> Self {
        match self {
            Self::File if several => Self::Stream,
            origin => origin.clone(),
        }
    }

    pub(super) fn format(&self) -> Format {
        match self {
            Self::Parquet(_) => Format::Parquet,
            Self::File => Format::Arrow,
            Self::Stream => Format::ArrowStream,
        }
    }
}

/// How far a source is read.
enum Progress {
    /// So many bytes were read.
    Read(Rc<Cell<u64>>),
    /// So many of the rows were read.
    Rows { read: u64, of: u64 },
}

/// How many rows of a Parquet file make a batch.
const BATCH: usize = 1 << 14;

impl<'a> Batches<'a> {
    /// A file, whatever of the formats of columns it is in.
    pub(crate) fn file(name: String, mut file: File) -> Result<Self, TableError> {
        let failed = |error| TableError::io("read", &name, error);
        let metadata = file.metadata().map_err(failed)?;
        if !metadata.is_file() {
            return Self::stream(name, Box::new(file));
        }
        let mut start = Vec::new();
        (&file).take(Format::MAGIC).read_to_end(&mut start).map_err(failed)?;
        file.seek(SeekFrom::Start(0)).map_err(failed)?;
        let mut source = match Format::of_magic(&start) {
            Some(Format::Parquet) => Self::parquet(name, file)?,
            Some(Format::Arrow) => Self::arrow_file(name, file)?,
            Some(Format::ArrowStream) => Self::arrow_stream(name, Box::new(file))?,
            _ => {
                let reason = "it is neither a Parquet file nor an Arrow file; its name says it is one of them";
                return Err(TableError::unfit(&name, reason));
            }
        };
        source.bytes = Some(metadata.len());
        Ok(source)
    }

    /// A stream, which can only be an Arrow stream: the others are read from their end.
    pub(crate) fn stream(name: String, mut stream: Box<dyn Read + 'a>) -> Result<Self, TableError> {
        let mut start = Vec::new();
        let read = (&mut stream).take(Format::MAGIC).read_to_end(&mut start);
        read.map_err(|error| TableError::io("read", &name, error))?;
        match Format::of_magic(&start) {
            Some(Format::ArrowStream) => Self::arrow_stream(name, Box::new(io::Cursor::new(start).chain(stream))),
            Some(Format::Parquet | Format::Arrow) => {
                let reason = "it is read from its end, and a stream does not show that first; give it as a file";
                Err(TableError::unfit(&name, reason))
            }
            _ => Err(TableError::unfit(&name, "it is no Arrow stream")),
        }
    }

    fn arrow_stream(name: String, stream: Box<dyn Read + 'a>) -> Result<Self, TableError> {
        let (stream, read) = Counted::new(stream);
        let reader = guarded(&name, || ipc::Stream::new(BufReader::new(stream)))?;
        let schema = reader.schema();
        let (rest, progress) = (Box::new(reader), Progress::Read(read));
        Ok(Self { name, schema, origin: Origin::Stream, rest, bytes: None, progress })
    }

    fn arrow_file(name: String, file: File) -> Result<Self, TableError> {
        let (file, read) = Counted::new(file);
        let reader = guarded(&name, || ipc::File::new(BufReader::new(file)))?;
        let schema = reader.schema();
        let (rest, progress) = (Box::new(reader), Progress::Read(read));
        Ok(Self { name, schema, origin: Origin::File, rest, bytes: None, progress })
    }

    fn parquet(name: String, file: File) -> Result<Self, TableError> {
        use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

        let builder = guarded(&name, || Ok(ParquetRecordBatchReaderBuilder::try_new(file)?))?;
        let metadata = builder.metadata().clone();
        let schema = builder.schema().clone();
        let of = u64::try_from(metadata.file_metadata().num_rows()).unwrap_or_default();
        let rest = Box::new(guarded(&name, || Ok(builder.with_batch_size(BATCH).build()?))?);
        let progress = Progress::Rows { read: 0, of };
        Ok(Self { name, schema, origin: Origin::Parquet(metadata), rest, bytes: None, progress })
    }

    /// The next batch, none at the end.
    pub(crate) fn next(&mut self) -> Result<Option<RecordBatch>, TableError> {
        let batch = guarded(&self.name, || self.rest.next().transpose())?;
        if let (Progress::Rows { read, .. }, Some(batch)) = (&mut self.progress, &batch) {
            *read += batch.num_rows() as u64;
        }
        Ok(batch)
    }

    /// About how many bytes were read.
    pub(crate) fn bytes_read(&self) -> u64 {
        match &self.progress {
            Progress::Read(read) => read.get(),
            Progress::Rows { read, of } => {
                let share = u128::from(*read) * u128::from(self.bytes.unwrap_or_default()) / u128::from((*of).max(1));
                u64::try_from(share).unwrap_or(u64::MAX)
            }
        }
    }
}

/// What the readers give. Some damage makes them panic, and that is an error like any other.
fn guarded<T>(name: &str, read: impl FnOnce() -> Result<T, ArrowError>) -> Result<T, TableError> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(given) => given.map_err(|error| refused("read", name, error)),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
            Err(TableError::unfit(name, &format!("it is damaged: {}", text.unwrap_or("it cannot be decoded"))))
        }
    }
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    read: Rc<Cell<u64>>,
}

impl<R> Counted<R> {
    fn new(inner: R) -> (Self, Rc<Cell<u64>>) {
        let read = Rc::new(Cell::new(0));
        (Self { inner, read: read.clone() }, read)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.inner.seek(place)
    }
}
