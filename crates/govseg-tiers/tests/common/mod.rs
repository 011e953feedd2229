//! Accounts made at random, and what follows of them in the plainest way.
#![allow(dead_code, reason = "each test file uses its own part")]

use govseg_tiers::{Amount, Choices, Forest};
use proptest::prelude::*;

pub(crate) fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

#[allow(clippy::unnecessary_wraps, reason = "amounts of accounts may be missing")]
pub(crate) fn some(wholes: i64) -> Option<Amount> {
    Some(Amount::from(wholes))
}

/// Accounts by their rows.
#[derive(Clone, Debug)]
pub(crate) struct Accounts {
    pub(crate) ids: Vec<String>,
    pub(crate) parents: Vec<Option<usize>>,
    pub(crate) own: Vec<Option<Amount>>,
}

impl Accounts {
    pub(crate) fn forest(&self) -> Forest {
        let ids: Vec<&str> = self.ids.iter().map(String::as_str).collect();
        let parents: Vec<Option<&str>> = self.parents.iter().map(|parent| parent.map(|row| ids[row])).collect();
        Forest::build(&ids, &parents, &Choices::default()).unwrap()
    }

    /// The account and all above it.
    pub(crate) fn above(&self, account: usize) -> Vec<usize> {
        std::iter::successors(Some(account), |row| self.parents[*row]).collect()
    }

    /// What each account has, if every account takes its own amount to itself and all above.
    pub(crate) fn walked(&self, join: impl Fn(Amount, Amount) -> Amount) -> Vec<Option<Amount>> {
        let mut all: Vec<Option<Amount>> = vec![None; self.ids.len()];
        for (row, own) in self.own.iter().enumerate() {
            let Some(own) = *own else { continue };
            for above in self.above(row) {
                all[above] = Some(all[above].map_or(own, |sum| join(sum, own)));
            }
        }
        all
    }

    /// The same accounts in another order, and where each of them stood before.
    pub(crate) fn shuffled(&self, seed: u64) -> (Self, Vec<usize>) {
        let mut places: Vec<usize> = (0..self.ids.len()).collect();
        // Any order will do; this one is another for each seed.
        places.sort_by_key(|place| {
            (*place as u64 + 1).wrapping_mul(seed | 1).rotate_left(17).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        });
        let now = |before: usize| places.iter().position(|place| *place == before).unwrap();
        let shuffled = Self {
            ids: places.iter().map(|place| self.ids[*place].clone()).collect(),
            parents: places.iter().map(|place| self.parents[*place].map(now)).collect(),
            own: places.iter().map(|place| self.own[*place]).collect(),
        };
        (shuffled, places)
    }
}

/// Up to so many accounts; each belongs to none or to one numbered before it, and rows stand in any order.
pub(crate) fn accounts(most: usize) -> impl Strategy<Value = Accounts> {
    let one = (
        prop::option::weighted(0.8, any::<prop::sample::Index>()),
        prop::option::weighted(0.8, -50_000_000..500_000_000_i64),
    );
    (prop::collection::vec(one, 1..most), any::<u64>()).prop_map(|(rows, seed)| {
        let ids = (0..rows.len()).map(|row| format!("account {row}")).collect();
        let parents = rows
            .iter()
            .enumerate()
            .map(|(row, (parent, _))| parent.filter(|_| row > 0).map(|parent| parent.index(row)));
        let own = rows.iter().map(|(_, own)| own.map(|micros| Amount::from_micros(i128::from(micros))));
        Accounts { ids, parents: parents.collect(), own: own.collect() }.shuffled(seed).0
    })
}
