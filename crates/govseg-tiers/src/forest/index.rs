//! Which row an id stands in.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

/// Rows by their ids: four bytes an account, beside the ids themselves.
pub(super) struct Index<'a> {
    ids: &'a [&'a str],
    rows: HashTable<u32>,
    state: RandomState,
}

impl<'a> Index<'a> {
    /// Of all ids; `again` is told of each row whose id stood in an earlier one, and of that earlier one.
    pub(super) fn of(ids: &'a [&'a str], mut again: impl FnMut(u32, u32)) -> Self {
        let state = RandomState::default();
        let mut rows = HashTable::with_capacity(ids.len());
        let id_of = |row: u32| ids.get(row as usize).copied().unwrap_or_default();
        for (row, id) in (0_u32..).zip(ids) {
            let entry =
                rows.entry(state.hash_one(id), |&known| id_of(known) == *id, |&known| state.hash_one(id_of(known)));
            match entry {
                Entry::Occupied(known) => again(row, *known.get()),
                Entry::Vacant(place) => {
                    place.insert(row);
                }
            }
        }
        Self { ids, rows, state }
    }

    /// The first row with that id.
    pub(super) fn row(&self, id: &str) -> Option<u32> {
        self.rows
            .find(self.state.hash_one(id), |&row| self.ids.get(row as usize).is_some_and(|known| *known == id))
            .copied()
    }
}
