//! A table of accounts, read row by row.

use govseg::words::{clip, is_day, mend, nearest, quoted};

use super::{Accounts, AccountsError, Coded, Fault};
use crate::program::RollUp;
use crate::{Amount, Program};

/// How many faults are kept to be shown.
const MOST_FAULTS: usize = 20;

/// Where a cell goes.
#[derive(Clone, Copy)]
enum Sink {
    Id,
    Parent,
    ParentShares,
    Amount(usize),
    Share(usize),
    Words(usize),
    Held,
    HeldUntil,
    Currency,
    Period,
    Chance(usize),
}

/// Accounts being read.
pub struct AccountsReader<'a> {
    program: &'a Program,
    /// Each of the columns that is read: its place in the table, its name, and where its cells go.
    sinks: Vec<(usize, String, Sink)>,
    accounts: Accounts,
    faults: Vec<Fault>,
    count: usize,
}

impl<'a> AccountsReader<'a> {
    pub(super) fn new(program: &'a Program, header: &[&str]) -> Result<Self, AccountsError> {
        let mut accounts = Accounts {
            ids: Vec::new(),
            parents: Coded::default(),
            parent_shares: Coded::default(),
            amounts: vec![Vec::new(); program.measures.len()],
            shares: vec![Vec::new(); program.measures.len()],
            words: vec![Coded::default(); program.words.len()],
            held: Vec::new(),
            held_until: Coded::default(),
            currency: Coded::default(),
            period: Coded::default(),
            chances: vec![Vec::new(); program.costs.as_ref().map_or(0, |costs| costs.chances.len())],
            absent: Vec::new(),
        };
        let mut sinks = Vec::new();
        let mut lacking = Vec::new();
        for (name, sink, needed) in wanted(program) {
            let mut places = header.iter().enumerate().filter(|(_, column)| **column == name).map(|(place, _)| place);
            match places.next() {
                Some(_) if places.next().is_some() => return Err(AccountsError::ColumnTwice(clip(name))),
                Some(place) => sinks.push((place, name.to_owned(), sink)),
                None if matches!(sink, Sink::Id) => {
                    return Err(AccountsError::NoIds { column: clip(name), mend: mend(name, header) });
                }
                None => match nearest(name, header) {
                    Some(near) => accounts
                        .absent
                        .push(format!("no column `{name}`: it is unknown for all accounts; did you mean `{near}`?")),
                    None => lacking.extend(needed.then_some(name)),
                },
            }
        }
        accounts.absent.extend(match lacking.as_slice() {
            [] => None,
            [one] => {
                Some(format!("no column `{one}`: it is unknown for all accounts; the table has {}", quoted(header)))
            }
            more => {
                let (more, has) = (quoted(more), quoted(header));
                Some(format!("no column {more}: they are unknown for all accounts; the table has {has}"))
            }
        });
        Ok(Self { program, sinks, accounts, faults: Vec::new(), count: 0 })
    }

    /// The places of the columns that are read; cells of others do not matter.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.sinks.iter().map(|(place, ..)| *place)
    }

    /// A row's cells, in the order of the table's columns; cells that are not there are empty.
    pub fn row<S: AsRef<str>>(&mut self, cells: &[S]) {
        let row = self.accounts.len() + 1;
        for (place, name, sink) in &self.sinks {
            let cell = cells.get(*place).map(|cell| cell.as_ref().trim()).unwrap_or_default();
            if let Err(message) = put(self.program, &mut self.accounts, *sink, cell) {
                self.count += 1;
                if self.faults.len() < MOST_FAULTS {
                    self.faults.push(Fault { row, column: name.clone(), message });
                }
            }
        }
    }

    /// Chances are given for all tiers or none, and come to one.
    fn check_chances(&mut self) {
        let columns = &self.accounts.chances;
        for row in 0..self.accounts.len() {
            let given: Vec<f64> = columns.iter().filter_map(|column| column.get(row).copied().flatten()).collect();
            let sum: f64 = given.iter().sum();
            if given.is_empty() || given.len() == columns.len() && (sum - 1.0).abs() < 1e-6 {
                continue;
            }
            self.count += 1;
            if self.faults.len() < MOST_FAULTS {
                let columns = self.program.costs.iter().flat_map(|costs| &costs.chances);
                let column = columns.map(String::as_str).collect::<Vec<_>>().join(", ");
                let message = format!("{} chances that come to {sum}; give one a tier, which come to 1", given.len());
                self.faults.push(Fault { row: row + 1, column, message });
            }
        }
    }

    /// The accounts.
    ///
    /// # Errors
    /// If there were cells that could not be read.
    pub fn finish(mut self) -> Result<Accounts, AccountsError> {
        self.check_chances();
        if self.count > 0 {
            return Err(AccountsError::Cells { faults: self.faults, count: self.count });
        }
        Ok(self.accounts)
    }
}

