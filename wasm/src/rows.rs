//! Many contacts as JavaScript passes them: column by column.

use std::rc::Rc;

use govseg::Policy;
use wasm_bindgen::prelude::*;

use crate::engine::Engine;

/// Some rows, of which column after column is made known.
#[wasm_bindgen]
pub struct Rows {
    policy: Rc<Policy>,
    rows: govseg_wasm_rows::Rows,
}

#[wasm_bindgen]
impl Rows {
    /// No rows yet, to be decided under the policy of an engine.
    #[wasm_bindgen(constructor)]
    pub fn new(engine: &Engine) -> Self {
        Self { policy: Rc::clone(&engine.policy), rows: govseg_wasm_rows::Rows::unknown(&engine.policy, 0) }
    }

    /// So many rows of which nothing is known, in place of those before.
    pub fn begin(&mut self, count: usize) {
        self.rows = govseg_wasm_rows::Rows::unknown(&self.policy, count);
    }

    /// Narrows the fact at a place by a column, and gives the greatest code in it. One behind the last value leaves all.
    pub fn narrow(&mut self, fact: usize, codes: &[u8]) -> u8 {
        self.rows.narrow(&self.policy, fact, codes)
    }

    /// Decides the rows: of each one more than the place of its segment, or 0; the possible segments as a set; and one
    /// more than the place of its rule, or 0.
    pub fn decide(&self, segment: &mut [u8], possible: &mut [u8], rule: &mut [u16]) {
        self.rows.decide(&self.policy, segment, possible, rule);
    }
}
