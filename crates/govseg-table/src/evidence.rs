//! Evidence from a column of text, as far as a table has to do with it: what reads the texts is the caller's.

use govseg::{Segment, Segments};

/// The columns that such evidence adds, behind all others.
pub(crate) const COLUMNS: [&str; 2] = ["suggested_segment", "probability"];

/// What a text suggests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suggestion {
    /// The segment.
    pub segment: Segment,
    /// How probable it is, among those that the given facts leave possible.
    pub probability: f32,
    /// Whether the text by itself would suggest one that the given facts rule out. That is dropped, and counted.
    pub dropped: bool,
}

/// Reads texts, one after the other.
pub trait TextReader: Send {
    /// What a text suggests among segments; none where it says nothing that could be trusted.
    fn read(&mut self, text: &str, possible: Segments) -> Option<Suggestion>;
}

/// Makes readers: each worker has one of its own.
pub trait TextModel {
    /// A reader.
    fn reader(&self) -> Box<dyn TextReader + '_>;
}

/// The column of text, and what is made of it.
pub(crate) struct Texts<'a> {
    pub(crate) column: String,
    /// From which probability on an open row becomes `suggested`.
    pub(crate) threshold: f32,
    pub(crate) model: &'a dyn TextModel,
}

/// What a plan needs to know of it.
#[derive(Clone)]
pub(crate) struct TextColumn {
    pub(crate) column: String,
    pub(crate) threshold: f32,
    /// The names of the added columns.
    pub(crate) names: [String; 2],
}
