//! One policy that decides, and says nothing of why.

use govseg::Lean;
use wasm_bindgen::prelude::*;

use crate::answer::{fact_at, packed, value_at};
use crate::contact::contact;

/// One policy, ready to decide.
#[wasm_bindgen]
pub struct Engine {
    policy: Lean,
}

#[wasm_bindgen]
impl Engine {
    /// Loads a policy in lean form; nothing if it is none of this version.
    #[wasm_bindgen(js_name = fromLean)]
    pub fn from_lean(bytes: &[u8]) -> Option<Self> {
        Lean::from_bytes(bytes).ok().map(|policy| Self { policy })
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
        self.policy.rules().get(place).cloned()
    }

    /// The possible segments as a set in the lowest eight bits, above them one more than the place of the rule, or 0.
    pub fn decide(&self, facts_low: u32, facts_high: u32, own_low: u32, own_high: u32) -> u32 {
        let (possible, rule) = self.policy.decide(contact([facts_low, facts_high, own_low, own_high]));
        packed(possible, rule)
    }
}
