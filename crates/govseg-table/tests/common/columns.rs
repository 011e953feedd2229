//! What tests of columns share.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};

/// The cell of an added column as it stands in CSV.
pub(crate) fn cells(column: &ArrayRef, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    if let Some(lists) = column.as_list_opt::<i32>() {
        let items = lists.value(row);
        return items.as_string::<i32>().iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join("|");
    }
    arrow_cast::display::array_value_to_string(column, row).expect("a text")
}
