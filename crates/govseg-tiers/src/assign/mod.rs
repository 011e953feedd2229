//! Tiers of accounts: each evaluated alone and with all that it belongs to, and why.

mod covered;
mod demands;
mod groups;
mod missing;
mod reason;
mod said;
mod standing;
mod treatments;
mod truth;
mod values;
mod wire;

use crate::accounts::Coded;
use crate::forest::{Choices, Forest, ForestError, Orphans};
use crate::program::{Mixed, Owner, Together};
use crate::{Accounts, Program};
pub use covered::Covered;
pub use missing::{Lack, Missing, Way};
pub use reason::{Because, Held};
pub use standing::Standing;
pub use treatments::{Given, Ground};
use truth::{Truth, bits};
use values::Values;
pub use wire::{COLUMNS, View};

/// What came of one account. Tiers are numbers, from the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outcome {
    /// The tier that it is in.
    pub tier: Option<u8>,
    /// Why it is.
    pub standing: Standing,
    /// The tier that it earned, alone or with others. No grant changes it.
    pub earned: Option<u8>,
    /// The tier that it meets by itself.
    pub alone: Option<u8>,
    /// The tier that it meets with all that it belongs to.
    pub together: Option<u8>,
    /// The highest tier that it would be in if what is unknown were favourable; nothing where all is settled.
    pub open: Option<u8>,
    /// The alternatives that hold.
    met: u128,
}

/// The tiers of accounts.
///
/// ```
/// use govseg_tiers::{Accounts, Assignment, Program};
///
/// let program = Program::builtin("shared-services")?;
/// let mut reader = Accounts::reader(&program, &["account", "parent", "revenue"])?;
/// for row in [["CBP", "", ""], ["EZ1", "CBP", "620000"], ["EZ3", "CBP", "540000"]] {
///     reader.row(&row);
/// }
/// let accounts = reader.finish()?;
/// let tiers = Assignment::new(&program, &accounts, None)?;
/// let id = |tier: Option<u8>| tier.map(|tier| program.tiers[usize::from(tier)].id.as_str());
/// let ez1 = tiers.outcomes()[1];
/// assert_eq!((id(ez1.alone), id(ez1.together), id(ez1.tier)), (Some("growth"), Some("key"), Some("key")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Assignment<'a> {
    program: &'a Program,
    accounts: &'a Accounts,
    forest: Forest,
    values: Values,
    outcomes: Vec<Outcome>,
    warnings: Vec<String>,
}

impl<'a> Assignment<'a> {
    /// Assigns tiers, as they are on a day (`YYYY-MM-DD`); without one, no tier that was held before counts.
    ///
    /// # Errors
    /// If accounts belong together in a way that cannot be, or differ in currency or period.
    pub fn new(program: &'a Program, accounts: &'a Accounts, on: Option<&str>) -> Result<Self, ForestError> {
        let forest = forest(program, accounts)?;
        let values = Values::new(program, accounts, &forest)?;
        let mut warnings = accounts.absent.clone();
        warnings.extend(Values::counted_twice(program, accounts, &forest));
        let mut assignment = Self { program, accounts, forest, values, outcomes: Vec::new(), warnings };
        assignment.outcomes = assignment.all(on);
        Ok(assignment)
    }

