//! What is said of policies and decisions in sentences.

use govseg::Language;
use wasm_bindgen::prelude::*;

use crate::contact::contact;
use crate::engine::Engine;

/// A language by its code; English if it is none that is spoken here.
fn language(code: &str) -> Language {
    code.parse().unwrap_or_default()
}

#[wasm_bindgen]
impl Engine {
    /// The policy as a document to read, in Markdown.
    pub fn document(&self, code: &str) -> String {
        self.policy.document(language(code))
    }

    /// A decision as a short paragraph.
    pub fn explain(&self, facts_low: u32, facts_high: u32, own_low: u32, own_high: u32, code: &str) -> String {
        self.policy.decide(contact([facts_low, facts_high, own_low, own_high])).explain(language(code))
    }
}
