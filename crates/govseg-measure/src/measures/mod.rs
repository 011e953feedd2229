//! The measures that a log can give, by their ids in the catalogue of measures.
//!
//! Each says what it adds up of a row; what comes of the sums, `estimate` says.

use serde::Serialize;

pub(crate) use self::matter::Matter;
use crate::accumulate::{Cell, Kind};
use crate::amount::ONE;
use crate::log::{Block, Field, Row, Says, Text};
use crate::measurement::Cells;
use crate::rules::Rules;

/// A way to add rows, written once and compiled twice: for a row alone, and for a block, where all that is the same for
/// its rows (which columns there are, what the rules say) is found out before the first.
#[derive(Clone, Copy)]
pub(crate) struct Way {
    row: fn(&Row, &Rules, &mut Cell) -> Option<Taken>,
    block: fn(&Block<'_>, &Rules, &mut Cells<'_>),
}

/// A [`Way`] of a function, or of what is to be done with a row.
macro_rules! way {
    ($function:ident) => {
        way!(row, rules, cell => $function(row, rules, cell))
    };
    ($row:ident, $rules:tt, $cell:ident => $add:expr) => {
        crate::measures::Way {
            row: |$row, $rules, $cell| $add,
            block: |block, rules, cells| {
                let $rules = rules;
                cells.each(block, |$row, $cell| $add);
            },
        }
    };
}

mod decisions;
mod duties;
mod handling;
mod matter;
mod online;
mod orders;
mod partners;
mod surveys;
mod waiting;

/// What a result counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, strum::Display)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Unit {
    /// Of a hundred.
    Percent,
    /// Of one.
    Ratio,
    /// Of a scale.
    Points,
    /// Seconds.
    Seconds,
    /// Days of 24 hours.
    Days,
    /// Hours.
    Hours,
    /// Money, in the log's currency.
    Currency,
    /// How many.
    Count,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It does not belong: nobody waited, nobody was asked.
    Skipped,
    /// It may belong, but lacks a value.
    Missing,
    /// It was added.
    Used,
}

/// How a row is added.
#[derive(Clone, Copy)]
pub(crate) enum How {
    /// A part of a whole; in a log without a column for the whole each row is one, and the part is yes or no.
    Part(Field, Field),
    /// A part of a whole, both of which the log says.
    PartOf(Field, Field),
    /// A sum over a count, by rows.
    PerUnit(Field, Field),
    /// A sum over a sum of amounts or lengths of time.
    Over(Field, Field),
    /// In its own way.
    With(Way),
    /// By the contacts that belong together; not added by rows.
    Journeys(Matter),
}

/// A measure.
pub struct Spec {
    /// Its id in the catalogue of measures.
    pub id: &'static str,
    /// What it counts in.
    pub unit: Unit,
    /// What it adds up.
    pub kind: Kind,
    /// The columns that it needs, in words.
    pub needs: &'static str,
    pub(crate) how: How,
    /// Which of several ways of computing it this is, where there are several.
    pub(crate) variant: Option<fn(&Rules) -> String>,
}

impl Spec {
    const fn new(id: &'static str, unit: Unit, kind: Kind, needs: &'static str, how: How) -> Self {
        Self { id, unit, kind, needs, how, variant: None }
    }

    /// A share in per cent of a whole.
    const fn part(id: &'static str, part: Field, whole: Field, needs: &'static str) -> Self {
        Self::new(id, Unit::Percent, Kind::Share, needs, How::Part(part, whole))
    }

    /// The same where both must be known.
    const fn part_of(id: &'static str, part: Field, whole: Field, needs: &'static str) -> Self {
        Self::new(id, Unit::Percent, Kind::Share, needs, How::PartOf(part, whole))
    }

    const fn with(id: &'static str, unit: Unit, kind: Kind, needs: &'static str, how: Way) -> Self {
        Self::new(id, unit, kind, needs, How::With(how))
    }