impl Program {
    /// The names of the columns that are read of accounts.
    pub fn column_names(&self) -> impl Iterator<Item = &str> {
        wanted(self).into_iter().map(|(name, ..)| name)
    }
}

/// The columns that the programme reads, and whether one that is not there is worth a word.
fn wanted(program: &Program) -> Vec<(&str, Sink, bool)> {
    let columns = &program.columns;
    let mut wanted = vec![(columns.id.as_str(), Sink::Id, true), (columns.parent.as_str(), Sink::Parent, false)];
    let optional = [
        (&columns.shares, Sink::ParentShares),
        (&columns.held, Sink::Held),
        (&columns.held_until, Sink::HeldUntil),
        (&columns.currency, Sink::Currency),
        (&columns.period, Sink::Period),
    ];
    wanted.extend(optional.into_iter().filter_map(|(name, sink)| Some((name.as_deref()?, sink, false))));
    for (number, measure) in program.measures.iter().enumerate() {
        wanted.push((&measure.column, Sink::Amount(number), true));
        if let RollUp::Weighted(share) = &measure.roll_up {
            wanted.push((share, Sink::Share(number), true));
        }
    }
    for (number, column) in program.words.iter().enumerate() {
        let asked = |alternative: &crate::program::Alternative| alternative.words.iter().any(|(one, _)| *one == number);
        wanted.push((&column.column, Sink::Words(number), program.alternatives.iter().any(asked)));
    }
    let chances = program.costs.iter().flat_map(|costs| costs.chances.iter().enumerate());
    wanted.extend(chances.map(|(tier, column)| (column.as_str(), Sink::Chance(tier), false)));
    wanted
}

fn put(program: &Program, accounts: &mut Accounts, sink: Sink, cell: &str) -> Result<(), String> {
    match sink {
        Sink::Id => {
            accounts.ids.push(cell.to_owned());
            if cell.is_empty() { Err("an account without an id".to_owned()) } else { Ok(()) }
        }
        Sink::Parent => {
            accounts.parents.push(cell);
            Ok(())
        }
        Sink::ParentShares => {
            accounts.parent_shares.push(cell);
            Ok(())
        }
        Sink::Amount(number) => amount(accounts.amounts.get_mut(number), cell),
        Sink::Share(number) => amount(accounts.shares.get_mut(number), cell),
        Sink::Words(number) => {
            let (column, coded) = (program.words.get(number), accounts.words.get_mut(number));
            let word = match column {
                Some(column) if !cell.is_empty() => column.word(cell),
                _ => Ok(cell),
            };
            if let Some(coded) = coded {
                coded.push(word.as_ref().copied().unwrap_or_default());
            }
            word.map(|_| ())
        }
        Sink::Held => {
            let tier = if cell.is_empty() { Ok(None) } else { held(program, cell).map(Some) };
            accounts.held.push(tier.as_ref().ok().copied().flatten());
            tier.map(|_| ())
        }
        Sink::HeldUntil => {
            accounts.held_until.push(cell);
            if cell.is_empty() || is_day(cell) {
                return Ok(());
            }
            Err(format!("`{}` is no day; write YYYY-MM-DD", clip(cell)))
        }
        Sink::Currency => {
            accounts.currency.push(cell);
            Ok(())
        }
        Sink::Period => {
            accounts.period.push(cell);
            match program.window.as_ref().and_then(|window| window.period.as_deref()) {
                Some(period) if !cell.is_empty() && cell != period => {
                    Err(format!("`{}` is another period than the programme's, `{period}`", clip(cell)))
                }
                _ => Ok(()),
            }
        }
        Sink::Chance(tier) => {
            let chance = chance(cell);
            if let Some(column) = accounts.chances.get_mut(tier) {
                column.push(chance.as_ref().ok().copied().flatten());
            }
            chance.map(|_| ())
        }
    }
}

fn amount(column: Option<&mut Vec<Option<Amount>>>, cell: &str) -> Result<(), String> {
    let amount = if cell.is_empty() { Ok(None) } else { cell.parse().map(Some) };
    if let Some(column) = column {
        column.push(amount.as_ref().ok().copied().flatten());
    }
    amount.map(|_| ()).map_err(|error: crate::AmountError| error.to_string())
}

#[allow(clippy::cast_possible_truncation, reason = "a programme has at most a hundred tiers")]
fn held(program: &Program, cell: &str) -> Result<u8, String> {
    let ids: Vec<_> = program.tiers.iter().map(|tier| tier.id.as_str()).collect();
    let tier = program.tier(cell).ok_or_else(|| format!("`{}` is no tier; {}", clip(cell), mend(cell, &ids)))?;
    Ok(tier as u8)
}

fn chance(cell: &str) -> Result<Option<f64>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let chance = cell.parse::<f64>().ok().filter(|chance| (0.0..=1.0).contains(chance));
    chance.map(Some).ok_or_else(|| format!("`{}` is no chance; write a number from 0 to 1", clip(cell)))
}
