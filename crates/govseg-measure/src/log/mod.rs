//! A log of contacts: what its columns mean, its rows, and what can be wrong with them.

mod block;
mod cells;
mod check;
mod fault;
mod field;
mod question;
mod recipe;
mod row;
mod says;
mod schema;
mod value;

pub(crate) use block::{Answers, At, Block, Column, Texts};
pub use cells::Joined;
pub(crate) use check::Pairs;
pub use fault::{Fault, FaultKind};
pub use field::{Field, FieldType};
pub use question::Question;
pub use recipe::{LogRecipe, Reads};
pub use row::{Answer, Row, Score};
pub(crate) use says::{Answered, Says};
pub use schema::{Binding, Schema, Target, Text};
pub(crate) use value::Wrong;
