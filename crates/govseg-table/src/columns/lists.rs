//! Sets of segments as lists of their names.

use std::sync::Arc;

use arrow_array::{ListArray, StringArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field};
use govseg::Segment;
use strum::VariantArray;

/// How many sets there are.
const SETS: usize = 64;

/// The names of a set, one after the other, and where each ends.
struct Names {
    text: String,
    ends: Vec<i32>,
}

/// The field of a list's items.
pub(super) fn item() -> Field {
    Field::new_list_field(DataType::Utf8, false)
}

/// The lists of segments' names; each row is a set, as bits.
pub(super) fn lists(rows: &[i32]) -> Result<ListArray, ArrowError> {
    let names: [Names; SETS] = std::array::from_fn(names);
    let named = |row: i32| usize::try_from(row).ok().and_then(|set| names.get(set));
    let (bytes, items) = rows.iter().fold((0, 0), |(bytes, items), &row| {
        named(row).map_or((bytes, items), |names| (bytes + names.text.len(), items + names.ends.len()))
    });
    let overflow = |_| ArrowError::OffsetOverflowError(bytes);
    i32::try_from(bytes).map_err(overflow)?;
    let (mut text, mut offsets) = (Vec::with_capacity(bytes), Vec::with_capacity(items + 1));
    let mut lists = Vec::with_capacity(rows.len() + 1);
    offsets.push(0);
    lists.push(0);
    let mut start = 0;
    let mut count = 0;
    for &row in rows {
        if let Some(Names { text: name, ends }) = named(row) {
            text.extend_from_slice(name.as_bytes());
            offsets.extend(ends.iter().map(|end| start + end));
            start += ends.last().copied().unwrap_or_default();
            count += i32::try_from(ends.len()).map_err(overflow)?;
        }
        lists.push(count);
    }
    let strings = StringArray::try_new(OffsetBuffer::new(offsets.into()), text.into(), None)?;
    ListArray::try_new(Arc::new(item()), OffsetBuffer::new(lists.into()), Arc::new(strings), None)
}

fn names(set: usize) -> Names {
    let (mut text, mut ends) = (String::new(), Vec::new());
    for &segment in Segment::VARIANTS.iter().filter(|&&one| set >> one as usize & 1 == 1) {
        text.push_str(segment.into());
        ends.push(i32::try_from(text.len()).unwrap_or_default());
    }
    Names { text, ends }
}
