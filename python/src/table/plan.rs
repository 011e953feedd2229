//! What is settled before there are rows: policy, recipe, columns, and which columns of the table are read.

use std::sync::Arc;
use std::thread::available_parallelism;

use arrow_schema::{DataType, Field, Fields, Schema};
use govseg_table::{Classify, Column, Columns, TableError};
use govseg_text::TableTexts;
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatchReader;
use pyo3_arrow::input::AnyRecordBatch;

use super::pipeline::{Keep, Pipeline};
use crate::error::Outcome;
use crate::policy::Policy;
use crate::recipe::Recipe;
use crate::text::TextModel;

/// What the threads share.
pub(super) struct Shared {
    policy: Py<Policy>,
    recipe: Option<govseg_table::Recipe>,
    columns: Vec<Column>,
    each: Option<String>,
    prefix: String,
    /// The column of texts, and what reads it.
    texts: Option<(String, TableTexts)>,
    /// How many threads may work on a table; 0 for as many as the machine runs at a time.
    threads: usize,
    /// The table's columns, of which only the names count.
    schema: Schema,
}

impl Shared {
    pub(super) fn threads(&self) -> usize {
        match self.threads {
            0 => available_parallelism().map_or(1, usize::from),
            threads => threads,
        }
    }

    pub(super) fn takes_rows_several_times(&self) -> bool {
        self.each.is_some()
    }

    /// How the table is classified, for one thread.
    pub(super) fn columns(&self) -> Result<Columns<'_>, TableError> {
        let classify = Classify::new(&self.policy.get().core).columns(self.columns.clone()).prefix(&self.prefix);
        let classify = self.recipe.iter().fold(classify, Classify::recipe);
        let classify = self.texts.iter().fold(classify, |classify, (column, model)| classify.texts(column, model));
        let classify = match &self.each {
            Some(fact) => classify.each(fact)?,
            None => classify,
        };
        Ok(classify.over("the table", &self.schema)?.uncounted())
    }
}

/// How tables with certain columns are classified.
#[pyclass(frozen, module = "govseg._govseg")]
pub(crate) struct TablePlan {
    shared: Arc<Shared>,
    fields: Fields,
    /// The places of the columns that are read.
    #[pyo3(get)]
    needed: Vec<usize>,
    /// What the caller should be told of the columns.
    #[pyo3(get)]
    warnings: Vec<String>,
    /// The names of the added columns.
    #[pyo3(get)]
    names: Vec<String>,
    /// Which of them hold lists, and which numbers.
    #[pyo3(get)]
    lists: Vec<bool>,
    #[pyo3(get)]
    numbers: Vec<bool>,
    /// Whether `added` says which row each of its rows belongs to.
    #[pyo3(get)]
    numbered: bool,
}

/// Opens an Arrow stream for the names of its columns.
#[pyfunction]
pub(crate) fn open_stream(source: AnyRecordBatch) -> PyResult<(PyRecordBatchReader, Vec<String>)> {
    let source = source.into_reader()?;
    let names = source.schema().fields().iter().map(|field| field.name().clone()).collect();
    Ok((PyRecordBatchReader::new(source), names))
}

#[pymethods]
impl TablePlan {
    #[new]
    #[expect(clippy::too_many_arguments, reason = "Python names them")]
    fn new(
        names: Vec<String>,
        policy: Py<Policy>,
        recipe: Option<&Bound<'_, Recipe>>,
        columns: Option<Vec<String>>,
        each: Option<String>,
        prefix: String,
        threads: usize,
        text: Option<String>,
        model: Option<&Bound<'_, TextModel>>,
        threshold: f64,
        costs: Option<&str>,
    ) -> Outcome<Self> {
        let model = model.map(|model| model.get().for_table(threshold, costs)).transpose()?;
        let texts = text.zip(model);
        let recipe = recipe.map(|recipe| recipe.get().in_words_of(&policy)).transpose()?;
        let columns = columns.map_or_else(|| Ok(Column::ALL.to_vec()), |names| Column::list(&names.join(",")))?;
        let fields = names.into_iter().map(|name| Field::new(name, DataType::Null, true)).collect::<Vec<_>>();
        let shared = Shared { policy, recipe, columns, each, prefix, texts, threads, schema: Schema::new(fields) };
        let settled = shared.columns()?;
        let added = settled.fields().clone();
        let needed = settled.needed();
        let warnings = settled.warnings().iter().map(ToString::to_string).collect();
        drop(settled);
        let names = added.iter().map(|field| field.name().clone()).collect();
        let lists = added.iter().map(|field| matches!(field.data_type(), DataType::List(_))).collect();
        let numbers = added.iter().map(|field| field.data_type().is_floating()).collect();
        let numbered = shared.takes_rows_several_times();
        Ok(Self { shared: Arc::new(shared), fields: added, needed, warnings, names, lists, numbers, numbered })
    }

    /// The added columns alone, of all rows at once. Where rows are taken several times, a last column says which row
    /// each belongs to, counted from 0.
    fn added(&self, py: Python<'_>, source: AnyRecordBatch) -> Outcome<PyRecordBatchReader> {
        let source = source.into_reader()?;
        let added = py.detach(|| Pipeline::new(&self.shared, &self.fields, source, Keep::Rows).collect());
        Ok(PyRecordBatchReader::new(added?))
    }

    /// The table as a stream, the added columns behind its own, worked on while it is read.
    fn stream(&self, source: AnyRecordBatch) -> Outcome<PyRecordBatchReader> {
        let source = source.into_reader()?;
        Ok(PyRecordBatchReader::new(Box::new(Pipeline::new(&self.shared, &self.fields, source, Keep::Columns))))
    }
}
