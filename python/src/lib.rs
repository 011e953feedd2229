//! The native half of the Python package `govseg`: it translates between Python and the core, and decides nothing itself.
//!
//! Python's values come in through [`read`], answers go out as [`decision`]s; [`policy`], [`facts`] and [`interview`]
//! are the core's own things, held by Python; [`recipe`] and [`table`] are for whole tables, [`measure`] is for logs,
//! [`tiers`] and [`accounts`] for accounts, [`text`] for descriptions; [`error`] makes every error a `GovsegError`.

mod accounts;
mod contact;
mod decision;
mod error;
mod facts;
mod interview;
mod knowledge;
mod measure;
mod policy;
mod read;
mod recipe;
mod seen;
mod table;
mod text;
mod tiers;
mod words;

use pyo3::prelude::*;

/// What pickling keeps: the function that makes the value anew, and its arguments.
type Reduced<'py, A> = (Bound<'py, PyAny>, A);

/// What `import govseg` finds; the names for users stand in the package's `__init__`.
#[pymodule(gil_used = false)]
mod _govseg {
    use pyo3::prelude::*;

    use super::{
        accounts, contact, decision, facts, interview, knowledge, measure, policy, recipe, table, text, tiers,
    };

    #[pymodule_export]
    use accounts::{TierAccounts, program_report, program_text};
    #[pymodule_export]
    use contact::{decide, decide_many};
    #[pymodule_export]
    use decision::{Decision, decided};
    #[pymodule_export]
    use facts::{Facts, restored};
    #[pymodule_export]
    use interview::Interview;
    #[pymodule_export]
    use knowledge::{catalog_json, check_code, crosswalk, crosswalk_ids, measures_json};
    #[pymodule_export]
    use measure::{MeasurePlan, Measured, label_costs, log_recipe_text};
    #[pymodule_export]
    use policy::Policy;
    #[pymodule_export]
    use recipe::{Recipe, reread};
    #[pymodule_export]
    use table::{TablePlan, open_stream};
    #[pymodule_export]
    use text::{TextModel, evaluate_texts_json, suggest_json, train_texts};
    #[pymodule_export]
    use tiers::TiersPlan;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
