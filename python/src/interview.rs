//! `Interview`: the fewest questions that decide a contact. It keeps the answers, and works out the rest from them.

use govseg::{Answer, Contact, FactId, Question, Vocabulary};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::contact::contact;
use crate::decision::Decision;
use crate::error::Outcome;
use crate::facts::Facts;
use crate::policy::{self, Policy};
use crate::read;

/// The fewest questions that decide a contact.
///
/// Parameters
/// ----------
/// facts : Facts or mapping, optional
///     What is known at the start.
/// policy : Policy, optional
///     The policy that decides; without it the default one.
/// **given : str, bool, iterable of them, or None
///     Further facts by name.
///
/// Examples
/// --------
/// >>> import govseg
/// >>> interview = govseg.Interview(customer="citizen")
/// >>> while interview.fact is not None:
/// ...     match interview.fact:
/// ...         case "obligation":
/// ...             interview.answer("mandatory")
/// ...         case _:
/// ...             interview.not_sure()
/// >>> interview.decision.possible
/// (<Segment.DUTIFUL: 'dutiful'>,)
#[pyclass(module = "govseg", name = "Interview")]
pub(crate) struct Interview {
    policy: Py<Policy>,
    start: Contact,
    answers: Vec<(FactId, Answer)>,
}

impl Interview {
    fn core(&self) -> govseg::Interview<'_> {
        govseg::Interview::resume(&self.policy.get().core, self.start, self.answers.clone())
    }

    /// Changes the answers; if that fails, they stay as they were.
    fn change_by<T>(&mut self, change: impl FnOnce(&mut govseg::Interview<'_>) -> Outcome<T>) -> Outcome<T> {
        let mut core = self.core();
        let changed = change(&mut core)?;
        let answers = core.answers().to_vec();
        self.answers = answers;
        Ok(changed)
    }
}

/// An answer as the core takes it; none is "not sure".
fn answered<'n>(names: &'n Vocabulary, fact: FactId, value: &Bound<'_, PyAny>) -> Outcome<Vec<&'n str>> {
    Ok(read::set(names, fact, value)?.map_or_else(Vec::new, |set| names.names_in(fact, set).collect()))
}

#[pymethods]
impl Interview {
    #[new]
    #[pyo3(signature = (facts=None, /, *, policy=None, **given))]
    fn new(
        py: Python<'_>,
        facts: Option<&Bound<'_, PyAny>>,
        policy: Option<Py<Policy>>,
        given: Option<&Bound<'_, PyDict>>,
    ) -> Outcome<Self> {
        let policy = policy.map_or_else(|| policy::default(py), Ok)?;
        let start = contact(&policy, facts, given)?;
        Ok(Self { policy, start, answers: Vec::new() })
    }

    /// The fact that the next question asks for; none when no answer can change what is possible.
    #[getter]
    fn fact(&self) -> Option<String> {
        self.core().fact().map(ToOwned::to_owned)
    }

    /// The values that can be answered to it.
    #[getter]
    fn choices<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.core().choices())
    }

    /// How many questions are expected still to come, this one included, as a `fractions.Fraction`.
    ///
    /// None when there is no question, or too many states to count them.
    #[getter]
    fn expected<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let core = self.core();
        let Some((cost, weight)) = core.question().and_then(Question::expected_exactly) else { return Ok(None) };
        py.import("fractions")?.getattr("Fraction")?.call1((format!("{cost}/{weight}"),)).map(Some)
    }

    /// Answer the question. Without a question nothing happens.
    ///
    /// Parameters
    /// ----------
    /// value : str, bool, iterable of them, or None
    ///     A value, several any of which may be right, or none: not sure.
    ///
    /// Raises
    /// ------
    /// GovsegError
    ///     If the fact has no such value.
    fn answer(&mut self, value: &Bound<'_, PyAny>) -> Outcome<()> {
        self.change_by(|core| {
            let Some(question) = core.question() else { return Ok(()) };
            match answered(core.policy().vocabulary(), question.fact, value)?.as_slice() {
                [] => core.not_sure(),
                values => core.answer_any(values)?,
            }
            Ok(())
        })
    }

    /// Say that the answer is not known: the fact is not asked again.
    fn not_sure(&mut self) -> Outcome<()> {
        self.change_by(|core| {
            core.not_sure();
            Ok(())
        })
    }

    /// Take the last answer back.
    fn back(&mut self) -> Outcome<()> {
        self.change_by(|core| {
            core.back();
            Ok(())
        })
    }

    /// Change an earlier answer, and keep those that came after it where they can be.
    ///
    /// Parameters
    /// ----------
    /// fact : str
    ///     A fact that was answered.
    /// value : str, bool, iterable of them, or None
    ///     As for `answer`.
    ///
    /// Returns
    /// -------
    /// list of str
    ///     The facts whose answers cannot be true together with it, and were dropped.
    fn change(&mut self, fact: &str, value: &Bound<'_, PyAny>) -> Outcome<Vec<String>> {
        self.change_by(|core| {
            let names = core.policy().vocabulary();
            let values = answered(names, names.fact(fact)?, value)?;
            let dropped = core.change(fact, &values)?;
            Ok(dropped.into_iter().map(|fact| names.name(fact).to_owned()).collect())
        })
    }

    /// The answers in the order they came; none where the person was not sure.
    #[getter]
    fn answers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let names = self.policy.get().vocabulary();
        let written = PyDict::new(py);
        for &(fact, answer) in &self.answers {
            match answer {
                Answer::Values(set) => {
                    written.update(read::write(py, names, [(fact, set)].into_iter())?.as_mapping())?;
                }
                _ => written.set_item(names.name(fact), py.None())?,
            }
        }
        Ok(written)
    }

    /// What is known by now.
    #[getter]
    fn facts(&self, py: Python<'_>) -> Facts {
        Facts { policy: self.policy.clone_ref(py), contact: self.core().contact() }
    }

    /// What follows from it.
    #[getter]
    fn decision(&self, py: Python<'_>) -> Decision {
        Decision { policy: self.policy.clone_ref(py), contact: self.core().contact() }
    }

    /// The policy that decides.
    #[getter]
    fn policy(&self, py: Python<'_>) -> Py<Policy> {
        self.policy.clone_ref(py)
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        let known = self.facts(py).written();
        match self.fact() {
            Some(fact) => format!("<Interview asks {fact}; known: {known}>"),
            None => format!("<Interview is over; known: {known}>"),
        }
    }
}
