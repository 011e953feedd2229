//! One policy, ready to decide.

use std::rc::Rc;

use govseg::{Error, Policy};
use wasm_bindgen::prelude::*;

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
    /// None: it was compiled when this module was built, or is read where policies can be read.
    pub fn standard() -> Result<Self, JsValue> {
        #[cfg(not(feature = "policy"))]
        let policy = Policy::from_compiled(include_bytes!(concat!(env!("OUT_DIR"), "/gsa-2008.bin")));
        #[cfg(feature = "policy")]
        let policy = Policy::builtin("gsa-2008");
        policy.map(|policy| Self { policy: Rc::new(policy) }).map_err(|error| thrown(&error))
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
}
