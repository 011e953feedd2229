//! What of a word counts: the word, its beginning, its parts of five letters, and that it stands at the head of the text.
//!
//! The beginning stands for the word's family (`register`, `registration`), the parts survive a typing error. Descriptions
//! begin with the service's name, so that the first words are worth more. Each is a number: a hash, without its text.

use std::collections::BTreeMap;

use crate::tokens::{Word, words};

/// How many words are the head of a text.
const HEAD: usize = 10;

/// How many letters the beginning of a word has, and each part.
const BEGINNING: usize = 5;
const PART: usize = 5;

/// The kinds, which keep equal letters of different kinds apart.
#[derive(Clone, Copy)]
enum Kind {
    Word = 1,
    Head,
    Beginning,
    Part,
}

/// How much it counts that a word stands at the head.
const HEAD_WORTH: f32 = 2.0;

/// Whether a word at that place stands at the head of the text.
pub(crate) fn at_head(place: usize) -> bool {
    place < HEAD
}

/// Tells the features of the word at that place among the words, and how much each counts.
pub(crate) fn features(word: &Word, place: usize, mut tell: impl FnMut(u32, f32)) {
    let bytes = word.bytes();
    tell(hash(Kind::Word, bytes), 1.0);
    if at_head(place) {
        tell(hash(Kind::Head, bytes), HEAD_WORTH);
    }
    tell(hash(Kind::Beginning, bytes.get(..BEGINNING).unwrap_or(bytes)), 1.0);
    // With its ends, as spaces: parts of another word are not its own.
    let mut padded = [b' '; 32];
    let length = bytes.len() + 2;
    if let Some(inner) = padded.get_mut(1..=bytes.len()) {
        inner.copy_from_slice(bytes);
    }
    let padded = padded.get(..length).unwrap_or_default();
    if length <= PART {
        tell(hash(Kind::Part, padded), 1.0);
    }
    for part in padded.windows(PART).filter(|_| length > PART) {
        tell(hash(Kind::Part, part), 1.0);
    }
}

/// A word of a text, where it first stands among the words, and how often it occurs with the same features.
pub(crate) struct Counted {
    pub(crate) word: Word,
    pub(crate) place: usize,
    pub(crate) times: u16,
}

/// The words of a text in order of their letters, each once. One that stands both at the head and elsewhere comes twice, as
/// it stands at the head last.
pub(crate) fn counted(text: &str) -> impl DoubleEndedIterator<Item = Counted> {
    let mut counts: BTreeMap<(Vec<u8>, bool), Counted> = BTreeMap::new();
    for (place, word) in words(text).enumerate() {
        let first = || Counted { word, place, times: 0 };
        counts.entry((word.bytes().to_vec(), at_head(place))).or_insert_with(first).times += 1;
    }
    counts.into_values()
}

/// FNV-1a, with its bits mixed once more: short words differ in few.
fn hash(kind: Kind, bytes: &[u8]) -> u32 {
    let start = 0x811c_9dc5 ^ kind as u32;
    let sum = bytes
        .iter()
        .fold(start.wrapping_mul(0x0100_0193), |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mixed = (sum ^ (sum >> 16)).wrapping_mul(0x85eb_ca6b);
    mixed ^ (mixed >> 13)
}
