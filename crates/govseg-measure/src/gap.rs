//! How far groups are from the one that they are held against: the measure `equity_gap`.

use crate::accumulate::{Cell, Sum};
use crate::amount::float;
use crate::by::By;
use crate::estimate::{Absent, Estimate, Method, estimates};
use crate::measurement::Group;
use crate::measures::{Spec, Unit};
use crate::outcome::{Outcome, shown};
use crate::rules::Rules;
use crate::stats::{Interval, newcombe, welch, z};

/// The groups that others are held against: those that have this part, each for the groups alike in all else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What it is told apart by.
    pub by: By,
    /// Which one.
    pub part: String,
}

/// One measure, and what groups are held against.
pub(crate) struct Gap<'a> {
    pub(crate) number: usize,
    pub(crate) spec: &'static Spec,
    pub(crate) rules: &'a Rules,
    /// Of how many parts groups are.
    pub(crate) by: usize,
    /// Which of the parts the reference is.
    pub(crate) place: usize,
    pub(crate) reference: &'a Reference,
}

impl Gap<'_> {
    /// How far each group is from its reference.
    pub(crate) fn of(&self, groups: &[Group], hidden: &[bool]) -> Vec<Outcome> {
        let named: Vec<(Vec<String>, &Group, bool)> =
            groups.iter().zip(hidden).map(|(group, hidden)| (shown(group, self.by), group, *hidden)).collect();
        let others = named.iter().filter(|(parts, ..)| parts.get(self.place) != Some(&self.reference.part));
        let gaps = others.filter_map(|(parts, group, hidden)| {
            let mut wanted = parts.clone();
            wanted.iter_mut().skip(self.place).take(1).for_each(|part| part.clone_from(&self.reference.part));
            let (_, against, also_hidden) = named.iter().find(|(parts, ..)| *parts == wanted)?;
            let [cell, base] = [group, against].map(|group| group.cells.get(self.number));
            let gap = gap(self.spec, cell?, base?, self.rules, &self.reference.part)?;
            let estimate = if *hidden || *also_hidden { gap.suppressed() } else { gap };
            Some(Outcome { group: parts.clone(), estimate })
        });
        gaps.collect()
    }
}

/// The difference of two cells. Nothing for measures that have no such difference.
fn gap(spec: &'static Spec, cell: &Cell, base: &Cell, rules: &Rules, against: &str) -> Option<Estimate> {
    let (one, other) =
        (estimates(spec, cell, rules).into_iter().next()?, estimates(spec, base, rules).into_iter().next()?);
    let factor = if spec.unit == Unit::Percent { 100.0 } else { 1.0 };
    let (interval, method) = match (&cell.sum, &base.sum) {
        (Sum::Share { hits, n }, Sum::Share { hits: those, n: of }) => {
            let [one, other] = [(*hits, *n), (*those, *of)].map(|(hits, n)| (float(hits), float(n)));
            (newcombe(one, other, rules.level), Method::Newcombe)
        }
        (Sum::Mean(mean), Sum::Mean(other)) => (welch(mean.moments()?, other.moments()?, rules.level), Method::Welch),
        (Sum::Ratio(ratio), Sum::Ratio(other)) => {
            let error = ratio.squared_error().zip(other.squared_error()).map(|(one, other)| (one + other).sqrt());
            let middle = ratio.value().zip(other.value()).map(|(one, other)| one - other);
            let interval = middle.zip(error).map(|(middle, error)| Interval::around(middle, z(rules.level) * error));
            (interval, Method::Normal)
        }
        _ => return None,
    };
    let value = one.value.zip(other.value).map(|(one, other)| one - other);
    let absent: Option<Absent> = one.absent.or(other.absent);
    Some(Estimate {
        measure: "equity_gap",
        variant: Some(format!("{} less that of {against}", spec.id)),
        unit: spec.unit,
        value,
        interval: value.and(interval).map(|interval| interval.scaled(factor)),
        level: rules.level,
        method: value.map(|_| method),
        n: Some(cell.n().min(base.n())),
        missing: Some(cell.missing + base.missing),
        absent,
    })
}
