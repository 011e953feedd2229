//! One column of a table, from batch to batch: laid over the contacts of a block at a time, by a way that suits how it is
//! encoded.

use arrow_array::cast::AsArray;
use arrow_array::types::ArrowDictionaryKeyType;
use arrow_array::types::{
    BinaryType, BinaryViewType, ByteArrayType, ByteViewType, LargeBinaryType, LargeUtf8Type, StringViewType, Utf8Type,
};
use arrow_array::{Array, ArrayRef, GenericByteArray, GenericByteViewArray, RecordBatch, downcast_dictionary_array};
use arrow_buffer::{ArrowNativeType, BooleanBuffer, NullBuffer};
use arrow_schema::{ArrowError, DataType};

use super::read::Reading;
use super::word::Said;
use crate::error::Fault;
use crate::memo::{Memo, Short};

/// A column that is read.
pub(crate) struct Lane<'p, W> {
    reading: Reading<'p>,
    /// The rule's place among the rules.
    pub(crate) rule: usize,
    /// The column's place in the batch at hand.
    pub(crate) column: usize,
    memo: Memo<W>,
    /// What the values of the dictionary before said, which is often the one that comes next.
    dictionary: Option<(ArrayRef, Vec<W>)>,
}

impl<'p, W: Said> Lane<'p, W> {
    pub(crate) fn new(reading: Reading<'p>, rule: usize) -> Self {
        Self { reading, rule, column: 0, memo: Memo::new(W::UNKNOWN), dictionary: None }
    }

    /// Makes what all blocks of a batch need. The batch must have the column; others it may lack.
    pub(crate) fn prepare(&mut self, batch: &RecordBatch) -> Result<(), ArrowError> {
        self.column = batch.schema_ref().index_of(&self.reading.rule.name)?;
        let Some(dictionary) = batch.column(self.column).as_any_dictionary_opt() else { return Ok(()) };
        let values = dictionary.values();
        if self.dictionary.as_ref().is_some_and(|(known, _)| std::sync::Arc::ptr_eq(known, values)) {
            return Ok(());
        }
        let said = (0..values.len()).map(|place| said(self.reading, values, place)).collect();
        self.dictionary = Some((values.clone(), said));
        Ok(())
    }

    /// Lays some rows of the prepared array over as many contacts.
    pub(crate) fn lay(&mut self, batch: &RecordBatch, from: usize, over: &mut [W]) {
        let Some(array) = batch.columns().get(self.column) else { return };
        let Self { reading, memo, .. } = self;
        let reading = *reading;
        match array.data_type() {
            DataType::Null => {}
            DataType::Utf8 => bytes::<Utf8Type, _>(array.as_bytes_opt(), from, over, memo, reading),
            DataType::LargeUtf8 => bytes::<LargeUtf8Type, _>(array.as_bytes_opt(), from, over, memo, reading),
            DataType::Binary => bytes::<BinaryType, _>(array.as_bytes_opt(), from, over, memo, reading),
            DataType::LargeBinary => bytes::<LargeBinaryType, _>(array.as_bytes_opt(), from, over, memo, reading),
            DataType::Utf8View => views::<StringViewType, _>(array.as_byte_view_opt(), from, over, memo, reading),
            DataType::BinaryView => views::<BinaryViewType, _>(array.as_byte_view_opt(), from, over, memo, reading),
            DataType::Boolean => flags(array, from, over, reading),
            DataType::Dictionary(..) => {
                let table = self.dictionary.as_ref().map(|(_, table)| table.as_slice()).unwrap_or_default();
                keys(array, from, over, table);
            }
            _ => {
                for (row, word) in (from..).zip(over) {
                    *word = word.narrow(said(reading, array, row));
                }
            }
        }
    }

    /// What is wrong with a cell that cannot be read.
    pub(crate) fn fault(&self, batch: &RecordBatch, row: usize) -> Option<Fault> {
        let reason = self.reading.cell(batch.columns().get(self.column)?, row).err()?;
        Some(Fault::within(&self.reading.rule.name, reason))
    }
}

fn said<W: Said>(reading: Reading<'_>, array: &dyn Array, row: usize) -> W {
    reading.cell(array, row).map_or(W::BAD, W::new)
}

/// How many rows share a word of validity.
const TOGETHER: usize = 64;

