//! What is hidden cannot be worked out: every table that is in keeping with what is shown is gone through.

use std::collections::BTreeSet;

use govseg_numbers::suppress::{Count, Hidden, among_totals, beside_total};
use proptest::prelude::*;

const K: u64 = 4;

/// For each cell, up to two of the numbers that it may have, by going through the ways to fill in what is hidden so that
/// all that is shown adds up and nothing hidden is 0. It ends when every hidden cell has two.
fn possible(cells: &[Count], hidden: &Hidden, rows: usize, columns: usize) -> Vec<BTreeSet<u64>> {
    let totals = totals(cells, hidden, (rows, columns));
    let mut found = vec![BTreeSet::new(); cells.len()];
    fill(&mut Vec::new(), cells, hidden, &totals, &mut found);
    found
}

/// A total that is shown: the places of its cells, and their sum.
type Total = (Vec<usize>, u64);

fn totals(cells: &[Count], hidden: &Hidden, (rows, columns): (usize, usize)) -> Vec<Total> {
    let total = |of: &dyn Fn(&Count) -> bool| -> Total {
        let places: Vec<usize> = (0..cells.len()).filter(|place| of(&cells[*place])).collect();
        let sum = places.iter().map(|place| cells[*place].2).sum();
        (places, sum)
    };
    let mut shown = Vec::new();
    shown.extend((!hidden.all).then(|| total(&|_| true)));
    shown.extend((0..rows).filter(|row| !hidden.rows[*row]).map(|row| total(&|cell| cell.0 == row)));
    shown.extend((0..columns).filter(|column| !hidden.columns[*column]).map(|column| total(&|cell| cell.1 == column)));
    shown
}

/// Tries all numbers for the next cell; says whether enough is found.
fn fill(table: &mut Vec<u64>, cells: &[Count], hidden: &Hidden, totals: &[Total], found: &mut [BTreeSet<u64>]) -> bool {
    let place = table.len();
    if place == cells.len() {
        for (found, value) in found.iter_mut().zip(table) {
            if found.len() < 2 {
                found.insert(*value);
            }
        }
        return found.iter().zip(&hidden.cells).all(|(found, hidden)| !*hidden || found.len() == 2);
    }
    let truth = cells[place].2;
    let values = if hidden.cells[place] { 1..=MOST } else { truth..=truth };
    for value in values {
        table.push(value);
        let fits = totals.iter().all(|(places, sum)| {
            let so_far: u64 = places.iter().filter_map(|place| table.get(*place)).sum();
            let whole = places.iter().all(|place| *place < table.len());
            if whole { so_far == *sum } else { so_far <= *sum }
        });
        if fits && fill(table, cells, hidden, totals, found) {
            return true;
        }
        table.pop();
    }
    false
}

/// How large a hidden number is taken to be at most: larger than any true one.
const MOST: u64 = 12;

fn holds(cells: &[Count], hidden: &Hidden, rows: usize, columns: usize) -> Result<(), TestCaseError> {
    for (cell, hidden) in cells.iter().zip(&hidden.cells) {
        prop_assert!(*hidden || cell.2 == 0 || cell.2 >= K, "a small cell is shown");
    }
    // If nothing at all is shown, nothing can be told.
    if hidden.all && hidden.rows.iter().chain(&hidden.columns).all(|hidden| *hidden) {
        return Ok(());
    }
    let possible = possible(cells, hidden, rows, columns);
    for (place, (found, hidden)) in possible.iter().zip(&hidden.cells).enumerate() {
        prop_assert!(!hidden || found.len() == 2, "cell {} of {:?} can be told", place, cells);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn a_hidden_number_of_a_table_could_be_another(counts in prop::collection::vec(prop_oneof![0..4_u64, 0..11_u64], 9)) {
        let cells: Vec<Count> = counts.iter().enumerate().map(|(place, count)| (place / 3, place % 3, *count)).collect();
        let hidden = among_totals(&cells, 3, 3, K);
        holds(&cells, &hidden, 3, 3)?;
    }

    #[test]
    fn a_hidden_number_beside_a_total_could_be_another(counts in prop::collection::vec(prop_oneof![0..4_u64, 0..11_u64], 1..6)) {
        let cells: Vec<Count> = counts.iter().enumerate().map(|(place, count)| (place, 0, *count)).collect();
        let hidden = beside_total(&cells, K);
        holds(&cells, &hidden, 0, 0)?;
    }
}

#[test]
fn what_needs_no_hiding_is_shown() {
    let cells = [(0, 0, 20), (0, 1, 40), (1, 0, 20), (1, 1, 0)];
    let hidden = among_totals(&cells, 2, 2, 11);
    assert_eq!(hidden.cells, [false; 4]);
    assert!(!hidden.all);
}
