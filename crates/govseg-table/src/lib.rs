#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "tests may fail"
    )
)]

// A table passes from `input` (`chunks`, `encoding`) through `rows` (and `json_row`, `sheet`) to `worker`, which asks
// `plan` and `cell` what each cell says (`memo` remembers it, once for each text), `answers` what follows from it, and
// `write` to put it down (`evidence` adds what texts suggest); then to `target` and `output`, rejected rows to
// `reject`, numbers to `summary`; `report` keeps a ledger of the rows and makes a page of it. `tables` makes several
// inputs one, `pipeline` shares the work, `beside` has what goes beside the table, `classify` drives; `recipe` and
// `column` are what the caller chooses, and `load` finds it by name; `profile` looks at a table for whoever writes a
// recipe, by the `lines` of what is written. A table that is stored by column goes through `stored` instead, and like
// one in memory through `columns`; `batches` hands it to whoever works on columns elsewhere.
mod answers;
#[cfg(feature = "arrow")]
mod batches;
mod beside;
mod cell;
mod chunks;
mod classify;
mod column;
#[cfg(feature = "arrow")]
mod columns;
mod encoding;
mod error;
mod evidence;
mod format;
mod input;
mod json_row;
mod lines;
mod load;
mod memo;
mod output;
mod pipeline;
mod plan;
mod profile;
mod recipe;
mod reject;
mod report;
mod rows;
mod sheet;
#[cfg(feature = "parquet")]
mod stored;
mod summary;
mod tables;
mod target;
mod warning;
mod worker;
mod write;

#[cfg(feature = "arrow")]
pub use batches::{Batches, Piece};
pub use classify::{Classify, Progress, Report};
pub use column::Column;
#[cfg(feature = "arrow")]
pub use columns::{Classified, ColumnWorker, Columns, cell_text};
pub use error::{RowError, TableError};
pub use evidence::{Suggestion, TextModel, TextReader};
pub use format::Format;
pub use input::Input;
pub use json_row::{Entry, entries, json_text};
pub use lines::Lines;
pub use load::{LoadError, load_policy, load_recipe, named_text, read_limited, recipe_text};
pub use output::Output;
pub use recipe::{ColumnCheck, Narrowed, Recipe, RecipeError, TableCheck, UnmappedCode};
pub use report::{Findings, Naming, page};
pub use summary::{Asked, Because, Clash, Open, Summary, Told};
pub use warning::Warning;
