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

mod analysis;
#[cfg(feature = "catalog")]
mod catalog;
pub mod cost;
mod crosswalk;
mod decision;
mod diagram;
pub mod document;
mod error;
mod facts;
mod given;
mod interview;
mod json;
pub mod markdown;
#[cfg(feature = "catalog")]
pub mod measures;
mod policy;
mod problem;
#[cfg(feature = "catalog")]
mod schema;
mod segments;
mod show;
mod stored;
mod taxonomy;
#[cfg(feature = "catalog")]
mod texts;
mod vocabulary;
pub mod words;

pub use analysis::{Area, Check, Diff, Finding, FindingKind, Group, Severity, Side};
#[cfg(feature = "catalog")]
pub use catalog::{
    Catalog, Citation, Example, FactEntry, Language, LanguageEntry, RuleEntry, SegmentEntry, Source, SubSegmentEntry,
    Text, ValueEntry, catalog, catalog_json,
};
pub use crosswalk::{Code, Crosswalk, Standing, crosswalk, crosswalks};
pub use decision::{Decision, Keeps, Question, Questions, Status, WhatIf};
pub use document::Format;
pub use error::Error;
pub use facts::{Contact, Facts, OwnFacts, Value, Values};
pub use given::Given;
pub use interview::{Answer, Interview};
#[cfg(feature = "catalog")]
pub use interview::{Choice, Prompt, interview_words};
pub use policy::{File, Files, Lean, NoFiles, Policy};
pub use problem::{Place, PolicyError, Problem, ProblemKind};
#[cfg(feature = "catalog")]
pub use schema::{SCHEMAS, schema};
pub use segments::Segments;
pub use taxonomy::*;
#[cfg(feature = "catalog")]
pub use texts::Sentences;
pub use vocabulary::{FactId, Vocabulary};
