//! What keeps a log from being measured.

use govseg_table::{LoadError, RecipeError, TableError};

use crate::calendar::CalendarError;

/// Why a log could not be measured.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LogError {
    /// The table cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The recipe cannot be used.
    #[error(transparent)]
    Recipe(#[from] RecipeError),
    /// The recipe for the facts cannot be used.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The time zone is none.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// A measure that is none, or that no log gives.
    #[error("`{name}` is not a measure that a log gives; {mend}")]
    UnknownMeasure {
        /// The id as given.
        name: String,
        /// The nearest one.
        mend: String,
    },
    /// The log has nothing that is measured.
    #[error("{name} has no column that a measure is made from; name them as the schema does, or give a recipe")]
    NothingRead {
        /// The file.
        name: String,
    },
}
