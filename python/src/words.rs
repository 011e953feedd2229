//! Small things that several classes need: the segments as members of the package's enum `Segment`, which is made from the catalogue.

use std::hash::{DefaultHasher, Hash, Hasher};

use govseg::{Segment, Segments};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;

/// The members, in order. The module of enums is loaded when the first of them is asked for: it takes longer to load
/// than all the rest.
static MEMBERS: PyOnceLock<Vec<Py<PyAny>>> = PyOnceLock::new();

fn members(py: Python<'_>) -> PyResult<&Vec<Py<PyAny>>> {
    MEMBERS.get_or_try_init(py, || {
        let class = py.import("govseg._words")?.getattr("Segment")?;
        Segments::ALL.iter().map(|segment| class.call1((<&str>::from(segment),)).map(Bound::unbind)).collect()
    })
}

/// The member for a segment.
pub(crate) fn segment(py: Python<'_>, segment: Segment) -> PyResult<Option<&Py<PyAny>>> {
    members(py).map(|members| members.get(segment as usize))
}

/// The members for several, in order.
pub(crate) fn segments(py: Python<'_>, segments: Segments) -> PyResult<Bound<'_, PyTuple>> {
    let members = members(py)?;
    PyTuple::new(py, segments.iter().filter_map(|segment| members.get(segment as usize)).collect::<Vec<_>>())
}

/// A hash that is the same in every process.
pub(crate) fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
