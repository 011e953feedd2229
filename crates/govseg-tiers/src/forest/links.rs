//! Which accounts an account belongs to, and by how much.

use std::collections::BTreeMap;

use govseg::words::{clip, nearest};

use super::decimal::Decimal;
use super::index::Index;
use super::problem::{ForestProblemKind as Kind, Problems};
use super::{Choices, Orphans};
use crate::Amount;

/// What stands between several parents in a cell, and between their shares.
const BETWEEN: char = '|';
/// For how many orphans the nearest id is looked for: among a million ids that takes its time.
const SUGGESTED: usize = 3;

/// The parents of all rows, one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    /// Where the parents of each row begin; one place more than rows.
    start: Vec<u32>,
    parents: Vec<u32>,
    /// How much of the row each parent has; empty where no row is divided.
    shares: Vec<Decimal>,
}

impl Links {
    /// How many rows there are.
    pub(super) fn rows(&self) -> u32 {
        u32::try_from(self.start.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The parents of a row.
    pub(super) fn of(&self, row: u32) -> &[u32] {
        self.parents.get(self.range(row)).unwrap_or_default()
    }

    /// The parents of a row, each with the share that it has.
    pub(super) fn shared(&self, row: u32) -> impl Iterator<Item = (u32, Decimal)> {
        let range = self.range(row);
        let shares = self.shares.get(range.clone()).unwrap_or_default().iter().copied();
        let parents = self.parents.get(range).unwrap_or_default().iter().copied();
        parents.zip(shares.chain(std::iter::repeat(Decimal::ONE)))
    }

    /// Whether some row is divided.
    pub(super) fn are_divided(&self) -> bool {
        !self.shares.is_empty()
    }

    /// The same without some of them.
    pub(super) fn without(&self, cut: impl Fn(u32, u32) -> bool) -> Self {
        let mut kept = Self { start: vec![0], ..Self::default() };
        for row in 0..self.rows() {
            for (parent, share) in self.shared(row).filter(|(parent, _)| !cut(row, *parent)) {
                kept.parents.push(parent);
                if self.are_divided() {
                    kept.shares.push(share);
                }
            }
            kept.close();
        }
        kept
    }

    fn range(&self, row: u32) -> std::ops::Range<usize> {
        let at = |row: usize| self.start.get(row).map_or(0, |start| *start as usize);
        at(row as usize)..at(row as usize + 1)
    }

    /// Ends a row.
    fn close(&mut self) {
        self.start.push(u32::try_from(self.parents.len()).unwrap_or(u32::MAX));
    }
}

/// A row, and a parent of it that is no account.
type Orphan<'a> = (u32, &'a str);

/// Reads the parents of all rows. What is wrong goes to `problems`; the rows that name a parent which is no account
/// come with the links.
pub(super) fn read(
    ids: &[&str],
    parents: &[Option<&str>],
    choices: &Choices<'_>,
    problems: &mut Problems,
) -> (Links, Vec<u32>) {
    let index = index(ids, parents, problems);
    let mut links = Links { start: Vec::with_capacity(ids.len() + 1), ..Links::default() };
    links.start.push(0);
    links.parents.reserve(ids.len());
    let mut orphans = Vec::new();
    for (row, cell) in (0_u32..).zip(parents) {
        if let Some(cell) = cell.map(str::trim).filter(|cell| !cell.is_empty()) {
            let share = choices.shares.and_then(|shares| shares.get(row as usize)).copied().flatten();
            let reading = Reading { ids, index: &index, row, cell, divided: choices.shares.is_some() };
            reading.into(&mut links, share, &mut orphans, problems);
        }
        links.close();
    }
    if choices.orphans == Orphans::Refuse {
        refuse(&orphans, ids, problems);
    }
    let mut orphans: Vec<u32> = orphans.into_iter().map(|(row, _)| row).collect();
    orphans.dedup();
    (links, orphans)
}

/// The rows by their ids; ids that are none, or stand twice, are problems.
fn index<'a>(ids: &'a [&'a str], parents: &[Option<&str>], problems: &mut Problems) -> Index<'a> {
    for (row, _) in (0_u32..).zip(ids).filter(|(_, id)| id.trim().is_empty()) {
        problems.add(Kind::NoId, &[row], ids, || "the account has no id; give it one".to_owned());
    }
    let mut twice: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let index = Index::of(ids, |row, first| twice.entry(first).or_insert_with(|| vec![first]).push(row));
    for rows in twice.values() {
        let at = |row: &u32| (ids.get(*row as usize).copied().unwrap_or_default(), parents.get(*row as usize));
        let Some(((id, first), rest)) = rows.split_first().map(|(first, rest)| (at(first), rest)) else { continue };
        if id.trim().is_empty() {
            continue;
        }
        if rest.iter().all(|row| at(row).1 == first) {
            problems.add(Kind::Duplicate, rows, ids, || {
                format!("`{}` stands {} times; keep one row for each account", clip(id), rows.len())
            });
        } else {
            problems.add(Kind::SeveralParents, rows, ids, || {
                format!(
                    "`{}` stands {} times, with several parents; write one row, its parents separated by `|`, and how \
                     much of it each has, as `0.6|0.4`, in a column of shares",
                    clip(id),
                    rows.len()
                )
            });
        }
    }
    index
}

/// A cell that names parents.
struct Reading<'a> {
    ids: &'a [&'a str],
    index: &'a Index<'a>,
    row: u32,
    cell: &'a str,
    divided: bool,
}

