//! `TextModel`: what reads descriptions, and how it is made of labelled rows.

use std::fs;
use std::path::PathBuf;

use govseg_text::{LabelError, Model, ModelError, Suggested, Sure, TableTexts, TrainError};
use govseg_text::{evaluate, labels, train};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyBytes;

use crate::Reduced;
use crate::contact::in_words_of;
use crate::error::{Outcome, Refusal, plain};
use crate::facts::Facts;
use crate::policy::Policy;

/// What reads descriptions: a small linear model of words.
///
/// It does not change, and can be pickled. What the shipped one is made of, how good it is and what it must not be used
/// for stands in its card, ``crates/govseg-text/MODEL.md``.
///
/// Examples
/// --------
/// >>> import govseg
/// >>> govseg.TextModel.shipped().features > 10_000
/// True
#[pyclass(frozen, module = "govseg", name = "TextModel")]
pub(crate) struct TextModel {
    core: Model,
}

impl TextModel {
    /// For the texts of a table: from which probability on, or by which costs, it is sure enough.
    pub(crate) fn for_table(&self, threshold: f64, costs: Option<&str>) -> Outcome<TableTexts> {
        let sure = match costs {
            None => Sure::From(share("threshold", threshold)?),
            Some(json) => Sure::Costs(Box::new(json.parse()?)),
        };
        Ok(TableTexts::new(self.core.clone(), sure))
    }
}

impl From<ModelError> for Refusal {
    fn from(error: ModelError) -> Self {
        plain("text_model", &error.to_string())
    }
}

impl From<LabelError> for Refusal {
    fn from(error: LabelError) -> Self {
        plain("labels", &error.to_string())
    }
}

impl From<TrainError> for Refusal {
    fn from(error: TrainError) -> Self {
        plain("labels", &error.to_string())
    }
}

/// A number from 0 to 1.
fn share(name: &str, given: f64) -> Outcome<f64> {
    if (0.0..=1.0).contains(&given) {
        Ok(given)
    } else {
        Err(plain("out_of_range", &format!("{name} is {given}, and must be from 0 to 1")))
    }
}

#[pymethods]
impl TextModel {
    /// The model that comes with the package.
    #[staticmethod]
    fn shipped(py: Python<'_>) -> Outcome<Py<Self>> {
        static SHIPPED: PyOnceLock<Py<TextModel>> = PyOnceLock::new();
        let make = || -> Outcome<_> { Ok(Py::new(py, Self { core: Model::shipped()? })?) };
        Ok(SHIPPED.get_or_try_init(py, make)?.clone_ref(py))
    }

    /// Read a model's file, as ``govseg text train`` writes it.
    ///
    /// Raises
    /// ------
    /// GovsegError
    ///     If it cannot be read, or is no model, one of another version, or damaged.
    #[staticmethod]
    fn load(path: PathBuf) -> Outcome<Self> {
        let bytes = fs::read(&path).map_err(|error| plain("cannot_read", &format!("{}: {error}", path.display())))?;
        let read =
            Model::from_bytes(&bytes).map_err(|error| plain("text_model", &format!("{}: {error}", path.display())));
        Ok(Self { core: read? })
    }

    /// Read the bytes of a model's file.
    ///
    /// Raises
    /// ------
    /// GovsegError
    ///     If they are none, of another version, or damaged.
    #[staticmethod]
    fn from_bytes(bytes: &[u8]) -> Outcome<Self> {
        Ok(Self { core: Model::from_bytes(bytes)? })
    }

    /// The bytes of its file.
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.core.to_bytes())
    }

    /// What it was made of: the number of rows, and the beginning of a hash of them and of the seed.
    #[getter]
    fn version(&self) -> &str {
        self.core.version()
    }

    /// How many features of words it knows.
    #[getter]
    fn features(&self) -> usize {
        self.core.features()
    }

    fn __repr__(&self) -> String {
        format!("<TextModel of {}>", self.core.version())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py, (Bound<'py, PyBytes>,)>> {
        Ok((py.import("govseg._govseg")?.getattr("TextModel")?.getattr("from_bytes")?, (self.to_bytes(py),)))
    }
}

/// What a text suggests of a contact, as one JSON text.
#[pyfunction]
pub(crate) fn suggest_json(
    text: &str,
    facts: &Facts,
    policy: &Bound<'_, Policy>,
    model: &TextModel,
    coverage: f64,
) -> Outcome<String> {
    let coverage = share("coverage", coverage)?;
    let contact = in_words_of(policy.as_unbound(), facts)?;
    Ok(Suggested::new(&model.core, &policy.get().core, text, contact, coverage).to_json())
}

/// Makes a model of labelled rows, one JSON object a line.
#[pyfunction]
pub(crate) fn train_texts(py: Python<'_>, rows: &str, seed: u64) -> Outcome<TextModel> {
    let rows = labels(rows)?;
    Ok(TextModel { core: py.detach(|| train(&rows, seed))? })
}

/// How good models of labelled rows are, as one JSON text.
#[pyfunction]
pub(crate) fn evaluate_texts_json(
    py: Python<'_>,
    rows: &str,
    repeats: usize,
    seed: u64,
    typos: f64,
) -> Outcome<String> {
    let (rows, typos) = (labels(rows)?, share("typos", typos)?);
    Ok(py.detach(|| evaluate(&rows, repeats, seed, typos))?.to_json())
}
