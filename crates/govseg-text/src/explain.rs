//! Which words carried a suggestion: what each adds to the score of a segment. With the base their sum is the score.

use std::collections::BTreeMap;

use govseg::Segment;

use crate::features::{Counted, counted};
use crate::model::{LATENT, Model};
use crate::outputs::{SEGMENTS, segments};
use crate::predict::Reader;
use crate::sum::Sum;

/// A word of the text, with all that it adds, wherever it stands.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Carried {
    /// The word as it is first written.
    pub word: String,
    /// What it adds to the score; less than nothing speaks against the segment.
    pub weight: f32,
}

/// Why a segment scores as it does.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// The segment.
    pub segment: Segment,
    /// What it scores: the logarithm of its weight among the segments, against their mean.
    pub score: f32,
    /// What it scores without any word.
    pub base: f32,
    /// The words, the weightiest first.
    pub words: Vec<Carried>,
}

impl Model {
    /// Why a segment scores as it does for a text. Scores are against the mean of all segments: what speaks for all alike
    /// speaks for none.
    ///
    /// ```
    /// use govseg::Segment;
    ///
    /// let model = govseg_text::Model::shipped()?;
    /// let why = model.explain("Report of wages, required by statute", Segment::Dutiful);
    /// let sum = why.base + why.words.iter().map(|word| word.weight).sum::<f32>();
    /// assert!((sum - why.score).abs() < 1e-4);
    /// # Ok::<(), govseg_text::ModelError>(())
    /// ```
    pub fn explain(&self, text: &str, segment: Segment) -> Explanation {
        let place = segments().iter().position(|one| *one == segment).unwrap_or_default();
        let against = |scores: [f32; SEGMENTS]| {
            #[expect(clippy::cast_precision_loss, reason = "six")]
            let mean = scores.iter().sum::<f32>() / SEGMENTS as f32;
            scores.get(place).copied().unwrap_or_default() - mean
        };
        let said: Vec<(Sum, Counted)> =
            counted(text).map(|said| (Sum::of(&said.word, said.place, self), said)).collect();
        let mut all = Sum::default();
        for (sum, said) in &said {
            all.add(sum, said.times);
        }
        let base = against(self.shares.logits(&self.weights.segments(&[0.0; LATENT])));
        let mut carried: BTreeMap<Vec<u8>, Carried> = BTreeMap::new();
        // At the head first, so that a word is written as it is first written.
        for (sum, Counted { word, times, .. }) in said.into_iter().rev() {
            let mut one = Sum::default();
            one.add(&sum, times);
            let weight = against(self.shares.logits(&self.weights.segments(&one.within(all.length())))) - base;
            let written = text.get(word.place.0..word.place.1).unwrap_or_default();
            let first = || Carried { word: written.to_owned(), weight: 0.0 };
            carried.entry(word.bytes().to_vec()).or_insert_with(first).weight += weight;
        }
        let mut words: Vec<Carried> = carried.into_values().filter(|word| word.weight != 0.0).collect();
        words.sort_by(|one, other| other.weight.abs().total_cmp(&one.weight.abs()));
        Explanation { segment, score: against(Reader::new(self).read(text).logits()), base, words }
    }
}
