//! What Python gives as facts: one value, several of them, or nothing.

use govseg::{Contact, Error, FactId, Given, Vocabulary};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyIterator, PyList, PyMapping, PyString};

use crate::error::Outcome;
use crate::seen::Pairs;

/// Narrows `start` by the facts of a mapping. A fact of which something is known already is one given twice.
pub(crate) fn mapping(
    names: &Vocabulary,
    seen: &mut Pairs,
    start: Contact,
    given: &Bound<'_, PyAny>,
) -> Outcome<Contact> {
    if let Ok(given) = given.cast_exact::<PyDict>() {
        return dict(names, seen, start, given);
    }
    let Ok(given) = given.cast::<PyMapping>() else {
        let found = format!("{}, not a mapping of facts", kind(given));
        return Err(Error::WrongType { fact: "facts".into(), found }.into());
    };
    given.items()?.iter().try_fold(start, |contact, item| {
        let (name, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
        fact(names, seen, contact, start, &name, &value)
    })
}

/// The same for a dict, as keyword arguments are one.
pub(crate) fn dict(
    names: &Vocabulary,
    seen: &mut Pairs,
    start: Contact,
    given: &Bound<'_, PyDict>,
) -> Outcome<Contact> {
    given.iter().try_fold(start, |contact, (name, value)| fact(names, seen, contact, start, &name, &value))
}

fn fact(
    names: &Vocabulary,
    seen: &mut Pairs,
    contact: Contact,
    start: Contact,
    name: &Bound<'_, PyAny>,
    value: &Bound<'_, PyAny>,
) -> Outcome<Contact> {
    let known = seen.find(name, value);
    let fact = known.map_or_else(|| named(names, name), |(fact, _)| Ok(fact))?;
    if names.is_given(start, fact) {
        return Err(Error::DuplicateFact { fact: names.name(fact).to_owned() }.into());
    }
    let set = match known {
        Some((_, set)) => Some(set),
        None => set(names, fact, value)?,
    };
    // A text cannot change; a list can, and is read each time.
    if let (Some(set), None, true) = (set, known, value.is_instance_of::<PyString>()) {
        seen.keep(name, value, (fact, set));
    }
    Ok(set.map_or(contact, |set| names.narrow(contact, fact, set)))
}

fn named(names: &Vocabulary, name: &Bound<'_, PyAny>) -> Outcome<FactId> {
    let Ok(name) = name.cast::<PyString>() else {
        let found = format!("named by {}, not by a string", kind(name));
        return Err(Error::WrongType { fact: "a fact".into(), found }.into());
    };
    Ok(names.fact(name.to_str()?)?)
}

/// The values of one fact; nothing is "unknown".
pub(crate) fn set(names: &Vocabulary, fact: FactId, value: &Bound<'_, PyAny>) -> Outcome<Option<u64>> {
    // Nearly always it is one text, which need not be copied.
    if let Ok(text) = value.cast::<PyString>() {
        let text = text.to_str()?;
        if !text.is_empty() {
            return Ok(Some(names.value(fact, text)?));
        }
    }
    let given = match several(value) {
        Some(items) => Given::List(items.map(|item| Ok(one(&item?))).collect::<PyResult<_>>()?),
        None => one(value),
    };
    Ok(names.read(fact, &given)?)
}

/// What is no text and no mapping, and can be gone through.
fn several<'py>(value: &Bound<'py, PyAny>) -> Option<Bound<'py, PyIterator>> {
    let single = value.is_instance_of::<PyString>() || value.cast::<PyMapping>().is_ok();
    if single { None } else { value.try_iter().ok() }
}

/// One value as the core takes it from any language.
fn one(value: &Bound<'_, PyAny>) -> Given {
    if value.is_none() {
        Given::Null
    } else if let Ok(yes) = value.cast::<PyBool>() {
        Given::Bool(yes.is_true())
    } else if let Ok(text) = value.extract::<String>() {
        Given::Text(text)
    } else if value.is_instance_of::<PyList>() {
        Given::List(Vec::new())
    } else {
        Given::Other(kind(value))
    }
}

/// What a value is, in the words of the core's messages.
fn kind(value: &Bound<'_, PyAny>) -> String {
    if value.is_none() {
        "None".into()
    } else if value.is_instance_of::<PyBool>() {
        "a boolean".into()
    } else if value.is_instance_of::<PyInt>() || value.is_instance_of::<PyFloat>() {
        "a number".into()
    } else if value.is_instance_of::<PyString>() {
        "a string".into()
    } else if value.is_instance_of::<PyList>() {
        "a list".into()
    } else {
        value.get_type().name().map_or_else(|_| "something else".into(), |name| format!("a `{name}`"))
    }
}

/// Facts as Python has them: one value as a string, several as a list.
pub(crate) fn write<'py>(
    py: Python<'py>,
    names: &Vocabulary,
    facts: impl Iterator<Item = (FactId, u64)>,
) -> PyResult<Bound<'py, PyDict>> {
    let written = PyDict::new(py);
    for (fact, set) in facts {
        let values: Vec<&str> = names.names_in(fact, set).collect();
        match values.as_slice() {
            [one] => written.set_item(names.name(fact), one)?,
            several => written.set_item(names.name(fact), several)?,
        }
    }
    Ok(written)
}
