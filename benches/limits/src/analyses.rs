//! What is measured: each analysis as its users call it.

use std::hint::black_box;
use std::time::Instant;

use govseg::{Contact, Error, Language, Policy};

pub(crate) const ANALYSES: [&str; 6] = ["compile", "decide", "check", "diff", "ask", "document"];

/// The seconds that an analysis takes; reading the policy counts only as `compile`.
pub(crate) fn analyse(analysis: &str, text: &str) -> Result<f64, Error> {
    let begun = Instant::now();
    let policy = Policy::from_toml(text)?;
    let compiled = begun.elapsed().as_secs_f64();
    // The same policy without its first rule.
    let other = text.split_once("[[rule]]").and_then(|(facts, rules)| Some((facts, rules.split_once("[[rule]]")?.1)));
    let other = other.map_or_else(|| text.to_owned(), |(facts, rules)| format!("{facts}[[rule]]{rules}"));
    let other = if analysis == "diff" { Some(Policy::from_toml(&other)?) } else { None };
    let begun = Instant::now();
    match (analysis, other) {
        ("compile", _) => return Ok(compiled),
        ("decide", _) => drop(black_box(policy.decide(Contact::UNKNOWN).because())),
        ("check", _) => drop(black_box(policy.check()?)),
        ("diff", Some(other)) => drop(black_box(policy.diff(&other)?)),
        ("ask", _) => drop(black_box(policy.ask(Contact::UNKNOWN, &[]))),
        _ => drop(black_box(policy.document(Language::English))),
    }
    Ok(begun.elapsed().as_secs_f64())
}
