//! A TOML or JSON document in which every key and value knows its place, so that every error can name it.
//!
//! Policies, crosswalks and recipes are such documents. [`Reader`] reads one and collects all that is wrong with it,
//! so that whoever mends a file sees everything at once:
//!
//! ```
//! use govseg::document::{Format, Reader};
//!
//! let mut reader = Reader::new("desk.toml", "name = 7\nopne = true");
//! let document = reader.document(Format::Toml).unwrap();
//! let fields = reader.fields(&document, &["name", "open"]).unwrap();
//! let name = reader.optional_string(&fields, "name");
//! let problems: Vec<_> = reader.into_problems().iter().map(ToString::to_string).collect();
//! assert_eq!(name, None);
//! assert_eq!(problems, [
//!     "desk.toml:2:1: unknown key `opne`; did you mean `open`?",
//!     "desk.toml:1:8: expected a string, found an integer",
//! ]);
//! ```

mod conditions;
mod json;
mod reader;
mod toml;

use std::ops::Range;

pub use reader::{Fields, Reader};

/// Bytes of the text, from where to where.
pub type Span = Range<usize>;

/// A value and its place.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// What a configuration file can hold.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Value {
    /// JSON's null: as if the key were not there.
    Null,
    /// Text.
    String(String),
    /// A whole number of 64 bits.
    Integer(i64),
    /// True or false.
    Boolean(bool),
    /// TOML's date without a time.
    Date(String),
    /// A list.
    List(Vec<Node>),
    /// A table; each key stands once.
    Table(Vec<Entry>),
    /// Of no use in any of our files; the word says what it is.
    Other(&'static str),
}

/// A key of a table, its place, and its value.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub span: Span,
    /// Its value.
    pub node: Node,
}

impl Value {
    /// The type, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::String(_) => "a string",
            Self::Integer(_) => "an integer",
            Self::Boolean(_) => "a boolean",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::Other(kind) => kind,
        }
    }
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// TOML 1.x.
    Toml,
    /// JSON of the same shape.
    Json,
}

impl Format {
    /// By the ending of a file's name: `.json` is JSON, all else TOML.
    pub fn of_name(name: &str) -> Self {
        let is_json =
            name.len() > 5 && name.get(name.len() - 5..).is_some_and(|ending| ending.eq_ignore_ascii_case(".json"));
        if is_json { Self::Json } else { Self::Toml }
    }
}

/// Text that is no document of its format.
#[derive(Clone, Debug)]
struct SyntaxError {
    message: String,
    span: Span,
}

/// Parses a whole document; its root is a table. A byte order mark is skipped.
fn parse(text: &str, format: Format) -> Result<Node, Vec<SyntaxError>> {
    match format {
        Format::Toml => toml::parse(text),
        Format::Json => json::parse(text).map_err(|error| vec![error]),
    }
}

/// Line and column, both from 1, the column in characters.
pub(crate) fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let text =
        text.strip_prefix('\u{feff}').map_or((text, at), |rest| (rest, at.saturating_sub('\u{feff}'.len_utf8())));
    let (text, mut at) = (text.0, text.1.min(text.0.len()));
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = text.get(..at).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (1 + before.matches('\n').count(), 1 + before.get(line_start..).unwrap_or_default().chars().count())
}
