//! A recipe held against a table: what each column says, what it does not map, and what comes out.

use std::collections::BTreeMap;
use std::io;

use govseg::{Contact, Policy};
use serde::Serialize;

use super::Recipe;
use crate::cell::{ColumnRule, Meaning};
use crate::classify::Classify;
use crate::column::Column;
use crate::error::TableError;
use crate::format::Format;
use crate::input::Input;
use crate::output::Output;
use crate::profile::{Held, Profile};
use crate::summary::Summary;
use crate::warning::Warning;

/// What a recipe makes of a table.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TableCheck {
    /// What comes out, row by row. Rows with a code that is not mapped count as rejected, unless the recipe takes such
    /// codes for unknown.
    pub summary: Summary,
    /// The columns that the recipe reads and the table has, in the recipe's order.
    pub columns: Vec<ColumnCheck>,
    /// What is probably not as it was meant.
    pub warnings: Vec<Warning>,
}

/// What one column says.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ColumnCheck {
    /// The column.
    pub column: String,
    /// The rows that have a value.
    pub rows: u64,
    /// The rows in which it says something.
    pub says: u64,
    /// About which facts, in how many rows.
    pub facts: Vec<Narrowed>,
    /// The codes that are not mapped, the most frequent first.
    pub unmapped: Vec<UnmappedCode>,
    /// Whether all values were looked at; where there are very many different ones, only the first are.
    pub whole: bool,
}

/// A fact that a column says something about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Narrowed {
    /// The fact.
    pub fact: String,
    /// In how many rows.
    pub rows: u64,
}

/// A code that a recipe does not map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct UnmappedCode {
    /// The code.
    pub code: String,
    /// In how many rows.
    pub rows: u64,
    /// What is wrong with it, and the nearest code.
    pub reason: String,
}

impl Recipe {
    /// Holds the recipe against a table, which `open` gives as often as it is asked to.
    ///
    /// # Errors
    /// If the table cannot be read at all. Rows that cannot be read are counted.
    pub fn check<'i>(
        &self,
        policy: &Policy,
        open: impl Fn() -> Result<Input<'i>, TableError>,
    ) -> Result<TableCheck, TableError> {
        let profile = Profile::of(open()?)?;
        let report = Classify::new(policy).recipe(self).columns(vec![Column::Status]).prefix("govseg_check_").run(
            open()?,
            Output::stream("the check", io::sink(), Some(Format::JsonLines)),
            Some(Output::stream("unreadable rows", io::sink(), Some(Format::JsonLines))),
        )?;
        let columns = self.columns.iter().filter_map(|rule| Some(column(rule, profile.column(&rule.name)?, policy)));
        let columns = columns.collect();
        let mut warnings = self.warnings();
        warnings.extend(report.warnings);
        warnings.extend(self.absent_roles(&profile));
        Ok(TableCheck { summary: report.summary, columns, warnings })
    }

    /// What can be seen without a table: columns that can never say anything.
    pub fn warnings(&self) -> Vec<Warning> {
        let idle = self.columns.iter().filter(|rule| match &rule.meaning {
            Meaning::Fact { .. } => false,
            Meaning::Codes(codes) => codes.codes.values().all(|said| *said == Contact::UNKNOWN),
            Meaning::Positive(said) => *said == Contact::UNKNOWN,
        });
        idle.map(|rule| Warning::SaysNothing { column: rule.name.clone() }).collect()
    }

    /// The columns for reports that the table does not have.
    fn absent_roles(&self, profile: &Profile) -> impl Iterator<Item = Warning> {
        let roles = [("organization", &self.organization), ("type", &self.kind), ("label", &self.label)];
        let names: Vec<_> = profile.columns.iter().map(|column| column.name.as_str()).collect();
        let absent = roles.into_iter().filter_map(move |(role, column)| {
            let column = column.as_ref().filter(|column| !names.contains(&column.as_str()))?;
            let nearest = govseg::words::nearest(column, &names);
            Some(Warning::MissingRole { role: role.to_owned(), column: column.clone(), nearest })
        });
        absent.collect::<Vec<_>>().into_iter()
    }
}

fn column(rule: &ColumnRule, held: &Held, policy: &Policy) -> ColumnCheck {
    let names = policy.vocabulary();
    let mut says = 0;
    let mut facts: BTreeMap<_, u64> = BTreeMap::new();
    let mut unmapped: BTreeMap<String, (u64, String)> = BTreeMap::new();
    for (value, rows) in &held.values {
        // What cannot be read is named below.
        let said = rule.json(&value.to_string(), names).unwrap_or_default();
        says += if said == Contact::UNKNOWN { 0 } else { *rows };
        for fact in names.given(said) {
            *facts.entry(fact).or_default() += rows;
        }
        for code in rule.codes_in(value) {
            if let Err(reason) = rule.look_up(&code, names) {
                unmapped.entry(code).or_insert((0, reason.words)).0 += rows;
            }
        }
    }
    let mut unmapped: Vec<_> =
        unmapped.into_iter().map(|(code, (rows, reason))| UnmappedCode { code, rows, reason }).collect();
    unmapped.sort_by_key(|unmapped| std::cmp::Reverse(unmapped.rows));
    let facts = facts.into_iter().map(|(fact, rows)| Narrowed { fact: names.name(fact).to_owned(), rows });
    ColumnCheck {
        column: rule.name.clone(),
        rows: held.filled,
        says,
        facts: facts.collect(),
        unmapped,
        whole: held.whole,
    }
}
