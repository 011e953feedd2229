//! What an account belongs to, and what it has from there.

use std::collections::HashMap;

use super::{Forest, at, put};
use crate::Amount;

impl Forest {
    /// The account, its parent, and so on to the root; by the first parent, where there are several.
    pub fn path(&self, account: usize) -> impl Iterator<Item = usize> {
        let own = (account < self.len()).then_some(account);
        std::iter::successors(own, |account| self.parent(*account))
    }

    /// The last account on its [`path`](Self::path).
    pub fn root(&self, account: usize) -> usize {
        self.path(account).last().unwrap_or(account)
    }

    /// How many accounts are above it on its [`path`](Self::path).
    pub fn depth(&self, account: usize) -> usize {
        self.path(account).skip(1).count()
    }

    /// The [`root`](Self::root) of every account: which family it is of.
    pub fn roots(&self) -> Vec<u32> {
        let mut roots: Vec<u32> = (0..self.links.rows()).collect();
        for &row in self.order.iter().rev() {
            if let Some(parent) = self.links.of(row).first() {
                let root = at(&roots, *parent);
                put(&mut roots, row, root);
            }
        }
        roots
    }

    /// For each account: which of itself and all above it has the highest rank. On ties the nearest, itself first; of
    /// several parents the first.
    ///
    /// ```
    /// use govseg_tiers::{Choices, Forest};
    ///
    /// let forest = Forest::build(&["CBP", "EZ1", "EZ3"], &[None, Some("CBP"), Some("CBP")], &Choices::default())?;
    /// // Neither of the two earns a tier alone; what they belong to does.
    /// assert_eq!(forest.inherit(&[2, 0, 2]), [0, 0, 2]);
    /// # Ok::<(), govseg_tiers::ForestError>(())
    /// ```
    pub fn inherit(&self, ranks: &[u32]) -> Vec<u32> {
        let mut from: Vec<u32> = (0..self.links.rows()).collect();
        for &row in self.order.iter().rev() {
            for &parent in self.links.of(row) {
                let (above, best) = (at(&from, parent), at(&from, row));
                if at(ranks, above) > at(ranks, best) {
                    put(&mut from, row, above);
                }
            }
        }
        from
    }

    /// The way from an account up to one above it, both included: by the fewest steps. Empty if there is none.
    pub fn path_to(&self, account: usize, top: usize) -> Vec<usize> {
        let mut from: HashMap<usize, usize> = HashMap::new();
        let mut reached = vec![account];
        let mut done = 0;
        while let Some(row) = reached.get(done).copied().filter(|row| *row != top) {
            done += 1;
            for parent in self.parents(row) {
                from.entry(parent).or_insert_with(|| {
                    reached.push(parent);
                    row
                });
            }
        }
        if reached.get(done).is_none() {
            return Vec::new();
        }
        let mut path: Vec<usize> = std::iter::successors(Some(top), |row| from.get(row).copied()).collect();
        path.reverse();
        path
    }

    /// Accounts whose own amount is exactly the sum of their children's, two or more: it may well be that sum, and
    /// counted twice.
    pub fn counted_twice(&self, own: &[Option<Amount>]) -> Vec<usize> {
        let mut sums = vec![(0_usize, Some(Amount::ZERO)); self.len()];
        for (row, own) in (0_u32..).zip(own) {
            for &parent in self.links.of(row) {
                let (children, sum) = at(&sums, parent);
                put(&mut sums, parent, (children + 1, sum.zip(*own).map(|(sum, own)| sum + own)));
            }
        }
        let twice = |own: Option<Amount>, (children, sum)| {
            children > 1 && own == sum && own.is_some_and(|own| own != Amount::ZERO)
        };
        sums.iter().zip(own).enumerate().filter(|(_, (sum, own))| twice(**own, **sum)).map(|(row, _)| row).collect()
    }
}
