//! What was found in a programme, as JSON: the same for the command and for other languages.

use govseg::Problem;
use serde_json::{Value, json};

use super::{Program, ProgramError};

impl Program {
    /// That it is sound: its id, version and tiers, and the warnings.
    ///
    /// ```
    /// let report = govseg_tiers::Program::builtin("airline")?.report();
    /// assert_eq!((&report["sound"], &report["tiers"][5]), (&true.into(), &"concierge-key".into()));
    /// # Ok::<(), govseg_tiers::ProgramError>(())
    /// ```
    pub fn report(&self) -> Value {
        json!({
            "sound": true,
            "id": self.id,
            "version": self.version,
            "tiers": self.tiers.iter().map(|tier| &tier.id).collect::<Vec<_>>(),
            "problems": [],
            "warnings": said(self.warnings()),
        })
    }
}

impl ProgramError {
    /// That it is not sound, and why.
    pub fn report(&self) -> Value {
        json!({ "sound": false, "problems": said(self.problems()) })
    }
}

fn said(problems: &[Problem]) -> Value {
    let one = |problem: &Problem| {
        json!({
            "kind": problem.kind.name(),
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "message": problem.message,
        })
    };
    problems.iter().map(one).collect()
}
