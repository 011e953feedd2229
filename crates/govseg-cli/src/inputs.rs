//! The tables that the command line names: files, patterns that stand for files, and standard input.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use govseg_table::{Format, Input, TableError};

use crate::args;
use crate::failure::Failure;
use crate::files::is_stream;

/// The inputs in the order in which they are named; those of a pattern by name.
pub(crate) fn open(args: &args::Classify) -> Result<Vec<Input<'static>>, Failure> {
    let format = args.from.map(Into::into);
    files(&args.inputs)?.iter().map(|path| input(path, format, args)).collect()
}

const STREAM: &str = "standard input";

/// A table in a file, or the one on standard input.
pub(crate) fn one(path: &Path, format: Option<Format>) -> Result<Input<'static>, TableError> {
    if is_stream(path) { Ok(Input::stream(STREAM, io::stdin(), format)) } else { Input::file(path, format) }
}

/// A table that is read twice: that of standard input is kept meanwhile.
pub(crate) enum Twice<'a> {
    File(&'a Path),
    Kept(Vec<u8>),
}

impl<'a> Twice<'a> {
    pub(crate) fn new(path: &'a Path) -> Result<Self, Failure> {
        if !is_stream(path) {
            return Ok(Self::File(path));
        }
        let mut bytes = Vec::new();
        let read = io::stdin().read_to_end(&mut bytes);
        read.map_err(|error| Failure::Input(format!("cannot read standard input: {error}")))?;
        Ok(Self::Kept(bytes))
    }

    pub(crate) fn input(&self, format: Option<Format>) -> Result<Input<'_>, TableError> {
        match self {
            Self::File(path) => Input::file(path, format),
            Self::Kept(bytes) => Ok(Input::stream(STREAM, bytes.as_slice(), format)),
        }
    }
}

/// What a table is called in messages.
pub(crate) fn name(path: &Path) -> String {
    if is_stream(path) { STREAM.to_owned() } else { path.display().to_string() }
}

fn input(path: &Path, format: Option<Format>, args: &args::Classify) -> Result<Input<'static>, Failure> {
    let mut input = one(path, format)?;
    if let Some(encoding) = &args.encoding {
        input = input.encoding(encoding)?;
    }
    if let Some(sheet) = &args.sheet {
        input = input.sheet(sheet);
    }
    Ok(input)
}

/// The files that are meant, each once. A name with `*`, `?` or `[` is a pattern, unless there is a file of that name;
/// shells that know patterns have made names of them before.
fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files: Vec<PathBuf> = Vec::new();
    for name in named {
        for file in matching(name)? {
            if files.iter().any(|known| same(known, &file)) {
                return Err(Failure::Input(format!("{} is named twice; each table is read once", file.display())));
            }
            files.push(file);
        }
    }
    Ok(files)
}

fn matching(name: &Path) -> Result<Vec<PathBuf>, Failure> {
    let Some(pattern) = name.to_str().filter(|name| name.contains(['*', '?', '[']) && !Path::new(name).exists()) else {
        return Ok(vec![name.to_owned()]);
    };
    let wrong = |reason: &dyn std::fmt::Display| Failure::Input(format!("the pattern `{pattern}`: {reason}"));
    let mut files = Vec::new();
    for file in glob::glob(pattern).map_err(|error| wrong(&error))? {
        let file = file.map_err(|error| wrong(&error))?;
        if !file.is_dir() {
            files.push(file);
        }
    }
    if files.is_empty() {
        return Err(Failure::Input(format!("no file matches `{pattern}`")));
    }
    Ok(files)
}

fn same(one: &Path, other: &Path) -> bool {
    one == other || fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
}
