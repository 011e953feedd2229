//! Why a row is set aside.

use serde::{Deserialize, Serialize};

/// What kind of fault it is.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    Serialize,
    strum::Display,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum FaultKind {
    /// The row cannot be read as a row of the table.
    Row,
    /// A cell is not what its column holds.
    Unreadable,
    /// A number is below or above what is possible.
    OutOfRange,
    /// Something ended before it began.
    NegativeDuration,
    /// A part is more than the whole.
    Contradictory,
    /// A contact with that id was read before.
    Duplicate,
}

impl FaultKind {
    /// What is said of rows set aside for it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Row => "not a readable row",
            Self::Unreadable => "a cell is not what its column holds",
            Self::OutOfRange => "a number that is not possible",
            Self::NegativeDuration => "ended before it began",
            Self::Contradictory => "a part is more than the whole",
            Self::Duplicate => "a contact that was read before",
        }
    }
}

/// Why one row is set aside.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Fault {
    /// The row, counting data rows from 1.
    pub row: u64,
    /// The column, where one is at fault.
    pub column: Option<String>,
    /// The kind.
    pub kind: FaultKind,
    /// What is wrong.
    pub reason: String,
}
