//! Where a table goes: a file that appears only when it is complete, or a stream.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek as _, Write};
use std::path::{Path, PathBuf};

use crate::error::TableError;
use crate::format::Format;

/// A place to write to.
pub struct Output<'a> {
    pub(crate) name: String,
    pub(crate) path: Option<PathBuf>,
    format: Option<Format>,
    stream: Option<Box<dyn Write + Send + 'a>>,
}

impl<'a> Output<'a> {
    /// A file. It is written beside its place and moved there when it is complete, so it may be the very file that is
    /// read. Its format comes from the ending of its name unless it is given.
    pub fn file(path: &Path, format: Option<Format>) -> Self {
        Self { name: path.display().to_string(), path: Some(path.to_owned()), format, stream: None }
    }

    /// A stream, with the name it shall have in messages. Its format is the (first) input's unless it is given,
    /// and CSV for a spreadsheet.
    pub fn stream(name: impl Into<String>, stream: impl Write + Send + 'a, format: Option<Format>) -> Self {
        Self { name: name.into(), path: None, format, stream: Some(Box::new(stream)) }
    }

    /// Writes something that is no table, whole.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write_whole(self, bytes: &[u8]) -> Result<(), TableError> {
        let mut pending = self.begin(false)?;
        pending.put(bytes)?;
        pending.complete()
    }

    /// How the table shall be written.
    pub(crate) fn format(&self, input: Format) -> Result<Format, TableError> {
        let format = match (self.format, &self.path) {
            (Some(format), _) => format,
            (None, Some(path)) => Format::of_path(path)?,
            (None, None) if input == Format::Xlsx => Format::Csv,
            (None, None) => input,
        };
        #[cfg(feature = "parquet")]
        if format == Format::Arrow && self.path.is_none() {
            return Ok(Format::ArrowStream);
        }
        if format == Format::Xlsx {
            return Err(TableError::NotWritten { name: self.name.clone() });
        }
        Ok(format)
    }

    /// Begins to write. A stream that must stay empty if the work fails is held back until it is complete.
    pub(crate) fn begin(self, hold: bool) -> Result<Pending<'a>, TableError> {
        let Self { name, path, stream, .. } = self;
        let sink = match (stream, path) {
            (Some(stream), _) if hold => Ok(Sink::Held { stream, held: Vec::new(), overflow: None }),
            (Some(stream), _) => Ok(Sink::Stream(BufWriter::with_capacity(BUFFER, stream))),
            (None, Some(path)) => beside(&path),
            (None, None) => Ok(Sink::Stream(BufWriter::new(Box::new(io::sink())))),
        };
        let sink = sink.map_err(|error| TableError::io("write", &name, error))?;
        Ok(Pending { name, sink })
    }
}

const BUFFER: usize = 256 * 1024;

/// Up to how many bytes a stream is held back in memory; beyond, in a temporary file.
const MOST_HELD: usize = 8 << 20;

/// Something being written. Dropped before it is complete, it leaves nothing behind.
pub(crate) struct Pending<'a> {
    name: String,
    sink: Sink<'a>,
}

enum Sink<'a> {
    /// A file beside its place.
    Beside {
        file: BufWriter<File>,
        temporary: Temporary,
        target: PathBuf,
    },
    Stream(BufWriter<Box<dyn Write + Send + 'a>>),
    Held {
        stream: Box<dyn Write + Send + 'a>,
        held: Vec<u8>,
        overflow: Option<(File, Temporary)>,
    },
}

impl Write for Pending<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.sink {
            Sink::Beside { file, .. } => file.write(bytes),
            Sink::Stream(stream) => stream.write(bytes),
            Sink::Held { held, overflow, .. } => hold(held, overflow, bytes).map(|()| bytes.len()),
        }
    }

    /// Passes on what a stream has so far.
    fn flush(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::Stream(stream) => stream.flush(),
            Sink::Beside { .. } | Sink::Held { .. } => Ok(()),
        }
    }
}

