//! What a wrong tier costs: on one side customers treated as less than they are, on the other effort that is wasted.

mod least;
mod what_if;

pub use least::Least;
pub use what_if::{Step, WhatIf, WhatIfError};
