//! What the package knows besides deciding: the catalogue, the crosswalks, the languages it speaks.

use govseg::measures::Measuring;
use govseg::words::mend;
use govseg::{Crosswalk, Language, Segment, Segments, catalog_json as whole_catalog, crosswalks};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::contact::in_words_of;
use crate::error::{Fields, Outcome, exception};
use crate::facts::Facts;
use crate::policy::{self, Policy};

/// The whole taxonomy as one JSON text.
#[pyfunction]
pub(crate) fn catalog_json() -> String {
    whole_catalog()
}

/// The ids of the built-in crosswalks.
#[pyfunction]
pub(crate) fn crosswalk_ids() -> Vec<&'static str> {
    crosswalks().iter().map(|scheme| scheme.id.as_str()).collect()
}

/// A built-in crosswalk as a dict, its codes with `Facts`.
#[pyfunction]
pub(crate) fn crosswalk<'py>(py: Python<'py>, scheme: &str) -> Outcome<Bound<'py, PyDict>> {
    Ok(written(py, govseg::crosswalk(scheme)?)?)
}

/// Fails as the core does where a scheme lacks a code: with the nearest one.
#[pyfunction]
pub(crate) fn check_code(scheme: &str, code: &str) -> Outcome<()> {
    govseg::crosswalk(scheme)?.code(code)?;
    Ok(())
}

fn written<'py>(py: Python<'py>, scheme: &Crosswalk) -> PyResult<Bound<'py, PyDict>> {
    let policy = policy::default(py)?;
    let code = |code: &govseg::Code| {
        let said = PyDict::new(py);
        said.set_item("code", &code.code)?;
        said.set_item("label", &code.label)?;
        said.set_item("facts", Facts { policy: policy.clone_ref(py), contact: code.facts.into() })?;
        said.set_item("standing", code.standing.to_string())?;
        said.set_item("note", code.note.as_deref())?;
        PyResult::Ok(said)
    };
    let said = PyDict::new(py);
    said.set_item("id", &scheme.id)?;
    said.set_item("title", &scheme.title)?;
    said.set_item("source", &scheme.source)?;
    said.set_item("note", scheme.note.as_deref())?;
    said.set_item("codes", scheme.codes.iter().map(code).collect::<PyResult<Vec<_>>>()?)?;
    Ok(said)
}

/// What fits a contact, as one JSON text. Given segments are taken for the possible ones, whatever the facts say.
#[pyfunction]
#[pyo3(signature = (facts, policy, segments, most))]
pub(crate) fn measures_json(
    facts: &Facts,
    policy: &Bound<'_, Policy>,
    segments: Option<Vec<String>>,
    most: Option<usize>,
) -> Outcome<String> {
    let contact = in_words_of(policy.as_unbound(), facts)?;
    let measuring = Measuring::new(&policy.get().core)?;
    let fitting = match segments {
        None => measuring.of(contact),
        Some(names) => {
            let segments = names.iter().map(|name| name.parse()).collect::<Result<Vec<Segment>, govseg::Error>>()?;
            measuring.within(segments.into_iter().collect::<Segments>(), contact)
        }
    };
    Ok(fitting.to_json(most.unwrap_or(usize::MAX)))
}

/// The language of that code.
pub(crate) fn language(name: &str) -> PyResult<Language> {
    name.parse().map_err(|_| {
        let message = format!("`{name}` is not a language; {}", mend(name, &["en", "es"]));
        exception(&message, &Fields { kind: "unknown_language", value: Some(name), ..Fields::default() })
    })
}

/// A JSON text as Python's own dicts and lists.
pub(crate) fn loads<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.getattr("loads")?.call1((json,))
}
