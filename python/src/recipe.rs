//! `Recipe`: what a table's own columns and codes say.

use govseg_table::recipe_text;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::Reduced;
use crate::error::Outcome;
use crate::policy::{self, Policy};

/// What the columns of a kind of table say about a contact.
///
/// It comes from `Recipe.load` or `Recipe.from_toml`, does not change, and can be pickled.
///
/// Examples
/// --------
/// >>> import govseg
/// >>> govseg.Recipe.load("gc-service-inventory-2023").column_names[:3]
/// ('service_type', 'service_scope', 'client_target_groups')
#[pyclass(frozen, module = "govseg", name = "Recipe")]
pub(crate) struct Recipe {
    name: String,
    text: String,
    policy: Py<Policy>,
    core: govseg_table::Recipe,
}

impl Recipe {
    fn read(name: String, text: String, policy: Py<Policy>) -> Outcome<Self> {
        let core = govseg_table::Recipe::parse_with(&name, &text, policy.get().vocabulary())?;
        Ok(Self { name, text, policy, core })
    }

    /// The recipe in the words of another policy.
    pub(crate) fn in_words_of(&self, policy: &Py<Policy>) -> Outcome<govseg_table::Recipe> {
        if self.policy.is(policy) {
            return Ok(self.core.clone());
        }
        Ok(govseg_table::Recipe::parse_with(&self.name, &self.text, policy.get().vocabulary())?)
    }
}

#[pymethods]
impl Recipe {
    /// Read a recipe from a TOML file, or take a built-in one.
    ///
    /// Parameters
    /// ----------
    /// source : str or os.PathLike
    ///     A file, or the id of a built-in recipe.
    /// policy : Policy, optional
    ///     The policy whose own facts the recipe speaks of.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> govseg.Recipe.load("gc-service-inventory-2023")
    /// <Recipe gc-service-inventory-2023>
    #[staticmethod]
    #[pyo3(signature = (source, *, policy=None))]
    fn load(py: Python<'_>, source: &Bound<'_, PyAny>, policy: Option<Py<Policy>>) -> Outcome<Self> {
        let name: String = py.import("os")?.getattr("fspath")?.call1((source,))?.extract()?;
        let text = recipe_text(&name)?;
        Self::read(name, text, policy.map_or_else(|| policy::default(py), Ok)?)
    }

    /// Read a recipe.
    ///
    /// Parameters
    /// ----------
    /// text : str
    ///     The recipe in TOML.
    /// policy : Policy, optional
    ///     The policy whose own facts the recipe speaks of.
    ///
    /// Examples
    /// --------
    /// >>> import govseg
    /// >>> recipe = govseg.Recipe.from_toml('''
    /// ... id = "permits"
    /// ... [constant]
    /// ... obligation = "required_for_benefit"
    /// ... [[column]]
    /// ... name = "applicant"
    /// ... fact = "customer"
    /// ... values = { Resident = ["citizen", "noncitizen"], Firm = "business" }
    /// ... ''')
    /// >>> recipe.column_names
    /// ('applicant',)
    #[staticmethod]
    #[pyo3(signature = (text, *, policy=None))]
    fn from_toml(py: Python<'_>, text: String, policy: Option<Py<Policy>>) -> Outcome<Self> {
        Self::read("recipe".to_owned(), text, policy.map_or_else(|| policy::default(py), Ok)?)
    }

    /// The ids of the built-in recipes.
    #[staticmethod]
    fn builtin_ids(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        PyTuple::new(py, govseg_table::Recipe::builtin_ids().collect::<Vec<_>>())
    }

    /// The id by which it is named.
    #[getter]
    fn id(&self) -> &str {
        self.core.id()
    }

    /// What kind of table it is for.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.core.title()
    }

    /// Where such tables come from.
    #[getter]
    fn source(&self) -> Option<&str> {
        self.core.source()
    }

    /// Under which licence, with the attribution it asks for.
    #[getter]
    fn licence(&self) -> Option<&str> {
        self.core.licence()
    }

    /// What to know before relying on it.
    #[getter]
    fn note(&self) -> Option<&str> {
        self.core.note()
    }

    /// The column that names the organization, if it names one.
    #[getter]
    fn organization(&self) -> Option<&str> {
        self.core.organization()
    }

    /// The columns that it reads.
    #[getter]
    fn column_names<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.core.column_names().collect::<Vec<_>>())
    }

    fn __repr__(&self) -> String {
        format!("<Recipe {}>", self.core.id())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py, (&str, &str, Py<Policy>)>> {
        let again = py.import("govseg._govseg")?.getattr("reread")?;
        Ok((again, (&self.name, &self.text, self.policy.clone_ref(py))))
    }
}

/// A recipe as it was pickled.
#[pyfunction]
pub(crate) fn reread(name: String, text: String, policy: Py<Policy>) -> Outcome<Recipe> {
    Recipe::read(name, text, policy)
}
