//! Reading the files that users write, within limits, and writing those that they ask for.

use std::fs::File;
use std::io;
use std::path::Path;

use govseg_table::{Format, Output, read_limited};

use crate::failure::{Failure, print};

/// Whether it is not a file that is meant but standard input or output: `-`.
pub(crate) fn is_stream(path: &Path) -> bool {
    path == Path::new("-")
}

/// A table that is written to a file, or to standard output.
pub(crate) fn output(path: &Path, format: Option<Format>) -> Output<'_> {
    if is_stream(path) { Output::stream("standard output", io::stdout(), format) } else { Output::file(path, format) }
}

/// The text of a small file; `-` is standard input.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    let name = path.display();
    let read = if is_stream(path) { read_limited(io::stdin()) } else { File::open(path).and_then(read_limited) };
    read.map_err(|error| Failure::Input(format!("cannot read {name}: {error}")))
}

/// Prints a text, or writes it without its colours to a file that appears only when it is complete (`-`: standard
/// output).
pub(crate) fn deliver(text: &str, file: Option<&Path>) -> Result<(), Failure> {
    match file.filter(|file| !is_stream(file)) {
        Some(file) => {
            let plain = anstream::adapter::strip_str(text).to_string();
            Ok(Output::file(file, None).write_whole(plain.as_bytes())?)
        }
        None => print(text),
    }
}
