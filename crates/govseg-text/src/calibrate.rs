//! From scores to what may be said: probabilities of segments, and sets of values that hold the truth as often as asked.
//!
//! Both are learnt on scores of texts whose organizations the scoring model has not seen.

use crate::outputs::SEGMENTS;

/// How many quantiles of a fact are kept: one for each per cent.
pub(crate) const LEVELS: usize = 101;

/// How scores of segments become probabilities: the exponential of `slope * score + offset`, shares of their sum. Each
/// segment has a slope of its own, because the scores of rare ones differ less.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shares {
    pub(crate) slopes: [f32; SEGMENTS],
    pub(crate) offsets: [f32; SEGMENTS],
}

impl Shares {
    /// The logarithm of each segment's weight.
    pub(crate) fn logits(&self, scores: &[f32; SEGMENTS]) -> [f32; SEGMENTS] {
        let mut logits = self.offsets;
        for ((logit, slope), score) in logits.iter_mut().zip(self.slopes).zip(scores) {
            *logit += slope * score;
        }
        logits
    }
}

/// The shares of weights given by their logarithms, of which some are left out.
pub(crate) fn shares(logits: &[f32; SEGMENTS], within: impl Fn(usize) -> bool) -> [f32; SEGMENTS] {
    let most = (0..).zip(logits).filter(|&(place, _)| within(place)).map(|(_, &logit)| logit).fold(f32::MIN, f32::max);
    let mut shares = [0.0; SEGMENTS];
    for ((place, share), logit) in (0..).zip(&mut shares).zip(logits) {
        *share = if within(place) { (logit - most).exp() } else { 0.0 };
    }
    let sum: f32 = shares.iter().sum();
    shares.map(|share| if sum > 0.0 { share / sum } else { 0.0 })
}

/// For each fact, in which share of the held-out texts the lowest score of a true value was below what. Split conformal
/// prediction: a set of all values that score as much as that holds the truth in the other texts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quantiles(pub(crate) Vec<[f32; LEVELS]>);

impl Quantiles {
    /// What a value of the fact must score, for a set that holds the truth with that probability.
    pub(crate) fn needed(&self, fact: usize, probability: f64) -> f32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
        let level = ((1.0 - probability.clamp(0.0, 1.0)) * 100.0 + 1e-3).floor() as usize;
        self.0.get(fact).and_then(|levels| levels.get(level)).copied().unwrap_or(f32::MIN)
    }
}

#[cfg(feature = "train")]
pub(crate) mod fit {
    //! Learning them.

    use super::{LEVELS, Quantiles, SEGMENTS, Shares, shares};
    use crate::outputs::FACTS;

    /// The shares under which the true segments are likeliest, held a little towards none at all.
    pub(crate) fn shares_of(scores: &[[f32; SEGMENTS]], truths: &[usize]) -> Shares {
        const STEPS: usize = 1500;
        const HOLD: f32 = 0.0001;
        #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
        let rows = scores.len().max(1) as f32;
        // Steps are alike for all segments where their scores are: of the same spread.
        let mut spreads = [0.0; SEGMENTS];
        for (place, spread) in spreads.iter_mut().enumerate() {
            let of = || scores.iter().filter_map(|score| score.get(place));
            let mean = of().sum::<f32>() / rows;
            *spread = (of().map(|score| (score - mean).powi(2)).sum::<f32>() / rows).sqrt().max(1e-3);
        }
        let mut fitted = Shares { slopes: spreads.map(|spread| 1.0 / spread), offsets: [0.0; SEGMENTS] };
        for _ in 0..STEPS {
            let (mut slopes, mut offsets) = ([0.0; SEGMENTS], [0.0; SEGMENTS]);
            for (score, &truth) in scores.iter().zip(truths) {
                let said = shares(&fitted.logits(score), |_| true);
                let parts = said.iter().zip(score).zip(&mut slopes).zip(&mut offsets);
                for (place, (((said, score), slope), offset)) in parts.enumerate() {
                    let wrong = said - if place == truth { 1.0 } else { 0.0 };
                    *slope += wrong * score;
                    *offset += wrong;
                }
            }
            for ((fitted, slope), spread) in fitted.slopes.iter_mut().zip(slopes).zip(spreads) {
                *fitted -= slope / rows / (spread * spread);
            }
            for (fitted, offset) in fitted.offsets.iter_mut().zip(offsets) {
                *fitted -= offset / rows + HOLD * *fitted;
            }
        }
        fitted
    }

    /// The quantiles of what true values score at least, a fact each.
    pub(crate) fn quantiles(mut lowest: Vec<Vec<f32>>) -> Quantiles {
        lowest.resize(FACTS.len(), Vec::new());
        let of = |scores: &mut Vec<f32>| {
            scores.sort_by(f32::total_cmp);
            let mut levels = [f32::MIN; LEVELS];
            for (percent, level) in levels.iter_mut().enumerate() {
                // So many of the texts, and one to come, may score lower.
                let below = (scores.len() + 1) * percent / 100;
                let place = below.checked_sub(1).map(|place| place.min(scores.len().saturating_sub(1)));
                if let Some(score) = place.and_then(|place| scores.get(place)) {
                    *level = *score;
                }
            }
            levels
        };
        Quantiles(lowest.iter_mut().map(of).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_what_is_within() {
        let said = shares(&[0.0, 1.0, 2.0, 3.0, 4.0, 500.0], |place| place == 1 || place == 2);
        assert!((said.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert_eq!(said.iter().filter(|share| **share > 0.0).count(), 2);
        assert!(said[2] > said[1]);
        assert!(shares(&[1.0; SEGMENTS], |_| false).iter().all(|share| *share < 1e-9));
    }

    #[cfg(feature = "train")]
    #[test]
    fn quantiles_hold_what_they_promise() {
        let scores: Vec<f32> = (1..=199u8).map(f32::from).collect();
        let quantiles = fit::quantiles(vec![scores]);
        // A tenth of 200: the twentieth smallest, and 180 of 199 are at least as much.
        assert!((quantiles.needed(0, 0.9) - 20.0).abs() < 1e-6);
        assert!(quantiles.needed(0, 1.0) <= f32::MIN);
        assert!(quantiles.needed(1, 0.9) <= f32::MIN);
    }
}
