//! Which measures fit a contact.

use govseg::measures::{Fitting, Measuring};
use govseg::{Contact, Error, Segment, Segments};
use wasm_bindgen::prelude::*;

use crate::contact::contact;
use crate::engine::{Engine, thrown};

#[wasm_bindgen]
impl Engine {
    /// How a contact is to be measured, as JSON with at most so many measures. If there are names of segments, those are
    /// taken for the possible ones, whatever the facts say.
    ///
    /// # Errors
    /// If there is no such segment, or the policy's choices of measures are too large.
    #[wasm_bindgen(js_name = measuresFor)]
    pub fn measures_for(
        &self,
        facts_low: u32,
        facts_high: u32,
        own_low: u32,
        own_high: u32,
        segments: Vec<String>,
        most: usize,
    ) -> Result<String, JsValue> {
        let fitting = self.fitting(contact([facts_low, facts_high, own_low, own_high]), &segments);
        fitting.map(|fitting| fitting.to_json(most)).map_err(|error| thrown(&error))
    }
}

impl Engine {
    fn fitting(&self, contact: Contact, segments: &[String]) -> Result<Fitting, Error> {
        let measuring = Measuring::new(&self.policy)?;
        if segments.is_empty() {
            return Ok(measuring.of(contact));
        }
        let segments = segments.iter().map(|name| name.parse::<Segment>()).collect::<Result<Segments, _>>()?;
        Ok(measuring.within(segments, contact))
    }
}