    /// What came of each account, in the order of the rows.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// The programme.
    pub fn program(&self) -> &'a Program {
        self.program
    }

    /// The accounts.
    pub fn accounts(&self) -> &'a Accounts {
        self.accounts
    }

    /// How the accounts belong together.
    pub fn forest(&self) -> &Forest {
        &self.forest
    }

    /// What an account and all that belongs to it have of a measure, as far as it is known.
    pub fn whole_amount(&self, measure: usize, account: usize) -> Option<crate::Amount> {
        self.values.whole_amount(measure, account)
    }

    /// What is to be looked at: columns that are not there, parents that seem to be counted twice.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    fn all(&self, on: Option<&str>) -> Vec<Outcome> {
        let program = self.program;
        let alone_only = bits(program, |one| match one.owner {
            Owner::Tier(tier) => program.tiers.get(tier).is_some_and(|tier| tier.alone),
            Owner::Grant(_) => true,
        });
        let by_tier: Vec<u128> =
            (0..program.tiers.len()).map(|tier| bits(program, |one| one.owner == Owner::Tier(tier))).collect();
        let together = self.together();
        let highest =
            |bits: u128| by_tier.iter().rposition(|own| own & bits != 0).and_then(|tier| u8::try_from(tier).ok());
        let standing = standing::Rules::new(program, on);
        (0..self.accounts.len())
            .map(|account| {
                let words = self.values.words(self.accounts, account);
                let alone = self.values.alone(self.accounts, &self.forest, account) & words;
                let whole = together.get(account).copied().unwrap_or_default() & words & Truth::of(!alone_only);
                let truth = alone | whole;
                let earned = highest(truth.sure);
                let (tier, why) = standing.of(self.accounts, account, earned);
                let open = highest(truth.may).filter(|may| why != Standing::Outside && Some(*may) > tier.max(earned));
                Outcome {
                    tier,
                    standing: why,
                    earned,
                    alone: highest(alone.sure),
                    together: highest(whole.sure),
                    open,
                    met: truth.sure,
                }
            })
            .collect()
    }

    /// What holds of each account with all that it belongs to, as far as its words let it.
    fn together(&self) -> Vec<Truth> {
        let accounts = self.accounts.len();
        let mut whole: Vec<Truth> = (0..accounts).map(|account| self.values.whole(account)).collect();
        match self.program.columns.together {
            Together::Root => {
                for &account in self.forest.order().iter().rev() {
                    let above = self.forest.parents(account as usize).filter_map(|parent| whole.get(parent).copied());
                    let above = above.fold(Truth::default(), |one, other| one | other);
                    if let Some(own) = whole.get_mut(account as usize) {
                        *own = *own | above;
                    }
                }
                whole
            }
            Together::Steps(0) => {
                (0..accounts).map(|account| self.values.alone(self.accounts, &self.forest, account)).collect()
            }
            Together::Steps(_) => (0..accounts)
                .map(|account| {
                    let seen = self.above(account).filter_map(|above| whole.get(above));
                    seen.fold(Truth::default(), |one, other| one | *other)
                })
                .collect(),
        }
    }

    /// The account and those above it that it counts together with, the nearest first.
    fn above(&self, account: usize) -> impl Iterator<Item = usize> {
        let most = match self.program.columns.together {
            Together::Root => usize::MAX,
            Together::Steps(steps) => steps as usize + 1,
        };
        let mut found = vec![account];
        let mut layer = vec![account];
        let mut steps = 1;
        while !layer.is_empty() && steps < most {
            let next: Vec<usize> = layer.iter().flat_map(|&one| self.forest.parents(one)).collect();
            layer = next.into_iter().filter(|parent| !found.contains(parent)).collect();
            layer.dedup();
            found.extend(&layer);
            steps += 1;
        }
        found.into_iter()
    }
}

/// How accounts belong together, with those apart that must not be added.
fn forest(program: &Program, accounts: &Accounts) -> Result<Forest, ForestError> {
    let ids: Vec<&str> = accounts.ids.iter().map(String::as_str).collect();
    let (parents, shares) = (cells(&accounts.parents, ids.len()), cells(&accounts.parent_shares, ids.len()));
    let orphans = if program.columns.orphans_are_roots { Orphans::Roots } else { Orphans::Refuse };
    let shares = program.columns.shares.is_some().then_some(shares.as_slice());
    let mut forest = Forest::build(&ids, &parents, &Choices { orphans, shares })?;
    let money = |row: usize| accounts.amounts.iter().any(|amounts| amounts.get(row).is_some_and(Option::is_some));
    for (what, column) in
        [(crate::forest::Mixed::Currency, &accounts.currency), (crate::forest::Mixed::Period, &accounts.period)]
    {
        if column.names().len() < 2 {
            continue;
        }
        let words: Vec<Option<u32>> =
            column.options().into_iter().enumerate().map(|(row, word)| word.filter(|_| money(row))).collect();
        match program.columns.mixed {
            Mixed::Refuse => {
                let names: Vec<&str> = column.names().iter().map(String::as_str).collect();
                forest.mixed(what, &words, &names, &ids)?;
            }
            Mixed::Apart => forest = forest.apart(&words),
        }
    }
    Ok(forest)
}

/// What stands in each row of a column, which need not be there.
fn cells(column: &Coded, rows: usize) -> Vec<Option<&str>> {
    (0..rows).map(|row| column.word(row)).collect()
}
