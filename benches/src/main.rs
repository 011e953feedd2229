//! One table of times and ratios: deciding a contact, and saying why, beside a hand-written chain of `if`s.

mod contacts;
mod if_chain;
mod table;

use std::hint::black_box;

use govseg::{Facts, Policy};

use contacts::{full, half_known};
use table::Table;

fn main() {
    let policy = Policy::gsa_2008();
    let known = full(10_000);
    let partly = half_known(10_000);
    for &facts in &known {
        let decided = policy.decide(facts).segment();
        assert_eq!(decided, if_chain::segment(facts), "{facts}");
    }

    let mut table = Table::new(
        "if-chain, full contact",
        || known.iter().filter(|&&facts| if_chain::segment(black_box(facts)).is_some()).count(),
        known.len(),
    );
    let mut row = |name: &str, contacts: &[Facts], every: &dyn Fn(Facts) -> usize| {
        table.row(name, contacts.len(), || contacts.iter().map(|&facts| every(black_box(facts))).sum());
    };
    row("decide, full contact", &known, &|facts| policy.decide(facts).possible().len() as usize);
    row("decide, partly known", &partly, &|facts| policy.decide(facts).possible().len() as usize);
    row("decide and because, full contact", &known, &|facts| policy.decide(facts).because().len());
    row("decide and because, partly known", &partly, &|facts| policy.decide(facts).because().len());
    row("what if, full contact", &known[..1_000], &|facts| policy.decide(facts).what_if().len());
    row("JSON, full contact", &known[..1_000], &|facts| policy.decide(facts).to_json().len());
    row("next question, partly known", &partly[..200], &|facts| policy.decide(facts).ask().map_or(0, str::len));
    row("next question, nothing known", &[Facts::UNKNOWN], &|facts| policy.decide(facts).ask().map_or(0, str::len));
    table.print();
}
