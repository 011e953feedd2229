//! The words of the field as enums, made from the catalogue under `data/` when the crate is built.

use crate::facts::{Field, Value};

include!(concat!(env!("OUT_DIR"), "/taxonomy.rs"));
