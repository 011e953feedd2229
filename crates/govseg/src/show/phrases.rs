//! Facts, values and conditions of a policy in words.

use super::is_unconditional;
use crate::catalog::{Language, Text, catalog};
use crate::markdown;
use crate::policy::{Condition, Resolved, Table, When};
use crate::texts::{Templates, document, fill, join};
use crate::vocabulary::FactId;
use crate::{Segment, Vocabulary};

/// Speaks one language about one policy. What the catalogue does not know is called by its own name.
#[derive(Clone, Copy)]
pub(super) struct Phrases<'p> {
    language: Language,
    templates: &'static Templates,
    names: &'p Vocabulary,
    /// How a name stands in the text.
    name: fn(&str) -> String,
}

impl<'p> Phrases<'p> {
    pub(super) fn in_markdown(policy: &'p Resolved, language: Language) -> Self {
        Self { language, templates: document(language), names: &policy.vocabulary, name: markdown::code }
    }

    pub(super) fn in_drawing(policy: &'p Resolved, language: Language) -> Self {
        Self { language, templates: document(language), names: &policy.vocabulary, name: str::to_owned }
    }

    /// A sentence with its {placeholders} filled.
    pub(super) fn say(&self, key: &str, filled: &[(&str, &str)]) -> String {
        fill(self.templates, key, filled)
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    pub(super) fn text<'a>(&self, text: &'a Text) -> &'a str {
        text.get(&self.language).map_or("", String::as_str)
    }

    /// "a", "a or b", "a, b or c".
    pub(super) fn any_of(&self, items: &[String]) -> String {
        join(items, &self.say("list_separator", &[]), &self.say("list_or", &[]))
    }

    /// "a, b, c".
    pub(super) fn listed(&self, items: &[String]) -> String {
        items.join(&self.say("list_separator", &[]))
    }

    pub(super) fn segment(&self, segment: Segment) -> String {
        let entry = catalog().segment(segment.into());
        entry.map_or_else(|| segment.to_string(), |entry| self.text(&entry.label).to_owned())
    }

    pub(super) fn fact(&self, fact: FactId) -> String {
        let name = self.names.name(fact);
        catalog().fact(name).map_or_else(|| (self.name)(name), |entry| self.text(&entry.label).to_owned())
    }

    pub(super) fn question(&self, fact: FactId) -> String {
        let name = self.names.name(fact);
        catalog().fact(name).map_or_else(|| self.own_question(name), |entry| self.text(&entry.question).to_owned())
    }

    /// How an agency's own fact is asked for, which has no question in the catalogue.
    pub(super) fn own_question(&self, name: &str) -> String {
        self.say("own_question", &[("fact", &(self.name)(name))])
    }

    pub(super) fn value(&self, fact: FactId, value: &str) -> String {
        let entry = catalog().fact(self.names.name(fact)).and_then(|entry| entry.value(value));
        entry.map_or_else(|| (self.name)(value), |entry| self.text(&entry.label).to_owned())
    }

    pub(super) fn values(&self, fact: FactId, set: u64) -> Vec<String> {
        self.names.names_in(fact, set).map(|value| self.value(fact, value)).collect()
    }

    /// The alternatives of a condition as clauses; none if it always holds.
    pub(super) fn clauses(&self, when: &When) -> Vec<String> {
        if is_unconditional(when) {
            return Vec::new();
        }
        when.iter().flatten().map(|table| self.clause(table)).collect()
    }

    /// "the customer is a business and the customer's participation is voluntary".
    pub(super) fn clause(&self, table: &Table) -> String {
        let conditions: Vec<_> = table.iter().map(|condition| self.condition(condition)).collect();
        // "a or b and c" could be read in two ways.
        let alternatives = table.iter().any(|condition| match *condition {
            Condition::Values { allowed, .. } => allowed.count_ones() > 1,
            Condition::Channels { listed, .. } => listed.count_ones() > 1,
        });
        if alternatives {
            conditions.join(&self.say("list_and_apart", &[]))
        } else {
            join(&conditions, &self.say("list_separator", &[]), &self.say("list_and", &[]))
        }
    }

    fn condition(&self, condition: &Condition) -> String {
        match *condition {
            Condition::Values { fact, allowed } => {
                let others = self.names.all(fact) & !allowed;
                let (key, set) = if self.is_better_negated(fact, allowed, others) {
                    ("fact_is_not", others)
                } else {
                    ("fact_is", allowed)
                };
                let values = self.any_but_not(key == "fact_is_not", &self.values(fact, set));
                self.say(key, &[("fact", &self.fact(fact)), ("values", &values)])
            }
            Condition::Channels { listed, negated } => {
                let key = match (negated, listed.count_ones()) {
                    (false, 1) => "channel_used",
                    (false, _) => "channels_used",
                    (true, 1) => "channel_unused",
                    (true, _) => "channels_unused",
                };
                self.say(key, &[("channels", &self.any_of(&self.values(FactId::CHANNEL, listed)))])
            }
        }
    }

    /// Whether "is not a or b" is clearly shorter than the list of what it is. A value called `none` does not go with a
    /// negation: in Spanish "no es ninguna" says the opposite.
    fn is_better_negated(&self, fact: FactId, allowed: u64, others: u64) -> bool {
        others != 0
            && 2 * others.count_ones() < allowed.count_ones()
            && self.names.names_in(fact, others).all(|value| value != "none")
    }

    /// "a, b or c"; after a negation "a, b nor c" where the language has it so.
    fn any_but_not(&self, negated: bool, items: &[String]) -> String {
        if negated {
            join(items, &self.say("list_separator", &[]), &self.say("list_nor", &[]))
        } else {
            self.any_of(items)
        }
    }
}
