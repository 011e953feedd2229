//! Policies as files, and what is proved of them.

use std::collections::BTreeMap;
use std::rc::Rc;

use govseg::{Error, File, Files, Format, Policy, PolicyError};
use wasm_bindgen::prelude::*;

use crate::contact::halves;
use crate::engine::{Engine, thrown};

/// The files that a policy may extend, by path, as JavaScript handed them over.
struct Given(BTreeMap<String, String>);

impl Files for Given {
    fn read(&self, from: &str, path: &str) -> Result<File, String> {
        let path = beside(from, path);
        let text =
            self.0.get(&path).ok_or_else(|| format!("no file of that name was given; put `{path}` among `files`"))?;
        Ok(File::new(path, text))
    }
}

/// A path relative to a file, without `.` and `..`.
fn beside(from: &str, path: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(path.split('/')) {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn unsound(error: PolicyError) -> JsValue {
    thrown(&Error::from(error))
}

#[wasm_bindgen]
impl Engine {
    /// Reads a policy. Its format is told by the end of its name; `files` is a JSON object of those that it may extend.
    ///
    /// # Errors
    /// All that is wrong with it, with line and column.
    pub fn read(name: &str, text: &str, files: &str) -> Result<Self, JsValue> {
        let files = Given(serde_json::from_str(files).unwrap_or_default());
        let policy = Policy::from_file(File::new(name, text), Format::of_name(name), &files);
        policy.map(|policy| Self { policy: Rc::new(policy) }).map_err(|error| thrown(&error))
    }

    /// The four halves of a contact in its JSON form.
    ///
    /// # Errors
    /// Whatever is wrong with it.
    pub fn parse(&self, text: &str) -> Result<Vec<u32>, JsValue> {
        self.policy.parse(text).map(|contact| halves(contact).to_vec()).map_err(|error| thrown(&error))
    }

    /// The resolved policy as canonical JSON.
    pub fn canonical(&self) -> String {
        self.policy.to_json().to_owned()
    }

    /// The policy in compiled form.
    #[wasm_bindgen(js_name = toCompiled)]
    pub fn to_compiled(&self) -> Vec<u8> {
        self.policy.to_compiled()
    }

    /// What of it is needed to decide, for the slim module.
    #[wasm_bindgen(js_name = toLean)]
    pub fn to_lean(&self) -> Vec<u8> {
        self.policy.to_lean()
    }

    /// What is proved of the policy, as JSON.
    ///
    /// # Errors
    /// If it is too large for that.
    pub fn check(&self) -> Result<String, JsValue> {
        self.policy.check().map(|check| check.to_json()).map_err(unsound)
    }

    /// Which contacts another policy treats differently, as JSON.
    ///
    /// # Errors
    /// If they are too large for that.
    pub fn diff(&self, other: &Engine) -> Result<String, JsValue> {
        self.policy.diff(&other.policy).map(|diff| diff.to_json()).map_err(unsound)
    }
}
