//! Results as a table for other programs: CSV, and lines of JSON.

use serde_json::{Map, Value, json};

use crate::by::By;
use crate::outcome::Outcome;
use crate::run::Report;

/// The columns behind those of the grouping.
const COLUMNS: [&str; 11] =
    ["measure", "variant", "unit", "value", "low", "high", "level", "method", "n", "missing", "absent"];

impl Outcome {
    /// The result as one flat object, with the parts of the group by their names.
    pub fn flat(&self, by: &[By]) -> Map<String, Value> {
        let said = &self.estimate;
        let values = [
            json!(said.measure),
            json!(said.variant),
            json!(said.unit),
            json!(said.value),
            json!(said.interval.map(|interval| interval.low)),
            json!(said.interval.map(|interval| interval.high)),
            json!(said.level),
            json!(said.method),
            json!(said.n),
            json!(said.missing),
            json!(said.absent),
        ];
        let group = by.iter().map(|by| by.name()).zip(self.group.iter().map(|part| json!(part)));
        group.chain(COLUMNS.into_iter().zip(values)).map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

impl Report {
    /// The results as CSV.
    ///
    /// # Errors
    /// None that memory does not have.
    pub fn csv(&self, by: &[By]) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let names: Vec<&str> = by.iter().map(|by| by.name()).chain(COLUMNS).collect();
        writer.write_record(&names)?;
        for outcome in &self.outcomes {
            let flat = outcome.flat(by);
            writer.write_record(names.iter().map(|name| match flat.get(*name) {
                Some(Value::String(text)) => text.clone(),
                None | Some(Value::Null) => String::new(),
                Some(other) => other.to_string(),
            }))?;
        }
        writer.into_inner().map_err(|error| error.into_error().into())
    }

    /// The results as lines of JSON.
    pub fn json_lines(&self, by: &[By]) -> String {
        self.outcomes.iter().map(|outcome| Value::Object(outcome.flat(by)).to_string() + "\n").collect()
    }

    /// The results and what became of the rows, as one object.
    pub fn json(&self, by: &[By]) -> Value {
        let outcomes: Vec<_> = self.outcomes.iter().map(|outcome| outcome.flat(by)).collect();
        json!({
            "rows_in": self.rows_in,
            "used": self.used,
            "ignored": self.ignored,
            "set_aside": self.set_aside.iter().map(|(kind, rows)| (kind.to_string(), json!(rows))).collect::<Map<_, _>>(),
            "outcomes": outcomes,
        })
    }
}
