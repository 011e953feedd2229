//! How much somebody has to do, and can.

use serde::Serialize;

use crate::Amount;

/// How finely loads are compared: a billionth of what somebody can do.
const FULL: i128 = 1_000_000_000;

/// So many accounts that take so many hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Quantity {
    /// How many accounts.
    pub accounts: u64,
    /// How many hours.
    pub hours: Amount,
}

impl Quantity {
    /// Both together.
    pub(super) fn and(self, other: Self) -> Self {
        Self { accounts: self.accounts + other.accounts, hours: self.hours + other.hours }
    }

    /// What is left of it without the other.
    pub(super) fn without(self, other: Self) -> Self {
        Self { accounts: self.accounts.saturating_sub(other.accounts), hours: self.hours - other.hours }
    }
}

/// How much can be done; nothing where there is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Room {
    pub(super) accounts: Option<u64>,
    pub(super) hours: Option<Amount>,
}

impl Room {
    /// Whether there is room for so much.
    pub(super) fn holds(self, size: Quantity) -> bool {
        self.accounts.is_none_or(|most| size.accounts <= most) && self.hours.is_none_or(|most| size.hours <= most)
    }

    /// What is left of it.
    pub(super) fn less(self, size: Quantity) -> Self {
        Self {
            accounts: self.accounts.map(|most| most.saturating_sub(size.accounts)),
            hours: self.hours.map(|most| most - size.hours),
        }
    }

    /// Both together.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            accounts: self.accounts.zip(other.accounts).map(|(one, other)| one.saturating_add(other)),
            hours: self.hours.zip(other.hours).map(|(one, other)| one + other),
        }
    }

    /// So many times.
    pub(super) fn times(self, count: u64) -> Self {
        let accounts = self.accounts.map(|accounts| accounts.saturating_mul(count));
        Self { accounts, hours: self.hours.map(|hours| hours.times(count)) }
    }

    /// How busy so much makes one, in billionths of what can be done, rounded down.
    pub(super) fn load(self, size: Quantity) -> u64 {
        let share = |part: i128, of: i128| part.saturating_mul(FULL).checked_div(of).unwrap_or_default();
        let accounts = self.accounts.map_or(0, |most| share(i128::from(size.accounts), i128::from(most)));
        let hours = self.hours.map_or(0, |most| share(size.hours.micros(), most.micros()));
        u64::try_from(accounts.max(hours)).unwrap_or_default()
    }

    /// Billionths as a share, where 1 is all.
    #[allow(clippy::cast_precision_loss, reason = "a number to show")]
    pub(super) fn share(load: u64) -> f64 {
        load as f64 / FULL as f64
    }
}
