//! Any cell of any array: what it says, or why it cannot be read. The slow way that all fast ones must agree with.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, downcast_dictionary_array, downcast_run_array};
use arrow_cast::display::array_value_to_string;
use arrow_schema::DataType;
use govseg::{Contact, Vocabulary};

use crate::cell::{ColumnRule, LIST_PART, Meaning, NULL_PART};
use crate::error::Reason;

/// A rule with the names that it needs.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'p> {
    pub(crate) rule: &'p ColumnRule,
    pub(crate) names: &'p Vocabulary,
}

impl Reading<'_> {
    /// What the cell in that row says.
    pub(crate) fn cell(self, array: &dyn Array, row: usize) -> Result<Contact, Reason> {
        self.value(array, row, false)
    }

    /// What a text says, which must be UTF-8.
    pub(crate) fn bytes(self, bytes: &[u8], in_list: bool) -> Result<Contact, Reason> {
        match std::str::from_utf8(bytes) {
            Ok(text) if in_list => self.rule.item(text, self.names),
            Ok(text) => self.rule.text(text, self.names),
            Err(error) => Err(format!("not UTF-8 from byte {} of the cell on", error.valid_up_to() + 1).into()),
        }
    }

    fn value(self, array: &dyn Array, row: usize, in_list: bool) -> Result<Contact, Reason> {
        match place(array, row) {
            Place::Here if array.is_valid(row) => self.present(array, row, in_list),
            Place::In(values, place) => self.value(values, place, in_list),
            Place::Here | Place::Nowhere if in_list => Err(NULL_PART.into()),
            Place::Here | Place::Nowhere => Ok(Contact::UNKNOWN),
        }
    }

    fn present(self, array: &dyn Array, row: usize, in_list: bool) -> Result<Contact, Reason> {
        if let Some(items) = items(array, row) {
            if in_list {
                return Err(LIST_PART.into());
            }
            return self.rule.list((0..items.len()).map(|index| self.value(&items, index, true)));
        }
        if let Some(bytes) = text(array, row) {
            return self.bytes(bytes, in_list);
        }
        if let Some(flags) = array.as_boolean_opt() {
            return self.rule.boolean(flags.value(row), self.names);
        }
        if let Some((value, text)) = number(array, row) {
            return self.number(value, &text);
        }
        match array.data_type() {
            DataType::Struct(_) | DataType::Map(..) | DataType::Union(..) => {
                Err("a cell of several fields; write a string or a list of strings".into())
            }
            // Dates, decimals and the like are codes as they are written.
            _ => match array_value_to_string(array, row) {
                Ok(text) => self.number(f64::NAN, &text),
                Err(error) => Err(error.to_string().into()),
            },
        }
    }

    /// Reads a number. A fact of yes and no takes 1 and 0, which is how booleans with gaps come out of some tools.
    fn number(self, value: f64, text: &str) -> Result<Contact, Reason> {
        let Self { rule, names } = self;
        match &rule.meaning {
            _ if rule.is_empty(text) || text == NOT_A_NUMBER => Ok(Contact::UNKNOWN),
            Meaning::Fact { fact, values } if !values.contains_key(text) && names.value(*fact, "yes").is_ok() => {
                match text {
                    "0" | "1" => rule.boolean(text == "1", names),
                    _ => rule.number(text, names),
                }
            }
            Meaning::Positive(contact) if value.is_finite() => {
                Ok(if value > 0.0 { *contact } else { Contact::UNKNOWN })
            }
            _ => rule.number(text, names),
        }
    }
}

/// What floating-point columns have in place of null.
pub(super) const NOT_A_NUMBER: &str = "NaN";

/// Where a cell has its value.
pub(super) enum Place<'a> {
    Here,
    /// In the values of a dictionary or of runs.
    In(&'a ArrayRef, usize),
    /// It has none.
    Nowhere,
}

pub(super) fn place(array: &dyn Array, row: usize) -> Place<'_> {
    downcast_dictionary_array!(
        array => array.key(row).map_or(Place::Nowhere, |key| Place::In(array.values(), key)),
        DataType::RunEndEncoded(..) => downcast_run_array!(
            array => Place::In(array.values(), array.get_physical_index(row)),
            _ => Place::Nowhere
        ),
        DataType::Null => Place::Nowhere,
        _ => Place::Here
    )
}

/// The text of a cell, if the array is one of texts.
pub(super) fn text(array: &dyn Array, row: usize) -> Option<&[u8]> {
    match array.data_type() {
        DataType::Utf8 => Some(array.as_string_opt::<i32>()?.value(row).as_bytes()),
        DataType::LargeUtf8 => Some(array.as_string_opt::<i64>()?.value(row).as_bytes()),
        DataType::Utf8View => Some(array.as_string_view_opt()?.value(row).as_bytes()),
        DataType::Binary => Some(array.as_binary_opt::<i32>()?.value(row)),
        DataType::LargeBinary => Some(array.as_binary_opt::<i64>()?.value(row)),
        DataType::BinaryView => Some(array.as_binary_view_opt()?.value(row)),
        DataType::FixedSizeBinary(_) => Some(array.as_fixed_size_binary_opt()?.value(row)),
        _ => None,
    }
}

/// A number and how it is written: 1996.0 like 1996, because a column of integers with gaps may come as floating point.
pub(super) fn number(array: &dyn Array, row: usize) -> Option<(f64, String)> {
    macro_rules! number {
        ($($kind:ident => $type:ty),* $(,)?) => {
            match array.data_type() {
                $(DataType::$kind => {
                    let value = array.as_primitive_opt::<$type>()?.value(row);
                    #[allow(clippy::cast_precision_loss, clippy::cast_lossless, reason = "only its sign matters")]
                    Some((value as f64, value.to_string()))
                })*
                DataType::Float16 => {
                    let value = array.as_primitive_opt::<Float16Type>()?.value(row);
                    Some((value.to_f64(), value.to_string()))
                }
                DataType::Float32 => {
                    let value = array.as_primitive_opt::<Float32Type>()?.value(row);
                    Some((value.into(), value.to_string()))
                }
                DataType::Float64 => {
                    let value = array.as_primitive_opt::<Float64Type>()?.value(row);
                    Some((value, value.to_string()))
                }
                _ => None,
            }
        };
    }
    number!(Int8 => Int8Type, Int16 => Int16Type, Int32 => Int32Type, Int64 => Int64Type, UInt8 => UInt8Type,
        UInt16 => UInt16Type, UInt32 => UInt32Type, UInt64 => UInt64Type)
}

/// The items of a cell, if the array is one of lists.
pub(super) fn items(array: &dyn Array, row: usize) -> Option<ArrayRef> {
    match array.data_type() {
        DataType::List(_) => Some(array.as_list_opt::<i32>()?.value(row)),
        DataType::LargeList(_) => Some(array.as_list_opt::<i64>()?.value(row)),
        DataType::ListView(_) => Some(array.as_list_view_opt::<i32>()?.value(row)),
        DataType::LargeListView(_) => Some(array.as_list_view_opt::<i64>()?.value(row)),
        DataType::FixedSizeList(..) => Some(array.as_fixed_size_list_opt()?.value(row)),
        _ => None,
    }
}
