//! Which contacts were read before: told in the order of the rows, whichever thread they are on.

use std::collections::HashSet;
use std::hash::BuildHasher;
use std::sync::{Condvar, Mutex, PoisonError};

use foldhash::fast::FixedState;

/// An id, as two independent hashes of it.
pub(crate) type Hashed = (u64, u64);

pub(crate) fn hashed(id: &str) -> Hashed {
    (FixedState::with_seed(1).hash_one(id), FixedState::with_seed(2).hash_one(id))
}

/// The contacts so far, and whose turn it is.
#[derive(Default)]
pub(super) struct Turn {
    state: Mutex<State>,
    passed: Condvar,
}

#[derive(Default)]
struct State {
    contacts: HashSet<Hashed, FixedState>,
    /// The rows that were looked through.
    rows: u64,
    /// Whether somebody's turn will never come.
    failed: bool,
}

impl Turn {
    /// Waits for all rows before these, and says which of the contacts were read before, by their places.
    pub(super) fn take(&self, before: u64, rows: u64, contacts: &[(usize, Hashed)]) -> Vec<usize> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.rows != before && !state.failed {
            state = self.passed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let again = contacts.iter().filter(|(_, id)| !state.contacts.insert(*id)).map(|(row, _)| *row).collect();
        state.rows += rows;
        self.passed.notify_all();
        again
    }

    /// Lets everybody go on: what comes of it is thrown away.
    pub(super) fn fail(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).failed = true;
        self.passed.notify_all();
    }
}
