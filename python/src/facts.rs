//! `Facts`: what is known of a contact, and of which policy's vocabulary it speaks.

use govseg::{Contact, FactId};
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyIterator, PyList, PyString};

use crate::Reduced;
use crate::contact::{contact, in_words_of};
use crate::error::Outcome;
use crate::policy::{self, Policy};
use crate::{read, words};

/// What is known about one contact: for every fact the values still possible.
///
/// It does not change, can be compared, hashed and pickled, and is a mapping of what is given: one value is a string,
/// several are a list.
///
/// Parameters
/// ----------
/// facts : Facts or mapping, optional
///     What is known.
/// **given : str, bool, iterable of them, or None
///     Further facts by name; ``None`` is unknown. The facts of an agency's own policy come from `Policy.facts`.
///
/// Examples
/// --------
/// >>> import govseg
/// >>> form = govseg.Facts(customer=["citizen", "business"], benefit="financial")
/// >>> form["benefit"], len(form), "duty" in form
/// ('financial', 2, False)
/// >>> form & govseg.Facts(customer="business")
/// Facts(customer='business', benefit='financial')
#[pyclass(frozen, mapping, module = "govseg", name = "Facts")]
pub(crate) struct Facts {
    pub(crate) policy: Py<Policy>,
    pub(crate) contact: Contact,
}

impl Facts {
    fn given(&self) -> impl Iterator<Item = (FactId, u64)> {
        let names = self.policy.get().vocabulary();
        names.given(self.contact).map(|fact| (fact, names.get(self.contact, fact)))
    }

    /// `customer='military', benefit=['financial', 'administrative']`
    pub(crate) fn written(&self) -> String {
        let names = self.policy.get().vocabulary();
        let fact = |(fact, set)| {
            // Names are made of letters that need no escape.
            let values: Vec<_> = names.names_in(fact, set).map(|value| format!("'{value}'")).collect();
            match values.as_slice() {
                [one] => format!("{}={one}", names.name(fact)),
                several => format!("{}=[{}]", names.name(fact), several.join(", ")),
            }
        };
        self.given().map(fact).collect::<Vec<_>>().join(", ")
    }

    /// Both in the words of this one's policy, if it knows the other's facts; else of the other's.
    fn both(&self, py: Python<'_>, other: &Self) -> Outcome<(Py<Policy>, Contact, Contact)> {
        match in_words_of(&self.policy, other) {
            Ok(theirs) => Ok((self.policy.clone_ref(py), self.contact, theirs)),
            Err(refusal) => match in_words_of(&other.policy, self) {
                Ok(ours) => Ok((other.policy.clone_ref(py), ours, other.contact)),
                Err(_) => Err(refusal),
            },
        }
    }
}

#[pymethods]
impl Facts {
    #[new]
    #[pyo3(signature = (facts=None, /, **given))]
    fn new(py: Python<'_>, facts: Option<&Bound<'_, PyAny>>, given: Option<&Bound<'_, PyDict>>) -> Outcome<Self> {
        let policy = policy::default(py)?;
        let contact = contact(&policy, facts, given)?;
        Ok(Self { policy, contact })
    }

    /// Read the JSON form.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> govseg.Facts.from_json('{"channel": "phone"}')
    /// Facts(channel='phone')
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Outcome<Self> {
        let policy = policy::default(py)?;
        let contact = policy.get().core.parse(text)?;
        Ok(Self { policy, contact })
    }

    /// What holds when both hold; the same as ``self & other``.
    ///
    /// Where the two exclude each other a fact is left without a value, and the decision is a contradiction.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> govseg.Facts(duty=["none", "filing"]).narrow(govseg.Facts(duty="filing"))
    /// Facts(duty='filing')
    fn narrow(&self, py: Python<'_>, other: &Bound<'_, Self>) -> Outcome<Self> {
        let (policy, ours, theirs) = self.both(py, other.get())?;
        Ok(Self { policy, contact: ours.narrow(theirs) })
    }

    /// What holds when one of the two holds; the same as ``self | other``.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> govseg.Facts(duty="none").union(govseg.Facts(duty="filing", charge="fee"))
    /// Facts(duty=['none', 'filing'])
    fn union(&self, py: Python<'_>, other: &Bound<'_, Self>) -> Outcome<Self> {
        let (policy, ours, theirs) = self.both(py, other.get())?;
        Ok(Self { policy, contact: ours.union(theirs) })
    }

    fn __and__(&self, py: Python<'_>, other: &Bound<'_, Self>) -> Outcome<Self> {
        self.narrow(py, other)
    }

    fn __or__(&self, py: Python<'_>, other: &Bound<'_, Self>) -> Outcome<Self> {
        self.union(py, other)
    }

    /// The facts that are given, as a dict.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> govseg.Facts(duty="none").to_dict()
    /// {'duty': 'none'}
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        read::write(py, self.policy.get().vocabulary(), self.given())
    }

    /// The facts that are given as canonical JSON.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> govseg.Facts(duty=["filing", "none"]).to_json()
    /// '{"duty":["none","filing"]}'
    fn to_json(&self) -> String {
        self.policy.get().vocabulary().to_json(self.contact)
    }

    /// The names of the facts that are given, in order.
    fn keys<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let names = self.policy.get().vocabulary();
        PyList::new(py, self.given().map(|(fact, _)| names.name(fact)).collect::<Vec<_>>())
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.keys(py)?.try_iter()
    }

    fn __len__(&self) -> usize {
        self.given().count()
    }

    fn __contains__(&self, fact: &Bound<'_, PyAny>) -> bool {
        let names = self.policy.get().vocabulary();
        let name = fact.cast::<PyString>().ok().and_then(|name| name.to_str().ok());
        name.is_some_and(|name| self.given().any(|(fact, _)| names.name(fact) == name))
    }

    fn __getitem__<'py>(&self, py: Python<'py>, fact: &str) -> PyResult<Bound<'py, PyAny>> {
        self.to_dict(py)?.get_item(fact)?.ok_or_else(|| PyKeyError::new_err(fact.to_owned()))
    }

    fn __repr__(&self) -> String {
        format!("Facts({})", self.written())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast_exact::<Self>() else { return false };
        in_words_of(&self.policy, other.get()).is_ok_and(|contact| contact == self.contact)
    }

    /// Of the built-in facts alone, since equal facts may speak of different policies.
    fn __hash__(&self) -> u64 {
        words::hash(self.contact.facts)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py, (Py<Policy>, Bound<'py, PyDict>)>> {
        let again = py.import("govseg._govseg")?.getattr("restored")?;
        Ok((again, (self.policy.clone_ref(py), self.to_dict(py)?)))
    }
}

/// Facts as they were pickled: unlike what a user gives, a fact may have no value left.
#[pyfunction]
pub(crate) fn restored(policy: Py<Policy>, given: &Bound<'_, PyDict>) -> Outcome<Facts> {
    let names = policy.get().vocabulary();
    let mut contact = Contact::UNKNOWN;
    for (name, values) in given {
        let fact = names.fact(&name.extract::<String>()?)?;
        let values = match values.extract::<String>() {
            Ok(one) => vec![one],
            Err(_) => values.extract::<Vec<String>>()?,
        };
        let set = values.iter().try_fold(0, |set, value| Outcome::Ok(set | names.value(fact, value)?))?;
        contact = names.replace(contact, fact, set);
    }
    Ok(Facts { policy, contact })
}
