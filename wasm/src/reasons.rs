//! What is said of decisions, in the core's wire forms; and contacts from what JavaScript has.

use govseg::{Contact, Error, Given};
use wasm_bindgen::prelude::*;

use crate::contact::{contact, halves};
use crate::engine::{Engine, thrown};

#[wasm_bindgen]
impl Engine {
    /// The four halves of a contact of which something may be wrong. `given` has a string for each thing met on a walk
    /// through the object of facts, see [`given`]; or just one that says what there is instead of an object.
    ///
    /// # Errors
    /// Whatever is wrong with it.
    pub fn contact(&self, given: Vec<String>) -> Result<Vec<u32>, JsValue> {
        self.walked(&given).map(|contact| halves(contact).to_vec()).map_err(|error| thrown(&error))
    }

    /// A contact in its JSON form.
    pub fn facts(&self, facts_low: u32, facts_high: u32, own_low: u32, own_high: u32) -> String {
        self.policy.vocabulary().to_json(contact([facts_low, facts_high, own_low, own_high]))
    }

    /// The decision in its JSON form.
    pub fn decision(&self, facts_low: u32, facts_high: u32, own_low: u32, own_high: u32) -> String {
        self.policy.decide(contact([facts_low, facts_high, own_low, own_high])).to_json()
    }

    /// The likely segment by its place, or -1.
    pub fn likely(&self, facts_low: u32, facts_high: u32, own_low: u32, own_high: u32) -> i32 {
        let decision = self.policy.decide(contact([facts_low, facts_high, own_low, own_high]));
        decision.likely().map_or(-1, |segment| segment as i32)
    }

    /// What would have to be otherwise for other segments, in its JSON form.
    #[wasm_bindgen(js_name = whatIf)]
    pub fn what_if(&self, facts_low: u32, facts_high: u32, own_low: u32, own_high: u32) -> String {
        self.policy.decide(contact([facts_low, facts_high, own_low, own_high])).what_if_json()
    }
}

impl Engine {
    fn walked(&self, mut walk: &[String]) -> Result<Contact, Error> {
        let names = self.policy.vocabulary();
        let mut contact = Contact::UNKNOWN;
        while let Some((met, rest)) = walk.split_first() {
            walk = rest;
            match met.strip_prefix('f') {
                Some(name) => {
                    let fact = names.fact(name)?;
                    if let Some(set) = names.read(fact, &given(&mut walk))? {
                        contact = names.narrow(contact, fact, set);
                    }
                }
                None => return Err(Error::WrongType { fact: "facts".into(), found: met.clone() }),
            }
        }
        Ok(contact)
    }
}

/// The next thing on the walk: `n` null, `t` true, `u` false, `s…` a string, `o…` what cannot be, `[` a list up to `]`.
fn given(walk: &mut &[String]) -> Given {
    let Some((met, rest)) = walk.split_first() else { return Given::Null };
    *walk = rest;
    let text = |kind: usize| met.get(kind..).unwrap_or_default().to_owned();
    match met.as_bytes().first() {
        Some(b't') => Given::Bool(true),
        Some(b'u') => Given::Bool(false),
        Some(b's') => Given::Text(text(1)),
        Some(b'o') => Given::Other(text(1)),
        Some(b'[') => {
            let mut list = Vec::new();
            while walk.first().is_some_and(|next| next != "]") {
                list.push(given(walk));
            }
            *walk = walk.get(1..).unwrap_or_default();
            Given::List(list)
        }
        _ => Given::Null,
    }
}

/// The error for a crosswalk that there is not, in its wire form.
#[wasm_bindgen(js_name = noScheme)]
pub fn no_scheme(scheme: &str, allowed: Vec<String>) -> String {
    let suggestion = govseg::words::nearest(scheme, &allowed);
    Error::UnknownScheme { scheme: govseg::words::clip(scheme), suggestion, allowed }.to_json()
}

/// The error for a code that a crosswalk does not have, in its wire form.
#[wasm_bindgen(js_name = noCode)]
pub fn no_code(scheme: &str, code: &str, allowed: Vec<String>) -> String {
    let (scheme, suggestion) = (scheme.to_owned(), govseg::words::nearest(code, &allowed));
    Error::UnknownCode { scheme, code: govseg::words::clip(code), suggestion, allowed }.to_json()
}
