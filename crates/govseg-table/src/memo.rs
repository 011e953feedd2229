//! What texts said, found again by their bytes: no text is read twice.
//!
//! Columns of facts and codes hold few different texts, most of them short. A short one is looked at as its first and its
//! last sixteen bytes, which makes finding it a matter of a few instructions, whatever it says.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// How many bytes at either end are looked at.
const END: usize = 16;
/// How long a short text may be, in bytes: its ends are all of it.
const SHORT: usize = 2 * END;
/// The slots for short texts, and how many may be taken: with many free ones, looking further is rare.
const SLOT_BITS: u32 = 9;
const SLOTS: usize = 1 << SLOT_BITS;
const MOST_SHORT: usize = SLOTS / 4;
/// Up to so many texts a way is looked for by which none is in another's place, and so many ways are tried.
const MOST_APART: usize = 24;
const TRIES: u32 = 32;
/// How many other texts are remembered, and how long they may be.
const MOST_LONG: usize = 1 << 12;
const LONGEST: usize = 256;

/// A short text: its first bytes and its last, with zeroes behind where there are fewer, and its length.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Short {
    first: u128,
    last: u128,
    length: u64,
}

/// What no text is.
const FREE: Short = Short { first: 0, last: 0, length: u64::MAX };

#[derive(Clone, Copy)]
struct Slot<S> {
    text: Short,
    said: S,
}

/// What the texts of one column said.
pub(crate) struct Memo<S> {
    slots: Box<[Slot<S>; SLOTS]>,
    /// Stands where nothing is.
    nothing: S,
    taken: usize,
    /// What places are worked out with.
    factor: u64,
    others: HashMap<Box<[u8]>, S, RandomState>,
}

impl Short {
    /// The text that stands in `buffer` from `start`, if it is short.
    fn of(buffer: &[u8], start: usize, length: usize) -> Option<Self> {
        let mask = *MASKS.get(length)?;
        let window = buffer.get(start..)?.first_chunk::<SHORT>()?;
        let last = window.get(length.saturating_sub(END)..)?.first_chunk()?;
        let first = u128::from_le_bytes(*window.first_chunk()?) & mask;
        Some(Self { first, last: u128::from_le_bytes(*last) & mask, length: length as u64 })
    }

    /// A text of no more bytes than an end has, with zeroes behind.
    #[cfg(feature = "arrow")]
    pub(crate) fn whole(text: u128, length: usize) -> Self {
        Self { first: text, last: text, length: length as u64 }
    }

    #[expect(clippy::cast_possible_truncation, reason = "the halves that differ most")]
    const fn place(self, factor: u64) -> usize {
        let mixed = self.first as u64 ^ ((self.last >> 64) as u64).rotate_left(29) ^ self.length << 32;
        (mixed.wrapping_mul(factor) >> (u64::BITS - SLOT_BITS)) as usize
    }
}

impl<S: Copy> Memo<S> {
    pub(crate) fn new(nothing: S) -> Self {
        let slots = Box::new([Slot { text: FREE, said: nothing }; SLOTS]);
        Self { slots, nothing, taken: 0, factor: factor(0), others: HashMap::default() }
    }

    /// What the text says that stands in `buffer` from `start`.
    pub(crate) fn say(&mut self, buffer: &[u8], start: usize, length: usize, read: impl Fn(&[u8]) -> S) -> S {
        if let Some(said) = Short::of(buffer, start, length).and_then(|text| self.known(text)) {
            return said;
        }
        self.look_further(buffer.get(start..start + length).unwrap_or_default(), read)
    }

    /// What a short text says, whose bytes need not be looked for.
    #[cfg(feature = "arrow")]
    pub(crate) fn say_short(&mut self, text: Short, bytes: &[u8], read: impl Fn(&[u8]) -> S) -> S {
        self.known(text).unwrap_or_else(|| self.look_further(bytes, read))
    }

    /// What a text says that is in its own place.
    fn known(&self, text: Short) -> Option<S> {
        self.slots.get(text.place(self.factor)).filter(|slot| slot.text == text).map(|slot| slot.said)
    }

    /// What a text says that is not in its own place.
    #[inline(never)]
    fn look_further(&mut self, bytes: &[u8], read: impl Fn(&[u8]) -> S) -> S {
        let Some(text) = padded(bytes) else { return self.other(bytes, read) };
        if let Some(slot) = self.find(text).filter(|slot| slot.text == text) {
            return slot.said;
        }
        if self.taken >= MOST_SHORT {
            return self.other(bytes, read);
        }
        let said = read(bytes);
        self.learn(Slot { text, said });
        said
    }

    /// The slot that has the text, or would.
    fn find(&mut self, text: Short) -> Option<&mut Slot<S>> {
        let (place, slots) = (text.place(self.factor), &self.slots);
        let fits = |place: &usize| slots.get(*place).is_some_and(|slot| slot.text == text || slot.text == FREE);
        let place = (place..place + SLOTS).map(|place| place % SLOTS).find(fits)?;
        self.slots.get_mut(place)
    }

    /// Keeps a text. As long as there are few, each is to have its own place: then no text takes longer than another,
    /// which a processor that guesses ahead likes.
    fn learn(&mut self, slot: Slot<S>) {
        let known = self.slots.iter().filter(|slot| slot.text != FREE).chain([&slot]);
        let mut all: Vec<Slot<S>> = known.copied().collect();
        if all.len() <= MOST_APART {
            let apart = |factor: u64| {
                let mut places: Vec<usize> = all.iter().map(|slot| slot.text.place(factor)).collect();
                places.sort_unstable();
                places.windows(2).all(|pair| pair.first() != pair.last())
            };
            let better = [self.factor].into_iter().chain((0..TRIES).map(factor)).find(|&factor| apart(factor));
            if let Some(better) = better.filter(|&better| better != self.factor) {
                self.factor = better;
                self.slots.fill(Slot { text: FREE, said: self.nothing });
                self.taken = 0;
            } else {
                all = vec![slot];
            }
        } else {
            all = vec![slot];
        }
        for slot in all {
            if let Some(free) = self.find(slot.text) {
                *free = slot;
                self.taken += 1;
            }
        }
    }

    /// What any other text says.
    fn other(&mut self, text: &[u8], read: impl Fn(&[u8]) -> S) -> S {
        if let Some(&said) = self.others.get(text) {
            return said;
        }
        let said = read(text);
        if self.others.len() < MOST_LONG && text.len() <= LONGEST {
            self.others.insert(text.into(), said);
        }
        said
    }
}

/// The text, if it is short, wherever it stands: at the end of a buffer there are no bytes behind it to look at.
fn padded(text: &[u8]) -> Option<Short> {
    let mut bytes = [0; SHORT + END];
    bytes.get_mut(..text.len())?.copy_from_slice(text);
    Short::of(&bytes, 0, text.len())
}

/// An odd number with many bits, another one each time.
const fn factor(round: u32) -> u64 {
    (0x9E37_79B9_7F4A_7C15_u64).wrapping_mul(2 * round as u64 + 1).rotate_left(round) | 1
}

/// By a text's length: the bytes that count at either end.
const MASKS: [u128; SHORT + 1] = masks();

#[expect(clippy::indexing_slicing, reason = "worked out when the crate is compiled")]
const fn masks() -> [u128; SHORT + 1] {
    let mut masks = [u128::MAX; SHORT + 1];
    let mut length = 0;
    while length < END {
        masks[length] = (1 << (length * 8)) - 1;
        length += 1;
    }
    masks
}
