//! How values are spread: every one of them while they fit, else a sketch.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};
use sketches_ddsketch::{Config, DDSketch};

use crate::amount::{float, wholes};

/// Up to how many different values are kept.
const MOST: usize = 1 << 16;
/// How far off a percentile from the sketch is at most, as a share of it.
pub(super) const SKETCH_ERROR: f64 = 0.005;
/// More than all bins that numbers from a millionth to the largest fall in, so that none are ever lumped together.
const BINS: u32 = 16_384;

/// Values with how often each came; beyond 65,536 different ones, a `DDSketch`. Which of the two it is depends on the
/// values alone, and the sketch only counts, so it is the same in whatever order they came.
#[derive(Clone, Deserialize, Serialize)]
pub struct Spread {
    /// How many values there are.
    pub n: u64,
    exact: HashMap<i64, u64, FixedState>,
    sketch: Option<Box<DDSketch>>,
}

impl Default for Spread {
    fn default() -> Self {
        Self { n: 0, exact: HashMap::with_hasher(FixedState::default()), sketch: None }
    }
}

impl Spread {
    /// Adds a value, in millionths, so many times.
    pub fn add(&mut self, value: i64, times: u64) {
        self.n += times;
        if let Some(sketch) = &mut self.sketch {
            sketch.add_with_count(wholes(value), times);
        } else {
            *self.exact.entry(value).or_default() += times;
            self.condense();
        }
    }

    /// The values of both.
    pub fn merge(&mut self, other: &Self) {
        self.n += other.n;
        if let Some(theirs) = &other.sketch {
            let sketch = self.sketched();
            // Both are of one configuration, so they can be merged.
            let _ = sketch.merge(theirs);
        }
        for (&value, &times) in &other.exact {
            match &mut self.sketch {
                Some(sketch) => sketch.add_with_count(wholes(value), times),
                None => *self.exact.entry(value).or_default() += times,
            }
        }
        self.condense();
    }

    fn condense(&mut self) {
        if self.exact.len() > MOST {
            self.sketched();
        }
    }

    /// The sketch, with all that was kept so far.
    fn sketched(&mut self) -> &mut DDSketch {
        let exact = std::mem::take(&mut self.exact);
        let sketch =
            self.sketch.get_or_insert_with(|| Box::new(DDSketch::new(Config::new(SKETCH_ERROR, BINS, wholes(1)))));
        for (value, times) in exact {
            sketch.add_with_count(wholes(value), times);
        }
        sketch
    }

    /// Whether percentiles come from a sketch, and are off by at most half a per cent of themselves.
    pub fn is_sketch(&self) -> bool {
        self.sketch.is_some()
    }

    /// The values of some ranks, counted from 1, in sorted order.
    pub fn at(&self, ranks: &[u64]) -> Vec<Option<f64>> {
        if let Some(sketch) = &self.sketch {
            let last = float(self.n.saturating_sub(1)).max(1.0);
            let value = |rank: u64| sketch.quantile(float(rank.saturating_sub(1)) / last).ok().flatten();
            return ranks.iter().map(|&rank| value(rank)).collect();
        }
        let mut sorted: Vec<_> = self.exact.iter().collect();
        sorted.sort_unstable();
        let value = |rank: u64| {
            let mut passed = 0;
            let found = sorted.iter().find(|&&(_, &times)| {
                passed += times;
                passed >= rank
            });
            found.filter(|_| rank > 0).map(|&(&value, _)| wholes(value))
        };
        ranks.iter().map(|&rank| value(rank)).collect()
    }

    /// The rank of the `p` quantile: the least value that a share `p` of all does not exceed.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count")]
    pub fn rank(&self, p: f64) -> u64 {
        let least = (p * float(self.n)).ceil() as u64;
        // 0.9 times 10 must not become 10 by what floating point adds.
        let below = least.saturating_sub(1);
        if float(below) >= p * float(self.n) - 1e-9 { below.max(1) } else { least.clamp(1, self.n.max(1)) }
    }
}
