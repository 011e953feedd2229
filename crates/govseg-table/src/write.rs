//! How values are written into a row, as cells or as JSON.

use std::fmt::Write as _;

use govseg::Segments;

use crate::format::Form;

/// A value of an added column.
pub(crate) enum Value<'a> {
    Null,
    Word(&'a str),
    Segments(Segments),
    /// A JSON text.
    Json(String),
}

/// Appends a cell, in quotes where the text asks for them.
pub(crate) fn cell(out: &mut Vec<u8>, text: &str, delimiter: u8) {
    let special = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\n' | b'\r');
    if !text.bytes().any(special) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

/// Appends a JSON string.
pub(crate) fn string(out: &mut Vec<u8>, text: &str) {
    // Writing into memory, and a string: neither can fail.
    let _ = serde_json::to_writer(out, text);
}

/// Appends an added column: a delimiter and a cell, or a comma, a key and a value.
pub(crate) fn added(out: &mut Vec<u8>, form: Form, name: &str, value: &Value<'_>) {
    match form {
        Form::Cells { delimiter, .. } => {
            out.push(delimiter);
            match value {
                Value::Null => {}
                Value::Word(word) => cell(out, word, delimiter),
                Value::Json(text) => cell(out, text, delimiter),
                Value::Segments(segments) => cell(out, &joined(*segments), delimiter),
            }
        }
        Form::JsonLines => {
            out.push(b',');
            string(out, name);
            out.push(b':');
            match value {
                Value::Null => out.extend_from_slice(b"null"),
                Value::Word(word) => string(out, word),
                Value::Json(text) => out.extend_from_slice(text.as_bytes()),
                Value::Segments(segments) => {
                    out.push(b'[');
                    for (index, segment) in segments.iter().enumerate() {
                        if index > 0 {
                            out.push(b',');
                        }
                        string(out, segment.into());
                    }
                    out.push(b']');
                }
            }
        }
        #[cfg(feature = "parquet")]
        Form::Parts => match value {
            Value::Null => part(out, None),
            Value::Word(word) => part(out, Some(word)),
            Value::Json(text) => part(out, Some(text)),
            Value::Segments(segments) => part(out, Some(&joined(*segments))),
        },
    }
}

/// Appends a text, or none, with its length before it: see [`parts`].
#[cfg(feature = "parquet")]
pub(crate) fn part(out: &mut Vec<u8>, text: Option<&str>) {
    let length = text.map_or(ABSENT, |text| u32::try_from(text.len()).unwrap_or(ABSENT));
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(text.unwrap_or_default().as_bytes());
}

/// The length of no text. No row is so long.
#[cfg(feature = "parquet")]
const ABSENT: u32 = u32::MAX;

/// Reads the texts that were appended.
#[cfg(feature = "parquet")]
pub(crate) fn parts(mut bytes: &[u8]) -> impl Iterator<Item = Option<&str>> {
    std::iter::from_fn(move || {
        let (length, rest) = bytes.split_first_chunk()?;
        let length = u32::from_le_bytes(*length);
        let text = if length == ABSENT { 0 } else { usize::try_from(length).ok()? };
        let (text, rest) = rest.split_at_checked(text)?;
        bytes = rest;
        Some(std::str::from_utf8(text).ok().filter(|_| length != ABSENT))
    })
}

fn joined(segments: Segments) -> String {
    segments.iter().enumerate().fold(String::new(), |mut out, (index, segment)| {
        let _ = write!(out, "{}{segment}", if index > 0 { "|" } else { "" });
        out
    })
}
