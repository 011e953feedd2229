//! Every error as a `GovsegError`, with what is known of the place in fields of its own.

use govseg::cost::CostError;
use govseg::{Error, PolicyError, Problem};
use govseg_measure::{ChoiceError, LogError, PartError, UnknownGrouping};
use govseg_table::{LoadError, RecipeError, TableError};
use govseg_tiers::coverage::StaffError;
use govseg_tiers::fairness::NoGroups;
use govseg_tiers::{AccountsError, ForestError, ProgramError, WhatIfError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyType};

/// Why something could not be done.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The core says what is wrong.
    Core(Error),
    /// Python does.
    Python(PyErr),
}

pub(crate) type Outcome<T> = Result<T, Refusal>;

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Core(error)
    }
}

impl From<PolicyError> for Refusal {
    fn from(error: PolicyError) -> Self {
        Self::Core(error.into())
    }
}

impl From<PyErr> for Refusal {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

impl From<LoadError> for Refusal {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Policy(error) => error.into(),
            LoadError::Recipe(error) => error.into(),
            error => plain("cannot_read", &error.to_string()),
        }
    }
}

impl From<RecipeError> for Refusal {
    fn from(error: RecipeError) -> Self {
        let fields = Fields { kind: "recipe", problems: error.problems(), ..Fields::default() };
        exception(&error.to_string(), &fields).into()
    }
}

impl From<TableError> for Refusal {
    fn from(error: TableError) -> Self {
        match error {
            TableError::Facts(error) => error.into(),
            TableError::Recipe(error) => error.into(),
            TableError::Row(error) => {
                let place = error.column.as_ref().map_or_else(String::new, |column| format!(", column `{column}`"));
                let message = format!("row {}{place}: {}", error.row, error.reason);
                let column = error.column.as_deref();
                let fields = Fields { row: Some(error.row), column, ..Fields::of(error.error.as_deref()) };
                exception(&message, &fields).into()
            }
            TableError::NameTaken { column, example, .. } => {
                let message = format!(
                    "the table already has a column `{column}`; give the added columns a prefix, for example \
                     prefix=\"{example}\""
                );
                let fields = Fields { kind: "name_taken", column: Some(&column), ..Fields::default() };
                exception(&message, &fields).into()
            }
            error @ TableError::DuplicateHeader { .. } => plain("duplicate_column", &error.to_string()),
            error @ (TableError::UnknownColumn { .. }
            | TableError::DuplicateColumn { .. }
            | TableError::NoTextColumn { .. }) => plain("unknown_column", &error.to_string()),
            error => plain("cannot_read", &error.to_string()),
        }
    }
}

impl From<LogError> for Refusal {
    fn from(error: LogError) -> Self {
        match error {
            LogError::Table(error) => error.into(),
            LogError::Recipe(error) => error.into(),
            LogError::Load(error) => error.into(),
            LogError::UnknownMeasure { .. } => plain("unknown_id", &error.to_string()),
            error => plain("cannot_read", &error.to_string()),
        }
    }
}

impl From<UnknownGrouping> for Refusal {
    fn from(error: UnknownGrouping) -> Self {
        plain("unknown_id", &error.to_string())
    }
}

impl From<ChoiceError> for Refusal {
    fn from(error: ChoiceError) -> Self {
        plain("bad_choice", &error.to_string())
    }
}

impl From<PartError> for Refusal {
    fn from(error: PartError) -> Self {
        plain("bad_part", &error.to_string())
    }
}

impl From<CostError> for Refusal {
    fn from(error: CostError) -> Self {
        plain("costs", &error.to_string())
    }
}

impl From<ProgramError> for Refusal {
    fn from(error: ProgramError) -> Self {
        let fields = Fields { kind: "program", problems: error.problems(), ..Fields::default() };
        exception(&error.to_string(), &fields).into()
    }
}

impl From<AccountsError> for Refusal {
    fn from(error: AccountsError) -> Self {
        let first = if let AccountsError::Cells { faults, .. } = &error { faults.first() } else { None };
        let (row, column) = (first.map(|fault| fault.row as u64), first.map(|fault| fault.column.as_str()));
        exception(&error.to_string(), &Fields { kind: "accounts", row, column, ..Fields::default() }).into()
    }
}