impl<'a> Reading<'a> {
    fn into(self, links: &mut Links, share: Option<&str>, orphans: &mut Vec<Orphan<'a>>, problems: &mut Problems) {
        let share = share.map(str::trim).filter(|share| !share.is_empty());
        if let Some(parent) = self.index.row(self.cell) {
            links.parents.push(parent);
            if links.are_divided() {
                links.shares.push(Decimal::ONE);
            }
            if share.is_some_and(|share| share.parse() != Ok(Amount::from(1))) {
                self.wrong(problems, Kind::Shares, "it has one parent, which has all of it; write 1, or nothing");
            }
            return;
        }
        if !self.cell.contains(BETWEEN) {
            orphans.push((self.row, self.cell));
            return;
        }
        if !self.divided {
            let what =
                "it has several parents; keep one, or say how much of it each has, as `0.6|0.4`, in a column of shares";
            self.wrong(problems, Kind::SeveralParents, what);
            return;
        }
        let names: Vec<&str> = self.cell.split(BETWEEN).map(str::trim).collect();
        let shares: Vec<Amount> =
            share.unwrap_or_default().split(BETWEEN).filter_map(|share| share.parse().ok()).collect();
        if shares.len() != names.len() || shares.iter().any(|share| *share <= Amount::ZERO) {
            let what = format!("it has {} parents; give a share above 0 for each, as `0.6|0.4`", names.len());
            self.wrong(problems, Kind::Shares, &what);
            return;
        }
        let sum: Amount = shares.iter().copied().sum();
        if sum != Amount::from(1) {
            self.wrong(problems, Kind::Shares, &format!("its shares sum to {sum}; they must sum to 1"));
            return;
        }
        // Until now every parent had all of its children.
        if !links.are_divided() {
            links.shares.resize(links.parents.len(), Decimal::ONE);
        }
        let first = links.parents.len();
        for (name, share) in names.iter().zip(shares) {
            match self.index.row(name) {
                Some(parent) if links.parents.iter().skip(first).any(|known| *known == parent) => {
                    self.wrong(
                        problems,
                        Kind::SeveralParents,
                        &format!("it names `{}` twice; name it once", clip(name)),
                    );
                }
                Some(parent) => {
                    links.parents.push(parent);
                    links.shares.push(Decimal::of(share));
                }
                None => orphans.push((self.row, name)),
            }
        }
    }

    fn wrong(&self, problems: &mut Problems, kind: Kind, what: &str) {
        let id = self.ids.get(self.row as usize).copied().unwrap_or_default();
        problems.add(kind, &[self.row], self.ids, || format!("`{}`: {what}", clip(id)));
    }
}

/// Accounts whose parent is none are problems.
fn refuse(orphans: &[Orphan<'_>], ids: &[&str], problems: &mut Problems) {
    for (number, (row, name)) in orphans.iter().enumerate() {
        problems.add(Kind::Orphan, &[*row], ids, || {
            let near = (number < SUGGESTED).then(|| nearest(name, ids)).flatten();
            let mend = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "add a row for it, leave the cell empty, or take such accounts for roots".to_owned(),
            };
            let id = ids.get(*row as usize).copied().unwrap_or_default();
            format!("`{}` belongs to `{}`, which is no account; {mend}", clip(id), clip(name))
        });
    }
}
