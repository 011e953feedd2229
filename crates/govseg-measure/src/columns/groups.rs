//! Which group a row belongs to, told by the numbers of its words.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::words::{EMPTY, Words};
use crate::by::By;
use crate::calendar::{Clock, SECOND};
use crate::measurement::Measurement;

/// Groups by the numbers of their parts.
#[derive(Default)]
pub(super) struct Groups {
    /// For each part but the first, what the parts so far and this one make together.
    steps: Vec<HashMap<(u32, u32), u32, FixedState>>,
    /// For what all parts make together, the place of the group.
    places: HashMap<u32, usize, FixedState>,
    /// The period of each quarter of an hour, by the kind of period; nothing where it changes within.
    quarters: HashMap<(usize, i64), Option<u32>, FixedState>,
}

/// Clocks are put forward and back by no less.
const QUARTER: i64 = 900 * SECOND;

impl Groups {
    /// The place of the group of these parts, which is made if there was none.
    pub(super) fn place(&mut self, parts: &[u32], words: &Words, measurement: &mut Measurement) -> usize {
        let mut all = parts.first().copied().unwrap_or(EMPTY);
        for (step, part) in parts.iter().skip(1).enumerate() {
            if self.steps.len() <= step {
                self.steps.push(HashMap::default());
            }
            let Some(known) = self.steps.get_mut(step) else { continue };
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            all = *known.entry((all, *part)).or_insert(next);
        }
        *self.places.entry(all).or_insert_with(|| measurement.group(parts.iter().map(|part| words.word(*part))))
    }

    /// The period that a contact began in.
    pub(super) fn period(&mut self, place: usize, by: By, at: i64, clock: &Clock, words: &mut Words) -> u32 {
        let By::Period(period) = by else { return EMPTY };
        let mut name = |at| clock.day(at).map_or(EMPTY, |day| words.number(&period.name(day)));
        let quarter = at.div_euclid(QUARTER);
        let known = self.quarters.entry((place, quarter)).or_insert_with(|| {
            let first = name(quarter * QUARTER);
            (first == name(quarter * QUARTER + QUARTER - 1)).then_some(first)
        });
        known.unwrap_or_else(|| name(at))
    }
}
