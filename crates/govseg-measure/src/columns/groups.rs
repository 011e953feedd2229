//! Which group a row belongs to, told by the numbers of its words.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::faults::Faults;
use super::words::{EMPTY, Words};
use crate::by::By;
use crate::calendar::{Clock, SECOND};
use crate::measurement::{Measurement, Place};

/// Groups by the numbers of their parts.
#[derive(Default)]
pub(super) struct Groups {
    /// For each part but the first, what the parts so far and this one make together.
    steps: Vec<Step>,
    /// For what all parts make together, the place of the group.
    places: Vec<Option<Place>>,
    /// The period of each quarter of an hour, by the kind of period; nothing where it changes within.
    quarters: HashMap<(usize, i64), Option<u32>, FixedState>,
}

/// Two numbers as one, which are counted as they come.
#[derive(Default)]
struct Step {
    known: HashMap<(u32, u32), u32, FixedState>,
    /// The last pair for each of a few remainders: most logs have few groups, which are then found without a hash.
    recent: Vec<((u32, u32), u32)>,
}

/// Clocks are put forward and back by no less.
const QUARTER: i64 = 900 * SECOND;

impl Groups {
    /// The places of the groups of all rows that can be used; a group that there was not is made.
    pub(super) fn places(
        &mut self,
        parts: &[Vec<u32>],
        faults: &Faults,
        words: &Words,
        measurement: &mut Measurement,
    ) -> Vec<Place> {
        let mut all = parts.first().cloned().unwrap_or_else(|| vec![EMPTY; faults.rows()]);
        self.steps.resize_with(parts.len().saturating_sub(1), Step::default);
        for (step, part) in self.steps.iter_mut().zip(parts.iter().skip(1)) {
            for (all, part) in all.iter_mut().zip(part) {
                *all = step.number((*all, *part));
            }
        }
        let place = |(row, all): (usize, u32)| {
            if faults.is_bad(row) {
                return Place::NONE;
            }
            let all = usize::try_from(all).unwrap_or(usize::MAX);
            if let Some(Some(place)) = self.places.get(all) {
                return *place;
            }
            let names = parts.iter().map(|part| words.word(part.get(row).copied().unwrap_or(EMPTY)));
            let place = Place::new(measurement.group(names));
            self.places.resize(self.places.len().max(all + 1), None);
            self.places.iter_mut().skip(all).take(1).for_each(|known| *known = Some(place));
            place
        };
        all.into_iter().enumerate().map(place).collect()
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

impl Step {
    /// How many remainders there are.
    const RECENT: usize = 1 << 10;

    fn number(&mut self, pair: (u32, u32)) -> u32 {
        let remainder = (pair.0.wrapping_mul(31).wrapping_add(pair.1) as usize) % Self::RECENT;
        if let Some((_, number)) = self.recent.get(remainder).filter(|(known, _)| *known == pair) {
            return *number;
        }
        let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        let number = *self.known.entry(pair).or_insert(next);
        self.recent.resize(Self::RECENT, ((u32::MAX, u32::MAX), 0));
        self.recent.iter_mut().skip(remainder).take(1).for_each(|recent| *recent = (pair, number));
        number
    }
}
