//! What texts said, found again by their bytes: no text is read twice.
//!
//! Columns of facts and codes hold few different texts, most of them short. A short one is looked at as four words, which
//! makes comparing it with a remembered one a matter of a few instructions, whatever it says.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::word::Said;

/// How long a short text may be, in bytes.
const SHORT: usize = 32;
/// The slots for short texts, and how many may be taken: with many free ones, looking further is rare.
const SLOT_BITS: u32 = 9;
const SLOTS: usize = 1 << SLOT_BITS;
const MOST_SHORT: usize = SLOTS / 4;
/// How many other texts are remembered, and how long they may be.
const MOST_LONG: usize = 1 << 12;
const LONGEST: usize = 256;

/// The bytes of a short text, with zeroes behind.
type Short = [u64; 4];

#[derive(Clone, Copy)]
struct Slot<W> {
    text: Short,
    /// The length; beyond all lengths where the slot is free.
    length: u64,
    said: W,
}

/// What the texts of one column said.
pub(crate) struct Memo<W> {
    slots: Box<[Slot<W>; SLOTS]>,
    taken: usize,
    others: HashMap<Box<[u8]>, W, RandomState>,
}

impl<W: Said> Memo<W> {
    pub(crate) fn new() -> Self {
        let free = Slot { text: [0; 4], length: u64::MAX, said: W::UNKNOWN };
        Self { slots: Box::new([free; SLOTS]), taken: 0, others: HashMap::default() }
    }

    /// What the text says that stands in `buffer` from `start`.
    pub(crate) fn say(&mut self, buffer: &[u8], start: usize, length: usize, read: impl Fn(&[u8]) -> W) -> W {
        if length <= SHORT {
            let rest = buffer.get(start..).unwrap_or_default();
            let text = rest.first_chunk::<SHORT>().map_or_else(|| padded(rest), words);
            return self.short(masked(text, length), length, || read(rest.get(..length).unwrap_or_default()));
        }
        self.other(buffer.get(start..start + length).unwrap_or_default(), read)
    }

    /// What a short text says.
    pub(crate) fn short(&mut self, text: Short, length: usize, read: impl Fn() -> W) -> W {
        let mut place = hash(text);
        let length = length as u64;
        loop {
            let Some(slot) = self.slots.get(place) else { return read() };
            if slot.length == length && slot.text == text {
                return slot.said;
            }
            if slot.length == u64::MAX {
                break;
            }
            place = (place + 1) % SLOTS;
        }
        self.learn(place, text, length, read)
    }

    #[cold]
    fn learn(&mut self, place: usize, text: Short, length: u64, read: impl Fn() -> W) -> W {
        if self.taken < MOST_SHORT {
            let said = read();
            if let Some(slot) = self.slots.get_mut(place) {
                *slot = Slot { text, length, said };
                self.taken += 1;
            }
            return said;
        }
        let bytes: Vec<u8> = text.iter().flat_map(|word| word.to_le_bytes()).collect();
        let length = usize::try_from(length).unwrap_or_default();
        self.other(bytes.get(..length).unwrap_or_default(), |_| read())
    }

    /// What any other text says.
    fn other(&mut self, text: &[u8], read: impl Fn(&[u8]) -> W) -> W {
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

fn words(bytes: &[u8; SHORT]) -> Short {
    let (words, _) = bytes.as_chunks::<8>();
    std::array::from_fn(|index| words.get(index).map_or(0, |word| u64::from_le_bytes(*word)))
}

/// The end of a buffer, which may be shorter than what is looked at.
#[cold]
fn padded(rest: &[u8]) -> Short {
    let mut bytes = [0; SHORT];
    for (to, from) in bytes.iter_mut().zip(rest) {
        *to = *from;
    }
    words(&bytes)
}

/// The text without what stands behind it.
fn masked(text: Short, length: usize) -> Short {
    const MASKS: [Short; SHORT + 1] = masks();
    let mask = MASKS.get(length).copied().unwrap_or_default();
    std::array::from_fn(|index| text.get(index).zip(mask.get(index)).map_or(0, |(word, mask)| word & mask))
}

#[expect(clippy::indexing_slicing, reason = "worked out when the crate is compiled")]
const fn masks() -> [Short; SHORT + 1] {
    let mut masks = [[0; 4]; SHORT + 1];
    let mut length = 0;
    while length <= SHORT {
        let mut byte = 0;
        while byte < length {
            masks[length][byte / 8] |= 0xFF << (byte % 8 * 8);
            byte += 1;
        }
        length += 1;
    }
    masks
}

fn hash([one, two, three, four]: Short) -> usize {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mixed = (one ^ two.rotate_left(23) ^ three.rotate_left(41) ^ four.rotate_left(11)).wrapping_mul(ODD);
    usize::try_from(mixed >> (u64::BITS - SLOT_BITS)).unwrap_or_default()
}
