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

// A text passes from `tokens` through `features` to `model`; `sum` adds up its words (`memory` keeps what each was
// found to be), and the model's mixture makes scores of that. `calibrate` makes probabilities and sets of the scores,
// and `predict` drives. `explain` says which words carried it, `language` whether the words are English at all.
// `suggested` puts together what every face tells of a text, `wire` writes it as JSON, and `table` reads the texts of a
// table. `stored` is the model's file. `train` makes a model of labelled rows (`labels`), by `ridge` regression over
// `matrix`; `groups` keeps together what must not be split, `evaluate` tells what was held out (with `typos`, if they
// are asked for), `evaluation` adds that up, and `figures` shows it.
mod calibrate;
#[cfg(feature = "train")]
mod evaluate;
#[cfg(feature = "train")]
mod evaluation;
mod explain;
mod features;
#[cfg(feature = "train")]
mod figures;
#[cfg(feature = "train")]
mod groups;
#[cfg(feature = "train")]
mod labels;
mod language;
#[cfg(feature = "train")]
mod matrix;
mod memory;
mod model;
mod outputs;
mod predict;
#[cfg(feature = "train")]
mod ridge;
mod stored;
mod suggested;
mod sum;
#[cfg(feature = "table")]
mod table;
mod tokens;
#[cfg(feature = "train")]
mod train;
#[cfg(feature = "train")]
mod typos;
mod wire;

#[cfg(feature = "train")]
pub use evaluate::evaluate;
#[cfg(feature = "train")]
pub use evaluation::{Evaluation, Measures, Per, Told};
pub use explain::{Carried, Explanation};
pub use govseg::cost::{CostError, Costs};
#[cfg(feature = "train")]
pub use labels::{LabelError, Labelled, labels};
pub use language::{Language, language};
pub use model::{Example, Model};
pub use predict::{Evidence, Reader};
pub use stored::ModelError;
pub use suggested::{Silence, Suggested};
#[cfg(feature = "table")]
pub use table::{Sure, TableTexts};
#[cfg(feature = "train")]
pub use train::{TrainError, train};
#[cfg(feature = "train")]
pub use typos::typos;

/// The labelled rows that the shipped model was made of: see the [notes on the data](https://github.com/govseg/govseg/blob/main/crates/govseg-text/data/README.md).
#[cfg(feature = "train")]
pub const LABELS: &str = include_str!("../data/labels.jsonl");
