//! Logs that have one number a row: which thing it belongs to, what it measures, and the value. Rows that belong to one
//! thing are joined before they are measured.

use std::collections::HashMap;

use super::{Fault, FaultKind};

/// The texts of one joined row: column and cell.
type Cells = Vec<(String, String)>;

/// Rows being joined, in the order in which their things came first.
#[derive(Debug, Default)]
pub struct Joined {
    places: HashMap<Vec<String>, usize>,
    rows: Vec<(Vec<u64>, Cells)>,
}

impl Joined {
    /// Adds a number of a thing: `key` says which thing, `common` is what its rows have in common.
    ///
    /// # Errors
    /// If the thing has that number already.
    pub fn add(
        &mut self,
        row: u64,
        key: Vec<String>,
        common: Cells,
        column: String,
        value: String,
    ) -> Result<(), Fault> {
        let next = self.rows.len();
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.rows.push((Vec::new(), common));
        }
        if let Some((rows, cells)) = self.rows.get_mut(place) {
            if cells.iter().any(|(known, _)| *known == column) {
                let reason = "the same number of the same thing was read before".to_owned();
                return Err(Fault { row, column: Some(column), kind: FaultKind::Duplicate, reason });
            }
            rows.push(row);
            cells.push((column, value));
        }
        Ok(())
    }

    /// The joined rows, each with the numbers of the rows it was joined from.
    pub fn into_rows(self) -> impl Iterator<Item = (Vec<u64>, Cells)> {
        self.rows.into_iter()
    }
}
