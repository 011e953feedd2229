//! The tier and the treatment of one customer, under a programme.

use govseg::words::nearest;
use govseg_tiers::{Accounts, AccountsError, Assignment, Program, ProgramError, View};
use serde_json::{Map, Value, json};
use wasm_bindgen::prelude::*;

/// How a customer without an id is called.
const NAMELESS: &str = "This customer";

/// A programme, ready to be applied.
#[wasm_bindgen]
pub struct Programme {
    program: Program,
}

#[wasm_bindgen]
impl Programme {
    /// The ids of the built-in ones.
    pub fn builtin() -> Vec<String> {
        Program::builtin_ids().map(ToOwned::to_owned).collect()
    }

    /// The built-in one of that id, or the one that is written in a text, in TOML or JSON.
    ///
    /// # Errors
    /// All that is wrong with it, with line and column; or that there is none of that name.
    pub fn read(choice: &str) -> Result<Self, JsValue> {
        let text = choice.trim_start();
        let program = match text.chars().next() {
            Some('{') => Program::parse("program.json", choice),
            _ if text.contains(['=', '[', '\n']) => Program::parse("program.toml", choice),
            _ => Program::builtin(text.trim_end()),
        };
        program.map(|program| Self { program }).map_err(|error| thrown(&refused(&error)))
    }

    /// Its id, version and tiers, and what may not be meant so, as JSON.
    pub fn report(&self) -> String {
        self.program.report().to_string()
    }

    /// What becomes of the first of some customers, given as a JSON list of objects: the others are those that it may
    /// belong together with.
    ///
    /// # Errors
    /// What cannot be read of them, and how they cannot belong together.
    pub fn assign(&self, customers: &str, on: Option<String>, for_customer: bool) -> Result<String, JsValue> {
        let view = if for_customer { View::Customer } else { View::Internal };
        self.assigned(customers, on.as_deref(), view).map(|found| found.to_string()).map_err(|error| thrown(&error))
    }
}

impl Programme {
    fn assigned(&self, customers: &str, on: Option<&str>, view: View) -> Result<Value, Value> {
        let program = &self.program;
        let bad = |kind: &str, message: String| json!({ "kind": kind, "message": message });
        if let Some(day) = on.filter(|day| !govseg::words::is_day(day)) {
            return Err(bad("bad_choice", format!("`{}` is no day; write YYYY-MM-DD", govseg::words::clip(day))));
        }
        let customers: Vec<Map<String, Value>> =
            serde_json::from_str(customers).map_err(|error| bad("wrong_type", error.to_string()))?;
        let known: Vec<&str> = program.column_names().collect();
        self.misspelt(&customers, &known)?;
        let mut reader = Accounts::reader(program, &known).map_err(|error| bad("accounts", error.to_string()))?;
        for (place, customer) in customers.iter().enumerate() {
            let cells: Result<Vec<String>, Value> = known.iter().map(|name| cell(name, customer.get(*name))).collect();
            let mut cells = cells?;
            let id = known.iter().position(|name| *name == program.columns.id).and_then(|id| cells.get_mut(id));
            if let Some(id) = id.filter(|id| place == 0 && id.is_empty()) {
                NAMELESS.clone_into(id);
            }
            reader.row(&cells);
        }
        let accounts = reader.finish().map_err(|error| bad("accounts", unreadable(&error)))?;
        let found = Assignment::new(program, &accounts, on).map_err(|error| bad("accounts", error.to_string()))?;
        let mut said = found.to_json(0, view);
        if let Some(said) = said.as_object_mut() {
            said.insert("explanation".to_owned(), found.explain(0, view).into());
        }
        Ok(said)
    }

    /// Nothing is read of a key that is nearly a column's name; so it is an error.
    fn misspelt(&self, customers: &[Map<String, Value>], known: &[&str]) -> Result<(), Value> {
        for customer in customers {
            let missing: Vec<&str> = known.iter().filter(|name| !customer.contains_key(**name)).copied().collect();
            for key in customer.keys().filter(|key| !known.contains(&key.as_str())) {
                if let Some(near) = nearest(key, &missing) {
                    let message = format!(
                        "`{}` is nothing that `{}` reads; did you mean `{near}`?",
                        govseg::words::clip(key),
                        self.program.id
                    );
                    return Err(json!({ "kind": "unknown_column", "message": message, "suggestion": near }));
                }
            }
        }
        Ok(())
    }
}

/// A value as a cell of a table; null is unknown.
fn cell(name: &str, value: Option<&Value>) -> Result<String, Value> {
    match value {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(text)) => Ok(text.clone()),
        Some(Value::Number(number)) => Ok(number.to_string()),
        Some(Value::Bool(yes)) => Ok(if *yes { "yes" } else { "no" }.to_owned()),
        Some(Value::Array(_) | Value::Object(_)) => {
            let message = format!("`{name}` takes one text, number or truth value, or null where it is unknown");
            Err(json!({ "kind": "wrong_type", "message": message }))
        }
    }
}

/// What cannot be read: of the customer by the key alone, of others with their place.
fn unreadable(error: &AccountsError) -> String {
    let AccountsError::Cells { faults, .. } = error else { return error.to_string() };
    let lines = faults.iter().map(|fault| match fault.row {
        1 => format!("`{}`: {}", fault.column, fault.message),
        row => format!("`{}` of the customer at {} in `related`: {}", fault.column, row - 2, fault.message),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn refused(error: &ProgramError) -> Value {
    let mut said = error.report();
    if let Some(said) = said.as_object_mut() {
        said.insert("kind".to_owned(), "program".into());
        said.insert("message".to_owned(), error.to_string().into());
    }
    said
}

fn thrown(error: &Value) -> JsValue {
    JsValue::from_str(&error.to_string())
}

#[cfg(all(test, target_family = "wasm"))]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may fail")]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn one_customer_is_assigned_as_by_the_core() {
        let program = Program::builtin("airline").unwrap();
        let mut lines = Program::builtin_accounts("airline").unwrap().lines().map(|line| line.split(','));
        let header: Vec<&str> = lines.next().unwrap().collect();
        let here = Programme::read("airline").unwrap();
        for line in lines {
            let cells: Vec<&str> = line.collect();
            let mut reader = Accounts::reader(&program, &header).unwrap();
            reader.row(&cells);
            let accounts = reader.finish().unwrap();
            let found = Assignment::new(&program, &accounts, Some("2026-03-31")).unwrap();
            let customer: Map<String, Value> =
                header.iter().zip(&cells).map(|(name, cell)| ((*name).to_owned(), (*cell).into())).collect();
            for (for_customer, view) in [(false, View::Internal), (true, View::Customer)] {
                let said = here.assign(&json!([customer]).to_string(), Some("2026-03-31".to_owned()), for_customer);
                let said: Value = serde_json::from_str(&said.unwrap()).unwrap();
                for (key, value) in found.to_json(0, view).as_object().unwrap() {
                    assert_eq!(&said[key], value, "{key}");
                }
                assert_eq!(said["explanation"], found.explain(0, view));
            }
        }
    }
}
