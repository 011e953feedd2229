//! The results: each group with what is said of it, totals beside them, and nothing that must be hidden.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::accumulate::Cell;
use crate::estimate::{Estimate, estimates, units};
use crate::gap::{Gap, Reference};
use crate::measurement::{BETWEEN, Group, Measurement, is_silent};
use crate::measures::Spec;
use crate::suppress::{self, Hidden};

/// What stands in the place of a group's part in a total.
pub const ALL: &str = "(all)";
/// What stands in the place of a part that is not known.
pub const UNKNOWN: &str = "(unknown)";

/// What is said of one measure in one group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// What the group is told apart by, in the order of the grouping.
    pub group: Vec<String>,
    /// What is said.
    #[serde(flatten)]
    pub estimate: Estimate,
}

/// The groups and their totals, each with its cells.
struct Table {
    cells: Vec<Group>,
    rows: Vec<Group>,
    columns: Vec<Group>,
    all: Option<Group>,
    /// The row and the column of each cell.
    at: Vec<(usize, usize)>,
}

impl Measurement {
    /// What is said of every group, in order, and of the totals: by the first of what results are told apart by, by the
    /// rest, and of all. Measures of which the log says nothing are left out, unless they are `asked` for by their ids.
    /// With a reference, how far groups are from it comes behind.
    pub fn outcomes(self, asked: &[&str], reference: Option<&Reference>) -> Vec<Outcome> {
        let settled = self.settled();
        let rules = std::sync::Arc::clone(&settled.rules);
        let (by, specs) = (settled.by.clone(), settled.specs.clone());
        let table = Table::of(settled.groups, by.len(), specs.len());
        let mut outcomes = Vec::new();
        for (number, spec) in specs.into_iter().enumerate() {
            if is_silent(&table.cells, number) && !asked.contains(&spec.id) {
                continue;
            }
            let hidden = table.hidden(number, spec, rules.k);
            let mut say = |groups: &[Group], hidden: &[bool]| {
                for (group, hidden) in groups.iter().zip(hidden) {
                    let Some(cell) = group.cells.get(number) else { continue };
                    for estimate in estimates(spec, cell, &rules) {
                        let estimate = if *hidden { estimate.suppressed() } else { estimate };
                        outcomes.push(Outcome { group: shown(group, by.len()), estimate });
                    }
                }
            };
            say(&table.cells, &hidden.cells);
            say(&table.rows, &hidden.rows);
            say(&table.columns, &hidden.columns);
            say(table.all.as_slice(), &[hidden.all]);
            if let Some(reference) = reference {
                let Some(place) = by.iter().position(|by| *by == reference.by) else { continue };
                let gap = Gap { number, spec, rules: &rules, by: by.len(), place, reference };
                outcomes.extend(gap.of(&table.cells, &hidden.cells));
            }
        }
        outcomes
    }
}

impl Table {
    /// Puts the totals beside the groups, as many as the grouping has.
    fn of(cells: Vec<Group>, by: usize, measures: usize) -> Self {
        let parts: Vec<Vec<String>> = cells.iter().map(|group| group.parts(by)).collect();
        let total = |members: &dyn Fn(usize) -> bool, parts: Vec<String>| {
            let mut sums: Vec<Option<Cell>> = vec![None; measures];
            for (_, group) in cells.iter().enumerate().filter(|(place, _)| members(*place)) {
                for (sum, cell) in sums.iter_mut().zip(&group.cells) {
                    match sum {
                        Some(sum) => sum.merge(cell),
                        None => *sum = Some(cell.clone()),
                    }
                }
            }
            Group { key: parts.join(&BETWEEN.to_string()).into(), cells: sums.into_iter().flatten().collect() }
        };
        let (mut firsts, mut rests): (BTreeMap<String, usize>, BTreeMap<Vec<String>, usize>) = Default::default();
        for parts in &parts {
            let (first, rest) =
                parts.split_first().map_or((String::new(), Vec::new()), |(f, r)| (f.clone(), r.to_vec()));
            firsts.entry(first).or_default();
            rests.entry(rest).or_default();
        }
        firsts.values_mut().zip(0..).for_each(|(place, number)| *place = number);
        rests.values_mut().zip(0..).for_each(|(place, number)| *place = number);
        let at: Vec<(usize, usize)> = parts
            .iter()
            .map(|parts| {
                let (first, rest) = (parts.first().cloned().unwrap_or_default(), parts.get(1..).unwrap_or_default());
                (firsts.get(&first).copied().unwrap_or_default(), rests.get(rest).copied().unwrap_or_default())
            })
            .collect();
        let place = |number: usize| at.get(number).copied().unwrap_or_default();
        let all = vec![ALL.to_owned(); by.saturating_sub(1)];
        let (mut rows, mut columns) = (Vec::new(), Vec::new());
        if by > 1 {
            rows.extend(
                firsts.iter().map(|(first, row)| {
                    total(&|cell| place(cell).0 == *row, [vec![first.clone()], all.clone()].concat())
                }),
            );
            columns.extend(rests.iter().map(|(rest, column)| {
                total(&|cell| place(cell).1 == *column, [vec![ALL.to_owned()], rest.clone()].concat())
            }));
        }
        let whole = (by > 0).then(|| total(&|_| true, vec![ALL.to_owned(); by]));
        Self { rows, columns, all: whole, at, cells }
    }

    /// What is not shown of one measure.
    fn hidden(&self, number: usize, spec: &Spec, k: u64) -> Hidden {
        let count = |group: &Group| group.cells.get(number).map_or(0, |cell| units(spec, cell));
        let cells: Vec<_> =
            self.cells.iter().zip(&self.at).map(|(group, (row, column))| (*row, *column, count(group))).collect();
        match &self.all {
            None => suppress::small(&cells, k),
            Some(_) if self.rows.is_empty() => suppress::beside_total(&cells, k),
            Some(_) => suppress::among_totals(&cells, self.rows.len(), self.columns.len(), k),
        }
    }
}

/// A group's parts as people read them.
pub(crate) fn shown(group: &Group, by: usize) -> Vec<String> {
    let parts = group.parts(by).into_iter();
    parts.map(|part| if part.is_empty() { UNKNOWN.to_owned() } else { part }).collect()
}
