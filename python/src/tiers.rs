//! Tiers of accounts: any table with the Arrow PyCapsule interface in, what the programme makes of each row out.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};
use govseg_table::cell_text;
use govseg_tiers::{Accounts, Assignment, COLUMNS, Program, View};
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatchReader;
use pyo3_arrow::input::AnyRecordBatch;
use serde_json::Value;

use crate::error::{Outcome, plain};

/// The columns that hold lists of texts; the others hold texts.
const LISTS: [&str; 5] = ["grants", "before", "during", "after", "coverage"];

/// How tables of accounts with certain columns are assigned tiers.
#[pyclass(frozen, module = "govseg._govseg")]
pub(crate) struct TiersPlan {
    program: Program,
    on: Option<String>,
    view: View,
    /// The places of the columns that are read: a programme names its own.
    #[pyo3(get)]
    needed: Vec<usize>,
    /// The names of the added columns.
    #[pyo3(get)]
    names: Vec<String>,
    /// An account is one row.
    #[pyo3(get)]
    numbered: bool,
}

/// The text of a built-in programme, if that is its name.
#[pyfunction]
pub(crate) fn program_text(choice: &str) -> Option<&'static str> {
    Program::builtin_text(choice)
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
        let (name, text) = program;
        let program = Program::parse(&name, &text)?;
        if let Some(day) = on.as_deref().filter(|day| !govseg::words::is_day(day)) {
            return Err(plain("bad_choice", &format!("`{}` is no day; write YYYY-MM-DD", govseg::words::clip(day))));
        }
        let names: Vec<String> = COLUMNS.iter().map(|column| format!("{prefix}{column}")).collect();
        if let Some(taken) = columns.iter().find(|column| names.contains(column)) {
            let message = format!(
                "the table already has a column `{taken}`; give the added columns a prefix, for example prefix=\"tier_\""
            );
            return Err(plain("name_taken", &message));
        }
        let needed = (0..columns.len()).collect();
        let view = if customer { View::Customer } else { View::Internal };
        Ok(Self { program, on, view, needed, names, numbered: false })
    }

    /// The added columns alone, of all rows.
    fn added(&self, py: Python<'_>, source: AnyRecordBatch) -> Outcome<PyRecordBatchReader> {
        let source = source.into_reader()?;
        let fields = self.fields();
        let (_, added) = py.detach(|| self.assign(source))?;
        Ok(stream(fields, added))
    }

    /// The table with the added columns behind its own. What an account belongs to may come after it, so the stream is
    /// read to its end first.
    fn stream(&self, py: Python<'_>, source: AnyRecordBatch) -> Outcome<PyRecordBatchReader> {
        let source = source.into_reader()?;
        let own = source.schema().fields().iter().cloned().collect::<Vec<_>>();
        let fields: Fields = own.into_iter().chain(self.fields().iter().cloned()).collect();
        let (batches, added) = py.detach(|| self.assign(source))?;
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
        let whole = whole.map_err(|error| plain("cannot_read", &error.to_string()))?;
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

    fn assign(&self, source: Box<dyn RecordBatchReader + Send>) -> Outcome<(Vec<RecordBatch>, Vec<ArrayRef>)> {
        let broken = |error: &dyn std::fmt::Display| plain("cannot_read", &error.to_string());
        let schema = source.schema();
        let header: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        let mut reader = Accounts::reader(&self.program, &header)?;
        let mut batches = Vec::new();
        for batch in source {
            let batch = batch.map_err(|error| broken(&error))?;
            for row in 0..batch.num_rows() {
                let cells = batch.columns().iter().map(|column| cell_text(column, row));
                let cells = cells.collect::<Result<Vec<_>, _>>().map_err(|error| broken(&error))?;
                reader.row(&cells.iter().map(AsRef::as_ref).collect::<Vec<_>>());
            }
            batches.push(batch);
        }
        let accounts = reader.finish()?;
        let found = Assignment::new(&self.program, &accounts, self.on.as_deref())?;
        Ok((batches, columns(&found, accounts.len(), self.view)))
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
