//! An interview that JavaScript holds.

use std::rc::Rc;

use govseg::{Answer, Contact, Error, FactId, Interview as Talk, Policy, Question};
use wasm_bindgen::prelude::*;

use crate::contact::{contact, halves};
use crate::engine::{Engine, thrown};

/// An interview: what was known at the start, the answers, and what follows from them.
#[wasm_bindgen]
pub struct Interview {
    policy: Rc<Policy>,
    start: Contact,
    answers: Vec<(FactId, Answer)>,
    now: Contact,
    question: Option<Question>,
    choices: Vec<String>,
}

#[wasm_bindgen]
impl Interview {
    /// An interview about a contact of which this is known.
    #[wasm_bindgen(constructor)]
    pub fn new(engine: &Engine, facts_low: u32, facts_high: u32, own_low: u32, own_high: u32) -> Self {
        let start = contact([facts_low, facts_high, own_low, own_high]);
        let policy = Rc::clone(&engine.policy);
        let mut interview =
            Self { policy, start, answers: Vec::new(), now: start, question: None, choices: Vec::new() };
        interview.keep(&Talk::with(&engine.policy, start));
        interview
    }

    /// The fact that the next question asks for.
    pub fn fact(&self) -> Option<String> {
        self.question.as_ref().map(|question| self.policy.vocabulary().name(question.fact).to_owned())
    }

    /// The values that can be answered to it.
    pub fn choices(&self) -> Vec<String> {
        self.choices.clone()
    }

    /// How many questions are expected still to come: numerator and denominator in digits, or nothing.
    pub fn expected(&self) -> Vec<String> {
        let exact = self.question.as_ref().and_then(Question::expected_exactly);
        exact.map(|(numerator, denominator)| vec![numerator, denominator]).unwrap_or_default()
    }

    /// The fact and then the values of the answer at a place; nothing behind the last. "Not sure" has no values.
    pub fn answered(&self, place: usize) -> Vec<String> {
        let Some(&(fact, answer)) = self.answers.get(place) else { return Vec::new() };
        let names = self.policy.vocabulary();
        let set = if let Answer::Values(set) = answer { set } else { 0 };
        let words = std::iter::once(names.name(fact)).chain(names.names_in(fact, set));
        words.map(ToOwned::to_owned).collect()
    }

    /// The halves of what is known by now.
    pub fn contact(&self) -> Vec<u32> {
        halves(self.now).to_vec()
    }

    /// Answers with any of these values; with none, "not sure".
    ///
    /// # Errors
    /// If the fact has no such value.
    pub fn answer(&mut self, values: Vec<String>) -> Result<(), JsValue> {
        self.step(|talk| {
            if values.is_empty() {
                talk.not_sure();
                return Ok(());
            }
            talk.answer_any(&words(&values))
        })
    }

    /// Takes the last answer back.
    ///
    /// # Errors
    /// None.
    pub fn back(&mut self) -> Result<(), JsValue> {
        self.step(|talk| {
            talk.back();
            Ok(())
        })
    }

    /// Changes an earlier answer, and names the later ones that cannot be true together with it and were dropped.
    ///
    /// # Errors
    /// If the fact was not answered, or has no such value.
    pub fn change(&mut self, fact: &str, values: Vec<String>) -> Result<Vec<String>, JsValue> {
        let dropped = self.step(|talk| talk.change(fact, &words(&values)))?;
        Ok(dropped.into_iter().map(|fact| self.policy.vocabulary().name(fact).to_owned()).collect())
    }

    fn step<T>(&mut self, step: impl FnOnce(&mut Talk<'_>) -> Result<T, Error>) -> Result<T, JsValue> {
        let policy = Rc::clone(&self.policy);
        let mut talk = Talk::resume(&policy, self.start, self.answers.clone());
        let result = step(&mut talk).map_err(|error| thrown(&error))?;
        self.keep(&talk);
        Ok(result)
    }

    fn keep(&mut self, talk: &Talk<'_>) {
        self.answers = talk.answers().to_vec();
        self.now = talk.contact();
        self.question = talk.question().cloned();
        self.choices = talk.choices().into_iter().map(ToOwned::to_owned).collect();
    }
}

fn words(values: &[String]) -> Vec<&str> {
    values.iter().map(String::as_str).collect()
}
