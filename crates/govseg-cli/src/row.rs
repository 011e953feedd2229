//! A row of a classified table, its keys in their order.

use std::borrow::Cow;
use std::fmt;

use govseg_table::json_text;
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::failure::Failure;

pub(crate) struct Row {
    /// The table's own columns, as JSON.
    own: Vec<(String, Box<RawValue>)>,
    /// The added columns, without their prefix.
    added: Vec<(String, Value)>,
}

struct Entries(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a row")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

fn unreadable(error: &serde_json::Error) -> Failure {
    Failure::Input(error.to_string())
}

impl Row {
    /// Reads a line of JSON; the columns that begin with `prefix` are the added ones.
    pub(crate) fn read(line: &str, prefix: &str) -> Result<Self, Failure> {
        let entries: Entries = serde_json::from_str(line).map_err(|error| unreadable(&error))?;
        let mut row = Self { own: Vec::new(), added: Vec::new() };
        for (key, value) in entries.0 {
            match key.strip_prefix(prefix) {
                Some(name) => {
                    let value = serde_json::from_str(value.get()).map_err(|error| unreadable(&error))?;
                    row.added.push((name.to_owned(), value));
                }
                None => row.own.push((key, value)),
            }
        }
        Ok(row)
    }

    /// The table's own columns, each with the text of its cell.
    pub(crate) fn own(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        self.own.iter().map(|(key, value)| (key.as_str(), json_text(value.get())))
    }

    pub(crate) fn value(&self, name: &str) -> Value {
        self.added.iter().find(|(known, _)| known == name).map_or(Value::Null, |(_, value)| value.clone())
    }

    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.value(name).as_str().map(ToOwned::to_owned)
    }

    pub(crate) fn strings(&self, name: &str) -> Vec<String> {
        let value = self.value(name);
        value.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(ToOwned::to_owned)).collect()
    }

    /// The segment, or else the status.
    pub(crate) fn state(&self) -> String {
        self.text("segment").or_else(|| self.text("status")).unwrap_or_default()
    }

    /// The text of a column; without a name, of the usual one, or else of the first.
    pub(crate) fn label(&self, column: Option<&str>, usual: Option<&str>) -> Result<String, Failure> {
        let named = |column: &str| self.own.iter().find(|(key, _)| key == column);
        let found = match column {
            None => usual.and_then(named).or(self.own.first()),
            Some(column) => Some(named(column).ok_or_else(|| {
                let columns: Vec<&String> = self.own.iter().map(|(key, _)| key).collect();
                Failure::Input(format!("the table has no column `{column}`; {}", govseg::words::mend(column, &columns)))
            })?),
        };
        let Some((_, value)) = found else { return Ok(String::new()) };
        let value: Value = serde_json::from_str(value.get()).map_err(|error| unreadable(&error))?;
        Ok(value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned))
    }

    /// The table's own columns and these behind them, as a line of JSON. Empty texts become null: as cells they were.
    pub(crate) fn with(&self, added: &[(&str, Value)]) -> Result<String, Failure> {
        let mut line = String::from("{");
        for (key, value) in &self.own {
            if added.iter().any(|(name, _)| name == key) {
                let message = format!("the table has a column `{key}` already; rename it first");
                return Err(Failure::Input(message));
            }
            let value = if value.get() == "\"\"" { "null" } else { value.get() };
            line += &format!("{}:{value},", json!(key));
        }
        let added: Vec<String> = added.iter().map(|(name, value)| format!("{}:{value}", json!(name))).collect();
        Ok(line + &added.join(",") + "}\n")
    }
}
