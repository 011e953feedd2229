//! One document being read: every key checked, every problem kept with its place, none of them the last.

use super::{Entry, Format, Node, Span, Value, line_and_column, parse};
use crate::problem::{Place, Problem, ProblemKind};
use crate::words::{clip, mend, nearest, quoted};

/// One document being read, and what is wrong with it so far.
#[derive(Debug)]
pub struct Reader {
    file: String,
    text: String,
    problems: Vec<Problem>,
}

/// A table whose keys have been checked.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a> {
    entries: &'a [Entry],
    span: &'a Span,
}

impl<'a> Fields<'a> {
    /// Where the table stands.
    pub fn span(&self) -> &'a Span {
        self.span
    }

    /// Where a key's value stands, or else the table.
    pub fn place(&self, key: &str) -> &'a Span {
        self.get(key).map_or(self.span, |node| &node.span)
    }

    /// The value of a key, unless it is null.
    pub fn get(&self, key: &str) -> Option<&'a Node> {
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
            .filter(|node| !matches!(node.value, Value::Null))
    }
}

impl Reader {
    /// A document's text, and the file's name as it shall stand in messages.
    pub fn new(file: impl Into<String>, text: impl Into<String>) -> Self {
        Self { file: file.into(), text: text.into(), problems: Vec::new() }
    }

    /// All that is wrong, in the order in which it was found.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// A span as line and column.
    pub fn place(&self, span: &Span) -> Place {
        let (line, column) = line_and_column(&self.text, span.start);
        Place { file: self.file.clone(), line, column }
    }

    /// Notes a problem at that place.
    pub fn fail(&mut self, kind: ProblemKind, span: &Span, message: impl Into<String>) {
        self.problems.push(Problem::at(kind, &self.file, &self.text, span, message.into()));
    }

    /// The document, if the text is one at all.
    pub fn document(&mut self, format: Format) -> Option<Node> {
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

    /// A table with these keys and no others.
    pub fn fields<'a>(&mut self, node: &'a Node, keys: &[&str]) -> Option<Fields<'a>> {
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

    /// Notes that a value is of the wrong type.
    pub fn wrong_type(&mut self, node: &Node, expected: &str) {
        self.fail(ProblemKind::WrongType, &node.span, format!("expected {expected}, found {}", node.value.kind()));
    }

    /// The value of a key that must be there.
    pub fn required<'a>(&mut self, fields: &Fields<'a>, key: &str) -> Option<&'a Node> {
        let node = fields.get(key);
        if node.is_none() {
            self.fail(ProblemKind::MissingKey, fields.span, format!("`{key}` is missing"));
        }
        node
    }

    /// The text of a string.
    pub fn string<'a>(&mut self, node: &'a Node) -> Option<&'a str> {
        if let Value::String(text) = &node.value {
            return Some(text);
        }
        self.wrong_type(node, "a string");
        None
    }

    /// The text of a key that must be there.
    pub fn required_string<'a>(&mut self, fields: &Fields<'a>, key: &str) -> Option<&'a str> {
        let node = self.required(fields, key)?;
        self.string(node)
    }

    /// The text of a key that may be left out.
    pub fn optional_string(&mut self, fields: &Fields<'_>, key: &str) -> Option<String> {
        let node = fields.get(key)?;
        self.string(node).map(ToOwned::to_owned)
    }

    /// The items of a list.
    pub fn list<'a>(&mut self, node: &'a Node) -> &'a [Node] {
        if let Value::List(items) = &node.value {
            return items;
        }
        self.wrong_type(node, "a list");
        &[]
    }

    /// The items of a list that may be left out: `[[rule]]` and its like.
    pub fn items<'a>(&mut self, fields: &Fields<'a>, key: &str) -> &'a [Node] {
        fields.get(key).map_or(&[], |node| self.list(node))
    }

    /// One string or a list of strings.
    pub fn strings(&mut self, node: &Node) -> Vec<String> {
        if let Value::List(items) = &node.value {
            return items.iter().filter_map(|item| self.string(item).map(ToOwned::to_owned)).collect();
        }
        if let Value::String(text) = &node.value {
            return vec![text.clone()];
        }
        self.wrong_type(node, "a string or a list of strings");
        Vec::new()
    }

    /// The `id` that must be there: of a policy, rule, sub-segment, crosswalk or recipe.
    pub fn id(&mut self, fields: &Fields<'_>) -> Option<String> {
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

    /// True or false; false where it is neither.
    pub fn boolean(&mut self, node: &Node) -> bool {
        if let Value::Boolean(value) = node.value {
            return value;
        }
        self.wrong_type(node, "true or false");
        false
    }

    /// What one of a few words means.
    pub fn choice<T: Copy>(&mut self, fields: &Fields<'_>, key: &str, words: &[(&str, T)]) -> Option<T> {
        let node = fields.get(key)?;
        let word = self.string(node)?;
        let chosen = words.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning);
        if chosen.is_none() {
            let known: Vec<_> = words.iter().map(|(known, _)| *known).collect();
            let message = format!("`{}` is no `{key}`; {}", clip(word), mend(word, &known));
            self.fail(ProblemKind::UnknownValue, &node.span, message);
        }
        chosen
    }
}
