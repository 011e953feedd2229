//! A model: a row of weights for each feature, what the weights add up to, and what the sums mean.

use govseg::Segment;

use crate::calibrate::{Quantiles, Shares};
use crate::outputs::{OUTPUTS, SEGMENTS};

/// How many numbers stand for a text. Every output is a mixture of them: what tells a permit from a grant tells its facts
/// as well.
pub(crate) const LATENT: usize = 16;

/// What was learnt of one feature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) key: u32,
    /// In how many of the texts it occurred.
    pub(crate) texts: u16,
    /// What one step of a weight is worth.
    pub(crate) scale: f32,
    pub(crate) weights: [i8; LATENT],
}

/// A labelled text that the model has seen.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Example {
    /// The service's name.
    pub name: String,
    /// The organization's.
    pub organization: String,
    /// The segment it was labelled with.
    pub segment: Segment,
    /// Where it lies among texts.
    pub(crate) place: [i8; LATENT],
}

/// How much an occurrence counts of a feature that so many of all texts have: rare ones count more.
pub(crate) fn rarity(all: u32, texts: u16) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "counts of texts")]
    let all = all as f32;
    let rare = ((1.0 + all) / (1.0 + f32::from(texts))).ln().max(0.0) + 1.0;
    rare * rare.sqrt()
}

/// A scale as the file keeps it: half of its bits.
#[cfg(feature = "train")]
pub(crate) fn stored_scale(scale: f32) -> f32 {
    f32::from_bits(scale.to_bits() & 0xffff_0000)
}

/// The linear part: what features add up to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Weights {
    /// How many texts were learnt from.
    pub(crate) texts: u32,
    pub(crate) rows: Vec<Row>,
    /// Of each of the numbers that stand for a text, how much goes into each output.
    pub(crate) mixture: Vec<[f32; OUTPUTS]>,
    /// The outputs of a text without known features.
    pub(crate) base: [f32; OUTPUTS],
}

/// What turns descriptions into evidence.
#[derive(Clone, Debug)]
pub struct Model {
    pub(crate) weights: Weights,
    pub(crate) shares: Shares,
    pub(crate) quantiles: Quantiles,
    pub(crate) examples: Vec<Example>,
    pub(crate) version: String,
    index: Index,
    /// Of each row what an occurrence counts.
    rarities: Vec<f32>,
}

impl Model {
    pub(crate) fn new(
        weights: Weights,
        shares: Shares,
        quantiles: Quantiles,
        examples: Vec<Example>,
        version: String,
    ) -> Self {
        let index = Index::new(&weights.rows);
        let rarities = weights.rows.iter().map(|row| rarity(weights.texts, row.texts)).collect();
        Self { weights, shares, quantiles, examples, version, index, rarities }
    }

    /// The model that ships with the project: see its [card](https://github.com/govseg/govseg/blob/main/crates/govseg-text/MODEL.md).
    ///
    /// # Errors
    /// None, as long as the file in the package is the one that was tested.
    pub fn shipped() -> Result<Self, crate::ModelError> {
        Self::from_bytes(include_bytes!("../data/model.bin"))
    }

    /// A name for what it was made of: the number of texts, and the beginning of a hash of them, of how
    /// they are read, and of the seed.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// How many features it knows.
    pub fn features(&self) -> usize {
        self.weights.rows.len()
    }

    /// What an occurrence of a row's feature counts.
    pub(crate) fn rarity(&self, row: usize) -> f32 {
        self.rarities.get(row).copied().unwrap_or_default()
    }

    /// The row of a feature, and its place.
    pub(crate) fn row(&self, key: u32) -> Option<(usize, &Row)> {
        self.index.find(key, &self.weights.rows)
    }
}

impl Weights {
    /// The outputs of what features added up to.
    pub(crate) fn outputs(&self, latent: &[f32; LATENT]) -> [f32; OUTPUTS] {
        let mut outputs = self.base;
        for (number, mixture) in latent.iter().zip(&self.mixture) {
            outputs.iter_mut().zip(mixture).for_each(|(output, share)| *output += number * share);
        }
        outputs
    }

    /// The scores of the segments alone.
    pub(crate) fn segments(&self, latent: &[f32; LATENT]) -> [f32; SEGMENTS] {
        let mut scores = [0.0; SEGMENTS];
        scores.iter_mut().zip(self.base).for_each(|(score, base)| *score = base);
        for (number, mixture) in latent.iter().zip(&self.mixture) {
            scores.iter_mut().zip(mixture).for_each(|(score, share)| *score += number * share);
        }
        scores
    }
}

/// Finds rows by key: a table with free places between, where whoever finds its place taken takes the next.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    /// The place of a row and one, or 0.
    slots: Vec<u32>,
    mask: u32,
}

impl Index {
    pub(crate) fn new(rows: &[Row]) -> Self {
        let size = (rows.len() * 2).next_power_of_two().max(16);
        let mut index = Self { slots: vec![0; size], mask: u32::try_from(size - 1).unwrap_or(u32::MAX) };
        for (place, row) in (1..).zip(rows) {
            let mut at = row.key & index.mask;
            while index.slot(at) != 0 {
                at = (at + 1) & index.mask;
            }
            if let Some(slot) = index.slots.get_mut(at as usize) {
                *slot = place;
            }
        }
        index
    }

    fn slot(&self, at: u32) -> u32 {
        self.slots.get(at as usize).copied().unwrap_or_default()
    }

    fn find<'r>(&self, key: u32, rows: &'r [Row]) -> Option<(usize, &'r Row)> {
        let mut at = key & self.mask;
        loop {
            let place = (self.slot(at) as usize).checked_sub(1)?;
            if let Some(row) = rows.get(place).filter(|row| row.key == key) {
                return Some((place, row));
            }
            at = (at + 1) & self.mask;
        }
    }
}
