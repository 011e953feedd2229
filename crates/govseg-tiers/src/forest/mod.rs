//! Accounts and those that they belong to, to any depth.

mod above;
mod decimal;
mod index;
mod links;
mod mixed;
mod order;
mod problem;
mod roll_up;

use std::sync::OnceLock;

use links::Links;
use problem::{Problems, refused};

pub use mixed::Mixed;
pub use problem::{ForestError, ForestProblem, ForestProblemKind};
pub use roll_up::{RollUp, Rolled};

/// What becomes of accounts whose parent is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Orphans {
    /// They are problems.
    #[default]
    Refuse,
    /// They are roots; [`Forest::orphans`] says which. Of several parents, only those that are accounts have their
    /// share.
    Roots,
}

/// How accounts are taken where there is more than one way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choices<'a> {
    /// Accounts whose parent is no account.
    pub orphans: Orphans,
    /// How much of each account its parents have: `0.6|0.4` where they are `A|B`. Without such a column, an account has
    /// one parent at most.
    pub shares: Option<&'a [Option<&'a str>]>,
}

/// Accounts and those that they belong to. An account is known by its row, from 0.
#[derive(Clone, Debug)]
pub struct Forest {
    links: Links,
    order: Vec<u32>,
    orphans: Vec<u32>,
    /// Made when it is first asked for: adding up does without.
    children: OnceLock<Children>,
}

/// The children of all accounts, one after the other.
#[derive(Clone, Debug, Default)]
struct Children {
    start: Vec<u32>,
    rows: Vec<u32>,
}

impl Forest {
    /// Reads accounts from their ids and those of their parents, a row for each. Ids are compared letter by letter. An
    /// empty cell is no parent; `A|B` names two, if no account is called so.
    ///
    /// # Errors
    /// All that is wrong at once: ids that are empty or stand twice, parents that are no accounts or several without
    /// shares, shares that do not sum to 1, accounts that belong to one another in a ring.
    ///
    /// ```
    /// use govseg_tiers::{Choices, Forest};
    ///
    /// let error = Forest::build(&["DHS", "CBP"], &[None, Some("DSH")], &Choices::default()).unwrap_err();
    /// assert_eq!(error.to_string(), "row 2: `CBP` belongs to `DSH`, which is no account; did you mean `DHS`?");
    /// ```
    pub fn build(ids: &[&str], parents: &[Option<&str>], choices: &Choices<'_>) -> Result<Self, ForestError> {
        let lengths = [Some(parents.len()), choices.shares.map(<[_]>::len)];
        if let Some(wrong) = lengths.into_iter().flatten().find(|length| *length != ids.len()) {
            let message =
                format!("there are {} ids and {wrong} cells of parents or shares; give a cell a row", ids.len());
            return Err(refused(ForestProblemKind::Lengths, message));
        }
        if u32::try_from(ids.len()).is_err() {
            let message = format!("there are {} accounts; {} can be told apart", ids.len(), u32::MAX);
            return Err(refused(ForestProblemKind::TooMany, message));
        }
        let mut problems = Problems::default();
        let (links, orphans) = links::read(ids, parents, choices, &mut problems);
        let order = order::order(&links);
        if order.len() < ids.len() {
            order::rings(&links, &order, ids, &mut problems);
        }
        problems.into_result()?;
        Ok(Self { links, order, orphans, children: OnceLock::new() })
    }

    /// How many accounts there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Those that were taken for roots, or lost a parent of several, since there is no such account.
    pub fn orphans(&self) -> &[u32] {
        &self.orphans
    }

    /// The accounts, children before their parents.
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// The account's parents, as they were named.
    pub fn parents(&self, account: usize) -> impl ExactSizeIterator<Item = usize> {
        u32::try_from(account).map_or(&[] as &[u32], |row| self.links.of(row)).iter().map(|parent| *parent as usize)
    }

    /// The account's parent; the first, if it has several.
    pub fn parent(&self, account: usize) -> Option<usize> {
        self.parents(account).next()
    }

    /// The account's children, in the order of rows.
    pub fn children(&self, account: usize) -> impl ExactSizeIterator<Item = usize> {
        let Children { start, rows } = self.children.get_or_init(|| Children::of(&self.links));
        let place = |account: usize| start.get(account).map_or(rows.len(), |start| *start as usize);
        rows.get(place(account)..place(account + 1)).unwrap_or_default().iter().map(|row| *row as usize)
    }
}

impl Children {
    fn of(links: &Links) -> Self {
        let mut start = vec![0_u32; links.rows() as usize + 2];
        let parents = (0..links.rows()).flat_map(|row| links.of(row).iter().map(move |parent| (*parent, row)));
        for (parent, _) in parents.clone() {
            let counted = at(&start, parent + 2) + 1;
            put(&mut start, parent + 2, counted);
        }
        let mut sum = 0;
        for place in &mut start {
            sum += *place;
            *place = sum;
        }
        let mut rows = vec![0; sum as usize];
        for (parent, row) in parents {
            let place = at(&start, parent + 1);
            put(&mut rows, place, row);
            put(&mut start, parent + 1, place + 1);
        }
        start.pop();
        Self { start, rows }
    }
}

/// What stands in a row of a column.
fn at<T: Copy + Default>(column: &[T], row: u32) -> T {
    column.get(row as usize).copied().unwrap_or_default()
}

/// Writes into a row of a column.
fn put<T>(column: &mut [T], row: u32, value: T) {
    if let Some(place) = column.get_mut(row as usize) {
        *place = value;
    }
}
