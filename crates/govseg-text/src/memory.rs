//! What words were found to be, so that one that comes again need not be looked up again: most words of a text do.
//!
//! The features of the words met are numbered in the order they were met, with what is known of them beside one another:
//! few are met often, and the model is larger than what a processor keeps near.

use crate::features::{at_head, features};
use crate::language::Kind;
use crate::model::{LATENT, Model, Row};
use crate::tokens::{LONGEST, MOST_WORDS, Word};

/// How many words are remembered from text to text; beyond, all are forgotten, so that memory does not grow.
const MOST: usize = 8192;

/// Places to look in, so many that some are always free.
const SLOTS: usize = (MOST + MOST_WORDS).next_power_of_two();

/// The words that a reader has met, and their features.
#[derive(Debug)]
pub(crate) struct Memory {
    /// The number of a word and one, or 0; a word that finds its place taken takes the next.
    slots: Vec<u16>,
    met: Vec<Met>,
    /// The features of all words, one word's after the other's.
    of_words: Vec<u32>,
    /// By row of the model the number of the feature and one, or 0.
    numbers: Vec<u32>,
    pub(crate) features: Vec<Feature>,
}

#[derive(Debug)]
struct Met {
    word: [u8; LONGEST],
    head: bool,
    recalled: Recalled,
}

/// What a word was found to be: of which kind, and where its features begin and end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recalled {
    pub(crate) kind: Kind,
    from: u32,
    to: u32,
}

/// What the model knows of a feature.
#[derive(Debug)]
pub(crate) struct Feature {
    pub(crate) rarity: f32,
    pub(crate) scale: f32,
    weights: [u16; LATENT],
}

impl Feature {
    fn new(row: &Row, rarity: f32) -> Self {
        // A small whole number has nothing in the lower half of its bits.
        let weights = row.weights.map(|weight| (f32::from(weight).to_bits() >> 16) as u16);
        Self { rarity, scale: row.scale, weights }
    }

    pub(crate) fn weights(&self) -> [f32; LATENT] {
        self.weights.map(|half| f32::from_bits(u32::from(half) << 16))
    }
}

impl Memory {
    pub(crate) fn of(model: &Model) -> Self {
        let numbers = vec![0; model.features()];
        Self { slots: vec![0; SLOTS], met: Vec::new(), of_words: Vec::new(), numbers, features: Vec::new() }
    }

    /// Forgets all words if there are too many. While a text is read nothing is forgotten.
    pub(crate) fn tidy(&mut self) {
        if self.met.len() > MOST {
            self.slots.fill(0);
            self.met.clear();
            self.of_words.clear();
            self.numbers.fill(0);
            self.features.clear();
        }
    }

    /// What is known of a word at that place of a text.
    pub(crate) fn recall(&mut self, word: &Word, place: usize, model: &Model) -> Recalled {
        let head = at_head(place);
        let mut slot = hash(word.padded(), head) % SLOTS;
        while let Some(number) = self.slots.get(slot).copied().unwrap_or_default().checked_sub(1) {
            if let Some(met) = self.met.get(usize::from(number))
                && met.word == *word.padded()
                && met.head == head
            {
                return met.recalled;
            }
            slot = (slot + 1) % SLOTS;
        }
        let recalled = self.learn(word, place, model);
        self.met.push(Met { word: *word.padded(), head, recalled });
        if let (Some(slot), Ok(number)) = (self.slots.get_mut(slot), u16::try_from(self.met.len())) {
            *slot = number;
        }
        recalled
    }

    /// The numbers of a word's features.
    pub(crate) fn numbers(&self, word: Recalled) -> &[u32] {
        self.of_words.get(word.from as usize..word.to as usize).unwrap_or_default()
    }

    fn learn(&mut self, word: &Word, place: usize, model: &Model) -> Recalled {
        let from = next(&self.of_words);
        features(word, place, |key| {
            if let Some((row, known)) = model.row(key)
                && let Some(number) = self.numbers.get_mut(row)
            {
                if *number == 0 {
                    self.features.push(Feature::new(known, model.rarity(row)));
                    *number = next(&self.features);
                }
                self.of_words.push(*number - 1);
            }
        });
        Recalled { kind: Kind::of(word), from, to: next(&self.of_words) }
    }
}

/// The number that the next one will have. There are never so many that it has none.
fn next<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

/// Three numbers multiplied together.
fn hash(word: &[u8; LONGEST], head: bool) -> usize {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (numbers, _) = word.as_chunks::<8>();
    let mixed = |sum: u64, number: &[u8; 8]| (sum.rotate_left(23) ^ u64::from_le_bytes(*number)).wrapping_mul(ODD);
    usize::try_from(numbers.iter().fold(u64::from(head), mixed) >> 40).unwrap_or_default()
}
