//! What a policy decides, and what the bits and places in its answers are called.

use govseg::Decision;
use wasm_bindgen::prelude::*;

use crate::answer::{fact_at, packed, value_at};
use crate::contact::contact;
use crate::engine::Engine;

#[wasm_bindgen]
impl Engine {
    /// The policy's id.
    pub fn id(&self) -> String {
        self.policy.id().to_owned()
    }

    /// Its version.
    pub fn version(&self) -> String {
        self.policy.version().to_owned()
    }

    /// Its digest.
    pub fn digest(&self) -> String {
        self.policy.digest().to_owned()
    }

    /// Its title.
    pub fn title(&self) -> Option<String> {
        self.policy.title().map(str::to_owned)
    }

    /// The fact at a place, or none behind the last.
    pub fn fact(&self, place: usize) -> Option<String> {
        fact_at(self.policy.vocabulary(), place)
    }

    /// The value at a place of the fact at a place, or none behind the last.
    pub fn value(&self, fact: usize, place: usize) -> Option<String> {
        value_at(self.policy.vocabulary(), fact, place)
    }

    /// The rule at a place, or none behind the last.
    pub fn rule(&self, place: usize) -> Option<String> {
        self.policy.rules().nth(place).map(|(rule, _)| rule.to_owned())
    }

    /// What follows from one contact, see [`packed`].
    pub fn decide(&self, facts_low: u32, facts_high: u32, own_low: u32, own_high: u32) -> u32 {
        answer(&self.policy.decide(contact([facts_low, facts_high, own_low, own_high])))
    }
}

fn answer(decision: &Decision<'_>) -> u32 {
    packed(decision.possible(), decision.rule_place())
}
