//! Accounts by group and tier, and what of that is shown.

use govseg_numbers::suppress::{Count, Hidden, among_totals};

use super::{ALL, Groups, UNKNOWN};

/// A number of accounts, and whether it is shown.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell {
    pub(super) count: u64,
    pub(super) shown: bool,
}

/// A group, or all of them.
pub(super) struct Row {
    pub(super) group: String,
    pub(super) all: Cell,
    /// By tier, the lowest first; those that are not known behind.
    pub(super) tiers: Vec<Cell>,
}

/// Groups by tiers, the row of all in the end.
pub(super) struct Table {
    /// What tiers are called, the lowest first.
    pub(super) tiers: Vec<String>,
    /// Whether the last of them stands for what is not known.
    pub(super) has_unknown: bool,
    pub(super) rows: Vec<Row>,
    pub(super) hidden: usize,
}

/// The names with one more for what is not known, if there is any.
fn names(names: &[&str], numbers: &[Option<u32>]) -> (Vec<String>, bool) {
    let unknown = numbers.iter().any(|number| number.is_none_or(|number| number as usize >= names.len()));
    (names.iter().copied().chain(unknown.then_some(UNKNOWN)).map(str::to_owned).collect(), unknown)
}

impl Table {
    pub(super) fn of(given: &Groups<'_>, k: u64) -> Self {
        let accounts = given.tiers.len().min(given.groups.len());
        let (of_tier, of_group) =
            (given.tiers.get(..accounts).unwrap_or_default(), given.groups.get(..accounts).unwrap_or_default());
        let (tiers, has_unknown) = names(given.tier_names, of_tier);
        let (groups, _) = names(given.group_names, of_group);
        let place = |number: Option<u32>, known: usize| number.map_or(known, |number| known.min(number as usize));
        let mut counts = vec![vec![0_u64; tiers.len()]; groups.len()];
        for (tier, group) in of_tier.iter().zip(of_group) {
            let (tier, group) = (place(*tier, given.tier_names.len()), place(*group, given.group_names.len()));
            if let Some(count) = counts.get_mut(group).and_then(|counts| counts.get_mut(tier)) {
                *count += 1;
            }
        }
        let cells: Vec<Count> = counts
            .iter()
            .enumerate()
            .flat_map(|(row, counts)| counts.iter().enumerate().map(move |(column, count)| (row, column, *count)))
            .collect();
        let hidden = among_totals(&cells, groups.len(), tiers.len(), k);
        Self { rows: rows(groups, &counts, &hidden), tiers, has_unknown, hidden: count(&hidden) }
    }
}

/// The table with its totals, each number with whether it is shown.
fn rows(groups: Vec<String>, counts: &[Vec<u64>], hidden: &Hidden) -> Vec<Row> {
    let cell = |count: u64, hidden: Option<&bool>| Cell { count, shown: hidden == Some(&false) };
    let mut cells = hidden.cells.iter();
    let tiers = hidden.columns.len();
    let mut sums = vec![0; tiers];
    let mut rows: Vec<Row> = Vec::with_capacity(groups.len() + 1);
    for ((group, counts), hidden) in groups.into_iter().zip(counts).zip(&hidden.rows) {
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        let all = cell(counts.iter().sum(), Some(hidden));
        rows.push(Row { group, all, tiers: counts.iter().map(|count| cell(*count, cells.next())).collect() });
    }
    let all = cell(sums.iter().sum(), Some(&hidden.all));
    let tiers = sums.into_iter().zip(&hidden.columns).map(|(sum, hidden)| cell(sum, Some(hidden)));
    rows.push(Row { group: ALL.to_owned(), all, tiers: tiers.collect() });
    rows
}

fn count(hidden: &Hidden) -> usize {
    let Hidden { cells, rows, columns, all } = hidden;
    cells.iter().chain(rows).chain(columns).chain([all]).filter(|hidden| **hidden).count()
}
