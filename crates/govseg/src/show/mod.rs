//! A policy shown: as a document to read, as a drawing of its questions, as a decision table for other engines.

mod dmn;
#[cfg(feature = "catalog")]
mod document;
#[cfg(feature = "catalog")]
mod measure;
#[cfg(feature = "catalog")]
mod phrases;
#[cfg(all(test, feature = "toml"))]
mod samples;
#[cfg(feature = "catalog")]
mod svg;
#[cfg(feature = "catalog")]
mod tree;
mod xml;

use crate::policy::When;

/// Whether it holds whatever is known: no condition at all, or an alternative without one.
fn is_unconditional(when: &When) -> bool {
    when.as_ref().is_none_or(|tables| tables.iter().any(Vec::is_empty))
}
