//! What must hold of every reader, whatever bytes it is given.
//!
//! Each function takes the bytes of a file and panics if the reader breaks its word. The fuzz targets call them with what
//! they think up, the tests with damaged seeds; [`READERS`] lists them all.

#![expect(clippy::missing_panics_doc, reason = "to panic is what every function here is for")]

mod documents;
mod tables;
mod words;

pub use documents::{facts, policy_json, policy_toml, recipe};
pub use tables::{arrow, arrow_stream, csv, encoded, json_lines, parquet, several, tsv, xlsx};
pub use words::{text, text_model};

/// A reader's name, which is that of its seeds and of its fuzz target, and what must hold of it.
pub type Reader = (&'static str, fn(&[u8]));

/// All readers.
pub const READERS: [Reader; 15] = [
    ("csv", csv),
    ("tsv", tsv),
    ("json_lines", json_lines),
    ("encoded", encoded),
    ("several", several),
    ("xlsx", xlsx),
    ("parquet", parquet),
    ("arrow", arrow),
    ("arrow_stream", arrow_stream),
    ("recipe", recipe),
    ("policy_toml", policy_toml),
    ("policy_json", policy_json),
    ("facts", facts),
    ("text", text),
    ("text_model", text_model),
];
