//! Reading a policy file: every key checked, every problem kept with its place, none of them the last.

use crate::Error;
use crate::document::{Entry, Format, Node, Span, Value, line_and_column, parse};
use crate::policy::{Condition, Place, Problem, ProblemKind, Table, When};
use crate::vocabulary::FactId;
use crate::words::{clip, nearest, quoted};
use crate::{Segment, Vocabulary};

/// One file being read, and what is wrong with it so far.
pub(crate) struct Source {
    file: String,
    text: String,
    problems: Vec<Problem>,
}

/// A table whose keys have been checked.
pub(crate) struct Fields<'a> {
    entries: &'a [Entry],
    span: &'a Span,
}

impl<'a> Fields<'a> {
    /// Where a key's value stands, or else the table.
    pub(crate) fn place(&self, key: &str) -> &'a Span {
        self.get(key).map_or(self.span, |node| &node.span)
    }

    pub(crate) fn get(&self, key: &str) -> Option<&'a Node> {
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
            .filter(|node| !matches!(node.value, Value::Null))
    }
}

/// The keys a policy has at its top, the only ones.
const TOP: [&str; 11] =
    ["id", "version", "title", "extends", "drop", "fact", "implies", "rule", "sub_segment", "measured_as", "weights"];

impl Source {
    pub(crate) fn new(file: String, text: String) -> Self {
        Self { file, text, problems: Vec::new() }
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// A span as line and column.
    pub(crate) fn place(&self, span: &Span) -> Place {
        let (line, column) = line_and_column(&self.text, span.start);
        Place { file: self.file.clone(), line, column }
    }

    pub(crate) fn fail(&mut self, kind: ProblemKind, span: &Span, message: String) {
        self.problems.push(Problem::at(kind, &self.file, &self.text, span, message));
    }

    /// The document, if the text is one at all.
    pub(crate) fn document(&mut self, format: Format) -> Option<Node> {
        match parse(&self.text, format) {
            Ok(node) => Some(node),
            Err(errors) => {
                let (kind, name) = match format {
                    Format::Toml => (ProblemKind::TomlSyntax, "TOML"),
                    Format::Json => (ProblemKind::JsonSyntax, "JSON"),
                };
                for error in errors {
                    self.fail(kind, &error.span, format!("not valid {name}: {}", error.message));
                }
                None
            }
        }
    }

    pub(crate) fn top<'a>(&mut self, document: &'a Node) -> Option<Fields<'a>> {
        self.fields(document, &TOP)
    }

    /// A table with these keys and no others.
    pub(crate) fn fields<'a>(&mut self, node: &'a Node, keys: &[&str]) -> Option<Fields<'a>> {
        let Value::Table(entries) = &node.value else {
            self.wrong_type(node, "a table");
            return None;
        };
        for entry in entries {
            if !keys.contains(&entry.key.as_str()) {
                let mend = match nearest(&entry.key, keys) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("expected {}", quoted(keys)),
                };
                self.fail(ProblemKind::UnknownKey, &entry.span, format!("unknown key `{}`; {mend}", clip(&entry.key)));
            }
        }
        Some(Fields { entries, span: &node.span })
    }

    pub(crate) fn wrong_type(&mut self, node: &Node, expected: &str) {
        self.fail(ProblemKind::WrongType, &node.span, format!("expected {expected}, found {}", node.value.kind()));
    }

    pub(crate) fn required<'a>(&mut self, fields: &Fields<'a>, key: &str) -> Option<&'a Node> {
        let node = fields.get(key);
        if node.is_none() {
            self.fail(ProblemKind::MissingKey, fields.span, format!("`{key}` is missing"));
        }
        node
    }

    pub(crate) fn string<'a>(&mut self, node: &'a Node) -> Option<&'a str> {
        if let Value::String(text) = &node.value {
            return Some(text);
        }
        self.wrong_type(node, "a string");
        None
    }

    pub(crate) fn required_string<'a>(&mut self, fields: &Fields<'a>, key: &str) -> Option<&'a str> {
        let node = self.required(fields, key)?;
        self.string(node)
    }

    pub(crate) fn optional_string(&mut self, fields: &Fields<'_>, key: &str) -> Option<String> {
        let node = fields.get(key)?;
        self.string(node).map(ToOwned::to_owned)
    }

    pub(crate) fn list<'a>(&mut self, node: &'a Node) -> &'a [Node] {
        if let Value::List(items) = &node.value {
            return items;
        }
        self.wrong_type(node, "a list");
        &[]
    }

    /// The items of a list that may be left out: `[[rule]]` and its like.
    pub(crate) fn items<'a>(&mut self, fields: &Fields<'a>, key: &str) -> &'a [Node] {
        fields.get(key).map_or(&[], |node| self.list(node))
    }

    /// One string or a list of strings.
    pub(crate) fn strings(&mut self, node: &Node) -> Vec<String> {
        if let Value::List(items) = &node.value {
            return items.iter().filter_map(|item| self.string(item).map(ToOwned::to_owned)).collect();
        }
        if let Value::String(text) = &node.value {
            return vec![text.clone()];
        }
        self.wrong_type(node, "a string or a list of strings");
        Vec::new()
    }

    /// An id of a policy, rule or sub-segment.
    pub(crate) fn id(&mut self, fields: &Fields<'_>) -> Option<String> {
        let node = self.required(fields, "id")?;
        let id = self.string(node)?;
        let starts = id.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit());
        if !starts
            || !id
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "._-".contains(letter))
        {
            let message = format!(
                "`{}` is no id: it takes a-z, 0-9, `.`, `_` and `-`, and begins with a letter or digit",
                clip(id)
            );
            self.fail(ProblemKind::InvalidId, &node.span, message);
            return None;
        }
        Some(id.to_owned())
    }

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

    pub(crate) fn segment(&mut self, node: &Node) -> Option<Segment> {
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
    pub(crate) fn date(&mut self, fields: &Fields<'_>, key: &str) -> Option<String> {
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
        let mut conditions: Vec<(FactId, Condition)> = Vec::with_capacity(entries.len());
        for entry in entries {
            match vocabulary.fact(&entry.key) {
                Err(error) => self.fail(ProblemKind::UnknownFact, &entry.span, error.to_string()),
                Ok(FactId::CHANNEL) if channels == Channels::Refused => {
                    let message =
                        "the channel never decides the segment; it may stand in `sub_segment` and `measured_as`"
                            .to_owned();
                    self.fail(ProblemKind::ChannelNotAllowed, &entry.span, message);
                }
                Ok(fact) => {
                    conditions.extend(self.condition(&entry.node, vocabulary, fact).map(|condition| (fact, condition)));
                }
            }
        }
        conditions.sort_by_key(|(fact, _)| *fact);
        conditions.into_iter().map(|(_, condition)| condition).collect()
    }

    fn condition(&mut self, node: &Node, vocabulary: &Vocabulary, fact: FactId) -> Option<Condition> {
        let (values, negated) = match &node.value {
            Value::Table(entries) if entries.is_empty() => {
                self.fail(
                    ProblemKind::EmptyCondition,
                    &node.span,
                    "an empty condition; name a value, a list, or { not = … }".to_owned(),
                );
                return None;
            }
            Value::Table(_) => {
                let fields = self.fields(node, &["not"])?;
                (self.required(&fields, "not")?, true)
            }
            _ => (node, false),
        };
        let set = self.values(values, vocabulary, fact)?;
        if negated && vocabulary.all(fact) & !set == 0 {
            self.fail(
                ProblemKind::EmptyCondition,
                &node.span,
                format!("this leaves no value of `{}`", vocabulary.name(fact)),
            );
            return None;
        }
        Some(if fact == FactId::CHANNEL {
            Condition::Channels { listed: set, negated }
        } else {
            Condition::Values { fact, allowed: if negated { vocabulary.all(fact) & !set } else { set } }
        })
    }

    /// A value or a list of values, as a set.
    fn values(&mut self, node: &Node, vocabulary: &Vocabulary, fact: FactId) -> Option<u64> {
        let alone = std::slice::from_ref(node);
        let items = match &node.value {
            Value::List(items) if items.is_empty() => {
                self.fail(
                    ProblemKind::EmptyCondition,
                    &node.span,
                    "an empty list never holds; name at least one value".to_owned(),
                );
                return None;
            }
            Value::List(items) => items,
            Value::String(_) => alone,
            _ => {
                self.wrong_type(node, "a value, a list of values, or { not = … }");
                return None;
            }
        };
        let mut set = 0;
        for item in items {
            match vocabulary.value(fact, self.string(item)?) {
                Ok(one) => set |= one,
                Err(error) => self.fail(ProblemKind::UnknownValue, &item.span, error.to_string()),
            }
        }
        (set != 0).then_some(set)
    }
}

/// Whether a condition may look at the channel.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Channels {
    Allowed,
    Refused,
}

fn is_day(text: &str) -> bool {
    let part = |range: std::ops::Range<usize>| -> Option<u32> {
        let digits = text.get(range)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let (Some(year), Some(month), Some(day)) = (part(0..4), part(5..7), part(8..10)) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-") && (1..=days).contains(&day)
}
