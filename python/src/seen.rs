//! Names and values that were read before, found again by which objects they are: programs give the same few again and
//! again, and to tell that two objects are one takes less time than to read a text.

use std::sync::Mutex;

use govseg::FactId;
use pyo3::prelude::*;

/// How many are kept. A newer one takes the place of an older one.
const SLOT_BITS: u32 = 7;

/// After so many that were not seen before, in a row, they are likely to be new ones each time, as what comes out of a
/// file is. Then one in so many is kept, to notice when that changes.
const PATIENCE: u32 = 512;
const NOW_AND_THEN: u32 = 64;

/// What was seen under one policy. It is lent to one call at a time; another one at the same time begins with nothing.
#[derive(Default)]
pub(crate) struct Seen(Mutex<Option<Pairs>>);

/// Facts by name and value.
pub(crate) struct Pairs {
    slots: Vec<Option<Pair>>,
    /// How many were not found since one was.
    missed: u32,
}

/// The objects are held, so that no other one can stand in their place.
struct Pair {
    name: Py<PyAny>,
    value: Py<PyAny>,
    read: (FactId, u64),
}

impl Seen {
    /// Does something with what was seen so far.
    pub(crate) fn lend<T>(&self, run: impl FnOnce(&mut Pairs) -> T) -> T {
        let kept = self.0.try_lock().ok().and_then(|mut kept| kept.take());
        let mut pairs = kept.unwrap_or_else(Pairs::none);
        let done = run(&mut pairs);
        if let Ok(mut kept) = self.0.try_lock() {
            *kept = Some(pairs);
        }
        done
    }
}

impl Pairs {
    fn none() -> Self {
        Self { slots: std::iter::repeat_with(|| None).take(1 << SLOT_BITS).collect(), missed: 0 }
    }

    /// The fact and the set of its values, if just these objects were read before.
    pub(crate) fn find(&mut self, name: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>) -> Option<(FactId, u64)> {
        let pair = self.slots.get(place(name, value))?.as_ref()?;
        let found = pair.name.is(name) && pair.value.is(value);
        self.missed = if found { 0 } else { self.missed };
        found.then_some(pair.read)
    }

    /// Keeps what a value that cannot change was read as.
    pub(crate) fn keep(&mut self, name: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>, read: (FactId, u64)) {
        self.missed = self.missed.wrapping_add(1);
        if self.missed > PATIENCE && !self.missed.is_multiple_of(NOW_AND_THEN) {
            return;
        }
        if let Some(slot) = self.slots.get_mut(place(name, value)) {
            *slot = Some(Pair { name: name.clone().unbind(), value: value.clone().unbind(), read });
        }
    }
}

fn place(name: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>) -> usize {
    let (name, value) = (name.as_ptr().addr() as u64, value.as_ptr().addr() as u64);
    let mixed = (name.rotate_left(32) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(mixed >> (u64::BITS - SLOT_BITS)).unwrap_or(0)
}
