//! What is said of a table in its report, when all rows have been seen.

use std::collections::BTreeMap;
use std::path::Path;

use super::counts::{Class, Counts};
use super::examples::Example;
use super::groups::Largest;
use super::ledger::{Ledger, Topic};
use super::naming::Naming;
use super::outlook::Sums;
use crate::reject::Reject;
use crate::summary::Because;

/// What a report is made of besides the [`Summary`](crate::Summary): rows by organization and type, examples, and what
/// would decide the open rows.
#[derive(Clone, Debug)]
pub struct Findings {
    pub(super) about: About,
    pub(super) counts: Counts,
    pub(super) organizations: Largest,
    pub(super) kinds: Largest,
    pub(super) outlook: Sums,
    pub(super) examples: BTreeMap<Topic, Vec<Example>>,
    pub(super) clashes: BTreeMap<Because, Vec<Example>>,
    pub(super) rejects: Vec<Reject>,
}

/// What was classified, and how.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    /// The inputs, and where rejected rows are, if they are set aside.
    pub(crate) sources: Vec<String>,
    pub(crate) set_aside: Option<String>,
    /// The fact for each value of which rows were taken.
    pub(crate) each: Option<String>,
    pub(crate) naming: Naming,
}

impl Findings {
    /// How many organizations, and how many types, have a row of their own.
    const MOST_GROUPS: usize = 200;
    /// How many examples are shown of a segment, and of each thing that keeps rows open.
    const EXAMPLES: usize = 4;
    const OPEN_EXAMPLES: usize = 2;

    pub(crate) fn new(ledger: Ledger<'_>, about: About) -> Self {
        let most = |topic: &Topic| match topic {
            Topic::Class(Class::Decided(_)) => Self::EXAMPLES,
            _ => Self::OPEN_EXAMPLES,
        };
        let examples = ledger.examples.into_iter().map(|(topic, examples)| {
            let most = most(&topic);
            (topic, examples.shown(most))
        });
        let clashes = ledger.clashes.into_iter();
        Self {
            about,
            counts: ledger.counts,
            organizations: ledger.organizations.largest(Self::MOST_GROUPS),
            kinds: ledger.kinds.largest(Self::MOST_GROUPS),
            outlook: ledger.outlook.finish(),
            examples: examples.collect(),
            clashes: clashes.map(|(because, examples)| (because, examples.shown(Self::OPEN_EXAMPLES))).collect(),
            rejects: ledger.rejects,
        }
    }
}

impl About {
    /// What the table is called: by its file, or by the first and the last and how many there are.
    pub(super) fn table(&self) -> String {
        match self.sources.as_slice() {
            [] => String::new(),
            [one] => file_name(one).to_owned(),
            [first, .., last] => format!("{} … {} ({})", file_name(first), file_name(last), self.sources.len()),
        }
    }

    /// Whether a row's number alone does not say which row it is.
    pub(super) fn has_several_files(&self) -> bool {
        self.sources.len() > 1
    }
}

/// A file's name without its folder, which is nobody else's business.
pub(super) fn file_name(path: &str) -> &str {
    Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or(path)
}
