//! What can be proved of a policy, over the whole space of contacts: [`Policy::check`](crate::Policy::check) and [`Policy::diff`](crate::Policy::diff).
//!
//! Both work on diagrams, so a statement such as "this rule never fires" or "18 of 4,032 contacts change segment" holds
//! for every assignment and rests on no sample.

mod check;
mod cover;
mod diff;
mod finding;
mod names;
mod review;

pub use diff::{Diff, Group, Side};
pub use finding::{Check, Finding, FindingKind, Severity};

use crate::json::Json;
use crate::vocabulary::{FactId, Vocabulary};

/// A set of contacts that can be said in one breath: these facts have one of these values, all others any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// By fact, in order, the values as wire names; no fact stands with all its values.
    pub facts: Vec<(String, Vec<String>)>,
}

impl Area {
    fn new(names: &Vocabulary, sides: impl IntoIterator<Item = (FactId, u64)>) -> Self {
        let facts = sides.into_iter().filter(|&(fact, set)| set != names.all(fact)).map(|(fact, set)| {
            (names.name(fact).to_owned(), names.names_in(fact, set).map(ToOwned::to_owned).collect())
        });
        Self { facts: facts.collect() }
    }

    /// The same as a table of conditions.
    pub(crate) fn json(&self) -> Json {
        Json::object(self.facts.iter().map(|(fact, values)| (fact, Json::strings(values))))
    }
}

impl std::fmt::Display for Area {
    /// `charge = price, duty = audit | penalty`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.facts.is_empty() {
            return f.write_str("any contact");
        }
        for (index, (fact, values)) in self.facts.iter().enumerate() {
            write!(f, "{}{fact} = {}", if index > 0 { ", " } else { "" }, values.join(" | "))?;
        }
        Ok(())
    }
}
