//! Exact decimal factors: by them amounts are multiplied without any rounding before the end.

use crate::Amount;

/// How many decimals an amount has.
const PLACES: u32 = 6;

/// `number` over ten to the power of `places`, with as few places as it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    number: i128,
    pub(super) places: u32,
}

impl Decimal {
    pub(super) const ONE: Self = Self { number: 1, places: 0 };

    pub(super) const fn of(amount: Amount) -> Self {
        let (mut number, mut places) = (amount.micros(), PLACES);
        while places > 0 && number % 10 == 0 {
            number /= 10;
            places -= 1;
        }
        Self { number, places }
    }

    /// Both factors in one; nothing if it is too large.
    pub(super) fn times(self, other: Self) -> Option<Self> {
        Some(Self { number: self.number.checked_mul(other.number)?, places: self.places + other.places })
    }

    /// So much of a number that ten to the power of `places` divides; nothing if it is too large.
    pub(super) fn part_of(self, number: i128) -> Option<i128> {
        if self == Self::ONE {
            return Some(number);
        }
        (number / power(self.places)?).checked_mul(self.number)
    }
}

/// Ten to that power; nothing if it is too large.
pub(super) fn power(places: u32) -> Option<i128> {
    10_i128.checked_pow(places)
}
