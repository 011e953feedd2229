//! A table being written, with columns added behind its own.

use std::borrow::Cow;
use std::fmt::Display;
use std::path::Path;

use govseg_table::{Entry, Format};
use serde_json::Value;

use crate::failure::Failure;
use crate::inputs::is_stream;

/// What is written so far.
pub(super) enum Sink {
    Csv(Box<csv::Writer<Vec<u8>>>),
    JsonLines(Vec<u8>),
}

impl Sink {
    /// As the ending of the file says; lines of JSON on a stream.
    pub(super) fn new(path: &Path, columns: &[String], added: &[String]) -> Result<Self, Failure> {
        match if is_stream(path) { Format::JsonLines } else { Format::of_path(path)? } {
            Format::Csv => {
                let mut writer = csv::Writer::from_writer(Vec::new());
                writer.write_record(columns.iter().chain(added)).map_err(unwritten)?;
                Ok(Self::Csv(Box::new(writer)))
            }
            Format::JsonLines => Ok(Self::JsonLines(Vec::new())),
            _ => Err(Failure::Input(format!("accounts are written as .csv or .jsonl, not as {}", path.display()))),
        }
    }

    /// A row of CSV: its own cells, and what is added.
    pub(super) fn cells(&mut self, own: &[Cow<'_, str>], added: impl Iterator<Item = Value>) -> Result<(), Failure> {
        let Self::Csv(writer) = self else { return Ok(()) };
        let added = added.map(|value| Cow::Owned(cell(value)));
        writer.write_record(own.iter().cloned().chain(added).map(Cow::into_owned)).map_err(unwritten)
    }

    /// A row of JSON: its own entries as they stand there, and what is added.
    pub(super) fn entries(&mut self, own: &[Entry<'_>], names: &[String], added: impl Iterator<Item = Value>) {
        let Self::JsonLines(bytes) = self else { return };
        let own = own.iter().map(|entry| format!("{}:{}", Value::from(entry.key.as_ref()), entry.value.trim()));
        let added = names.iter().zip(added).map(|(name, value)| format!("{}:{value}", Value::from(name.as_str())));
        let line = own.chain(added).collect::<Vec<_>>().join(",");
        bytes.extend_from_slice(format!("{{{line}}}\n").as_bytes());
    }

    pub(super) fn into_bytes(self) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Csv(writer) => writer.into_inner().map_err(unwritten),
            Self::JsonLines(bytes) => Ok(bytes),
        }
    }
}

/// A value as a cell: lists joined with `|`, null empty.
fn cell(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        Value::Array(items) => items.into_iter().map(cell).collect::<Vec<_>>().join("|"),
        other => other.to_string(),
    }
}

fn unwritten(error: impl Display) -> Failure {
    Failure::Input(format!("cannot write the table: {error}"))
}
