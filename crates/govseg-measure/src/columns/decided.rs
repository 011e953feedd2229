//! The segments that the policy decides for the rows of a batch.

use arrow_array::cast::AsArray;
use arrow_array::types::Int8Type;
use arrow_array::{Array, RecordBatch, StringArray};
use govseg_table::{Classified, ColumnWorker, RowError, TableError};

/// What is decided of each row: a place among the segments' names.
#[derive(Default)]
pub(super) struct Decided {
    pub(super) names: Vec<String>,
    rows: Vec<Option<usize>>,
    /// The rows whose facts cannot be read.
    pub(super) refused: Vec<RowError>,
}

impl Decided {
    /// Of a batch, of which the first row has this number.
    pub(super) fn of(facts: &mut ColumnWorker<'_>, batch: &RecordBatch, first: u64) -> Result<Self, TableError> {
        let Classified { added, rejected, taken, .. } = facts.classify(batch, first)?;
        let mut decided = Self { refused: rejected, rows: vec![None; batch.num_rows()], ..Self::default() };
        let Some(said) = added.first().and_then(|array| array.as_dictionary_opt::<Int8Type>()) else {
            return Ok(decided);
        };
        let names = said.values().as_any().downcast_ref::<StringArray>();
        decided.names = names.into_iter().flatten().map(|name| name.unwrap_or_default().to_owned()).collect();
        for place in 0..said.len() {
            let row = match &taken {
                Some(taken) => taken.values().get(place).and_then(|row| usize::try_from(*row).ok()),
                None => Some(place),
            };
            if let Some(decided) = row.and_then(|row| decided.rows.get_mut(row)) {
                *decided = said.key(place);
            }
        }
        Ok(decided)
    }

    /// The place of the segment of a row, if it is decided.
    pub(super) fn place(&self, row: usize) -> Option<usize> {
        self.rows.get(row).copied().flatten()
    }

    /// Its name.
    pub(super) fn name(&self, row: usize) -> &str {
        self.place(row).and_then(|place| self.names.get(place)).map_or("", String::as_str)
    }
}
