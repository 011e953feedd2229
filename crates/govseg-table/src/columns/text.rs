//! Any cell of any array as text: as it would stand in a table of rows.

use std::borrow::Cow;

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_cast::display::array_value_to_string;
use arrow_schema::{ArrowError, DataType};

use super::read::{NOT_A_NUMBER, Place, items, number, place, text};

/// What a cell says as text. Null, and what floating-point columns have in its place, is the empty text; the parts of a
/// list stand with `|` between them.
///
/// # Errors
/// If there is no way to write it, or it is not UTF-8.
///
/// ```
/// use arrow_array::{Float64Array, BooleanArray};
/// use govseg_table::cell_text;
///
/// let waits = Float64Array::from(vec![Some(12.5), Some(f64::NAN), None]);
/// assert_eq!([0, 1, 2].map(|row| cell_text(&waits, row).unwrap()), ["12.5", "", ""]);
/// assert_eq!(cell_text(&BooleanArray::from(vec![true]), 0)?, "true");
/// # Ok::<(), arrow_schema::ArrowError>(())
/// ```
pub fn cell_text(array: &dyn Array, row: usize) -> Result<Cow<'_, str>, ArrowError> {
    match place(array, row) {
        Place::In(values, place) => return cell_text(values.as_ref(), place),
        Place::Here if array.is_valid(row) => {}
        Place::Here | Place::Nowhere => return Ok("".into()),
    }
    if let Some(bytes) = text(array, row) {
        let broken = |error: std::str::Utf8Error| {
            ArrowError::ParseError(format!("not UTF-8 from byte {} of the cell on", error.valid_up_to() + 1))
        };
        return std::str::from_utf8(bytes).map(Cow::from).map_err(broken);
    }
    if let Some(flags) = array.as_boolean_opt() {
        return Ok(if flags.value(row) { "true" } else { "false" }.into());
    }
    if let Some((_, written)) = number(array, row) {
        return Ok(if written == NOT_A_NUMBER { "".into() } else { written.into() });
    }
    if let Some(parts) = items(array, row) {
        let words = (0..parts.len()).map(|part| cell_text(&parts, part).map(Cow::into_owned));
        return Ok(words.collect::<Result<Vec<_>, _>>()?.join("|").into());
    }
    match array.data_type() {
        DataType::Struct(_) | DataType::Map(..) | DataType::Union(..) => {
            Err(ArrowError::CastError("a cell of several fields; write a text or a number".to_owned()))
        }
        _ => array_value_to_string(array, row).map(Cow::from),
    }
}
