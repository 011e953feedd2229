//! The values of a column as codes, and how well they are those of a fact or of an official scheme.

use std::collections::{BTreeMap, HashSet};

use govseg::Vocabulary;

use super::words::words;
use crate::cell::codes_in;
use crate::profile::Held;

/// What may stand between several codes of a cell; nothing, above all.
const SEPARATORS: [Option<&str>; 6] = [None, Some(","), Some(";"), Some("|"), Some("/"), Some("\n")];

/// Texts that people write where they do not know.
const NOT_KNOWN: [&str; 14] = [
    "na",
    "n/a",
    "nd",
    "n.d.",
    "-",
    "--",
    "?",
    "null",
    "nan",
    "unknown",
    "not known",
    "no data",
    "not applicable",
    "[not provided]",
];

/// The codes of a column with the number of rows that have them, the most frequent first.
#[derive(Clone, Default)]
pub(super) struct Codes {
    pub(super) separator: Option<&'static str>,
    pub(super) codes: Vec<(String, u64)>,
}

impl Codes {
    fn of(held: &Held, separator: Option<&'static str>) -> Self {
        let mut codes: BTreeMap<String, u64> = BTreeMap::new();
        for (value, rows) in &held.values {
            for code in codes_in(value, separator).into_iter().filter(|code| !code.is_empty()) {
                *codes.entry(code).or_default() += rows;
            }
        }
        let mut codes: Vec<_> = codes.into_iter().collect();
        codes.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
        Self { separator, codes }
    }

    /// Taken apart in every way that comes into question.
    pub(super) fn in_every_way(held: &Held) -> Vec<Self> {
        SEPARATORS.iter().map(|separator| Self::of(held, *separator)).collect()
    }

    /// The codes that mean "not known".
    pub(super) fn not_known(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().map(|(code, _)| code.as_str()).filter(|code| is_not_known(code))
    }

    /// The codes that mean something.
    pub(super) fn known(&self) -> impl Iterator<Item = &(String, u64)> {
        self.codes.iter().filter(|(code, _)| !is_not_known(code))
    }
}

fn is_not_known(code: &str) -> bool {
    NOT_KNOWN.contains(&code.to_lowercase().as_str())
}

/// A closed list of words that a column may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum List {
    Fact(String),
    Crosswalk(String),
}

/// How well a column's values are those of a list.
#[derive(Clone)]
pub(super) struct Fit {
    pub(super) list: List,
    pub(super) codes: Codes,
    pub(super) ignore_case: bool,
    /// The share of codes that are in the list, in per mille of the rows.
    pub(super) share: u64,
    /// Codes that are in the list, each counted once.
    pub(super) distinct: usize,
    /// Codes that are neither in the list nor mean "not known".
    pub(super) strays: Vec<(String, u64)>,
    /// How much the column's name is like the list's.
    alike: usize,
}

/// The least share that is worth a guess.
const LEAST: u64 = 600;

impl Fit {
    /// Whether the list is one of kinds of customers.
    pub(super) fn tells_customers(&self) -> bool {
        match &self.list {
            List::Fact(id) => id == "customer",
            List::Crosswalk(id) => govseg::crosswalk(id).is_ok_and(|scheme| {
                let told = scheme.codes.iter().filter(|code| code.facts.is_given(govseg::Fact::Customer)).count();
                2 * told > scheme.codes.len()
            }),
        }
    }

    /// How the guesses are put in order: share, name, letters as they are, one code a cell.
    fn rank(&self) -> (u64, bool, usize) {
        (self.share + 30 * self.alike.min(3) as u64, !self.ignore_case, usize::from(self.codes.separator.is_none()))
    }
}

/// The lists that fit a column, the best first; several if they fit as well.
pub(super) fn fitting(name: &str, held: &Held) -> Vec<Fit> {
    let ways = Codes::in_every_way(held);
    let mut fits: Vec<Fit> =
        lists().iter().filter_map(|(list, allowed)| best_way(name, list, allowed, &ways)).collect();
    fits.sort_by_key(|fit| std::cmp::Reverse(fit.rank()));
    let best = fits.first().map(Fit::rank);
    fits.retain(|fit| Some(fit.rank()) == best);
    fits
}

/// The facts and the schemes, each with its words. A fact comes before a scheme that has the same words.
fn lists() -> Vec<(List, Vec<String>)> {
    let names = Vocabulary::default();
    let facts = names.facts().map(|fact| (List::Fact(names.name(fact).to_owned()), names.values(fact).to_vec()));
    let schemes = govseg::crosswalks().iter().map(|scheme| {
        let codes = scheme.codes.iter().map(|code| code.code.clone()).collect();
        (List::Crosswalk(scheme.id.clone()), codes)
    });
    facts.chain(schemes).collect()
}

fn best_way(name: &str, list: &List, allowed: &[String], ways: &[Codes]) -> Option<Fit> {
    let exact: HashSet<&str> = allowed.iter().map(String::as_str).collect();
    let small: HashSet<String> = allowed.iter().map(|code| code.to_lowercase()).collect();
    let (alike, hinted) = alike(name, list);
    let fits = ways.iter().flat_map(|codes| [(codes, false), (codes, true)]).filter_map(|(codes, ignore_case)| {
        let is_in = |code: &str| if ignore_case { small.contains(&code.to_lowercase()) } else { exact.contains(code) };
        let (found, strays): (Vec<_>, Vec<_>) = codes.codes.iter().partition(|(code, _)| is_in(code));
        let strays: Vec<_> = strays.into_iter().filter(|(code, _)| !is_not_known(code)).cloned().collect();
        let rows = |codes: &mut dyn Iterator<Item = u64>| codes.sum::<u64>();
        let matched = rows(&mut found.iter().map(|(_, rows)| *rows));
        let all = matched + rows(&mut strays.iter().map(|(_, rows)| *rows));
        let share = (matched * 1000).checked_div(all)?;
        // Numbers, single letters and words like `none` are codes of many things.
        let telling = found.iter().filter(|(code, _)| is_telling(code)).count();
        let sure = hinted || telling >= 2;
        let fit = || Fit {
            list: list.clone(),
            codes: codes.clone(),
            ignore_case,
            share,
            distinct: found.len(),
            strays,
            alike,
        };
        (share >= LEAST && sure).then(fit)
    });
    fits.max_by_key(Fit::rank)
}

fn is_telling(code: &str) -> bool {
    const COMMON: [&str; 7] = ["none", "yes", "no", "other", "true", "false", "both"];
    code.chars().count() > 2 && code.parse::<f64>().is_err() && !COMMON.contains(&code.to_lowercase().as_str())
}

/// How many words a column's name shares with a list's, and whether one of them tells the list from others.
fn alike(name: &str, list: &List) -> (usize, bool) {
    const VAGUE: [&str; 4] = ["service", "type", "code", "kind"];
    let list = match list {
        List::Fact(id) | List::Crosswalk(id) => words(id),
    };
    let shared: Vec<_> = words(name).into_iter().filter(|word| list.contains(word)).collect();
    (shared.len(), shared.iter().any(|word| !VAGUE.contains(&word.as_str())))
}
