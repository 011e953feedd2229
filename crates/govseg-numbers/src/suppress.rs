//! Small cells are not shown, and neither is what would give them away.
//!
//! A count below k is hidden. Where totals stand beside the cells, what is hidden could be told from what is not; so more
//! is hidden until every hidden number could be another one, too. That is decided exactly: cells and totals are a
//! circulation (from all, by the rows, through the cells, by the columns, back to all), and a hidden number can be
//! another one if and only if some can flow around a circle of hidden numbers on which it lies, with none of them falling
//! below 1. Whoever reads the table is taken to know that what is hidden is not 0, and the rule, but not which numbers
//! were hidden for being small.

use std::collections::VecDeque;

/// A number of the table, as an edge of the circulation.
#[derive(Clone, Copy, Debug)]
struct Edge {
    from: usize,
    to: usize,
    count: u64,
    total: bool,
}

/// What is hidden of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// For each cell.
    pub cells: Vec<bool>,
    /// For each row's total.
    pub rows: Vec<bool>,
    /// For each column's total.
    pub columns: Vec<bool>,
    /// The total of all.
    pub all: bool,
}

/// A cell: its row, its column, and how many it counts.
pub type Count = (usize, usize, u64);

/// What to hide of a table without any totals: what is above 0 and below `k`.
pub fn small(cells: &[Count], k: u64) -> Hidden {
    Hidden { cells: cells.iter().map(|(_, _, count)| is_small(*count, k)).collect(), ..Hidden::default() }
}

/// What to hide of one row of cells beside their total. Rows and columns of the cells do not matter.
pub fn beside_total(cells: &[Count], k: u64) -> Hidden {
    let sum = cells.iter().map(|(_, _, count)| count).sum();
    let mut edges: Vec<Edge> =
        cells.iter().map(|&(_, _, count)| Edge { from: 0, to: 1, count, total: false }).collect();
    edges.push(Edge { from: 1, to: 0, count: sum, total: true });
    let hidden = hide(&edges, 2, k);
    let (all, cells) = hidden.split_last().map_or((false, Vec::new()), |(all, cells)| (*all, cells.to_vec()));
    Hidden { cells, all, ..Hidden::default() }
}

/// What to hide of a table with the totals of its rows, of its columns, and of all.
///
/// ```
/// // 3 alone would be told from the totals: another cell of its row and of its column must go, and a fourth.
/// let cells = [(0, 0, 3), (0, 1, 40), (1, 0, 20), (1, 1, 60), (2, 0, 70), (2, 1, 80)];
/// let hidden = govseg_numbers::suppress::among_totals(&cells, 3, 2, 11);
/// assert_eq!(hidden.cells, [true, true, true, true, false, false]);
/// ```
pub fn among_totals(cells: &[Count], rows: usize, columns: usize, k: u64) -> Hidden {
    let (source, sink) = (0, rows + columns + 1);
    let sum = |of: &dyn Fn(&Count) -> bool| cells.iter().filter(|cell| of(cell)).map(|(_, _, count)| count).sum();
    let mut edges: Vec<Edge> = cells
        .iter()
        .map(|&(row, column, count)| Edge { from: 1 + row, to: 1 + rows + column, count, total: false })
        .collect();
    edges.extend((0..rows).map(|row| Edge {
        from: source,
        to: 1 + row,
        count: sum(&|cell| cell.0 == row),
        total: true,
    }));
    edges.extend((0..columns).map(|column| {
        let count = sum(&|cell| cell.1 == column);
        Edge { from: 1 + rows + column, to: sink, count, total: true }
    }));
    edges.push(Edge { from: sink, to: source, count: sum(&|_| true), total: true });
    let mut hidden = hide(&edges, sink + 1, k).into_iter();
    let mut take = |count: usize| hidden.by_ref().take(count).collect::<Vec<_>>();
    let (cells, rows, columns) = (take(cells.len()), take(rows), take(columns));
    let all = take(1).first().copied().unwrap_or_default();
    Hidden { cells, rows, columns, all }
}

const fn is_small(count: u64, k: u64) -> bool {
    0 < count && count < k
}

/// Hides small numbers, and then one more at a time until none can be told.
fn hide(edges: &[Edge], nodes: usize, k: u64) -> Vec<bool> {
    let mut hidden: Vec<bool> = edges.iter().map(|edge| is_small(edge.count, k)).collect();
    // What once can be another number still can when more is hidden.
    let mut open: VecDeque<usize> = (0..edges.len()).filter(|place| hidden.get(*place) == Some(&true)).collect();
    while let Some(place) = open.front().copied() {
        if can_differ(place, edges, &hidden, nodes) {
            open.pop_front();
            continue;
        }
        match next(place, edges, &mut hidden, nodes) {
            Some(more) => {
                hidden.iter_mut().skip(more).take(1).for_each(|hide| *hide = true);
                open.push_back(more);
            }
            // All there is is hidden.
            None => break,
        }
    }
    hidden
}

/// What to hide besides: the smallest number that is enough, or else the smallest that meets the given one; cells before
/// totals.
fn next(place: usize, edges: &[Edge], hidden: &mut [bool], nodes: usize) -> Option<usize> {
    let given = edges.get(place)?;
    let meets = |edge: &Edge| [edge.from, edge.to].iter().any(|node| [given.from, given.to].contains(node));
    let shown = edges.iter().zip(hidden.iter()).enumerate().filter(|(_, (edge, hidden))| !**hidden && edge.count > 0);
    let mut shown: Vec<_> = shown.map(|(place, (edge, _))| (edge.total, edge.count, place, meets(edge))).collect();
    shown.sort_unstable();
    let mut enough = |candidate: usize| {
        hidden.iter_mut().skip(candidate).take(1).for_each(|hide| *hide = true);
        let enough = can_differ(place, edges, hidden, nodes);
        hidden.iter_mut().skip(candidate).take(1).for_each(|hide| *hide = false);
        enough
    };
    let cells = shown.iter().filter(|(total, ..)| !total);
    let closing = cells.map(|(_, _, place, _)| *place).find(|candidate| enough(*candidate));
    let meeting = shown.iter().min_by_key(|(total, count, place, meets)| (!meets, *total, *count, *place));
    closing.or_else(|| meeting.map(|(_, _, place, _)| *place))
}

/// Whether a hidden number could be another one: a bit more of it, or a bit less.
fn can_differ(place: usize, edges: &[Edge], hidden: &[bool], nodes: usize) -> bool {
    let Some(edge) = edges.get(place) else { return true };
    let flows = |from, to| reaches(from, to, place, edges, hidden, nodes);
    flows(edge.to, edge.from) || (edge.count >= 2 && flows(edge.from, edge.to))
}

/// Whether one more can flow from a node to another through hidden numbers other than the one at `without`.
fn reaches(from: usize, to: usize, without: usize, edges: &[Edge], hidden: &[bool], nodes: usize) -> bool {
    let mut seen = vec![false; nodes];
    let mut next = vec![from];
    while let Some(node) = next.pop() {
        if node == to {
            return true;
        }
        match seen.get_mut(node) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        for (place, (edge, hidden)) in edges.iter().zip(hidden).enumerate() {
            if !*hidden || place == without {
                continue;
            }
            if edge.from == node {
                next.push(edge.to);
            }
            // One less of it leaves at least 1.
            if edge.to == node && edge.count >= 2 {
                next.push(edge.from);
            }
        }
    }
    false
}
