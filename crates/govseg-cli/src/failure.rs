//! How the command ends when it cannot do what it was asked to.

use std::io::{self, Write as _};
use std::process::ExitCode;

use govseg_measure::LogError;
use govseg_table::{LoadError, RecipeError, TableError};
use govseg_tiers::{AccountsError, ForestError, ProgramError, WhatIfError};

use crate::style::{ERROR, painted};

/// The code for: done, but some rows were set aside.
pub(crate) const SOME_SET_ASIDE: u8 = 3;

/// Why it cannot.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Something given is wrong: where, what, and how to mend it.
    Input(String),
    /// The command was called wrongly.
    Usage(String),
    /// Whoever read our output has gone: nothing is left to do.
    Gone,
    /// It was interrupted.
    Interrupted,
}

impl Failure {
    /// Says why on standard error, and with which code to end.
    pub(crate) fn report(self) -> ExitCode {
        const INTERRUPTED: u8 = 130;
        match self {
            Self::Input(message) => {
                say(&message);
                ExitCode::from(1)
            }
            Self::Usage(message) => {
                say(&message);
                ExitCode::from(2)
            }
            Self::Gone => ExitCode::SUCCESS,
            Self::Interrupted => ExitCode::from(INTERRUPTED),
        }
    }
}

fn say(message: &str) {
    // If standard error is closed, there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "{} {message}", painted(ERROR, "error:"));
}

impl From<govseg::Error> for Failure {
    fn from(error: govseg::Error) -> Self {
        Self::Input(error.to_string())
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Self::Input(error.to_string())
    }
}

impl From<LogError> for Failure {
    fn from(error: LogError) -> Self {
        match error {
            LogError::Table(error) => error.into(),
            error => Self::Input(error.to_string()),
        }
    }
}

impl From<RecipeError> for Failure {
    fn from(error: RecipeError) -> Self {
        Self::Input(error.to_string())
    }
}

impl From<ProgramError> for Failure {
    fn from(error: ProgramError) -> Self {
        Self::Input(error.to_string())
    }
}

impl From<AccountsError> for Failure {
    fn from(error: AccountsError) -> Self {
        Self::Input(error.to_string())
    }
}

impl From<ForestError> for Failure {
    fn from(error: ForestError) -> Self {
        Self::Input(error.to_string())
    }
}

impl From<WhatIfError> for Failure {
    fn from(error: WhatIfError) -> Self {
        Self::Input(error.to_string())
    }
}

impl From<TableError> for Failure {
    fn from(error: TableError) -> Self {
        match error {
            TableError::Stopped => Self::Interrupted,
            error if error.is_broken_pipe() => Self::Gone,
            TableError::Row(_) => {
                Self::Input(format!("{error}\n(nothing was written; --rejects FILE sets such rows aside and goes on)"))
            }
            TableError::UnknownFormat { .. } => Self::Input(format!("{error} (--from, --to)")),
            error => Self::Input(error.to_string()),
        }
    }
}

/// Prints a line of JSON to standard output.
pub(crate) fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let json = serde_json::to_string(value).map_err(|error| Failure::Input(error.to_string()))?;
    print(&format!("{json}\n"))
}

/// Prints to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::Gone),
        Err(error) => Err(Failure::Input(format!("cannot write to standard output: {error}"))),
    }
}
