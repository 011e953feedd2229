//! What only a policy file has: segments, days, and conditions that may look at the channel or may not.

use crate::document::{Fields, Node, Reader, Value};
use crate::policy::{self, Condition, Table, When};
use crate::problem::ProblemKind;
use crate::vocabulary::FactId;
use crate::words::{clip, is_day};
use crate::{Error, Segment, Vocabulary};

/// The keys a policy has at its top, the only ones.
pub(super) const TOP: [&str; 11] =
    ["id", "version", "title", "extends", "drop", "fact", "implies", "rule", "sub_segment", "measured_as", "weights"];

impl Reader {
    /// The id of a fact of the agency's own.
    pub(crate) fn fact_id(&mut self, fields: &Fields<'_>) -> Option<String> {
        let node = self.required(fields, "id")?;
        let id = self.string(node)?;
        let starts = id.starts_with(|first: char| first.is_ascii_lowercase());
        if !starts || !id.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
        {
            let message = format!("`{}` is no fact id: it takes a-z, 0-9 and `_`, and begins with a letter", clip(id));
            self.fail(ProblemKind::InvalidId, &node.span, message);
            return None;
        }
        Some(id.to_owned())
    }

    /// A segment by its name, or its alias.
    pub fn segment(&mut self, node: &Node) -> Option<Segment> {
        let name = self.string(node)?;
        match name.parse() {
            Ok(segment) => Some(segment),
            Err(error) => {
                self.fail(ProblemKind::UnknownSegment, &node.span, Error::to_string(&error));
                None
            }
        }
    }

    /// A day, as TOML's date or as `YYYY-MM-DD`.
    pub fn date(&mut self, fields: &Fields<'_>, key: &str) -> Option<String> {
        let node = fields.get(key)?;
        match &node.value {
            Value::Date(date) => Some(date.clone()),
            Value::String(text) if is_day(text) => Some(text.clone()),
            Value::String(text) => {
                self.fail(
                    ProblemKind::InvalidDate,
                    &node.span,
                    format!("`{}` is no day; write YYYY-MM-DD", clip(text)),
                );
                None
            }
            Value::Other("a time") => {
                self.fail(
                    ProblemKind::InvalidDate,
                    &node.span,
                    "a day without a time was expected; write YYYY-MM-DD".to_owned(),
                );
                None
            }
            _ => {
                self.wrong_type(node, "a date (YYYY-MM-DD)");
                None
            }
        }
    }

    /// `when`: one table, or a list of tables of which any may hold.
    pub(crate) fn when(&mut self, fields: &Fields<'_>, vocabulary: &Vocabulary, channels: Channels) -> When {
        let node = fields.get("when")?;
        match &node.value {
            Value::Table(_) => Some(vec![self.table(node, vocabulary, channels)]),
            Value::List(items) if items.is_empty() => {
                let message = "an empty list never holds; leave `when` out (or write `{}`) for always".to_owned();
                self.fail(ProblemKind::EmptyCondition, &node.span, message);
                Some(Vec::new())
            }
            Value::List(items) => Some(items.iter().map(|item| self.table(item, vocabulary, channels)).collect()),
            _ => {
                self.wrong_type(node, "a table of conditions, or a list of such tables");
                None
            }
        }
    }

    /// A table of conditions that hold together, in fact order.
    pub(crate) fn table(&mut self, node: &Node, vocabulary: &Vocabulary, channels: Channels) -> Table {
        let Value::Table(entries) = &node.value else {
            self.wrong_type(node, "a table of conditions");
            return Vec::new();
        };
        let mut conditions: Vec<Condition> = Vec::with_capacity(entries.len());
        for entry in entries {
            match vocabulary.fact(&entry.key) {
                Err(error) => self.fail(ProblemKind::UnknownFact, &entry.span, error.to_string()),
                Ok(FactId::CHANNEL) if channels == Channels::Refused => {
                    let message =
                        "the channel never decides the segment; it may stand in `sub_segment` and `measured_as`";
                    self.fail(ProblemKind::ChannelNotAllowed, &entry.span, message);
                }
                Ok(fact) => {
                    let listed = self.condition(&entry.node, vocabulary, fact);
                    conditions.extend(listed.map(|listed| {
                        if fact == FactId::CHANNEL {
                            Condition::Channels { listed: listed.set, negated: listed.negated }
                        } else {
                            Condition::Values { fact, allowed: listed.allowed(vocabulary, fact) }
                        }
                    }));
                }
            }
        }
        policy::table(conditions)
    }
}

/// Whether a condition may look at the channel.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Channels {
    Allowed,
    Refused,
}
