//! What a column probably says.

use super::values::{Codes, Fit, fitting};
use super::words::{channel, yes_and_no};
use crate::profile::Held;

/// A guess, for somebody to confirm.
pub(super) enum Guess {
    /// Words of a fact or codes of a scheme; the first of those that fit as well.
    List(Vec<Fit>),
    /// Numbers of contacts through a channel.
    Count { channel: &'static str, codes: Codes, strays: Vec<(String, u64)> },
    /// Yes or no, and what either says.
    YesOrNo { yes: Vec<String>, no: Vec<String>, said: (String, String), codes: Codes },
    /// Codes of the table's own, for somebody to explain.
    Own(Codes),
    /// Numbers, names or free text.
    Unread,
}

/// How many codes of its own a column may have to be worth explaining.
const MOST_CODES: usize = 30;

/// So few that they are codes even if most of them come once.
const FEW_CODES: usize = 8;

pub(super) fn guess(held: &Held) -> Guess {
    let fits = fitting(&held.name, held);
    if !fits.is_empty() {
        return Guess::List(fits);
    }
    let ways = Codes::in_every_way(held);
    let Some(plain) = ways.first() else { return Guess::Unread };
    if let Some(channel) = channel(&held.name)
        && are_numbers(plain)
    {
        let strays = plain.known().filter(|(code, _)| !is_number(code)).cloned().collect();
        return Guess::Count { channel, codes: plain.clone(), strays };
    }
    if let Some((yes, no)) = yes_or_no(plain)
        && let Some(said) = yes_and_no(&held.name)
    {
        return Guess::YesOrNo { yes, no, said, codes: plain.clone() };
    }
    own(held, &ways)
}

/// Whether nearly all codes are numbers, those aside that mean "not known".
fn are_numbers(codes: &Codes) -> bool {
    let (mut numbers, mut all) = (0, 0);
    for (code, rows) in codes.known() {
        all += rows;
        numbers += if is_number(code) { *rows } else { 0 };
    }
    all > 0 && numbers * 10 >= all * 9
}

fn is_number(code: &str) -> bool {
    crate::cell::count(code).is_ok()
}

/// The codes for yes and for no, if there are no others.
fn yes_or_no(codes: &Codes) -> Option<(Vec<String>, Vec<String>)> {
    const YES: [&str; 5] = ["yes", "y", "true", "1", "oui"];
    const NO: [&str; 5] = ["no", "n", "false", "0", "non"];
    let (mut yes, mut no) = (Vec::new(), Vec::new());
    for (code, _) in codes.known() {
        match code.to_lowercase() {
            code_in_small if YES.contains(&code_in_small.as_str()) => yes.push(code.clone()),
            code_in_small if NO.contains(&code_in_small.as_str()) => no.push(code.clone()),
            _ => return None,
        }
    }
    (!yes.is_empty() || !no.is_empty()).then_some((yes, no))
}

/// A column with few codes that come again and again; taken apart if that makes them much fewer.
fn own(held: &Held, ways: &[Codes]) -> Guess {
    let Some(plain) = ways.first() else { return Guess::Unread };
    let fewer = |codes: &&Codes| codes.codes.len() * 4 < plain.codes.len() * 3;
    let codes = ways.iter().skip(1).filter(fewer).min_by_key(|codes| codes.codes.len()).unwrap_or(plain);
    let count = codes.codes.len();
    // In a short table it must do if any code comes again.
    let repeats = held.filled >= 2 * count as u64 || count <= FEW_CODES && held.filled > count as u64;
    if held.whole && (1..=MOST_CODES).contains(&count) && repeats && !are_numbers(codes) {
        Guess::Own(codes.clone())
    } else {
        Guess::Unread
    }
}
