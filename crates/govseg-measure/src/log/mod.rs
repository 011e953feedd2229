//! A log of contacts: what its columns mean, its rows, and what can be wrong with them.

mod cells;
mod check;
mod fault;
mod field;
mod question;
mod recipe;
mod row;
mod schema;
mod value;

pub use cells::Joined;
pub(crate) use check::Pairs;
pub use fault::{Fault, FaultKind};
pub use field::{Field, FieldType};
pub use question::Question;
pub use recipe::{LogRecipe, Reads};
pub use row::{Answer, Row, Score};
pub use schema::{Binding, Schema, Target, Text};
pub(crate) use value::Wrong;
