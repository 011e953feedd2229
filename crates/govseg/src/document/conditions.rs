//! Conditions on facts, as every document writes them: a value, a list of values, or `{ not = … }`.

use super::{Node, Reader, Value};
use crate::problem::ProblemKind;
use crate::vocabulary::FactId;
use crate::{Contact, Vocabulary};

/// The values that a condition lists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed {
    /// As a set.
    pub(crate) set: u64,
    /// Whether it is these that are ruled out.
    pub(crate) negated: bool,
}

impl Listed {
    /// The values that the condition leaves.
    pub(crate) fn allowed(self, vocabulary: &Vocabulary, fact: FactId) -> u64 {
        if self.negated { vocabulary.all(fact) & !self.set } else { self.set }
    }
}

impl Reader {
    /// A table of conditions that hold together, as what it leaves possible of a contact.
    pub fn contact(&mut self, node: &Node, vocabulary: &Vocabulary) -> Contact {
        let Value::Table(entries) = &node.value else {
            self.wrong_type(node, "a table of conditions");
            return Contact::UNKNOWN;
        };
        let mut contact = Contact::UNKNOWN;
        for entry in entries {
            match vocabulary.fact(&entry.key) {
                Err(error) => self.fail(ProblemKind::UnknownFact, &entry.span, error.to_string()),
                Ok(fact) => {
                    if let Some(set) = self.allowed(&entry.node, vocabulary, fact) {
                        contact = vocabulary.narrow(contact, fact, set);
                    }
                }
            }
        }
        contact
    }

    /// A condition on one fact, as the set of values that it leaves.
    pub fn allowed(&mut self, node: &Node, vocabulary: &Vocabulary, fact: FactId) -> Option<u64> {
        let listed = self.condition(node, vocabulary, fact)?;
        if listed.negated && fact == FactId::CHANNEL {
            let message = "it can be said which channels were used, not which were not";
            self.fail(ProblemKind::ChannelNotAllowed, &node.span, message);
            return None;
        }
        Some(listed.allowed(vocabulary, fact))
    }

    /// A condition on one fact.
    pub(crate) fn condition(&mut self, node: &Node, vocabulary: &Vocabulary, fact: FactId) -> Option<Listed> {
        let (values, negated) = match &node.value {
            Value::Table(entries) if entries.is_empty() => {
                let message = "an empty condition; name a value, a list, or { not = … }";
                self.fail(ProblemKind::EmptyCondition, &node.span, message);
                return None;
            }
            Value::Table(_) => {
                let fields = self.fields(node, &["not"])?;
                (self.required(&fields, "not")?, true)
            }
            _ => (node, false),
        };
        let listed = Listed { set: self.values(values, vocabulary, fact)?, negated };
        if listed.allowed(vocabulary, fact) == 0 {
            let message = format!("this leaves no value of `{}`", vocabulary.name(fact));
            self.fail(ProblemKind::EmptyCondition, &node.span, message);
            return None;
        }
        Some(listed)
    }

    /// A value or a list of values, as a set.
    fn values(&mut self, node: &Node, vocabulary: &Vocabulary, fact: FactId) -> Option<u64> {
        let alone = std::slice::from_ref(node);
        let items = match &node.value {
            Value::List(items) if items.is_empty() => {
                let message = "an empty list never holds; name at least one value";
                self.fail(ProblemKind::EmptyCondition, &node.span, message);
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