    const fn variant(mut self, variant: fn(&Rules) -> String) -> Self {
        self.variant = Some(variant);
        self
    }

    /// Adds a row.
    pub(crate) fn add(&self, row: &Row, rules: &Rules, cell: &mut Cell) {
        let taken = match self.how {
            How::Part(part, whole) => share_of(row, part, row.whole(whole), cell),
            How::PartOf(part, whole) => share_of(row, part, row.count(whole), cell),
            How::PerUnit(sum, units) => per_unit(row, sum, units, cell),
            How::Over(above, below) => over(row, above, below, cell),
            How::With(way) => (way.row)(row, rules, cell),
            How::Journeys(_) => Some(Taken::Skipped),
        };
        note(taken, cell);
    }

    /// Adds the rows of a block.
    pub(crate) fn add_all(&self, block: &Block<'_>, rules: &Rules, cells: &mut Cells<'_>) {
        match self.how {
            How::Part(part, whole) => cells.each(block, |row, cell| share_of(row, part, row.whole(whole), cell)),
            How::PartOf(part, whole) => cells.each(block, |row, cell| share_of(row, part, row.count(whole), cell)),
            How::PerUnit(sum, units) => cells.each(block, |row, cell| per_unit(row, sum, units, cell)),
            How::Over(above, below) => cells.each(block, |row, cell| over(row, above, below, cell)),
            How::With(way) => (way.block)(block, rules, cells),
            How::Journeys(_) => {}
        }
    }
}

/// All measures.
pub fn all() -> impl Iterator<Item = &'static Spec> {
    [
        waiting::SPECS,
        handling::SPECS,
        online::SPECS,
        surveys::SPECS,
        decisions::SPECS,
        duties::SPECS,
        orders::SPECS,
        partners::SPECS,
    ]
    .into_iter()
    .flatten()
}

/// The measure of that id.
pub fn find(id: &str) -> Option<&'static Spec> {
    all().find(|spec| spec.id == id)
}

/// Counts a row that may belong but lacks a value.
#[inline]
pub(crate) fn note(taken: Option<Taken>, cell: &mut Cell) {
    if taken.is_none_or(|taken| taken == Taken::Missing) {
        cell.missing += 1;
    }
}

/// A count of some, of a count of all.
#[inline]
fn share_of(row: &impl Says, part: Field, of: Option<u64>, cell: &mut Cell) -> Option<Taken> {
    let of = of?;
    if of == 0 {
        return Some(Taken::Skipped);
    }
    // More than all can only be where a row was taken for one contact and stands for several.
    let hits = row.count(part).filter(|hits| *hits <= of)?;
    cell.share(hits, of, row.weight()?);
    Some(Taken::Used)
}

#[inline]
fn per_unit(row: &impl Says, sum: Field, units: Field, cell: &mut Cell) -> Option<Taken> {
    let units = row.whole(units)?;
    let below = i64::try_from(units).ok()?.checked_mul(ONE)?;
    cell.ratio(row.get(sum)?, below, row.weight()?, units);
    Some(Taken::Used)
}

#[inline]
fn over(row: &impl Says, above: Field, below: Field, cell: &mut Cell) -> Option<Taken> {
    cell.ratio(row.get(above)?, row.get(below)?, row.weight()?, 1);
    Some(Taken::Used)
}

/// Adds one contact of which something holds or not.
#[inline]
fn yes(cell: &mut Cell, row: &impl Says, holds: bool) -> Option<Taken> {
    cell.share(u64::from(holds), 1, row.weight()?);
    Some(Taken::Used)
}

/// Adds one value of a contact.
#[inline]
fn value(cell: &mut Cell, row: &impl Says, value: i64) -> Option<Taken> {
    cell.value(value, 1, row.weight()?);
    Some(Taken::Used)
}

/// Whether a contact used that channel.
fn by(row: &impl Says, channel: &str) -> bool {
    row.text(Text::Channel).split('|').any(|used| used == channel)
}
