//! What must hold of every programme and all accounts: held against the plainest way to work tiers out.

use std::fmt::Write as _;

use govseg_tiers::{Assignment, Program};
use proptest::prelude::*;

use crate::tables::accounts;

/// An account: its parent among those before it, what it has, and where it is.
type Row = (Option<usize>, Option<i64>, bool);

/// A programme with these thresholds; the higher ones may also be met by less in the west.
fn program(thresholds: &[i64], in_west: i64) -> Program {
    let mut text =
        "id = 'p'\nversion = '1'\nsegments = ['commercial']\ndefault = 'tier-0'\n[[measure]]\nid = 'spend'\n\
                    kind = 'spend'\n[[column]]\nid = 'place'\n[[tier]]\nid = 'tier-0'\n"
            .to_owned();
    for (number, threshold) in thresholds.iter().enumerate() {
        write!(
            text,
            "[[tier]]\nid = 'tier-{}'\nwhen = [{{ spend = {{ at_least = {threshold} }} }}, {{ place = 'west', spend = {{ \
             at_least = {} }} }}]\n",
            number + 1,
            threshold - in_west
        )
        .unwrap();
    }
    Program::parse("p.toml", &text).unwrap()
}

/// Rows as a table, in this order.
fn table(rows: &[Row], order: &[usize]) -> String {
    let mut text = "account,parent,spend,place\n".to_owned();
    for &row in order {
        let (parent, spend, west) = rows[row];
        let parent = parent.map_or_else(String::new, |parent| format!("A{parent}"));
        let spend = spend.map_or_else(String::new, |spend| spend.to_string());
        writeln!(text, "A{row},{parent},{spend},{}", if west { "west" } else { "east" }).unwrap();
    }
    text
}

/// The tier each account is in, by its name.
fn tiers(program: &Program, rows: &[Row], order: &[usize]) -> Vec<Option<u8>> {
    let accounts = accounts(program, &table(rows, order)).unwrap();
    let assignment = Assignment::new(program, &accounts, None).unwrap();
    let of = |row: usize| assignment.outcomes()[accounts.find(&format!("A{row}")).unwrap()].tier;
    (0..rows.len()).map(of).collect()
}

/// What an account and all below it have.
fn sum(rows: &[Row], account: usize) -> i64 {
    let below = rows.iter().enumerate().filter(|(_, row)| row.0 == Some(account)).map(|(child, _)| sum(rows, child));
    rows[account].1.unwrap_or(0) + below.sum::<i64>()
}

/// The highest tier that the account meets alone, or with any of those above it.
fn plainly(rows: &[Row], account: usize, thresholds: &[i64], in_west: i64) -> u8 {
    let mut most = rows[account].1.unwrap_or(0);
    let mut at = Some(account);
    while let Some(above) = at {
        most = most.max(sum(rows, above));
        at = rows[above].0;
    }
    let met = |threshold: &i64| most >= threshold - if rows[account].2 { in_west } else { 0 };
    u8::try_from(thresholds.iter().rposition(met).map_or(0, |place| place + 1)).unwrap()
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (any::<prop::sample::Index>(), 0..4_u8, prop::option::weighted(0.8, 0..500_i64), any::<bool>());
    prop::collection::vec(row, 1..25).prop_map(|drawn| {
        let with_parents = drawn.into_iter().enumerate().map(|(place, (parent, root, spend, west))| {
            (if place == 0 || root == 0 { None } else { Some(parent.index(place)) }, spend, west)
        });
        with_parents.collect()
    })
}

/// All of them more than nothing, in the west too.
fn thresholds() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::btree_set(201..1500_i64, 1..5).prop_map(|set| set.into_iter().collect())
}

proptest! {
    #[test]
    fn tiers_are_those_of_the_plainest_way(rows in rows(), thresholds in thresholds(), in_west in 0..200_i64) {
        let program = program(&thresholds, in_west);
        let order: Vec<_> = (0..rows.len()).collect();
        let expected: Vec<_> =
            order.iter().map(|&account| Some(plainly(&rows, account, &thresholds, in_west))).collect();
        prop_assert_eq!(tiers(&program, &rows, &order), expected);
    }

    #[test]
    fn the_order_of_rows_never_matters(rows in rows(), thresholds in thresholds(), seed in any::<u64>()) {
        let program = program(&thresholds, 0);
        let order: Vec<_> = (0..rows.len()).collect();
        let mut shuffled = order.clone();
        shuffled.sort_by_key(|&row| (row as u64 + 1).wrapping_mul(seed | 1));
        prop_assert_eq!(tiers(&program, &rows, &order), tiers(&program, &rows, &shuffled));
    }

    #[test]
    fn having_more_never_lowers_a_tier(rows in rows(), thresholds in thresholds(), which in any::<prop::sample::Index>(), more in 0..800_i64) {
        let program = program(&thresholds, 50);
        let order: Vec<_> = (0..rows.len()).collect();
        let before = tiers(&program, &rows, &order);
        let mut rows = rows;
        let row = which.index(rows.len());
        rows[row].1 = Some(rows[row].1.unwrap_or(0) + more);
        for (before, after) in before.iter().zip(tiers(&program, &rows, &order)) {
            prop_assert!(*before <= after);
        }
    }

    #[test]
    fn splitting_an_account_never_changes_what_it_belongs_to(rows in rows(), thresholds in thresholds(), which in any::<prop::sample::Index>(), part in 0..500_i64) {
        let program = program(&thresholds, 50);
        let order: Vec<_> = (0..rows.len()).collect();
        let before = tiers(&program, &rows, &order);
        let row = which.index(rows.len());
        let mut split = rows.clone();
        if let (Some(parent), Some(spend)) = (rows[row].0, rows[row].1) {
            let part = part.min(spend);
            split[row].1 = Some(spend - part);
            split.push((Some(parent), Some(part), rows[row].2));
            let order: Vec<_> = (0..split.len()).collect();
            prop_assert_eq!(before[parent], tiers(&program, &split, &order)[parent]);
        }
    }

    #[test]
    fn what_is_unknown_opens_and_never_lowers(rows in rows(), thresholds in thresholds(), which in any::<prop::sample::Index>(), amount in 0..2000_i64) {
        let program = program(&thresholds, 0);
        let mut rows = rows;
        let row = which.index(rows.len());
        let outcomes = |rows: &[Row]| {
            let order: Vec<_> = (0..rows.len()).collect();
            let accounts = accounts(&program, &table(rows, &order)).unwrap();
            Assignment::new(&program, &accounts, None).unwrap().outcomes().to_vec()
        };
        rows[row].1 = None;
        let unknown = outcomes(&rows);
        rows[row].1 = Some(amount);
        let parent = rows.iter().any(|other| other.0 == Some(row));
        for (unknown, known) in unknown.iter().zip(outcomes(&rows)) {
            prop_assert!(unknown.earned <= known.earned);
            // A parent without an amount has none of its own; that is known.
            prop_assert!(parent || unknown.earned.max(unknown.open) >= known.earned);
        }
    }
}
