//! Many contacts as columns of codes: 0 where a fact is unknown, and otherwise one more than the value's place.

use std::rc::Rc;

use govseg::{Contact, Policy};
use wasm_bindgen::prelude::*;

use crate::engine::Engine;

/// Some rows, of which column after column is made known.
#[wasm_bindgen]
pub struct Rows {
    policy: Rc<Policy>,
    contacts: Vec<Contact>,
}

#[wasm_bindgen]
impl Rows {
    /// No rows yet, to be decided under the policy of an engine.
    #[wasm_bindgen(constructor)]
    pub fn new(engine: &Engine) -> Self {
        Self { policy: Rc::clone(&engine.policy), contacts: Vec::new() }
    }

    /// So many rows of which nothing is known, in place of those before.
    pub fn begin(&mut self, count: usize) {
        self.contacts.clear();
        self.contacts.resize(count, Contact::UNKNOWN);
    }

    /// Narrows the fact at a place by a column, and gives the greatest code in it. One behind the last value leaves all.
    pub fn narrow(&mut self, fact: usize, codes: &[u8]) -> u8 {
        let names = self.policy.vocabulary();
        let Some(fact) = names.facts().nth(fact) else { return u8::MAX };
        let mut by_code = [Contact::UNKNOWN; 256];
        let values = (0..names.values(fact).len()).map(|value| names.narrow(Contact::UNKNOWN, fact, 1 << value));
        for (place, contact) in by_code.iter_mut().skip(1).zip(values) {
            *place = contact;
        }
        let mut greatest = 0;
        for (contact, &code) in self.contacts.iter_mut().zip(codes) {
            *contact = contact.narrow(by_code.get(usize::from(code)).copied().unwrap_or_default());
            greatest = greatest.max(code);
        }
        greatest
    }

    /// Decides the rows: of each one more than the place of its segment, or 0; the possible segments as a set; and one
    /// more than the place of its rule, or 0.
    pub fn decide(&self, segment: &mut [u8], possible: &mut [u8], rule: &mut [u16]) {
        let mut rows = segment.iter_mut().zip(possible).zip(rule);
        self.policy.decide_block(&self.contacts, |found, by| {
            if let Some(((segment, possible), rule)) = rows.next() {
                *segment = found.single().map_or(0, |single| single as u8 + 1);
                *possible = found.iter().fold(0, |set, segment| set | 1 << segment as u8);
                *rule = by.and_then(|place| u16::try_from(place + 1).ok()).unwrap_or(0);
            }
        });
    }
}
