//! Which words carried a suggestion: what each adds to the score of a segment. With the base their sum is the score.

use std::collections::{BTreeMap, HashMap};

use govseg::Segment;

use crate::features::features;
use crate::model::{LATENT, Model};
use crate::outputs::{SEGMENTS, segments};
use crate::predict::{Reader, repeated};
use crate::tokens::words;

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
        // A feature that several words share is shared among them.
        let mut times: HashMap<usize, u16> = HashMap::new();
        let mut of_words: Vec<(String, Vec<u8>, Vec<usize>)> = Vec::new();
        for (at, word) in words(text).enumerate() {
            let mut rows = Vec::new();
            features(&word, at, |key| rows.extend(self.row(key).map(|(row, _)| row)));
            for row in &rows {
                let times = times.entry(*row).or_default();
                *times = times.saturating_add(1);
            }
            let written = text.get(word.place.0..word.place.1).unwrap_or_default().to_owned();
            of_words.push((written, word.bytes().to_vec(), rows));
        }
        let often = |row: usize| times.get(&row).copied().unwrap_or(1);
        let value = |row: usize| repeated(u8::try_from(often(row)).unwrap_or(u8::MAX)) * self.rarity(row);
        let length = times.keys().map(|&row| value(row) * value(row)).collect::<Sum>().0.sqrt().max(1e-6);
        let worth = |row: usize| {
            let mut latent = [0.0; LATENT];
            if let Some(known) = self.weights.rows.get(row) {
                let worth = value(row) * known.scale / length;
                latent.iter_mut().zip(known.weights).for_each(|(sum, weight)| *sum = worth * f32::from(weight));
            }
            against(self.shares.logits(&self.weights.segments(&latent))) / f32::from(often(row))
        };
        let base = against(self.shares.logits(&self.weights.segments(&[0.0; LATENT])));
        let mut carried: BTreeMap<Vec<u8>, Carried> = BTreeMap::new();
        for (written, folded, rows) in of_words {
            let weight: f32 = rows.iter().map(|&row| worth(row) - base / f32::from(often(row))).sum();
            carried.entry(folded).or_insert(Carried { word: written, weight: 0.0 }).weight += weight;
        }
        let mut words: Vec<Carried> = carried.into_values().filter(|word| word.weight != 0.0).collect();
        words.sort_by(|one, other| other.weight.abs().total_cmp(&one.weight.abs()));
        Explanation { segment, score: against(Reader::new(self).read(text).logits()), base, words }
    }
}

/// A sum that does not depend on the order of its parts.
struct Sum(f32);

impl FromIterator<f32> for Sum {
    fn from_iter<I: IntoIterator<Item = f32>>(parts: I) -> Self {
        let mut parts: Vec<f32> = parts.into_iter().collect();
        parts.sort_by(f32::total_cmp);
        Self(parts.into_iter().sum())
    }
}
