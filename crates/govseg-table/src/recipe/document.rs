//! A TOML document whose every key and value is checked on reading; every problem is kept with its place.

use std::ops::Range;

use govseg::{Contact, Fact, FactId, Vocabulary};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::problem::RecipeProblem;
use govseg::words::{clip, mend};

type Key<'t> = Spanned<DeString<'t>>;
pub(super) type Node<'t> = Spanned<DeValue<'t>>;

/// The document being read, and what is wrong with it so far.
pub(super) struct Document<'t> {
    file: &'t str,
    text: &'t str,
    problems: Vec<RecipeProblem>,
}

/// A table whose keys have been checked.
pub(super) struct Fields<'a, 't> {
    table: &'a DeTable<'t>,
    span: Range<usize>,
}

impl<'a, 't> Fields<'a, 't> {
    pub(super) fn get(&self, key: &str) -> Option<&'a Node<'t>> {
        self.table.get(key)
    }

    pub(super) fn span(&self) -> &Range<usize> {
        &self.span
    }
}

impl<'t> Document<'t> {
    /// Parses the text; nothing if it is no TOML.
    pub(super) fn parse(file: &'t str, text: &'t str) -> (Self, Option<Spanned<DeTable<'t>>>) {
        let mut document = Self { file, text, problems: Vec::new() };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            document.fail(&error.span().unwrap_or(0..0), format!("not valid TOML: {}", error.message()));
        }
        (document, errors.is_empty().then_some(table))
    }

    pub(super) fn into_problems(self) -> Vec<RecipeProblem> {
        self.problems
    }

    pub(super) fn fail(&mut self, span: &Range<usize>, message: String) {
        self.problems.push(RecipeProblem::at(self.file, self.text, span, message));
    }

    /// The keys of a table, which may be these and no others.
    pub(super) fn fields<'a>(&mut self, table: &'a DeTable<'t>, span: Range<usize>, keys: &[&str]) -> Fields<'a, 't> {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !keys.contains(&name) {
                self.fail(&key.span(), format!("unknown key `{}`; {}", clip(name), mend(name, keys)));
            }
        }
        Fields { table, span }
    }

    pub(super) fn table<'a>(&mut self, node: &'a Node<'t>) -> Option<&'a DeTable<'t>> {
        let table = node.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(node, "a table");
        }
        table
    }

    pub(super) fn wrong_type(&mut self, node: &Node<'_>, expected: &str) {
        let found = match node.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a fraction",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.fail(&node.span(), format!("expected {expected}, found {found}"));
    }

    pub(super) fn string<'a>(&mut self, node: &'a Node<'t>) -> Option<&'a str> {
        let text = node.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(node, "a string");
        }
        text
    }

    pub(super) fn optional_string(&mut self, fields: &Fields<'_, 't>, key: &str) -> Option<String> {
        let node = fields.get(key)?;
        self.string(node).map(ToOwned::to_owned)
    }

    pub(super) fn required_string(&mut self, fields: &Fields<'_, 't>, key: &str) -> Option<String> {
        if fields.get(key).is_none() {
            self.fail(&fields.span, format!("`{key}` is missing"));
        }
        self.optional_string(fields, key)
    }

    /// One string or a list of strings.
    pub(super) fn strings(&mut self, node: &Node<'t>) -> Vec<String> {
        match node.get_ref() {
            DeValue::String(text) => vec![text.to_string()],
            DeValue::Array(items) => items.iter().filter_map(|item| self.string(item).map(ToOwned::to_owned)).collect(),
            _ => {
                self.wrong_type(node, "a string or a list of strings");
                Vec::new()
            }
        }
    }

    pub(super) fn boolean(&mut self, node: &Node<'_>) -> bool {
        node.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(node, "true or false");
            false
        })
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(&mut self, fields: &Fields<'_, 't>, key: &str, words: &[(&str, T)]) -> Option<T> {
        let node = fields.get(key)?;
        let word = self.string(node)?;
        let chosen = words.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning);
        if chosen.is_none() {
            let words: Vec<_> = words.iter().map(|(known, _)| *known).collect();
            self.fail(&node.span(), format!("`{}` is no `{key}`; {}", clip(word), mend(word, &words)));
        }
        chosen
    }

    /// A table of conditions that hold together, as the facts that it leaves possible.
    pub(super) fn facts(&mut self, node: &Node<'t>, names: &Vocabulary) -> Contact {
        let Some(table) = self.table(node) else { return Contact::UNKNOWN };
        let mut contact = Contact::UNKNOWN;
        for (key, node) in table {
            if let Some(fact) = self.fact(key, names)
                && let Some(set) = self.condition(node, fact, names)
            {
                contact = names.narrow(contact, fact, set);
            }
        }
        contact
    }

    fn fact(&mut self, key: &Key<'_>, names: &Vocabulary) -> Option<FactId> {
        names.fact(key.get_ref()).map_err(|error| self.fail(&key.span(), error.to_string())).ok()
    }

    /// A value, a list of values, or `{ not = … }`, as a set.
    pub(super) fn condition(&mut self, node: &Node<'t>, fact: FactId, names: &Vocabulary) -> Option<u64> {
        let DeValue::Table(table) = node.get_ref() else { return self.values(node, fact, names) };
        let fields = self.fields(table, node.span(), &["not"]);
        let Some(not) = fields.get("not") else {
            self.fail(&node.span(), "an empty condition; name a value, a list, or { not = … }".to_owned());
            return None;
        };
        if fact == Fact::Channel.into() {
            let message = "a column can say which channels were used, not which were not".to_owned();
            self.fail(&node.span(), message);
            return None;
        }
        let left = names.all(fact) & !self.values(not, fact, names)?;
        if left == 0 {
            self.fail(&node.span(), format!("this leaves no value of `{}`", names.name(fact)));
        }
        (left != 0).then_some(left)
    }

    fn values(&mut self, node: &Node<'t>, fact: FactId, names: &Vocabulary) -> Option<u64> {
        let words = self.strings(node);
        if node.get_ref().as_array().is_some_and(|items| items.is_empty()) {
            self.fail(&node.span(), "an empty list; name at least one value".to_owned());
        }
        let mut set = 0;
        for word in &words {
            match names.value(fact, word) {
                Ok(one) => set |= one,
                Err(error) => {
                    let item = node
                        .get_ref()
                        .as_array()
                        .and_then(|items| items.iter().find(|item| item.get_ref().as_str() == Some(word.as_str())));
                    self.fail(&item.unwrap_or(node).span(), error.to_string());
                }
            }
        }
        (set != 0).then_some(set)
    }
}
