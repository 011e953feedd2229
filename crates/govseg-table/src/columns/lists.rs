//! Sets of segments as lists of their names.

use std::sync::Arc;

use arrow_array::{ListArray, StringArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field};
use govseg::Segment;
use strum::VariantArray;

/// How many sets there are.
const SETS: usize = 64;

/// The longest name, and some bytes more: so many are copied at a time, which is faster than counting them.
const WIDTH: usize = 24;

/// A name with zeroes behind, and its length.
#[derive(Clone, Copy)]
struct Name {
    bytes: [u8; WIDTH],
    length: usize,
}

/// The field of a list's items.
pub(super) fn item() -> Field {
    Field::new_list_field(DataType::Utf8, false)
}

/// The lists of segments' names; each row is a set, as bits.
pub(super) fn lists(rows: &[i32]) -> Result<ListArray, ArrowError> {
    let names: [Vec<Name>; SETS] = std::array::from_fn(names);
    let named = |row: i32| usize::try_from(row).ok().and_then(|set| names.get(set)).map_or(&[][..], Vec::as_slice);
    let (bytes, items) = rows.iter().fold((0, 0), |(bytes, items), &row| {
        named(row).iter().fold((bytes, items), |(bytes, items), name| (bytes + name.length, items + 1))
    });
    let overflow = |_| ArrowError::OffsetOverflowError(bytes);
    i32::try_from(bytes).map_err(overflow)?;
    let mut text = Vec::with_capacity(bytes + WIDTH);
    let (mut offsets, mut lists) = (Vec::with_capacity(items + 1), Vec::with_capacity(rows.len() + 1));
    offsets.push(0);
    lists.push(0);
    for &row in rows {
        for Name { bytes, length } in named(row) {
            let end = text.len() + length;
            text.extend_from_slice(bytes);
            text.truncate(end);
            offsets.push(i32::try_from(end).map_err(overflow)?);
        }
        lists.push(i32::try_from(offsets.len() - 1).map_err(overflow)?);
    }
    let strings = StringArray::try_new(OffsetBuffer::new(offsets.into()), text.into(), None)?;
    ListArray::try_new(Arc::new(item()), OffsetBuffer::new(lists.into()), Arc::new(strings), None)
}

fn names(set: usize) -> Vec<Name> {
    let segments = Segment::VARIANTS.iter().filter(|&&one| set >> one as usize & 1 == 1);
    segments
        .map(|&segment| {
            let name = <&str>::from(segment).as_bytes();
            let mut bytes = [0; WIDTH];
            bytes.iter_mut().zip(name).for_each(|(to, from)| *to = *from);
            Name { bytes, length: name.len() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_fits() {
        assert!(Segment::VARIANTS.iter().all(|&segment| <&str>::from(segment).len() <= WIDTH));
    }
}
