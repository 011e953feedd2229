//! Shares and gaps, of what is shown.

use govseg_numbers::float;
use govseg_numbers::stats::{newcombe, wilson};

use super::count::{Cell, Row, Table};
use super::{Asked, Fairness, GroupShares, Share, THE_REST, TierShare};

/// So many of so many.
#[derive(Clone, Copy)]
struct Part {
    hits: u64,
    of: u64,
}

impl Part {
    /// Nothing where either is hidden, or there are none.
    fn of(hits: Cell, of: Cell) -> Option<Self> {
        (hits.shown && of.shown && of.count > 0).then_some(Self { hits: hits.count, of: of.count })
    }

    /// Without those of another; nothing if none are left.
    fn without(self, other: Self) -> Option<Self> {
        let left = Self { hits: self.hits.checked_sub(other.hits)?, of: self.of.checked_sub(other.of)? };
        (left.of > 0).then_some(left)
    }

    fn floats(self) -> (f64, f64) {
        (float(self.hits), float(self.of))
    }

    fn share(self, level: f64) -> Share {
        let (hits, of) = self.floats();
        Share { value: hits / of, interval: wilson(hits, of, level) }
    }

    fn gap(self, other: Self, level: f64) -> Share {
        let (one, other) = (self.floats(), other.floats());
        Share { value: one.0 / one.1 - other.0 / other.1, interval: newcombe(one, other, level) }
    }
}

impl Row {
    /// Those of a tier or a higher one, if all of them are shown.
    fn reached(&self, tier: usize, tiers: usize) -> Option<Part> {
        let cells = self.tiers.get(tier..tiers)?;
        let shown = !cells.is_empty() && cells.iter().all(|cell| cell.shown);
        Part::of(Cell { count: cells.iter().map(|cell| cell.count).sum(), shown }, self.all)
    }
}

impl Table {
    pub(super) fn said(&self, asked: &Asked) -> Fairness {
        let reference = asked.reference.and_then(|number| self.groups().get(number as usize));
        Fairness {
            k: asked.k,
            level: asked.level,
            against: reference.map_or(THE_REST, |row| row.group.as_str()).to_owned(),
            groups: self.rows.iter().map(|row| self.group(row, reference, asked.level)).collect(),
            hidden: self.hidden,
        }
    }

    /// The groups without the row of all.
    fn groups(&self) -> &[Row] {
        self.rows.split_last().map_or(&[], |(_, groups)| groups)
    }

    fn group(&self, row: &Row, reference: Option<&Row>, level: f64) -> GroupShares {
        // Those that are known.
        let known = self.tiers.len() - usize::from(self.has_unknown);
        let against = |tier: usize| match (reference, self.rows.last()) {
            (Some(reference), _) if reference.group != row.group => reference.reached(tier, known),
            (None, Some(all)) if all.group != row.group => all.reached(tier, known)?.without(row.reached(tier, known)?),
            _ => None,
        };
        let tiers = self.tiers.iter().zip(&row.tiers).enumerate().map(|(place, (tier, cell))| {
            let reached = row.reached(place, known);
            TierShare {
                tier: tier.clone(),
                accounts: cell.shown.then_some(cell.count),
                share: Part::of(*cell, row.all).map(|part| part.share(level)),
                reached: reached.map(|part| part.share(level)),
                gap: reached.zip(against(place)).map(|(one, other)| one.gap(other, level)),
            }
        });
        GroupShares {
            group: row.group.clone(),
            accounts: row.all.shown.then_some(row.all.count),
            tiers: tiers.collect(),
        }
    }
}
