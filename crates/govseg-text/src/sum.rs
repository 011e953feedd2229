//! What words add up to: where a text lies, and how long it is.
//!
//! A word is the sum of its features, a text the sum of its words: what a word says, it says by itself, and what was found
//! of it once holds wherever it stands.

use crate::features::features;
use crate::model::{LATENT, Model};
use crate::tokens::Word;

/// How much a word counts that occurs so often in a text: one, and the logarithm of the number. Beyond, it counts no
/// more, so that a text pasted over and over says little more than once.
const REPEATED: [f32; 8] =
    [1.0, 1.693_147_2, 2.098_612_3, 2.386_294_4, 2.609_438, 2.791_759_5, 2.945_910_2, 3.079_441_5];

pub(crate) fn repeated(times: u16) -> f32 {
    REPEATED.get(usize::from(times.saturating_sub(1)).min(REPEATED.len() - 1)).copied().unwrap_or(1.0)
}

/// A sum of features, each times what its occurrence counts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum {
    latent: [f32; LATENT],
    /// The square of its length, words being taken to have nothing in common.
    square: f32,
    /// How many features it has.
    pub(crate) known: u32,
}

impl Sum {
    /// A word at that place of a text.
    pub(crate) fn of(word: &Word, place: usize, model: &Model) -> Self {
        let mut sum = Self::default();
        features(word, place, |key, worth| {
            if let Some((place, row)) = model.row(key) {
                let value = worth * model.rarity(place);
                sum.known += 1;
                sum.square += value * value;
                let weights = sum.latent.iter_mut().zip(row.weights);
                weights.for_each(|(sum, weight)| *sum += value * row.scale * f32::from(weight));
            }
        });
        sum
    }

    /// Adds a word that occurs so often.
    pub(crate) fn add(&mut self, word: &Self, times: u16) {
        let value = repeated(times);
        self.latent.iter_mut().zip(word.latent).for_each(|(sum, part)| *sum += value * part);
        self.square += value * value * word.square;
        self.known += word.known;
    }

    pub(crate) fn length(&self) -> f32 {
        self.square.sqrt().max(1e-6)
    }

    /// Where it lies in a text of that length: long texts say no more than short ones.
    pub(crate) fn within(&self, length: f32) -> [f32; LATENT] {
        self.latent.map(|sum| sum / length)
    }
}
