//! The paths that are counted.

use std::hint::black_box;

use govseg::{Facts, Policy, Segments};
use govseg_table::{Classify, Input, Output};

use crate::contacts::{full, half_known};

/// One way through the library.
pub(crate) struct Path {
    pub(crate) name: &'static str,
    /// How often it is gone at least: enough that what varies from run to run is little beside it.
    pub(crate) rounds: u64,
    /// How many things a round handles; the count is for one of them.
    pub(crate) items: u64,
    /// Prepares, and gives back what one round does.
    prepare: fn() -> Box<dyn FnMut() -> usize>,
}

const CONTACTS: usize = 1_024;

pub(crate) const PATHS: [Path; 9] = [
    Path { name: "decide, known", rounds: 50, items: CONTACTS as u64, prepare: || decide(full(CONTACTS)) },
    Path { name: "decide, partly known", rounds: 50, items: CONTACTS as u64, prepare: || decide(half_known(CONTACTS)) },
    Path { name: "block, known", rounds: 2_000, items: CONTACTS as u64, prepare: || block(full(CONTACTS)) },
    Path { name: "block, partly known", rounds: 500, items: CONTACTS as u64, prepare: || block(half_known(CONTACTS)) },
    Path { name: "because, known", rounds: 1, items: CONTACTS as u64, prepare: || because(full(CONTACTS)) },
    Path {
        name: "because, partly known",
        rounds: 1,
        items: CONTACTS as u64,
        prepare: || because(half_known(CONTACTS)),
    },
    Path { name: "first question", rounds: 2, items: 1, prepare: first_question },
    Path { name: "policy read and compiled", rounds: 4, items: 1, prepare: policy },
    Path { name: "row of a CSV table", rounds: 4, items: ROWS as u64, prepare: classify },
];

/// Goes a path so many times.
pub(crate) fn run(name: &str, rounds: &str) -> Result<(), String> {
    let path = PATHS.iter().find(|path| path.name == name).ok_or_else(|| format!("there is no path `{name}`"))?;
    let rounds: u64 = rounds.parse().map_err(|_| format!("`{rounds}` is not a number of rounds"))?;
    let mut round = (path.prepare)();
    for _ in 0..rounds {
        black_box(round());
    }
    Ok(())
}

fn decide(contacts: Vec<Facts>) -> Box<dyn FnMut() -> usize> {
    let policy = Policy::gsa_2008();
    Box::new(move || contacts.iter().map(|&facts| policy.decide(black_box(facts)).possible().len() as usize).sum())
}

fn block(contacts: Vec<Facts>) -> Box<dyn FnMut() -> usize> {
    let mut possible = vec![Segments::NONE; contacts.len()];
    // The table for known contacts is made once, and is no part of a round.
    Policy::gsa_2008().possible_block(&contacts, &mut possible);
    Box::new(move || Policy::gsa_2008().possible_block(black_box(&contacts), &mut possible))
}

fn because(contacts: Vec<Facts>) -> Box<dyn FnMut() -> usize> {
    let policy = Policy::gsa_2008();
    Box::new(move || contacts.iter().map(|&facts| policy.decide(black_box(facts)).because().len()).sum())
}

fn first_question() -> Box<dyn FnMut() -> usize> {
    let policy = Policy::gsa_2008();
    Box::new(move || policy.decide(black_box(Facts::UNKNOWN)).ask().map_or(0, str::len))
}

fn policy() -> Box<dyn FnMut() -> usize> {
    const AGENCY: &str = include_str!("../../../tests/cases/policies/example-agency.toml");
    Box::new(|| Policy::from_toml(black_box(AGENCY)).map_or(0, |policy| policy.rules().count()))
}

const ROWS: usize = 512;

/// A table of its own kind: every second fact unknown, so that no two rows are likely to be alike.
fn classify() -> Box<dyn FnMut() -> usize> {
    let names = Policy::gsa_2008().vocabulary();
    let facts: Vec<_> = names.facts().collect();
    let mut table = facts.iter().map(|&fact| names.name(fact)).collect::<Vec<_>>().join(",");
    for contact in half_known(ROWS) {
        let cells = facts.iter().map(|&fact| {
            let given = names.is_given(contact.into(), fact);
            let values = if given { names.get(contact.into(), fact) } else { 0 };
            names.names_in(fact, values).collect::<Vec<_>>().join("|")
        });
        table = table + "\n" + &cells.collect::<Vec<_>>().join(",");
    }
    Box::new(move || {
        let mut out = Vec::new();
        let columns = govseg_table::Column::ALL.to_vec();
        let classify = Classify::new(Policy::gsa_2008()).columns(columns);
        let input = Input::stream("table", table.as_bytes(), None);
        match classify.run(input, Output::stream("out", &mut out, None), None) {
            Ok(_) => out.len(),
            Err(error) => panic!("{error}"),
        }
    })
}
