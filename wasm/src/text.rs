//! What the words of a description suggest.

use std::collections::BTreeMap;

use govseg_text::{Model, ModelError, Suggested};
use wasm_bindgen::prelude::*;

use crate::contact::contact;
use crate::engine::Engine;

/// What reads descriptions.
#[wasm_bindgen]
pub struct TextReader {
    model: Model,
}

#[wasm_bindgen]
impl TextReader {
    /// With the model that comes with the package.
    ///
    /// # Errors
    /// None: it was tested.
    pub fn shipped() -> Result<Self, JsValue> {
        Self::of(Model::shipped())
    }

    /// With the bytes of a model's file.
    ///
    /// # Errors
    /// If they are none, of another version, or damaged.
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, JsValue> {
        Self::of(Model::from_bytes(bytes))
    }

    /// What the model was made of.
    pub fn version(&self) -> String {
        self.model.version().to_owned()
    }

    /// What a text suggests of a contact, as JSON.
    #[expect(clippy::too_many_arguments, reason = "a contact is four numbers")]
    pub fn suggest(
        &self,
        engine: &Engine,
        facts_low: u32,
        facts_high: u32,
        own_low: u32,
        own_high: u32,
        text: &str,
        coverage: f64,
    ) -> String {
        let given = contact([facts_low, facts_high, own_low, own_high]);
        Suggested::new(&self.model, &engine.policy, text, given, coverage).to_json()
    }
}

impl TextReader {
    fn of(model: Result<Model, ModelError>) -> Result<Self, JsValue> {
        model.map(|model| Self { model }).map_err(|error| {
            let message = error.to_string();
            let wire = BTreeMap::from([("kind", "text_model"), ("message", &message)]);
            JsValue::from_str(&serde_json::to_string(&wire).unwrap_or(message))
        })
    }
}
