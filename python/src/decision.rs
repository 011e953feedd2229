//! `Decision`: what a policy says of a contact. It keeps the two, and decides anew, in nanoseconds, when asked.

use govseg::{Contact, Status, WhatIf};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

use crate::Reduced;
use crate::error::Outcome;
use crate::facts::Facts;
use crate::policy::Policy;
use crate::{knowledge, read, words};

/// What a policy says of one contact.
///
/// It comes from `decide`, does not change, and can be compared, hashed and pickled. Its reasons are worked out when they
/// are asked for.
///
/// Examples
/// --------
/// >>> import govseg
/// >>> decision = govseg.decide(obligation="mandatory", content="information_only")
/// >>> decision.status, decision.possible
/// ('open', (<Segment.DUTIFUL: 'dutiful'>, <Segment.INTERGOVERNMENTAL: 'intergovernmental'>))
/// >>> decision.because, decision.ask
/// ({'obligation': 'mandatory'}, 'capacity')
#[pyclass(frozen, module = "govseg", name = "Decision")]
pub(crate) struct Decision {
    pub(crate) policy: Py<Policy>,
    pub(crate) contact: Contact,
}

impl Decision {
    fn core(&self) -> govseg::Decision<'_> {
        self.policy.get().core.decide(self.contact)
    }
}

#[pymethods]
impl Decision {
    /// ``decided``: every completion of the facts gives the same segment; ``open``; or ``contradiction``: there is none.
    #[getter]
    fn status(&self) -> &'static str {
        self.core().status().into()
    }

    /// The segment, if it is decided.
    #[getter]
    fn segment<'py>(&self, py: Python<'py>) -> PyResult<Option<&'py Py<PyAny>>> {
        self.core().segment().map_or(Ok(None), |segment| words::segment(py, segment))
    }

    /// The segments that completions of the facts give: one if decided, several if open, none in a contradiction.
    #[getter]
    fn possible<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        words::segments(py, self.core().possible())
    }

    /// Other segments of which some rule holds in every completion.
    #[getter]
    fn also<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        words::segments(py, self.core().also())
    }

    /// The segment that most completions give under the policy's weights: for charts, never a decision.
    #[getter]
    fn likely<'py>(&self, py: Python<'py>) -> PyResult<Option<&'py Py<PyAny>>> {
        self.core().likely().map_or(Ok(None), |segment| words::segment(py, segment))
    }

    /// The rule that fires, if it is the same in every completion.
    #[getter]
    fn rule(&self) -> Option<&str> {
        self.core().rule()
    }

    /// The sub-segment, if it is the same in every completion.
    #[getter]
    fn sub_segment(&self) -> Option<&str> {
        self.core().sub_segment()
    }

    /// A smallest set of the given facts that already forces what is possible.
    #[getter]
    fn because<'py>(&self, py: Python<'py>) -> Outcome<Bound<'py, PyDict>> {
        let names = self.policy.get().vocabulary();
        let facts = self.core().because().into_iter().filter_map(|(fact, _)| names.fact(fact).ok());
        Ok(read::write(py, names, facts.map(|fact| (fact, names.get(self.contact, fact))))?)
    }

    /// The fact to ask next, if the decision is open.
    #[getter]
    fn ask(&self) -> Option<&str> {
        self.core().ask()
    }

    /// The citations of the rules that can fire, in policy order.
    #[getter]
    fn cites<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.core().cites())
    }

    /// The facts that were decided on.
    #[getter]
    fn facts(&self, py: Python<'_>) -> Facts {
        Facts { policy: self.policy.clone_ref(py), contact: self.contact }
    }

    /// The policy that decided.
    #[getter]
    fn policy(&self, py: Python<'_>) -> Py<Policy> {
        self.policy.clone_ref(py)
    }

    /// What would make it another segment.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     For each other segment that can be reached, ``segment``, the fewest given facts to ``replace`` with the values that
    ///     serve, and whether it would then be ``decided`` and not only possible.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> decision = govseg.decide(customer="citizen", capacity="private", duty="audit")
    /// >>> [change["replace"] for change in decision.what_if() if change["segment"] == "intergovernmental"]
    /// [{'customer': ['government_agency', 'military', 'law_enforcement'], 'capacity': 'official'}]
    fn what_if<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let names = self.policy.get().vocabulary();
        let changes = self.core().what_if();
        let change = |change: &WhatIf| {
            let said = PyDict::new(py);
            said.set_item("segment", words::segment(py, change.segment)?)?;
            said.set_item("replace", read::write(py, names, change.replace.iter().copied())?)?;
            said.set_item("decided", change.decided)?;
            Ok(said)
        };
        PyList::new(py, changes.iter().map(change).collect::<PyResult<Vec<_>>>()?)
    }

    /// Say it in a short paragraph.
    ///
    /// Parameters
    /// ----------
    /// language : str, default "en"
    ///     ``en`` or ``es``.
    ///
    /// Returns
    /// -------
    /// str
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> print(govseg.decide(capacity="official").explain().partition(".")[0])
    /// This contact is intergovernmental: it serves government, law-enforcement or military organizations, or passes between them
    #[pyo3(signature = (language="en"))]
    fn explain(&self, language: &str) -> Outcome<String> {
        Ok(self.core().explain(knowledge::language(language)?))
    }

    /// The decision as canonical JSON: the same bytes from every language that govseg speaks.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> govseg.decide(capacity="official").to_json()[:52]
    /// '{"also":[],"ask":null,"because":{"capacity":"officia'
    fn to_json(&self) -> String {
        self.core().to_json()
    }

    /// The same as plain dicts, lists and strings.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> govseg.decide(capacity="official").to_dict()["rule"]
    /// 'intergovernmental.official'
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        knowledge::loads(py, &self.to_json())
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        let core = self.core();
        let facts = self.facts(py).written();
        match (core.status(), core.segment()) {
            (Status::Decided, Some(segment)) => {
                let rule = core.rule().map_or_else(String::new, |rule| format!(", rule {rule}"));
                format!("<Decision {segment}{rule}: {facts}>")
            }
            (Status::Contradiction, _) => format!("<Decision contradiction: {facts}>"),
            _ => {
                let ask = core.ask().map_or_else(String::new, |ask| format!(", ask {ask}"));
                format!("<Decision open, {}{ask}: {facts}>", core.possible())
            }
        }
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("govseg._html")?.getattr("card")?.call1((slf,))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast_exact::<Self>().is_ok_and(|other| self.core() == other.get().core())
    }

    fn __hash__(&self) -> u64 {
        words::hash((self.contact, self.policy.get().core.digest()))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py, (Facts, Py<Policy>)>> {
        let again = py.import("govseg._govseg")?.getattr("decided")?;
        Ok((again, (self.facts(py), self.policy.clone_ref(py))))
    }
}

/// A decision as it was pickled: facts that were once decided on.
#[pyfunction]
pub(crate) fn decided(facts: &Bound<'_, Facts>, policy: Py<Policy>) -> Decision {
    Decision { contact: facts.get().contact, policy }
}
