//! Reading the files that users write, within limits, and writing those that they ask for.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use govseg_table::Output;

use crate::failure::{Failure, print};

/// How large a file of facts, a policy or a recipe may be.
const LARGEST: u64 = 4 << 20;

/// The text of a small file; `-` is standard input.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    let name = path.display();
    let read = if path == Path::new("-") { limited(io::stdin()) } else { File::open(path).and_then(limited) };
    read.map_err(|error| Failure::Input(format!("cannot read {name}: {error}")))
}

/// The text that a reader gives, without its byte order mark, if it is UTF-8 and not too long.
pub(crate) fn limited(reader: impl Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    reader.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other("it is larger than 4 MiB"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        io::Error::other(format!("it is not UTF-8 from byte {} on", at + 1))
    })?;
    Ok(text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text))
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
