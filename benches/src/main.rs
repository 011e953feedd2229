//! One table of times and ratios: deciding a contact, and saying why, beside a hand-written chain of `if`s.

mod columns;
mod contacts;
mod if_chain;
mod machine;
mod peers;
mod rows;
mod table;

use std::hint::black_box;

use govseg::{Facts, Policy, Segments};

use contacts::{full, half_known};
use table::{Limit, Table};

fn main() {
    let policy = Policy::gsa_2008();
    let known = full(10_000);
    for &facts in &known {
        let decided = policy.decide(facts).segment();
        assert_eq!(decided, if_chain::segment(facts), "{facts}");
    }

    // Words after the command choose groups, for whoever works on one.
    let mut table = Table::of(std::env::args().skip(1));
    blocks(&mut table, policy);
    decisions(&mut table, policy, &known, &half_known(10_000));
    columns::columns(&mut table, policy);
    rows::rows(&mut table, policy);
    println!("{}", machine::description());
    table.print();
}

/// Ready words, many at once: few enough for the processor's cache, and a large table's worth.
fn blocks(table: &mut Table, policy: &Policy) {
    for (title, rows) in [("ten thousand ready words", 10_000), ("a million ready words", 1_000_000)] {
        let (known, partly) = (full(rows), half_known(rows));
        let mut possible = vec![Segments::NONE; rows];
        table.group(title);
        table.row("if-chain, full contacts", rows, Limit::None, || {
            for (&facts, possible) in known.iter().zip(&mut possible) {
                *possible = if_chain::segment(facts).into_iter().collect();
            }
            possible.len()
        });
        let mut row = |name: &str, limit: f64, contacts: &[Facts]| {
            table.row(name, rows, Limit::Nanoseconds(limit), || policy.possible_block(contacts, &mut possible));
        };
        row("block, full contacts", 1.0, &known);
        row("block, partly known", 10.0, &partly);
    }
}

/// One contact after the other.
fn decisions(table: &mut Table, policy: &Policy, known: &[Facts], partly: &[Facts]) {
    table.group("one contact");
    let mut row = |name: &str, limit: Limit, contacts: &[Facts], every: &dyn Fn(Facts) -> usize| {
        table.row(name, contacts.len(), limit, || contacts.iter().map(|&facts| every(black_box(facts))).sum());
    };
    row("if-chain, full contact", Limit::None, known, &|facts| usize::from(if_chain::segment(facts).is_some()));
    let decide = |facts| policy.decide(facts).possible().len() as usize;
    row("decide, full contact", Limit::Nanoseconds(25.0), known, &decide);
    row("decide, partly known", Limit::Nanoseconds(25.0), partly, &decide);
    let because = |facts| policy.decide(facts).because().len();
    row("decide and because, full contact", Limit::Nanoseconds(3_000.0), known, &because);
    row("decide and because, partly known", Limit::Nanoseconds(3_000.0), partly, &because);
    row("what if, full contact", Limit::None, &known[..1_000], &|facts| policy.decide(facts).what_if().len());
    row("JSON, full contact", Limit::None, &known[..1_000], &|facts| policy.decide(facts).to_json().len());
    let ask = |facts| policy.decide(facts).ask().map_or(0, str::len);
    row("next question, partly known", Limit::None, &partly[..200], &ask);
    row("next question, nothing known", Limit::None, &[Facts::UNKNOWN], &ask);
    peers::engines(table, policy, known);
}
