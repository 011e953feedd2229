//! What came out of a table, in numbers.

use std::collections::BTreeMap;

use govseg::{FactId, Segment};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use strum::VariantArray;

use crate::answers::Kind;
use crate::plan::Plan;

/// The numbers of a whole table. What goes in comes out: `rows_in` is `rows_rejected` and the rows decided on, each of
/// which is one row out, or several where a row is taken once for each value of a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// The rows that were read, readable or not.
    pub rows_in: u64,
    /// The rows that could not be read.
    pub rows_rejected: u64,
    /// The rows that were written.
    pub rows_out: u64,
    /// The decided rows by segment, each of the six.
    pub segments: BTreeMap<Segment, u64>,
    /// The rows that are not decided.
    pub open: Open,
    /// The rows whose facts clash, by what clashes; the most frequent first.
    pub contradictions: Vec<Clash>,
    /// What texts added, if a column of text was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<Told>,
}

/// What evidence from text added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Told {
    /// The rows out that have text.
    pub texts: u64,
    /// Those of which something is suggested.
    pub read: u64,
    /// The open rows that became `suggested`.
    pub suggested: u64,
    /// The rows in which what the text says clashes with the given facts, and was dropped.
    pub dropped: u64,
}

/// The open rows, of two kinds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Open {
    /// Rows that list several customer types and are decided for each of them alone.
    pub populations: u64,
    /// Rows that lack facts.
    pub unknown: u64,
    /// Those of which nothing is known of the fact to ask next, by that fact; the most frequent first.
    pub missing: Vec<Asked>,
    /// Those that have several values of the fact to ask next, by that fact; the most frequent first.
    pub partly_known: Vec<Asked>,
}

/// A fact that rows need next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Asked {
    /// The fact.
    pub fact: String,
    /// In how many rows.
    pub rows: u64,
}

/// Facts that cannot hold together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Clash {
    /// The facts with their values; none where the columns leave no value.
    #[serde(serialize_with = "wire")]
    pub because: Because,
    /// The columns that say something about these facts.
    pub columns: Vec<String>,
    /// In how many rows.
    pub rows: u64,
}

/// Facts by name, each with the names of its values.
pub type Because = Vec<(String, Vec<String>)>;

/// The form that `because` has everywhere.
fn wire<S: Serializer>(because: &[(String, Vec<String>)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(because.len()))?;
    for (fact, values) in because {
        match values.as_slice() {
            [one] => map.serialize_entry(fact, one)?,
            several => map.serialize_entry(fact, several)?,
        }
    }
    map.end()
}

impl Summary {
    /// The decided rows.
    pub fn decided(&self) -> u64 {
        self.segments.values().sum()
    }

    /// The rows whose facts clash.
    pub fn contradictory(&self) -> u64 {
        self.contradictions.iter().map(|clash| clash.rows).sum()
    }
}

/// The numbers while rows are still being read.
#[derive(Default)]
pub(crate) struct Tally {
    segments: BTreeMap<Segment, u64>,
    populations: u64,
    unknown: u64,
    /// By the fact to ask, where nothing is known of it, and where several values are.
    missing: BTreeMap<FactId, u64>,
    partly_known: BTreeMap<FactId, u64>,
    /// By what clashes and the rules of the columns it comes from.
    clashes: BTreeMap<(Because, Vec<usize>), u64>,
    told: Told,
}

impl Tally {
    /// Counts rows of one kind.
    pub(crate) fn add(&mut self, kind: &mut Kind, rows: u64) {
        match kind {
            Kind::Decided(segment) => *self.segments.entry(*segment).or_default() += rows,
            Kind::Populations => self.populations += rows,
            Kind::Unknown { ask, partly } => {
                self.unknown += rows;
                if let Some(fact) = ask {
                    let facts = if *partly { &mut self.partly_known } else { &mut self.missing };
                    *facts.entry(*fact).or_default() += rows;
                }
            }
            Kind::Contradiction(clash) => {
                for (rules, rows) in clash.take() {
                    *self.clashes.entry((clash.because.clone(), rules)).or_default() += rows;
                }
            }
        }
    }

    /// Counts a row by its text: whether there is one, it was read, made the row `suggested`, or was dropped.
    pub(crate) fn tell(&mut self, [text, read, suggested, dropped]: [bool; 4]) {
        self.told.texts += u64::from(text);
        self.told.read += u64::from(read);
        self.told.suggested += u64::from(suggested);
        self.told.dropped += u64::from(dropped);
    }

    /// Adds the numbers of rows that were counted elsewhere.
    pub(crate) fn join(&mut self, other: Self) {
        fn join<K: Ord>(all: &mut BTreeMap<K, u64>, more: BTreeMap<K, u64>) {
            for (key, rows) in more {
                *all.entry(key).or_default() += rows;
            }
        }
        join(&mut self.segments, other.segments);
        self.told.texts += other.told.texts;
        self.told.read += other.told.read;
        self.told.suggested += other.told.suggested;
        self.told.dropped += other.told.dropped;
        join(&mut self.missing, other.missing);
        join(&mut self.partly_known, other.partly_known);
        join(&mut self.clashes, other.clashes);
        self.populations += other.populations;
        self.unknown += other.unknown;
    }

    /// The numbers with the names of facts and columns, for a table of so many rows in, rejected and out.
    pub(crate) fn summary(self, plan: &Plan<'_>, (rows_in, rows_rejected, rows_out): (u64, u64, u64)) -> Summary {
        let names = plan.policy.vocabulary();
        let column = |rule: usize| plan.rules.get(rule).map(|rule| rule.name.clone());
        let count = |segment: Segment| (segment, self.segments.get(&segment).copied().unwrap_or_default());
        let asked = |facts: BTreeMap<FactId, u64>| {
            let asked = facts.into_iter().filter(|(_, rows)| *rows > 0);
            let mut asked: Vec<_> =
                asked.map(|(fact, rows)| Asked { fact: names.name(fact).to_owned(), rows }).collect();
            asked.sort_by_key(|asked| std::cmp::Reverse(asked.rows));
            asked
        };
        let clashes = self.clashes.into_iter();
        let mut contradictions: Vec<_> = clashes
            .map(|((because, rules), rows)| {
                let columns = rules.into_iter().filter_map(column).collect();
                Clash { because, columns, rows }
            })
            .collect();
        contradictions.sort_by_key(|clash| std::cmp::Reverse(clash.rows));
        Summary {
            told: plan.text.as_ref().map(|_| self.told),
            rows_in,
            rows_rejected,
            rows_out,
            segments: Segment::VARIANTS.iter().map(|&segment| count(segment)).collect(),
            open: Open {
                populations: self.populations,
                unknown: self.unknown,
                missing: asked(self.missing),
                partly_known: asked(self.partly_known),
            },
            contradictions,
        }
    }
}
