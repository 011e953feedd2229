//! One policy, ready to decide.

use std::rc::Rc;

use govseg::{Decision, Error, Policy};
use wasm_bindgen::prelude::*;

use crate::contact::{contact, fact_at, packed, value_at};

/// One policy, ready to decide.
#[wasm_bindgen]
pub struct Engine {
    pub(crate) policy: Rc<Policy>,
}

/// What JavaScript throws: the error in its wire form.
pub(crate) fn thrown(error: &Error) -> JsValue {
    JsValue::from_str(&error.to_json())
}

#[wasm_bindgen]
impl Engine {
    /// The default policy.
    ///
    /// # Errors
    /// None: it was compiled when this module was built.
    pub fn standard() -> Result<Self, JsValue> {
        let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/gsa-2008.bin"));
        let policy = Policy::from_compiled(bytes).map_err(|error| thrown(&error))?;
        Ok(Self { policy: Rc::new(policy) })
    }

    /// Loads a policy in compiled form.
    ///
    /// # Errors
    /// If it is none of this version.
    #[wasm_bindgen(js_name = fromCompiled)]
    pub fn from_compiled(bytes: &[u8]) -> Result<Self, JsValue> {
        let policy = Policy::from_compiled(bytes).map_err(|error| thrown(&error))?;
        Ok(Self { policy: Rc::new(policy) })
    }

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

    /// What follows from many contacts: for each, in place of its first half. With `own` four halves stand for a
    /// contact, without it the two of the built-in facts.
    pub fn classify(&self, halves: &mut [u32], own: bool) {
        for halves in halves.chunks_exact_mut(if own { 4 } else { 2 }) {
            let whole = match *halves {
                [facts_low, facts_high] => [facts_low, facts_high, u32::MAX, u32::MAX],
                [facts_low, facts_high, own_low, own_high] => [facts_low, facts_high, own_low, own_high],
                _ => continue,
            };
            let answer = answer(&self.policy.decide(contact(whole)));
            if let Some(first) = halves.first_mut() {
                *first = answer;
            }
        }
    }
}

fn answer(decision: &Decision<'_>) -> u32 {
    packed(decision.possible(), decision.rule_place())
}
