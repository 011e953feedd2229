//! Measures from a log: any object with the Arrow PyCapsule interface in, what the core says of it out.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::thread::available_parallelism;

use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use govseg::Segment;
use govseg::cost::{Costs, LabelCost, Probabilities};
use govseg_measure::log::{Fault, LogRecipe};
use govseg_measure::{By, Choices, LogError, Measure, Part, Plan, Reference, Report, Rules};
use govseg_table::TableError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use pyo3_arrow::PyRecordBatchReader;
use pyo3_arrow::input::AnyRecordBatch;

use crate::error::{Fields, Outcome, exception};
use crate::policy::Policy;

/// How logs are measured.
#[pyclass(frozen, module = "govseg._govseg")]
pub(crate) struct MeasurePlan {
    policy: Py<Policy>,
    recipe: Option<LogRecipe>,
    by: Vec<By>,
    measures: Option<String>,
    reference: Option<Reference>,
    rules: Rules,
    threads: usize,
}

/// The text of a recipe for logs: a built-in one, or that of a file.
#[pyfunction]
pub(crate) fn log_recipe_text(choice: &str) -> Outcome<String> {
    Ok(LogRecipe::text(choice)?)
}

/// What labels are expected to cost, what the best ones would, and which these are.
#[pyfunction]
pub(crate) fn label_costs(
    labels: Vec<String>,
    probabilities: Vec<BTreeMap<String, f64>>,
    costs: &str,
) -> Outcome<(f64, f64, Vec<String>)> {
    let costs: Costs = costs.parse()?;
    let probabilities = probabilities.iter().map(in_order).collect::<Outcome<Vec<_>>>()?;
    let labels = labels.iter().map(|label| label.parse()).collect::<Result<Vec<Segment>, _>>()?;
    let LabelCost { today, best, .. } = costs.of_labels(labels.into_iter().zip(&probabilities))?;
    let least = probabilities.iter().map(|said| Ok(costs.least(said)?.0.to_string()));
    Ok((today, best, least.collect::<Outcome<_>>()?))
}

/// Probabilities in the order of the segments.
fn in_order(said: &BTreeMap<String, f64>) -> Outcome<Probabilities> {
    let mut all = Probabilities::default();
    for (name, share) in said {
        let segment: Segment = name.parse()?;
        all.iter_mut().skip(segment as usize).take(1).for_each(|known| *known = *share);
    }
    Ok(all)
}

#[pymethods]
impl MeasurePlan {
    #[new]
    #[pyo3(signature = (policy, recipe, by, measures, reference, threads, **choices))]
    fn new(
        policy: Py<Policy>,
        recipe: Option<(String, String)>,
        by: Vec<String>,
        measures: Option<Vec<String>>,
        reference: Option<&str>,
        threads: usize,
        choices: Option<&Bound<'_, PyDict>>,
    ) -> Outcome<Self> {
        let recipe = recipe.map(|(name, text)| LogRecipe::parse(&name, &text)).transpose()?;
        let by = if by.is_empty() { Vec::new() } else { By::list(&by.join(","))? };
        let reference = reference.map(|reference| Reference::named(reference, &by)).transpose()?;
        let rules = chosen(choices)?.rules(recipe.as_ref())?;
        let measures = measures.map(|ids| ids.join(","));
        let plan = Self { policy, recipe, by, measures, reference, rules, threads };
        // What is wrong with it is said now.
        plan.core()?;
        Ok(plan)
    }

    /// Whether rows belong together, as a log has one number in each.
    #[getter]
    fn joins(&self) -> bool {
        self.recipe.as_ref().is_some_and(|recipe| recipe.cells.is_some())
    }

    /// The places of the columns that are read.
    fn needed(&self, names: Vec<String>) -> Outcome<Vec<usize>> {
        Ok(self.core()?.needed("the log", &named(names))?)
    }

    /// The columns that are ids of contacts.
    fn contact_columns(&self, names: Vec<String>) -> Outcome<Vec<String>> {
        let core = self.core()?;
        Ok(names.into_iter().filter(|name| core.is_contact_id(name)).collect())
    }

    /// What comes of a log.
    fn measure(&self, py: Python<'_>, source: AnyRecordBatch) -> Outcome<Measured> {
        let part = self.read(py, source)?;
        self.said(part)
    }

    /// What comes of a part of a log, to be merged elsewhere.
    fn part(&self, py: Python<'_>, source: AnyRecordBatch) -> Outcome<Vec<u8>> {
        Ok(self.read(py, source)?.to_bytes()?)
    }

