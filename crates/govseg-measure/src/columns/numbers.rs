//! The numbers of a column.

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, TimestampMicrosecondType};
use arrow_array::{Array, ArrayRef, downcast_integer_array};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_cast::{CastOptions, cast_with_options};
use arrow_schema::{DataType, TimeUnit};
use govseg_table::cell_text;
use num_traits::ToPrimitive;

use crate::amount;
use crate::calendar::Clock;
use crate::log::{Binding, Column, FaultKind, Target, Wrong};

/// What the cells of a column say, row by row.
#[derive(Default)]
pub(super) struct Numbers {
    pub(super) values: Vec<i64>,
    pub(super) known: Vec<bool>,
    /// The rows that say nothing that can be read, in order.
    pub(super) wrong: Vec<(usize, Wrong)>,
}

/// How a column is read.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) binding: &'a Binding,
    pub(super) target: Target,
    pub(super) clock: &'a Clock,
}

impl Numbers {
    /// Reads all cells of a column.
    pub(super) fn read(&mut self, reading: Reading<'_>, array: &ArrayRef) {
        self.values.clear();
        self.known.clear();
        self.wrong.clear();
        if let Some(dictionary) = array.as_any_dictionary_opt() {
            let mut said = Self::default();
            said.read(reading, dictionary.values());
            let keys = dictionary.normalized_keys();
            return self.spread(&said, dictionary.keys(), &keys);
        }
        if !(reading.binding.is_plain() && self.quickly(reading, array)) {
            self.nothing(array.len());
            (0..array.len()).for_each(|row| self.slowly(reading, array, row));
        }
    }

    pub(super) fn column(&self) -> Column<'_> {
        Column { values: &self.values, known: &self.known }
    }

    /// So many rows that say nothing.
    fn nothing(&mut self, rows: usize) {
        self.values.clear();
        self.values.resize(rows, 0);
        self.known.clear();
        self.known.resize(rows, false);
    }

    /// What the values of a dictionary say, for each of its keys.
    fn spread(&mut self, said: &Self, rows: &dyn Array, keys: &[usize]) {
        for (row, &key) in keys.iter().enumerate() {
            let there = rows.is_valid(row);
            self.values.push(said.values.get(key).copied().unwrap_or_default());
            self.known.push(there && said.known.get(key).copied().unwrap_or_default());
            if there && let Ok(place) = said.wrong.binary_search_by_key(&key, |(value, _)| *value) {
                self.wrong.extend(said.wrong.get(place).map(|(_, wrong)| (row, wrong.clone())));
            }
        }
    }

    /// Reads a column of numbers, or of points in time, as such; whether it is one.
    fn quickly(&mut self, reading: Reading<'_>, array: &ArrayRef) -> bool {
        let Reading { binding, target, .. } = reading;
        let kind = array.data_type();
        let mut nulls = array.logical_nulls();
        if let Some(flags) = array.as_boolean_opt() {
            let is_count = target.truth(true).is_some();
            self.nothing(array.len());
            each_bit(flags.values(), &mut self.values, |value, flag| *value = i64::from(flag));
            self.known.fill(is_count);
        } else if kind.is_integer() {
            let wholes = binding.wholes(target);
            downcast_integer_array!(
                array => {
                    // None is beyond them that is of use.
                    self.values.extend(array.values().iter().map(|value| wholes.said(value.to_i64().unwrap_or(-1))));
                    self.known.extend(array.values().iter().map(|value| wholes.has(value.to_i64().unwrap_or(-1))));
                },
                _ => return false
            );
        } else if kind.is_floating() {
            let Some(array) = strictly(array, &DataType::Float64) else { return false };
            let wholes = binding.wholes(target);
            self.nothing(array.len());
            let values = array.as_primitive::<Float64Type>().values();
            if values.iter().any(|value| value.is_nan()) {
                // What other tools write for nothing.
                let there = values.iter().map(|value| !value.is_nan()).collect::<BooleanBuffer>();
                nulls = NullBuffer::union(nulls.as_ref(), Some(&NullBuffer::new(there)));
            }
            let cells = self.values.iter_mut().zip(&mut self.known);
            for (value, (cell, known)) in values.iter().zip(cells) {
                let said = amount::whole(*value).filter(|whole| wholes.has(*whole)).map(|whole| wholes.said(whole));
                if let Some(said) = said.or_else(|| binding.fraction(target, *value)) {
                    (*cell, *known) = (said, true);
                }
            }
        } else if let (DataType::Timestamp(_, Some(zone)), true) = (kind, target.is_time()) {
            let instants = DataType::Timestamp(TimeUnit::Microsecond, Some(zone.clone()));
            let Some(array) = strictly(array, &instants) else { return false };
            self.values.extend(array.as_primitive::<TimestampMicrosecondType>().values());
            self.known.resize(array.len(), true);
        } else {
            return false;
        }
        self.look_again(reading, array, nulls.as_ref());
        true
    }

    /// What is not there says nothing; what is there and not understood is read by its text.
    fn look_again(&mut self, reading: Reading<'_>, array: &ArrayRef, nulls: Option<&NullBuffer>) {
        let mut unsure = Vec::new();
        match nulls {
            None if self.known.iter().all(|known| *known) => {}
            None => unsure.extend(self.known.iter().enumerate().filter(|(_, known)| !**known).map(|(row, _)| row)),
            Some(nulls) => {
                let mut doubts = false;
                each_bit(nulls.inner(), &mut self.known, |known, there| {
                    doubts |= there && !*known;
                    *known &= there;
                });
                if doubts {
                    let there = nulls.iter().zip(&self.known).enumerate();
                    unsure.extend(there.filter(|(_, (there, known))| *there && !**known).map(|(row, _)| row));
                }
            }
        }
        for row in unsure {
            self.slowly(reading, array, row);
        }
    }

    /// Reads a cell by its text.
    fn slowly(&mut self, reading: Reading<'_>, array: &ArrayRef, row: usize) {
        let Reading { binding, target, clock } = reading;
        let number = match cell_text(array, row) {
            Ok(text) => match binding.said(&text) {
                None => return,
                Some(said) => binding.number(target, said, clock),
            },
            Err(error) => Err((FaultKind::Unreadable, error.to_string())),
        };
        match number {
            Ok(value) => {
                self.values.iter_mut().skip(row).take(1).for_each(|cell| *cell = value);
                self.known.iter_mut().skip(row).take(1).for_each(|known| *known = true);
            }
            Err(wrong) => self.wrong.push((row, wrong)),
        }
    }
}

/// Takes the bits, and what belongs to each, one after the other.
fn each_bit<T>(bits: &BooleanBuffer, cells: &mut [T], mut each: impl FnMut(&mut T, bool)) {
    const WORD: usize = u64::BITS as usize;
    for (word, cells) in bits.bit_chunks().iter_padded().zip(cells.chunks_mut(WORD)) {
        for (place, cell) in cells.iter_mut().enumerate() {
            each(cell, word >> place & 1 == 1);
        }
    }
}

/// The column in another type, if that holds all of its values.
fn strictly(array: &ArrayRef, kind: &DataType) -> Option<ArrayRef> {
    let strict = CastOptions { safe: false, ..CastOptions::default() };
    cast_with_options(array, kind, &strict).ok()
}
