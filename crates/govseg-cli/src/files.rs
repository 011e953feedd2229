//! Reading the files that users write, within limits, and writing those that they ask for.

use std::fs::File;
use std::io;
use std::path::Path;

use govseg_table::{Output, read_limited};

use crate::failure::{Failure, print};

/// The text of a small file; `-` is standard input.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    let name = path.display();
    let read = if path == Path::new("-") { read_limited(io::stdin()) } else { File::open(path).and_then(read_limited) };
    read.map_err(|error| Failure::Input(format!("cannot read {name}: {error}")))
}

/// Prints a text, or writes it without its colours to a file that appears only when it is complete (`-`: standard
/// output).
pub(crate) fn deliver(text: &str, file: Option<&Path>) -> Result<(), Failure> {
    match file.filter(|file| *file != Path::new("-")) {
        Some(file) => {
            let plain = anstream::adapter::strip_str(text).to_string();
            Ok(Output::file(file, None).write_whole(plain.as_bytes())?)
        }
        None => print(text),
    }
}