    /// What the parts of a log come to.
    fn merged(&self, parts: Vec<Vec<u8>>) -> Outcome<Measured> {
        let core = self.core()?;
        let mut whole: Option<Part> = None;
        for bytes in parts {
            let part = core.part(&bytes)?;
            match &mut whole {
                Some(whole) => whole.merge(part),
                None => whole = Some(part),
            }
        }
        self.said(whole.unwrap_or_else(|| core.empty()))
    }
}

impl MeasurePlan {
    fn core(&self) -> Result<Plan<'_>, LogError> {
        let mut measure = Measure::new(&self.policy.get().core, self.rules.clone()).by(self.by.clone());
        if let Some(recipe) = &self.recipe {
            measure = measure.recipe(recipe.clone());
        }
        if let Some(ids) = &self.measures {
            measure = measure.measures(ids)?;
        }
        if let Some(reference) = &self.reference {
            measure = measure.reference(reference.clone());
        }
        measure.plan()
    }

    fn read(&self, py: Python<'_>, source: AnyRecordBatch) -> Outcome<Part> {
        let reader = source.into_reader()?;
        let core = self.core()?;
        let refused = |source| LogError::from(TableError::Arrow { doing: "read", name: "the log".to_owned(), source });
        let threads =
            NonZero::new(self.threads).or_else(|| available_parallelism().ok()).unwrap_or(NonZero::<usize>::MIN);
        let part = py.detach(|| {
            let schema = reader.schema();
            core.measure("the log", &schema, threads, reader.map(|batch| batch.map_err(refused)), |_| Ok(()))
        });
        Ok(part?)
    }

    fn said(&self, part: Part) -> Outcome<Measured> {
        Ok(Measured { report: self.core()?.report(part), by: self.by.clone() })
    }
}

/// What came of a log.
#[pyclass(frozen, module = "govseg._govseg")]
pub(crate) struct Measured {
    report: Report,
    by: Vec<By>,
}

#[pymethods]
impl Measured {
    /// The results, as an Arrow stream.
    fn results(&self) -> PyResult<PyRecordBatchReader> {
        let broken = |error: ArrowError| exception(&error.to_string(), &Fields::default());
        let batch: RecordBatch = self.report.batch(&self.by).map_err(broken)?;
        let schema = batch.schema();
        Ok(PyRecordBatchReader::new(Box::new(RecordBatchIterator::new([Ok(batch)], schema))))
    }

    /// The rows that were read, measured and passed over.
    #[getter]
    fn rows(&self) -> (u64, u64, u64) {
        (self.report.rows_in, self.report.used, self.report.ignored)
    }

    /// The rows that were set aside.
    fn set_aside<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let faults = self.report.faults.iter().map(|fault| {
            let said = PyDict::new(py);
            said.set_item("row", fault.row)?;
            said.set_item("column", fault.column.as_deref())?;
            said.set_item("kind", fault.kind.to_string())?;
            said.set_item("reason", &fault.reason)?;
            Ok(said)
        });
        PyList::new(py, faults.collect::<PyResult<Vec<_>>>()?)
    }

    /// The error that the first row set aside is, if any is.
    fn first_error(&self) -> Option<PyErr> {
        self.report.faults.first().map(refusal)
    }
}

fn refusal(fault: &Fault) -> PyErr {
    let place = fault.column.as_ref().map_or_else(String::new, |column| format!(", column `{column}`"));
    let message = format!("row {}{place}: {}", fault.row, fault.reason);
    let kind = fault.kind.to_string();
    let fields = Fields { kind: &kind, row: Some(fault.row), column: fault.column.as_deref(), ..Fields::default() };
    exception(&message, &fields)
}

/// Columns of which only the names count.
fn named(names: Vec<String>) -> Schema {
    Schema::new(names.into_iter().map(|name| Field::new(name, DataType::Null, true)).collect::<Vec<_>>())
}

/// The choices that are given; the others stay as they are.
fn chosen(given: Option<&Bound<'_, PyDict>>) -> PyResult<Choices> {
    let mut choices = Choices::default();
    for (name, value) in given.into_iter().flatten() {
        if value.is_none() {
            continue;
        }
        match name.extract::<String>()?.as_str() {
            "timezone" => choices.timezone = Some(value.extract()?),
            "closed" => choices.closed = value.extract()?,
            "as_of" => choices.as_of = Some(value.extract()?),
            "within" => choices.within = value.extract()?,
            "window" => choices.window = value.extract()?,
            "level" => choices.level = value.extract()?,
            "percentiles" => choices.percentiles = value.extract()?,
            "least" => choices.least = value.extract()?,
            "k" => choices.k = value.extract()?,
            // Only the package calls this, by these names.
            _ => {}
        }
    }
    Ok(choices)
}
