//! The programmes that come along, each with accounts to run.

use govseg::words::{clip, mend};
use govseg::{Problem, ProblemKind};

use super::{Program, ProgramError};

struct Builtin {
    id: &'static str,
    text: &'static str,
    accounts: &'static str,
}

const BUILTIN: [Builtin; 2] = [
    Builtin {
        id: "airline",
        text: include_str!("../../programs/airline.toml"),
        accounts: include_str!("../../programs/airline.csv"),
    },
    Builtin {
        id: "shared-services",
        text: include_str!("../../programs/shared-services.toml"),
        accounts: include_str!("../../programs/shared-services.csv"),
    },
];

impl Program {
    /// The ids of the built-in programmes.
    pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
        BUILTIN.iter().map(|builtin| builtin.id)
    }

    /// The text of the built-in programme of that id, if there is one.
    pub fn builtin_text(id: &str) -> Option<&'static str> {
        BUILTIN.iter().find(|builtin| builtin.id == id).map(|builtin| builtin.text)
    }

    /// Accounts for the built-in programme of that id, as CSV.
    pub fn builtin_accounts(id: &str) -> Option<&'static str> {
        BUILTIN.iter().find(|builtin| builtin.id == id).map(|builtin| builtin.accounts)
    }

    /// The built-in programme of that id.
    ///
    /// # Errors
    /// If there is none, with the nearest one.
    ///
    /// ```
    /// let program = govseg_tiers::Program::builtin("airline")?;
    /// let tiers: Vec<_> = program.tiers.iter().map(|tier| tier.id.as_str()).collect();
    /// assert_eq!(tiers, ["member", "gold", "platinum", "platinum-pro", "executive-platinum", "concierge-key"]);
    /// # Ok::<(), govseg_tiers::ProgramError>(())
    /// ```
    pub fn builtin(id: &str) -> Result<Self, ProgramError> {
        let ids: Vec<_> = Self::builtin_ids().collect();
        let unknown = || {
            let message = format!("there is no built-in programme `{}`; {}", clip(id), mend(id, &ids));
            ProgramError::new(vec![Problem::nowhere(ProblemKind::UnknownId, message)])
        };
        Self::parse(id, Self::builtin_text(id).ok_or_else(unknown)?)
    }
}
