//! Ids that stand once, and are referred to elsewhere.

use govseg::ProblemKind;
use govseg::document::{Fields, Node, Reader, Span};
use govseg::words::{clip, mend};

/// The ids of one kind of thing, in file order.
pub(super) struct Names {
    what: &'static str,
    ids: Vec<String>,
}

impl Names {
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, ids: Vec::new() }
    }

    pub(super) fn of<'a>(what: &'static str, ids: impl IntoIterator<Item = &'a String>) -> Self {
        Self { what, ids: ids.into_iter().cloned().collect() }
    }

    /// The id of a table, which no other of its kind has.
    pub(super) fn add(&mut self, reader: &mut Reader, fields: &Fields<'_>) -> Option<String> {
        let id = reader.id(fields)?;
        self.claim(reader, fields.place("id"), &id).then_some(id)
    }

    /// Whether the id is new.
    pub(super) fn claim(&mut self, reader: &mut Reader, span: &Span, id: &str) -> bool {
        if self.ids.iter().any(|known| known == id) {
            reader.fail(ProblemKind::DuplicateId, span, format!("the {} `{}` stands twice", self.what, clip(id)));
            return false;
        }
        self.ids.push(id.to_owned());
        true
    }

    /// The number of the thing that is named.
    pub(super) fn find(&self, reader: &mut Reader, node: &Node) -> Option<usize> {
        let name = reader.string(node)?;
        let found = self.ids.iter().position(|id| id == name);
        if found.is_none() {
            let mend = if self.ids.is_empty() {
                format!("there is no [[{}]] that can be read", self.what)
            } else {
                mend(name, &self.ids)
            };
            reader.fail(ProblemKind::UnknownId, &node.span, format!("`{}` is no {}; {mend}", clip(name), self.what));
        }
        found
    }

    /// The numbers of all that a list names, each once.
    pub(super) fn list(&self, reader: &mut Reader, fields: &Fields<'_>, key: &str) -> Vec<usize> {
        let mut found = Vec::new();
        for node in reader.items(fields, key) {
            let Some(number) = self.find(reader, node) else { continue };
            if found.contains(&number) {
                let id = self.ids.get(number).map(String::as_str).unwrap_or_default();
                reader.fail(ProblemKind::DuplicateId, &node.span, format!("`{id}` stands twice in `{key}`"));
            } else {
                found.push(number);
            }
        }
        found
    }
}