/// Lays what `said` says of each item over the contacts, where the item is valid. What stands where none is valid is
/// looked at all the same, and not counted: that takes no branch.
fn lay<W: Said, T: Copy>(
    over: &mut [W],
    items: &[T],
    nulls: Option<&NullBuffer>,
    from: usize,
    mut said: impl FnMut(T) -> W,
) {
    let valid = nulls.filter(|nulls| nulls.null_count() > 0).map(|nulls| nulls.inner().slice(from, over.len()));
    let chunks = valid.as_ref().map(BooleanBuffer::bit_chunks);
    let mut bits = chunks.iter().flat_map(|chunks| chunks.iter().chain([chunks.remainder_bits()]));
    let mut words = [W::UNKNOWN; TOGETHER];
    for (over, items) in over.chunks_mut(TOGETHER).zip(items.chunks(TOGETHER)) {
        for (word, &item) in words.iter_mut().zip(items) {
            *word = said(item);
        }
        let valid = bits.next().unwrap_or(u64::MAX);
        if valid != u64::MAX {
            for (index, word) in words.iter_mut().enumerate() {
                *word = word.if_valid(valid >> index & 1 == 1);
            }
        }
        for (over, &word) in over.iter_mut().zip(&words) {
            *over = over.narrow(word);
        }
    }
}

/// The items of a block.
fn block<T>(all: &[T], from: usize, length: usize) -> &[T] {
    all.get(from..from + length).unwrap_or_default()
}

fn keys<W: Said>(array: &ArrayRef, from: usize, over: &mut [W], table: &[W]) {
    downcast_dictionary_array!(
        array => remap(array.keys(), from, over, table),
        _ => {}
    );
}

fn remap<K: ArrowDictionaryKeyType, W: Said>(
    keys: &arrow_array::PrimitiveArray<K>,
    from: usize,
    over: &mut [W],
    table: &[W],
) {
    let items = block(keys.values(), from, over.len());
    let said = |key: K::Native| table.get(key.as_usize()).copied().unwrap_or(W::BAD);
    if keys.null_count() > 0 {
        return lay(over, items, keys.nulls(), from, said);
    }
    for (over, &key) in over.iter_mut().zip(items) {
        *over = over.narrow(said(key));
    }
}

fn flags<W: Said>(array: &ArrayRef, from: usize, over: &mut [W], reading: Reading<'_>) {
    let Some(array) = array.as_boolean_opt() else { return };
    let word = |value| reading.rule.boolean(value, reading.names).map_or(W::BAD, W::new);
    let (no, yes) = (word(false), word(true));
    let values: Vec<bool> = array.values().slice(from, over.len()).iter().collect();
    lay(over, &values, array.nulls(), from, |value| if value { yes } else { no });
}

fn bytes<T: ByteArrayType, W: Said>(
    array: Option<&GenericByteArray<T>>,
    from: usize,
    over: &mut [W],
    memo: &mut Memo<W>,
    reading: Reading<'_>,
) {
    let Some(array) = array else { return };
    let buffer = array.value_data();
    let offsets = block(array.value_offsets(), from, over.len() + 1);
    let read = |bytes: &[u8]| reading.bytes(bytes, false).map_or(W::BAD, W::new);
    let mut start = offsets.first().map_or(0, |start| start.as_usize());
    let ends = offsets.get(1..).unwrap_or_default();
    lay(over, ends, array.nulls(), from, |end| {
        let (from, end) = (start, end.as_usize());
        start = end;
        memo.say(buffer, from, end - from, read)
    });
}

fn views<T: ByteViewType, W: Said>(
    array: Option<&GenericByteViewArray<T>>,
    from: usize,
    over: &mut [W],
    memo: &mut Memo<W>,
    reading: Reading<'_>,
) {
    let Some(array) = array else { return };
    let buffers = array.data_buffers();
    let read = |bytes: &[u8]| reading.bytes(bytes, false).map_or(W::BAD, W::new);
    lay(over, block(array.views(), from, over.len()), array.nulls(), from, |view| {
        let part = |shift: u32| usize::try_from(view >> shift & 0xFFFF_FFFF).unwrap_or_default();
        let length = part(0);
        if length <= INLINE {
            let text = view >> 32;
            memo.say_short(Short::whole(text, length), text.to_le_bytes().get(..length).unwrap_or_default(), read)
        } else {
            let buffer = buffers.get(part(64)).map_or(&[][..], |buffer| buffer.as_slice());
            memo.say(buffer, part(96), length, read)
        }
    });
}

/// Texts up to this length stand in the view itself, with zeroes behind.
const INLINE: usize = 12;
