//! The numbers of a column.

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{Array, ArrayRef};
use arrow_cast::{CastOptions, cast_with_options};
use arrow_schema::{DataType, TimeUnit};
use govseg_table::cell_text;

use crate::calendar::Clock;
use crate::log::{Binding, FaultKind, Target, Wrong};

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

/// What is seen of a cell at once.
enum Quick {
    Number(i64),
    /// It is empty.
    Nothing,
    /// Its text must be looked at.
    Unsure,
}

impl From<Option<i64>> for Quick {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Self::Unsure, Self::Number)
    }
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
        self.values.resize(array.len(), 0);
        self.known.resize(array.len(), false);
        let quick = reading.binding.is_plain() && self.quickly(reading, array);
        if !quick {
            (0..array.len()).for_each(|row| self.slowly(reading, array, row));
        }
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
        if let Some(flags) = array.as_boolean_opt() {
            return self.each(reading, array, |row| target.truth(flags.value(row)).into());
        }
        if kind.is_integer() {
            let Some(array) = strictly(array, &DataType::Int64) else { return false };
            let values = array.as_primitive::<Int64Type>().values();
            let whole = |row: usize| values.get(row).and_then(|value| binding.whole(target, *value));
            return self.each(reading, &array, |row| whole(row).into());
        }
        if kind.is_floating() {
            let Some(array) = strictly(array, &DataType::Float64) else { return false };
            let values = array.as_primitive::<Float64Type>().values();
            return self.each(reading, &array, |row| match values.get(row) {
                Some(value) if !value.is_nan() => binding.fraction(target, *value).into(),
                _ => Quick::Nothing,
            });
        }
        if let (DataType::Timestamp(_, Some(zone)), true) = (kind, target.is_time()) {
            let instants = DataType::Timestamp(TimeUnit::Microsecond, Some(zone.clone()));
            let Some(array) = strictly(array, &instants) else { return false };
            let values = array.as_primitive::<TimestampMicrosecondType>().values();
            return self.each(reading, &array, |row| values.get(row).copied().into());
        }
        false
    }

    /// Reads what is there by `value`, and what that does not know by its text.
    fn each(&mut self, reading: Reading<'_>, array: &ArrayRef, value: impl Fn(usize) -> Quick) -> bool {
        let mut unsure = Vec::new();
        let mut read = |(row, (cell, known)): (usize, (&mut i64, &mut bool))| match value(row) {
            Quick::Number(number) => (*cell, *known) = (number, true),
            Quick::Nothing => {}
            Quick::Unsure => unsure.push(row),
        };
        let cells = self.values.iter_mut().zip(&mut self.known).enumerate();
        match array.nulls() {
            None => cells.for_each(&mut read),
            Some(there) => cells.filter(|(row, _)| there.is_valid(*row)).for_each(&mut read),
        }
        for row in unsure {
            self.slowly(reading, array, row);
        }
        true
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

/// The column in another type, if that holds all of its values.
fn strictly(array: &ArrayRef, kind: &DataType) -> Option<ArrayRef> {
    let strict = CastOptions { safe: false, ..CastOptions::default() };
    cast_with_options(array, kind, &strict).ok()
}
