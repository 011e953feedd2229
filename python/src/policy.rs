//! `Policy`: which facts make which segment.

use govseg_table::load_policy;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple};

use crate::contact::contact;
use crate::decision::Decision;
use crate::error::{Outcome, Refusal};
use crate::facts::Facts;
use crate::seen::Seen;
use crate::{knowledge, words};

/// Which facts make which segment.
///
/// It does not change, and can be compared, hashed and pickled: two policies with one digest are equal.
///
/// Examples
/// --------
/// >>> import govseg
/// >>> agency = govseg.Policy.from_toml('''
/// ... id = "agency"
/// ... version = "1"
/// ... extends = "gsa-2008"
/// ...
/// ... [[rule]]
/// ... id = "beneficial.soldier"
/// ... segment = "beneficial"
/// ... when = { customer = "military", benefit = "financial" }
/// ... ''')
/// >>> agency.decide(customer="military", benefit="financial").segment
/// <Segment.BENEFICIAL: 'beneficial'>
#[pyclass(frozen, module = "govseg", name = "Policy")]
pub(crate) struct Policy {
    pub(crate) core: govseg::Policy,
    /// Facts that were given before.
    pub(crate) seen: Seen,
}

impl Policy {
    fn new(core: govseg::Policy) -> Self {
        Self { core, seen: Seen::default() }
    }

    pub(crate) fn vocabulary(&self) -> &govseg::Vocabulary {
        self.core.vocabulary()
    }
}

/// The default policy, made once.
pub(crate) fn default(py: Python<'_>) -> PyResult<Py<Policy>> {
    static DEFAULT: PyOnceLock<Py<Policy>> = PyOnceLock::new();
    let make = || Py::new(py, Policy::new(govseg::Policy::builtin("gsa-2008").map_err(Refusal::from)?));
    DEFAULT.get_or_try_init(py, make).map(|policy| policy.clone_ref(py))
}

#[pymethods]
impl Policy {
    /// The default policy: the six segments of GSA's USA Services.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> govseg.Policy.default()
    /// <Policy gsa-2008, version 1, USA Services: Segmentation of Government Customers>
    #[staticmethod]
    #[pyo3(name = "default")]
    fn the_default(py: Python<'_>) -> PyResult<Py<Self>> {
        default(py)
    }

    /// Read a policy from a file, which may extend others; or take a built-in one.
    ///
    /// Parameters
    /// ----------
    /// source : str or os.PathLike
    ///     A file in TOML or JSON (``.json``), or the id of a built-in policy.
    ///
    /// Returns
    /// -------
    /// Policy
    ///
    /// Raises
    /// ------
    /// GovsegError
    ///     With everything that is wrong in ``problems``, each with file, line and column.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> govseg.Policy.load("gsa-2008") == govseg.Policy.default()
    /// True
    #[staticmethod]
    fn load(py: Python<'_>, source: &Bound<'_, PyAny>) -> Outcome<Self> {
        let name: String = py.import("os")?.getattr("fspath")?.call1((source,))?.extract()?;
        let core = py.detach(|| load_policy(&name));
        Ok(Self::new(core?))
    }

    /// Read a policy that extends nothing, or a built-in policy.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> govseg.Policy.from_toml('id = "copy"\nversion = "1"\nextends = "gsa-2008"')
    /// <Policy copy, version 1>
    #[staticmethod]
    fn from_toml(py: Python<'_>, text: &str) -> Outcome<Self> {
        let core = py.detach(|| govseg::Policy::from_toml(text));
        Ok(Self::new(core?))
    }

    /// The same, written in JSON.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> govseg.Policy.from_json(govseg.Policy.default().to_json()) == govseg.Policy.default()
    /// True
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> Outcome<Self> {
        let core = py.detach(|| govseg::Policy::from_json(text));
        Ok(Self::new(core?))
    }

    /// The policy's id.
    #[getter]
    fn id(&self) -> &str {
        self.core.id()
    }

    /// The policy's version.
    #[getter]
    fn version(&self) -> &str {
        self.core.version()
    }