impl Pending<'_> {
    pub(crate) fn put(&mut self, bytes: &[u8]) -> Result<(), TableError> {
        self.write_all(bytes).map_err(|error| TableError::io("write", &self.name, error))
    }

    /// Passes on what a stream has so far.
    pub(crate) fn pass_on(&mut self) -> Result<(), TableError> {
        self.flush().map_err(|error| TableError::io("write", &self.name, error))
    }

    /// The name of the place.
    #[cfg(feature = "parquet")]
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// It is complete: it appears.
    pub(crate) fn complete(self) -> Result<(), TableError> {
        let Self { name, sink } = self;
        let completed = match sink {
            Sink::Beside { mut file, temporary, target } => file.flush().and_then(|()| temporary.become_file(&target)),
            Sink::Stream(mut stream) => stream.flush(),
            Sink::Held { mut stream, held, overflow } => release(&mut stream, &held, overflow),
        };
        completed.map_err(|error| TableError::io("write", &name, error))
    }
}

fn hold(held: &mut Vec<u8>, overflow: &mut Option<(File, Temporary)>, bytes: &[u8]) -> io::Result<()> {
    if held.len() + bytes.len() > MOST_HELD {
        if overflow.is_none() {
            let (file, temporary) = Temporary::create(&std::env::temp_dir(), "govseg")?;
            *overflow = Some((file, temporary));
        }
        if let Some((file, _)) = overflow {
            file.write_all(held)?;
            held.clear();
        }
    }
    held.extend_from_slice(bytes);
    Ok(())
}

fn release(stream: &mut dyn Write, held: &[u8], overflow: Option<(File, Temporary)>) -> io::Result<()> {
    if let Some((mut file, _temporary)) = overflow {
        file.rewind()?;
        io::copy(&mut file, stream)?;
    }
    stream.write_all(held)?;
    stream.flush()
}

/// Opens a temporary file beside a place. What is no plain file (a device, a pipe) is written to directly: to move a
/// file into its place would destroy it.
fn beside<'a>(path: &Path) -> io::Result<Sink<'a>> {
    // A link stays a link: what it leads to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&target).ok();
    match &before {
        Some(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Some(metadata) if !metadata.is_file() => {
            let file: Box<dyn Write + Send> = Box::new(OpenOptions::new().write(true).open(&target)?);
            return Ok(Sink::Stream(BufWriter::with_capacity(BUFFER, file)));
        }
        _ => {}
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let (file, temporary) = Temporary::create(folder, &name)?;
    if let Some(metadata) = before {
        file.set_permissions(metadata.permissions())?;
    }
    Ok(Sink::Beside { file: BufWriter::with_capacity(BUFFER, file), temporary, target })
}

/// A file that is removed unless it becomes another.
struct Temporary(Option<PathBuf>);

impl Temporary {
    fn create(folder: &Path, name: &str) -> io::Result<(File, Self)> {
        const ATTEMPTS: u32 = 1000;
        let process = std::process::id();
        // Names may be as long as the system allows, and this one is longer.
        let short: String = name.chars().take(60).collect();
        for attempt in 0..ATTEMPTS {
            let path = folder.join(format!(".{short}.{process}-{attempt}.partial"));
            match OpenOptions::new().read(true).write(true).create_new(true).open(&path) {
                Ok(file) => return Ok((file, Self(Some(path)))),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    fn become_file(mut self, target: &Path) -> io::Result<()> {
        if let Some(path) = &self.0 {
            fs::rename(path, target)?;
        }
        self.0 = None;
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            // There is nobody left to tell.
            let _ = fs::remove_file(path);
        }
    }
}

/// Whether two paths lead to the same file.
pub(crate) fn same_file(one: &Path, other: &Path) -> bool {
    // A file that is not there yet is known by its folder.
    let place = |path: &Path| {
        fs::canonicalize(path).ok().or_else(|| {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
        })
    };
    place(one).is_some_and(|one| Some(one) == place(other))
}
