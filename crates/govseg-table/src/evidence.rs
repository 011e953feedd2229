//! Evidence from a column of text, as far as a table has to do with it: what reads the texts is the caller's.

use govseg::{Segment, Segments};

use crate::answers::RowSaid;
use crate::column::Column;
use crate::format::Form;
use crate::summary::Tally;
use crate::write::{Value, added};

/// The status of an open row of which the text is sure enough.
pub(crate) const SUGGESTED: &str = "suggested";

/// What a text suggests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suggestion {
    /// The segment.
    pub segment: Segment,
    /// How probable it is, among those that the given facts leave possible, with four decimals.
    pub probability: f64,
    /// Whether that is enough for an open row to count as `suggested`.
    pub sure: bool,
    /// Whether the text by itself would suggest one that the given facts rule out. That is dropped, and counted.
    pub dropped: bool,
}

/// Reads texts, one after the other.
pub trait TextReader: Send {
    /// What a text suggests among segments; none where it says nothing that could be trusted.
    fn read(&mut self, text: &str, possible: Segments) -> Option<Suggestion>;
}

/// Makes readers: each worker has one of its own.
pub trait TextModel: Sync {
    /// A reader.
    fn reader(&self) -> Box<dyn TextReader + '_>;
}

/// The column of text, and what is made of it.
#[derive(Clone)]
pub(crate) struct Texts<'a> {
    pub(crate) column: String,
    pub(crate) model: &'a dyn TextModel,
}

/// What a plan needs to know of it.
#[derive(Clone)]
pub(crate) struct TextColumn {
    pub(crate) column: String,
    /// The added columns, with their names.
    pub(crate) added: Vec<(Column, String)>,
}

/// What was heard of a row: of its text, if it has one, and whether that makes it `suggested`.
#[derive(Clone, Copy, Default)]
pub(crate) struct Heard {
    pub(crate) said: Option<Suggestion>,
    pub(crate) suggested: bool,
}

impl Heard {
    /// Asks what a row's text suggests, and counts it.
    pub(crate) fn of(
        text: Option<&str>,
        possible: Segments,
        reader: &mut (dyn TextReader + '_),
        tally: &mut Tally,
    ) -> Self {
        let text = text.filter(|text| !text.trim().is_empty());
        // Where the given facts leave nothing, the text is not asked to choose among nothing.
        let among = if possible.is_empty() { Segments::ALL } else { possible };
        let said = text.and_then(|text| reader.read(text, among));
        let suggested = possible.len() > 1 && said.is_some_and(|said| said.sure);
        tally.tell([text.is_some(), said.is_some(), suggested, said.is_some_and(|said| said.dropped)]);
        Self { said, suggested }
    }

    /// What stands in an added column.
    pub(crate) fn value(self, column: Column) -> Value<'static> {
        match self.said {
            Some(said) if column == Column::SuggestedSegment => Value::Word(said.segment.into()),
            Some(said) => Value::Json(format!("{:.4}", said.probability)),
            None => Value::Null,
        }
    }

    /// Writes what is said of a row with what its text adds.
    pub(crate) fn write(self, answer: &RowSaid, text: &TextColumn, form: Form, out: &mut Vec<u8>) {
        match answer.status.as_ref().filter(|_| self.suggested) {
            Some((place, name)) => {
                let (before, rest) = answer.bytes.split_at_checked(place.start).unwrap_or_default();
                out.extend_from_slice(before);
                added(out, form, name, &Value::Word(SUGGESTED));
                out.extend_from_slice(rest.get(place.len()..).unwrap_or_default());
            }
            None => out.extend_from_slice(&answer.bytes),
        }
        for (column, name) in &text.added {
            added(out, form, name, &self.value(*column));
        }
    }
}