impl From<ForestError> for Refusal {
    fn from(error: ForestError) -> Self {
        plain("accounts", &error.to_string())
    }
}

impl From<WhatIfError> for Refusal {
    fn from(error: WhatIfError) -> Self {
        match error {
            WhatIfError::Forest(error) => error.into(),
            error => plain("unknown_id", &error.to_string()),
        }
    }
}

impl From<NoGroups> for Refusal {
    fn from(error: NoGroups) -> Self {
        plain("unknown_id", &error.to_string())
    }
}

impl From<StaffError> for Refusal {
    fn from(error: StaffError) -> Self {
        let first = error.problems().first();
        let row = first.map(|one| one.row as u64).filter(|row| *row > 0);
        let column = first.map(|one| one.column.as_str());
        exception(&error.to_string(), &Fields { kind: "managers", row, column, ..Fields::default() }).into()
    }
}

pub(crate) fn plain(kind: &str, message: &str) -> Refusal {
    exception(message, &Fields { kind, ..Fields::default() }).into()
}

impl From<Refusal> for PyErr {
    fn from(refusal: Refusal) -> Self {
        refusal.at(None)
    }
}

impl Refusal {
    /// The exception, with the row of the list or table in which it arose, counted from one.
    pub(crate) fn at(self, row: Option<u64>) -> PyErr {
        let error = match self {
            Self::Core(error) => error,
            Self::Python(error) => return error,
        };
        let problems = match &error {
            Error::Policy(error) => error.problems(),
            _ => &[],
        };
        let message = row.map_or_else(|| error.to_string(), |row| format!("row {row}: {error}"));
        exception(&message, &Fields { row, problems, ..Fields::of(Some(&error)) })
    }
}

/// What the fields of the exception say.
#[derive(Default)]
pub(crate) struct Fields<'a> {
    pub(crate) kind: &'a str,
    pub(crate) fact: Option<&'a str>,
    pub(crate) value: Option<&'a str>,
    pub(crate) row: Option<u64>,
    pub(crate) column: Option<&'a str>,
    pub(crate) suggestion: Option<&'a str>,
    pub(crate) problems: &'a [Problem],
}

impl<'a> Fields<'a> {
    /// What the core says, or that a row cannot be read for another reason.
    fn of(error: Option<&'a Error>) -> Self {
        let Some(error) = error else { return Self { kind: "unreadable_row", ..Self::default() } };
        let (kind, fact, value, suggestion) = (error.kind(), error.fact(), error.value(), error.suggestion());
        Self { kind, fact, value, suggestion, ..Self::default() }
    }
}

/// The exception that says `message`.
pub(crate) fn exception(message: &str, fields: &Fields<'_>) -> PyErr {
    Python::attach(|py| make(py, message, fields).map_or_else(|error| error, PyErr::from_value))
}

fn make<'py>(py: Python<'py>, message: &str, fields: &Fields<'_>) -> PyResult<Bound<'py, PyAny>> {
    // The class is written in Python: not every Python that we serve lets a subclass of `ValueError` be made from here.
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let given = PyDict::new(py);
    given.set_item("kind", fields.kind)?;
    given.set_item("fact", fields.fact)?;
    given.set_item("value", fields.value)?;
    given.set_item("row", fields.row)?;
    given.set_item("column", fields.column)?;
    given.set_item("suggestion", fields.suggestion)?;
    let problems = fields.problems.iter().map(|problem| said(py, problem)).collect::<PyResult<Vec<_>>>()?;
    given.set_item("problems", problems)?;
    CLASS.import(py, "govseg._errors", "GovsegError")?.call((message,), Some(&given))
}

fn said<'py>(py: Python<'py>, problem: &Problem) -> PyResult<Bound<'py, PyDict>> {
    let said = PyDict::new(py);
    let place = (problem.line > 0).then_some((problem.line, problem.column));
    said.set_item("kind", problem.kind.name())?;
    said.set_item("file", (!problem.file.is_empty()).then_some(&problem.file))?;
    said.set_item("line", place.map(|(line, _)| line))?;
    said.set_item("column", place.map(|(_, column)| column))?;
    said.set_item("message", &problem.message)?;
    Ok(said)
}
