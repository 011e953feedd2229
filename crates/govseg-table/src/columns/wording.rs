//! What is said of a contact, as its place in each added column.

use govseg::{Decision, FactId, Policy};

use super::added::Added;
use crate::answers::{Wording, value};
use crate::column::Column;
use crate::evidence::Heard;

/// Puts what is said of a contact into the added columns.
pub(super) struct ColumnWording {
    columns: Vec<Column>,
    pub(super) added: Vec<Added>,
    known: u32,
}

impl ColumnWording {
    /// Of a column each, with texts or without.
    pub(super) fn new(columns: &[Column], policy: &Policy, texts: bool) -> Self {
        let added = columns.iter().map(|&column| Added::new(column, policy, texts)).collect();
        Self { columns: columns.to_vec(), added, known: 0 }
    }

    /// Makes those of the last rows `suggested` that are.
    pub(super) fn suggest(&mut self, heard: &[Heard]) {
        let status = self.columns.iter().position(|column| *column == Column::Status);
        if let Some(status) = status.and_then(|place| self.added.get_mut(place)) {
            status.suggest(heard);
        }
    }

    /// Forgets texts between batches if there are many; then what was said must be forgotten too.
    pub(super) fn trim(&mut self) -> bool {
        self.added.iter_mut().fold(false, |trimmed, added| added.trim() | trimmed)
    }
}

impl Wording for ColumnWording {
    /// Where in each added column it stands what is said.
    type Said = u32;

    fn asks(&self) -> bool {
        self.columns.contains(&Column::Ask)
    }

    fn say(&mut self, decision: &Decision<'_>, ask: Option<FactId>) -> u32 {
        for (&column, added) in self.columns.iter().zip(&mut self.added) {
            added.say(value(column, decision, ask));
        }
        self.known += 1;
        self.known - 1
    }

    fn forget(&mut self) {
        self.added.iter_mut().for_each(Added::forget);
        self.known = 0;
    }
}
