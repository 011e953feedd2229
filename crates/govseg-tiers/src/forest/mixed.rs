//! Amounts that must not be added up: of several currencies, or of several periods.

use std::collections::BTreeMap;

use govseg::words::clip;

use super::problem::{ForestError, ForestProblemKind as Kind, Problems, listed};
use super::{Forest, OnceLock, at, order, put};

/// What amounts differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mixed {
    /// The money that they are in.
    Currency,
    /// The time that they are of.
    Period,
}

/// Of what the amounts of an account are, its own and those below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Of {
    #[default]
    Nothing,
    One(u32),
    /// It has none of its own, and those below it differ.
    Several,
}

/// A link between amounts that must not be added up.
struct Cut {
    row: u32,
    parent: u32,
    /// What the two are of; that of the parent only where it has its own.
    words: [Option<u32>; 2],
}

impl Forest {
    /// Refuses amounts of several currencies, or periods, under one account. For each account `words` says of what its
    /// own amount is, as a place in `names`; nothing where it has no amount.
    ///
    /// # Errors
    /// The accounts under which they meet, and which of their children differ from it.
    ///
    /// ```
    /// use govseg_tiers::{Choices, Forest, Mixed};
    ///
    /// let ids = ["CBP", "EZ1", "EZ3"];
    /// let forest = Forest::build(&ids, &[None, Some("CBP"), Some("CBP")], &Choices::default())?;
    /// let error = forest.mixed(Mixed::Currency, &[None, Some(0), Some(1)], &["USD", "EUR"], &ids).unwrap_err();
    /// assert!(error.to_string().starts_with("row 1: under `CBP` there are amounts in `EUR` and `USD`"));
    /// # Ok::<(), govseg_tiers::ForestError>(())
    /// ```
    pub fn mixed(&self, what: Mixed, words: &[Option<u32>], names: &[&str], ids: &[&str]) -> Result<(), ForestError> {
        let mut meet: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        for cut in self.cuts(words) {
            let names = cut.words.into_iter().flatten().filter_map(|word| names.get(word as usize));
            meet.entry(cut.parent).or_default().extend(names);
        }
        let (kind, of, mend) = match what {
            Mixed::Currency => (Kind::MixedCurrency, "in", "convert them to one, or keep the accounts apart"),
            Mixed::Period => (Kind::MixedPeriod, "of", "keep the rows of one, or keep the accounts apart"),
        };
        let mut problems = Problems::default();
        for (row, mut found) in meet {
            found.sort_unstable();
            found.dedup();
            problems.add(kind, &[row], ids, || {
                let id = ids.get(row as usize).copied().unwrap_or_default();
                let found = listed(found.iter().map(|name| format!("`{}`", clip(name))));
                format!("under `{}` there are amounts {of} {found}, which are not added up; {mend}", clip(id))
            });
        }
        problems.into_result()
    }

    /// The same accounts without the links between those whose amounts must not be added up.
    #[must_use]
    pub fn apart(&self, words: &[Option<u32>]) -> Self {
        let mut cuts: Vec<(u32, u32)> = self.cuts(words).into_iter().map(|cut| (cut.row, cut.parent)).collect();
        cuts.sort_unstable();
        let links = self.links.without(|row, parent| cuts.binary_search(&(row, parent)).is_ok());
        let order = order::order(&links);
        Self { links, order, orphans: self.orphans.clone(), children: OnceLock::new() }
    }

    /// An account without a word takes that of all below it. Where those differ they meet, and none of them is added to
    /// it.
    fn cuts(&self, words: &[Option<u32>]) -> Vec<Cut> {
        let mut of: Vec<Of> = (0..self.links.rows()).map(|row| at(words, row).map_or(Of::Nothing, Of::One)).collect();
        for &row in &self.order {
            let Of::One(word) = at(&of, row) else { continue };
            for &parent in self.links.of(row) {
                match at(&of, parent) {
                    Of::Nothing => put(&mut of, parent, Of::One(word)),
                    Of::One(other) if other != word && at(words, parent).is_none() => put(&mut of, parent, Of::Several),
                    Of::One(_) | Of::Several => {}
                }
            }
        }
        let links = (0..self.links.rows()).flat_map(|row| self.links.of(row).iter().map(move |parent| (row, *parent)));
        let cut = links.filter_map(|(row, parent)| {
            let Of::One(word) = at(&of, row) else { return None };
            let above = match at(&of, parent) {
                Of::Several => None,
                Of::One(above) if above != word => Some(above),
                Of::One(_) | Of::Nothing => return None,
            };
            Some(Cut { row, parent, words: [Some(word), above] })
        });
        cut.collect()
    }
}