    /// The policy's title, if it has one.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.core.title()
    }

    /// ``sha256:`` and the hash of the resolved policy.
    #[getter]
    fn digest(&self) -> &str {
        self.core.digest()
    }

    /// Every fact that the policy knows with its values, the built-in ones first.
    #[getter]
    fn fact_values<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let names = self.vocabulary();
        let written = PyDict::new(py);
        for fact in names.facts() {
            written.set_item(names.name(fact), PyTuple::new(py, names.values(fact))?)?;
        }
        Ok(written)
    }

    /// The ids of the rules in the order in which they decide, each with its segment.
    #[getter]
    fn rules<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let written = PyDict::new(py);
        for (id, segment) in self.core.rules() {
            written.set_item(id, words::segment(py, segment)?)?;
        }
        Ok(written)
    }

    /// Facts in the policy's own words.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> own = govseg.Policy.from_toml('''
    /// ... id = "agency"
    /// ... version = "1"
    /// ... extends = "gsa-2008"
    /// ... [[fact]]
    /// ... id = "program"
    /// ... values = ["grants", "permits"]
    /// ... ''')
    /// >>> own.facts(program="permits", duty="filing")
    /// Facts(duty='filing', program='permits')
    #[pyo3(signature = (facts=None, /, **given))]
    fn facts(
        slf: &Bound<'_, Self>,
        facts: Option<&Bound<'_, PyAny>>,
        given: Option<&Bound<'_, PyDict>>,
    ) -> Outcome<Facts> {
        let policy = slf.clone().unbind();
        let contact = contact(&policy, facts, given)?;
        Ok(Facts { policy, contact })
    }

    /// The same from their JSON form.
    fn facts_from_json(slf: &Bound<'_, Self>, text: &str) -> Outcome<Facts> {
        let contact = slf.get().core.parse(text)?;
        Ok(Facts { policy: slf.clone().unbind(), contact })
    }

    /// Decide one contact; the same as ``govseg.decide(…, policy=self)``.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> govseg.Policy.default().decide(capacity="official").rule
    /// 'intergovernmental.official'
    #[pyo3(signature = (facts=None, /, **given))]
    fn decide(
        slf: &Bound<'_, Self>,
        facts: Option<&Bound<'_, PyAny>>,
        given: Option<&Bound<'_, PyDict>>,
    ) -> Outcome<Decision> {
        let policy = slf.clone().unbind();
        let contact = contact(&policy, facts, given)?;
        Ok(Decision { policy, contact })
    }

    /// Prove, over the whole space of contacts, what the policy does.
    ///
    /// Returns
    /// -------
    /// Check
    ///     How many contacts get which segment, which rules can never fire, which overlap, and what no rule holds for.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> check = govseg.Policy.default().check()
    /// >>> check.assignments, check.by_segment["beneficial"], len(check.warnings)
    /// (12096, 1566, 0)
    fn check<'py>(&self, py: Python<'py>) -> Outcome<Bound<'py, PyAny>> {
        let check = py.detach(|| self.core.check())?;
        let read = py.import("govseg._analysis")?.getattr("read_check")?;
        Ok(read.call1((knowledge::loads(py, &check.to_json())?,))?)
    }

    /// Tell exactly which contacts another policy puts into another segment.
    ///
    /// Parameters
    /// ----------
    /// other : Policy
    ///     The policy to compare with.
    ///
    /// Returns
    /// -------
    /// Diff
    ///     It is true if anything differs.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> default = govseg.Policy.default()
    /// >>> if not default.diff(default):
    /// ...     print("alike")
    /// alike
    fn diff<'py>(&self, py: Python<'py>, other: &Bound<'py, Self>) -> Outcome<Bound<'py, PyAny>> {
        let theirs = &other.get().core;
        let diff = py.detach(|| self.core.diff(theirs))?;
        let read = py.import("govseg._analysis")?.getattr("read_diff")?;
        Ok(read.call1((knowledge::loads(py, &diff.to_json())?,))?)
    }

    /// The resolved policy as canonical JSON; it is itself a policy file.
    fn to_json(&self) -> &str {
        self.core.to_json()
    }

    /// The same as dicts, lists and strings.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        knowledge::loads(py, self.core.to_json())
    }

    /// The policy as a document to read, in English (``en``) or Spanish (``es``).
    #[pyo3(signature = (language="en"))]
    fn to_markdown(&self, language: &str) -> Outcome<String> {
        Ok(self.core.document(knowledge::language(language)?))
    }

    /// The policy's questions as a drawing, in English (``en``) or Spanish (``es``).
    #[pyo3(signature = (language="en"))]
    fn to_svg(&self, language: &str) -> Outcome<String> {
        Ok(self.core.tree_svg(knowledge::language(language)?)?)
    }

    /// The policy as a DMN 1.3 decision table, for other engines.
    fn to_dmn(&self) -> String {
        self.core.to_dmn()
    }

    fn __repr__(&self) -> String {
        let title = self.core.title().map_or_else(String::new, |title| format!(", {title}"));
        format!("<Policy {}, version {}{title}>", self.core.id(), self.core.version())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast_exact::<Self>().is_ok_and(|other| other.get().core.digest() == self.core.digest())
    }

    fn __hash__(&self) -> u64 {
        words::hash(self.core.digest())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let (py, class) = (slf.py(), slf.get_type());
        if default(py)?.is(slf) {
            return Ok((class.getattr("default")?, PyTuple::empty(py)));
        }
        Ok((class.getattr("from_json")?, PyTuple::new(py, [slf.get().core.to_json()])?))
    }
}
