//! Results as a table for other programs: CSV, lines of JSON, and columns.

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::ArrowError;
use serde_json::{Map, Value, json};

use crate::by::By;
use crate::estimate::Estimate;
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
    /// The results as a record batch: words as texts, numbers as numbers, and null where nothing is said.
    ///
    /// # Errors
    /// None that memory does not have.
    pub fn batch(&self, by: &[By]) -> Result<RecordBatch, ArrowError> {
        let of = |say: &dyn Fn(&Estimate) -> Option<String>| -> ArrayRef {
            Arc::new(self.outcomes.iter().map(|outcome| say(&outcome.estimate)).collect::<StringArray>())
        };
        let number = |say: &dyn Fn(&Estimate) -> Option<f64>| -> ArrayRef {
            Arc::new(self.outcomes.iter().map(|outcome| say(&outcome.estimate)).collect::<Float64Array>())
        };
        let count = |say: &dyn Fn(&Estimate) -> Option<u64>| -> ArrayRef {
            let counts = self.outcomes.iter().map(|outcome| i64::try_from(say(&outcome.estimate)?).ok());
            Arc::new(counts.collect::<Int64Array>())
        };
        let parts = by.iter().enumerate().map(|(place, by)| {
            let parts = self.outcomes.iter().map(|outcome| outcome.group.get(place).map(String::as_str));
            (by.name(), Arc::new(parts.collect::<StringArray>()) as ArrayRef)
        });
        let said = [
            of(&|said| Some(said.measure.to_owned())),
            of(&|said| said.variant.clone()),
            of(&|said| Some(said.unit.to_string())),
            number(&|said| said.value),
            number(&|said| Some(said.interval?.low)),
            number(&|said| Some(said.interval?.high)),
            number(&|said| Some(said.level)),
            of(&|said| Some(said.method?.to_string())),
            count(&|said| said.n),
            count(&|said| said.missing),
            of(&|said| Some(said.absent.as_ref()?.to_string())),
        ];
        let columns = parts.chain(COLUMNS.into_iter().zip(said)).map(|(name, column)| (name, column, true));
        RecordBatch::try_from_iter_with_nullable(columns)
    }

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
