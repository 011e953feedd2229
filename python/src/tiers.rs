//! Tiers of accounts: any table with the Arrow PyCapsule interface in, what the programme makes of each row out.

use std::sync::{Arc, Mutex};

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};
use govseg_tiers::{Assignment, COLUMNS, Program, View};
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatchReader;
use pyo3_arrow::input::AnyRecordBatch;
use serde_json::Value;

use crate::accounts::{accounts, broken, collected, day, needed};
use crate::error::{Outcome, plain};

/// The columns that hold lists of texts; the others hold texts.
const LISTS: [&str; 5] = ["grants", "before", "during", "after", "coverage"];

/// How tables of accounts with certain columns are assigned tiers.
#[pyclass(frozen, module = "govseg._govseg")]
pub(crate) struct TiersPlan {
    program: Program,
    on: Option<String>,
    view: View,
    /// The names of all columns of the table.
    header: Vec<String>,
    /// The places of those that are read.
    #[pyo3(get)]
    needed: Vec<usize>,
    /// The names of the added columns.
    #[pyo3(get)]
    names: Vec<String>,
    /// An account is one row.
    #[pyo3(get)]
    numbered: bool,
    told: Mutex<Vec<String>>,
}

#[pymethods]
impl TiersPlan {
    #[new]
    fn new(
        columns: Vec<String>,
        program: (String, String),
        on: Option<String>,
        customer: bool,
        prefix: &str,
    ) -> Outcome<Self> {
        let program = Program::parse(&program.0, &program.1)?;
        let on = day(on)?;
        let names: Vec<String> = COLUMNS.iter().map(|column| format!("{prefix}{column}")).collect();
        if let Some(taken) = columns.iter().find(|column| names.contains(column)) {
            let message = format!(
                "the table already has a column `{taken}`; give the added columns a prefix, for example prefix=\"tier_\""
            );
            return Err(plain("name_taken", &message));
        }
        let needed = needed(&program, &columns)?;
        let view = if customer { View::Customer } else { View::Internal };
        Ok(Self { program, on, view, header: columns, needed, names, numbered: false, told: Mutex::default() })
    }

    /// What is to be looked at, once accounts were assigned.
    #[getter]
    fn warnings(&self) -> Vec<String> {
        self.told.lock().map(|told| told.clone()).unwrap_or_default()
    }

    /// The added columns alone, of all rows of a table with the needed columns only.
    fn added(&self, py: Python<'_>, source: AnyRecordBatch) -> Outcome<PyRecordBatchReader> {
        let source = source.into_reader()?;
        let fields = self.fields();
        let added = py.detach(|| self.assign(&collected(source)?))?;
        Ok(stream(fields, added))
    }

    /// The table with the added columns behind its own. What an account belongs to may come after it, so the stream is
    /// read to its end first.
    fn stream(&self, py: Python<'_>, source: AnyRecordBatch) -> Outcome<PyRecordBatchReader> {
        let source = source.into_reader()?;
        let own = source.schema().fields().iter().cloned().collect::<Vec<_>>();
        let fields: Fields = own.into_iter().chain(self.fields().iter().cloned()).collect();
        let (batches, added) = py.detach(|| {
            let batches = collected(source)?;
            let added = self.assign(&batches)?;
            Outcome::Ok((batches, added))
        })?;
        let mut from = 0;
        let schema = Arc::new(Schema::new(fields));
        let whole: Result<Vec<RecordBatch>, ArrowError> = batches
            .into_iter()
            .map(|batch| {
                let rows = batch.num_rows();
                let own = batch.columns().iter().cloned();
                let columns = own.chain(added.iter().map(|column| column.slice(from, rows))).collect();
                from += rows;
                RecordBatch::try_new(schema.clone(), columns)
            })
            .collect();
        let whole = whole.map_err(|error| broken(&error))?;
        Ok(PyRecordBatchReader::new(Box::new(RecordBatchIterator::new(whole.into_iter().map(Ok), schema))))
    }
}

impl TiersPlan {
    fn fields(&self) -> Fields {
        let field = |(name, column): (&String, &str)| {
            let text = Field::new("item", DataType::Utf8, true);
            let kind = if LISTS.contains(&column) { DataType::List(Arc::new(text)) } else { DataType::Utf8 };
            Field::new(name, kind, true)
        };
        self.names.iter().zip(COLUMNS).map(field).collect()
    }

    fn assign(&self, batches: &[RecordBatch]) -> Outcome<Vec<ArrayRef>> {
        let accounts = accounts(&self.program, &self.header, &self.needed, batches)?;
        let found = Assignment::new(&self.program, &accounts, self.on.as_deref())?;
        if let Ok(mut told) = self.told.lock() {
            *told = found.warnings().to_vec();
        }
        Ok(columns(&found, accounts.len(), self.view))
    }
}

/// What is said of each account, column by column.
fn columns(found: &Assignment<'_>, accounts: usize, view: View) -> Vec<ArrayRef> {
    let mut texts: Vec<StringBuilder> = COLUMNS.iter().map(|_| StringBuilder::new()).collect();
    let mut lists: Vec<ListBuilder<StringBuilder>> =
        COLUMNS.iter().map(|_| ListBuilder::new(StringBuilder::new())).collect();
    for account in 0..accounts {
        let row = found.row(account, view);
        for ((column, text), list) in COLUMNS.iter().zip(&mut texts).zip(&mut lists) {
            match row.get(*column) {
                Some(Value::Array(items)) => {
                    for item in items {
                        list.values().append_option(item.as_str());
                    }
                    list.append(true);
                }
                Some(Value::String(word)) => text.append_value(word),
                _ => text.append_null(),
            }
        }
    }
    let finish = |((column, mut text), mut list): ((&&str, StringBuilder), ListBuilder<StringBuilder>)| -> ArrayRef {
        if LISTS.contains(column) { Arc::new(list.finish()) } else { Arc::new(text.finish()) }
    };
    COLUMNS.iter().zip(texts).zip(lists).map(finish).collect()
}

fn stream(fields: Fields, columns: Vec<ArrayRef>) -> PyRecordBatchReader {
    let schema = Arc::new(Schema::new(fields));
    let batch = RecordBatch::try_new(schema.clone(), columns);
    PyRecordBatchReader::new(Box::new(RecordBatchIterator::new([batch], schema)))
}
