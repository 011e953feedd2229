//! Example rows, chosen fairly: the first of different organizations, and then the first of all others.

use std::sync::Arc;

use govseg::Contact;

use super::clipped;
use super::naming::RowNames;

/// How many are kept of one sort.
const MOST: usize = 5;

/// A part of a table: its place in the order of the parts, and the file that it comes from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    pub(crate) number: u64,
    pub(crate) file: Arc<str>,
}

/// A row to show.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) part: Part,
    /// The row's place in its file, from 1.
    pub(crate) number: u64,
    pub(crate) organization: Box<str>,
    pub(crate) label: Box<str>,
    pub(crate) contact: Contact,
}

impl Example {
    /// Where it stands in the whole table.
    fn place(&self) -> (u64, u64) {
        (self.part.number, self.number)
    }
}

/// The examples of one sort. Which rows they are depends on the rows and their order alone, not on how the work was
/// divided.
#[derive(Clone, Debug, Default)]
pub(crate) struct Examples {
    /// The first row of each of the first organizations.
    apart: Vec<Example>,
    /// The first rows that are not among them.
    more: Vec<Example>,
}

impl Examples {
    pub(crate) fn see(&mut self, part: &Part, names: &RowNames<'_>, contact: Contact) {
        if let Some(list) = self.list(clipped(&names.organization)) {
            list.push(Example {
                part: part.clone(),
                number: names.number,
                organization: clipped(&names.organization).into(),
                label: clipped(&names.label).into(),
                contact,
            });
        }
    }

    /// Where a row of that organization belongs, if it is kept.
    fn list(&mut self, organization: &str) -> Option<&mut Vec<Example>> {
        let is_new = self.apart.iter().all(|example| *example.organization != *organization);
        let list = if is_new && self.apart.len() < MOST { &mut self.apart } else { &mut self.more };
        (list.len() < MOST).then_some(list)
    }

    /// Adds the examples of later rows.
    pub(crate) fn absorb(&mut self, later: Self) {
        let mut rows: Vec<_> = later.apart.into_iter().chain(later.more).collect();
        rows.sort_by_key(Example::place);
        for example in rows {
            if let Some(list) = self.list(&example.organization) {
                list.push(example);
            }
        }
    }

    /// So many of them, in the order of their rows.
    pub(crate) fn shown(self, most: usize) -> Vec<Example> {
        let mut rows: Vec<_> = self.apart.into_iter().chain(self.more).take(most).collect();
        rows.sort_by_key(Example::place);
        rows
    }
}
