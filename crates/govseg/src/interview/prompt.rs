//! A question as it is put to people: its wording, why it is asked, and what can be answered.

use std::collections::BTreeMap;

use super::Interview;
use crate::catalog::{Language, Text, catalog};
use crate::texts::interview;
use crate::{Error, Question, Segment, Segments};

/// A question of an interview, in words.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Prompt {
    /// The fact that it asks for.
    pub fact: String,
    /// The question.
    pub question: String,
    /// What helps to answer it; empty for an agency's own facts.
    pub help: String,
    /// Why it is asked: what its answer can change.
    pub reason: String,
    /// What can be answered: the values that what is known leaves possible.
    pub choices: Vec<Choice>,
    /// How many questions are expected still to come, this one included; nothing if the policy is too large to know, or
    /// if it was asked before.
    pub expected: Option<f64>,
    /// The same in a short sentence; empty if it was asked before.
    pub progress: String,
}

/// One answer to a question.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Choice {
    /// The value's wire name.
    pub value: String,
    /// What it is called; for an agency's own facts the wire name.
    pub label: String,
    /// When to choose it; empty for an agency's own facts.
    pub help: String,
}

/// The words around an interview, such as those on its buttons, by key; see `[interview]` in the texts.
pub fn interview_words(language: Language) -> &'static BTreeMap<String, String> {
    interview(language)
}

impl Interview<'_> {
    /// The next question in words; none when no answer can change what is possible.
    ///
    /// ```
    /// use govseg::{Interview, Language, Policy};
    ///
    /// let prompt = Interview::new(Policy::gsa_2008()).prompt(Language::English).unwrap();
    /// assert_eq!(prompt.question, "Is the customer acting privately or officially?");
    /// assert_eq!(prompt.reason, "If the answer is official, the contact is intergovernmental.");
    /// assert_eq!(prompt.choices[1].value, "official");
    /// ```
    pub fn prompt(&self, language: Language) -> Option<Prompt> {
        let speaker = self.decision().speaker(language);
        let expected = self.question()?.expected();
        let progress = match expected {
            Some(expected) => speaker.say_interview("about_left", &[("number", &speaker.decimal(expected))]),
            None => speaker.say_interview("one_step_ahead", &[]),
        };
        Some(Prompt { expected, progress, ..self.wording(language)? })
    }

    /// The question of an earlier answer, to be put again before [`Interview::change`]: what could be answered then.
    ///
    /// # Errors
    /// [`Error::UnknownFact`] if the fact was not answered.
    pub fn asked(&self, fact: &str, language: Language) -> Result<Prompt, Error> {
        let (at, fact) = self.answered(fact)?;
        let answers = self.answers.iter().take(at).copied().collect();
        let then = Self { answers, question: Some(Question::unplanned(fact)), ..self.clone() };
        Ok(then.wording(language).unwrap_or_default())
    }

    fn wording(&self, language: Language) -> Option<Prompt> {
        let fact = self.question()?.fact;
        let name = self.policy.vocabulary().name(fact);
        let entry = catalog().fact(name);
        let text = |text: &Text| text.get(&language).cloned().unwrap_or_default();
        let choices = self.choices().into_iter().map(|value| {
            let entry = entry.and_then(|entry| entry.value(value));
            Choice {
                value: value.to_owned(),
                label: entry.map_or_else(|| value.to_owned(), |entry| text(&entry.label)),
                help: entry.map_or_else(String::new, |entry| text(&entry.help)),
            }
        });
        Some(Prompt {
            fact: name.to_owned(),
            question: self.decision().speaker(language).question(fact),
            help: entry.map_or_else(String::new, |entry| text(&entry.help)),
            reason: self.reason(language)?,
            choices: choices.collect(),
            ..Prompt::default()
        })
    }

    /// What the answer to the question can change.
    fn reason(&self, language: Language) -> Option<String> {
        let (names, contact, fact) = (self.policy.vocabulary(), self.contact(), self.question()?.fact);
        let speaker = self.decision().speaker(language);
        let before = self.decision().possible();
        let mut by_segment: Vec<(Segment, u64)> = before.iter().map(|segment| (segment, 0)).collect();
        let mut excluded = Segments::NONE;
        for value in self.choices() {
            let Ok(one) = names.value(fact, value) else { continue };
            let after = self.policy.decide(names.replace(contact, fact, one)).possible();
            if let Some(segment) = after.single() {
                for (_, values) in by_segment.iter_mut().filter(|(known, _)| *known == segment) {
                    *values |= one;
                }
            } else {
                excluded = before.iter().filter(|&segment| !after.contains(segment)).fold(excluded, Segments::with);
            }
        }
        by_segment.retain(|(_, values)| *values != 0);
        let mut said = Vec::new();
        for &(segment, values) in &by_segment {
            let filled = [("values", &*speaker.values(fact, values)), ("segment", &*speaker.segment(segment))];
            said.push(speaker.say_interview("decides", &filled));
            // What one answer decides, the others mostly exclude: that need not be said.
            excluded = excluded.without(segment);
        }
        let excluded: Vec<_> = excluded.iter().map(|segment| speaker.segment(segment)).collect();
        if !excluded.is_empty() {
            said.push(speaker.say_interview("excludes", &[("segments", &speaker.list(&excluded, "list_and"))]));
        }
        if said.is_empty() {
            said.push(speaker.say_interview("matters_later", &[]));
        }
        Some(said.join(" "))
    }
}
