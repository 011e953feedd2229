//! What is said of each row as a small number: the place of a word, or a set of segments. Negative where there is none.

use std::sync::Arc;

use arrow_array::types::{ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type};
use arrow_array::{ArrayRef, DictionaryArray, PrimitiveArray};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer};
use arrow_schema::ArrowError;

/// What stands for null.
pub(super) const NONE: i32 = -1;

/// How many words a column can have if their places are to fit into 8 bits.
pub(super) const MOST_SMALL: usize = 127;

/// The numbers of one column, no wider than they need to be: what is read and written least is fastest.
pub(super) enum Places {
    Small(Gathered<i8>),
    Large(Gathered<i32>),
}

#[derive(Default)]
pub(super) struct Gathered<T> {
    /// By what is said of a contact.
    said: Vec<T>,
    /// By row, since the last batch.
    rows: Vec<T>,
}

impl Places {
    /// For numbers below this one.
    pub(super) fn below(end: usize) -> Self {
        if end <= MOST_SMALL + 1 { Self::Small(Gathered::default()) } else { Self::Large(Gathered::default()) }
    }

    /// Room for so many rows more.
    pub(super) fn reserve(&mut self, rows: usize) {
        match self {
            Self::Small(places) => places.rows.reserve(rows),
            Self::Large(places) => places.rows.reserve(rows),
        }
    }

    /// Adds what is said of one contact more.
    pub(super) fn say(&mut self, place: i32) {
        match self {
            Self::Small(places) => places.said.push(small(place)),
            Self::Large(places) => places.said.push(place),
        }
    }

    pub(super) fn forget(&mut self) {
        match self {
            Self::Small(places) => places.said.clear(),
            Self::Large(places) => places.said.clear(),
        }
    }

    /// Adds rows.
    pub(super) fn extend(&mut self, rows: impl Iterator<Item = i32>) {
        match self {
            Self::Small(places) => places.rows.extend(rows.map(small)),
            Self::Large(places) => places.rows.extend(rows),
        }
    }

    /// Adds rows by what is said of their contacts.
    pub(super) fn gather(&mut self, said: &[u32]) {
        match self {
            Self::Small(places) => places.gather(said, small(NONE)),
            Self::Large(places) => places.gather(said, NONE),
        }
    }

    /// Puts a number into those of the last rows that are marked; as many are told as there are marks.
    pub(super) fn put(&mut self, marks: impl ExactSizeIterator<Item = bool>, place: i32) {
        match self {
            Self::Small(places) => put(&mut places.rows, marks, small(place)),
            Self::Large(places) => put(&mut places.rows, marks, place),
        }
    }

    /// Adds rows by their possible segments, of which `table` tells the number.
    pub(super) fn look_up(&mut self, possible: impl Iterator<Item = usize>, table: &[i8; 64]) {
        let said = possible.map(|set| table.get(set % 64).copied().unwrap_or(small(NONE)));
        match self {
            Self::Small(places) => places.rows.extend(said),
            Self::Large(places) => places.rows.extend(said.map(i32::from)),
        }
    }

    /// The numbers of the rows since the last batch.
    pub(super) fn take(&mut self) -> Vec<i32> {
        match self {
            Self::Small(places) => std::mem::take(&mut places.rows).into_iter().map(i32::from).collect(),
            Self::Large(places) => std::mem::take(&mut places.rows),
        }
    }

    /// The words of the rows since the last batch. The keys are signed, as the Arrow format recommends: not every reader
    /// takes others.
    pub(super) fn words(&mut self, words: &ArrayRef, narrow: bool) -> Result<ArrayRef, ArrowError> {
        match self {
            Self::Small(places) => dictionary::<Int8Type>(std::mem::take(&mut places.rows), words),
            Self::Large(places) => {
                let rows = std::mem::take(&mut places.rows);
                if narrow {
                    let rows = rows.into_iter().map(|place| i16::try_from(place).unwrap_or(-1)).collect();
                    dictionary::<Int16Type>(rows, words)
                } else {
                    dictionary::<Int32Type>(rows, words)
                }
            }
        }
    }
}

fn put<T>(rows: &mut [T], marks: impl ExactSizeIterator<Item = bool>, place: T)
where
    T: Copy,
{
    let last = rows.len().saturating_sub(marks.len());
    for (row, _) in rows.iter_mut().skip(last).zip(marks).filter(|(_, marked)| *marked) {
        *row = place;
    }
}

fn small(place: i32) -> i8 {
    i8::try_from(place).unwrap_or(-1)
}

impl<T: Copy> Gathered<T> {
    fn gather(&mut self, said: &[u32], none: T) {
        let Self { said: known, rows } = self;
        rows.extend(said.iter().map(|&said| known.get(said as usize).copied().unwrap_or(none)));
    }
}

fn dictionary<K: ArrowDictionaryKeyType>(mut rows: Vec<K::Native>, words: &ArrayRef) -> Result<ArrayRef, ArrowError>
where
    K::Native: Ord,
{
    let first = K::Native::default();
    let missing = rows.iter().filter(|place| **place < first).count();
    let nulls = (missing > 0).then(|| {
        let bits = |rows: &[K::Native]| rows.iter().rev().fold(0, |bits, place| bits << 1 | u64::from(*place >= first));
        let bits: Vec<u64> = rows.chunks(64).map(bits).collect();
        NullBuffer::new(BooleanBuffer::new(Buffer::from_vec(bits), 0, rows.len()))
    });
    if missing > 0 {
        for place in &mut rows {
            *place = (*place).max(first);
        }
    }
    Ok(Arc::new(DictionaryArray::<K>::try_new(PrimitiveArray::try_new(rows.into(), nulls)?, words.clone())?))
}
