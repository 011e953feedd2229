//! The segments that the policy decides for the rows of a batch.

use arrow_array::cast::AsArray;
use arrow_array::types::Int8Type;
use arrow_array::{Array, DictionaryArray, RecordBatch, StringArray, UInt32Array};
use govseg_table::{Classified, ColumnWorker, RowError, TableError};

/// What is decided of each row: a place among the segments' names. It is looked up for the rows that need it.
#[derive(Default)]
pub(super) struct Decided {
    pub(super) names: Vec<String>,
    said: Option<DictionaryArray<Int8Type>>,
    /// The rows that something is said of, if not of all.
    taken: Option<UInt32Array>,
    /// The rows whose facts cannot be read.
    pub(super) refused: Vec<RowError>,
}

impl Decided {
    /// Of a batch, of which the first row has this number.
    pub(super) fn of(facts: &mut ColumnWorker<'_>, batch: &RecordBatch, first: u64) -> Result<Self, TableError> {
        let Classified { added, rejected, taken, .. } = facts.classify(batch, first)?;
        let said = added.first().and_then(|array| array.as_dictionary_opt::<Int8Type>()).cloned();
        let names = said.as_ref().and_then(|said| said.values().as_any().downcast_ref::<StringArray>());
        let names = names.into_iter().flatten().map(|name| name.unwrap_or_default().to_owned()).collect();
        Ok(Self { names, said, taken, refused: rejected })
    }

    /// The place of the segment of a row, if it is decided.
    pub(super) fn place(&self, row: usize) -> Option<usize> {
        let said = self.said.as_ref()?;
        let place = match &self.taken {
            None => row,
            Some(taken) => taken.values().binary_search(&u32::try_from(row).ok()?).ok()?,
        };
        if place < said.len() { said.key(place) } else { None }
    }

    /// Its name.
    pub(super) fn name(&self, row: usize) -> &str {
        self.place(row).and_then(|place| self.names.get(place)).map_or("", String::as_str)
    }
}
