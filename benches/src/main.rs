//! One table of times and ratios: deciding a contact, and saying why, beside a hand-written chain of `if`s.

mod columns;
mod contacts;
mod if_chain;
mod rows;
mod table;

use std::hint::black_box;

use govseg::{Facts, Policy};

use contacts::{full, half_known};
use table::{Limit, Table};

fn main() {
    let policy = Policy::gsa_2008();
    let known = full(10_000);
    for &facts in &known {
        let decided = policy.decide(facts).segment();
        assert_eq!(decided, if_chain::segment(facts), "{facts}");
    }

    let mut table = Table::default();
    decisions(&mut table, policy, &known, &half_known(10_000));
    columns::columns(&mut table, policy);
    rows::rows(&mut table, policy);
    table.print();
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
}
