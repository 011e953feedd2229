//! Logs by column: batches of Arrow in, and the same answers as by rows.
//!
//! What a cell says comes from `log`, as for rows: `numbers` asks it for each cell that is no plain number, `words` once
//! for each word. `feeds` keeps both for a batch, with its `faults`. `worker` takes the rows through, to their `groups`;
//! which contacts were read before is told by `turn`, and what the policy says of rows by `decided`. `threads` shares batches out; a `part` is what comes of some of
//! them.

mod decided;
mod faults;
mod feeds;
mod groups;
mod joined;
mod numbers;
mod part;
mod threads;
mod turn;
mod words;
mod worker;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use govseg_table::{Columns, RowError};

pub use part::{Part, PartError};
pub(crate) use turn::{Hashed, hashed};

use self::turn::Turn;
use crate::error::LogError;
use crate::log::{Pairs, Says};
use crate::plan::Plan;

/// Some rows, and those of them that could not be read.
pub(crate) type Piece = (RecordBatch, Vec<RowError>);

/// How logs of one schema are measured, batch by batch: all that is settled before there are rows.
pub(crate) struct LogColumns<'p> {
    name: String,
    plan: &'p Plan<'p>,
    facts: Columns<'p>,
    /// All columns, and those that are read, in order.
    names: Vec<String>,
    read: Vec<String>,
    /// The fields that there are, by their bits.
    bound: u128,
    pairs: Pairs,
    turn: Turn,
}

impl<'p> LogColumns<'p> {
    pub(crate) fn new(plan: &'p Plan<'_>, name: &str, schema: &Schema) -> Result<Self, LogError> {
        let facts = plan.classify().over(name, schema)?.uncounted();
        let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
        let read: Vec<_> = names.iter().filter(|name| plan.schema.reads(name)).cloned().collect();
        let row = plan.schema.row(names.iter().map(String::as_str));
        let pairs = Pairs::among(|field| row.has(field));
        let bound = row.bound;
        Ok(Self { name: name.to_owned(), plan, facts, names, read, bound, pairs, turn: Turn::default() })
    }

    /// The places of the columns that are read, in order. A batch may lack all others.
    pub(crate) fn needed(&self) -> Vec<usize> {
        if self.plan.cells.is_some() {
            return (0..self.names.len()).collect();
        }
        let mut needed = if self.plan.decides() { self.facts.needed() } else { Vec::new() };
        needed
            .extend(self.names.iter().enumerate().filter(|(_, name)| self.read.contains(name)).map(|(place, _)| place));
        needed.sort_unstable();
        needed.dedup();
        needed
    }

    pub(crate) fn measure(
        &self,
        threads: usize,
        batches: impl Iterator<Item = Result<Piece, LogError>>,
        read: impl FnMut(u64) -> Result<(), LogError>,
    ) -> Result<Part, LogError> {
        if self.plan.cells.is_some() {
            return joined::run(self, batches, read);
        }
        let part = threads::run(self, threads, batches, read)?;
        if self.read.is_empty() && part.rows > 0 {
            return Err(LogError::NothingRead { name: self.name.clone() });
        }
        Ok(part)
    }
}
