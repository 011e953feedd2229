//! Natural numbers of any size: no more of them than counting needs, since a page that asks questions loads this too.

use std::cmp::Ordering;
use std::fmt;

/// A natural number as digits to the base 2^32, the lowest first, none of the highest being zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Natural(Vec<u32>);

/// What a digit leaves, and what it carries over.
#[expect(clippy::cast_possible_truncation, reason = "the lower half is what is wanted")]
const fn split(sum: u64) -> (u32, u64) {
    (sum as u32, sum >> u32::BITS)
}

impl Natural {
    pub(crate) fn plus(mut self, other: &Self) -> Self {
        let mut carried = 0;
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        for (digit, other) in self.0.iter_mut().zip(others) {
            (*digit, carried) = split(u64::from(*digit) + u64::from(other) + carried);
        }
        if carried > 0 {
            self.0.push(split(carried).0);
        }
        self
    }

    pub(crate) fn times(&self, other: &Self) -> Self {
        let mut product = vec![0; self.0.len() + other.0.len()];
        for (place, &digit) in self.0.iter().enumerate() {
            let mut carried = 0;
            let others = other.0.iter().copied().chain([0]);
            for (sum, other) in product.iter_mut().skip(place).zip(others) {
                (*sum, carried) = split(u64::from(digit) * u64::from(other) + u64::from(*sum) + carried);
            }
        }
        Self::trimmed(product)
    }

    /// A share as a number to show: the first number over the second, which is the greater.
    #[expect(clippy::cast_precision_loss, reason = "a number to show")]
    pub(crate) fn over(&self, whole: &Self) -> f64 {
        // Both may be beyond any f64: the same lowest digits of both are left out, and at least 65 bits remain.
        let left_out = whole.0.len().saturating_sub(3);
        let first = |number: &Self| {
            let digits = number.0.get(left_out..).unwrap_or_default();
            digits.iter().rev().fold(0_u128, |sum, &digit| sum << u32::BITS | u128::from(digit)) as f64
        };
        first(self) / first(whole)
    }

    fn trimmed(mut digits: Vec<u32>) -> Self {
        while digits.last() == Some(&0) {
            digits.pop();
        }
        Self(digits)
    }
}

impl From<u64> for Natural {
    fn from(number: u64) -> Self {
        let (low, high) = split(number);
        Self::trimmed(vec![low, split(high).0])
    }
}

impl From<u128> for Natural {
    fn from(number: u128) -> Self {
        Self::trimmed(number.to_le_bytes().as_chunks().0.iter().map(|digit| u32::from_le_bytes(*digit)).collect())
    }
}

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        let lengths = self.0.len().cmp(&other.0.len());
        lengths.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// In decimal digits.
impl fmt::Display for Natural {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const TOGETHER: u64 = 1_000_000_000;
        let (mut rest, mut groups) = (self.clone(), Vec::new());
        loop {
            let remainder = rest.0.iter_mut().rev().fold(0, |remainder, digit| {
                let part = remainder << u32::BITS | u64::from(*digit);
                *digit = split(part / TOGETHER).0;
                part % TOGETHER
            });
            groups.push(remainder);
            rest = Self::trimmed(rest.0);
            if rest.0.is_empty() {
                break;
            }
        }
        let mut groups = groups.iter().rev();
        write!(f, "{}", groups.next().unwrap_or(&0))?;
        groups.try_for_each(|group| write!(f, "{group:09}"))
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigUint;
    use proptest::prelude::*;

    use super::*;

    fn both() -> impl Strategy<Value = (Natural, BigUint)> {
        // Digits that carry and digits that do not, and numbers of every length.
        let digit = prop_oneof![Just(0), Just(1), Just(u32::MAX), any::<u32>()];
        prop::collection::vec(digit, 0..12).prop_map(|digits| (Natural::trimmed(digits.clone()), BigUint::new(digits)))
    }

    proptest! {
        #[test]
        fn it_counts_as_a_library_does((mine, theirs) in both(), (my_other, their_other) in both()) {
            prop_assert_eq!(mine.to_string(), theirs.to_string());
            prop_assert_eq!(mine.clone().plus(&my_other).to_string(), (&theirs + &their_other).to_string());
            prop_assert_eq!(mine.times(&my_other).to_string(), (&theirs * &their_other).to_string());
            prop_assert_eq!(mine.cmp(&my_other), theirs.cmp(&their_other));
        }

        #[test]
        fn a_machine_integer_is_the_same_number(number in prop_oneof![Just(0), Just(u128::MAX), any::<u128>()]) {
            prop_assert_eq!(Natural::from(number).to_string(), number.to_string());
        }

        #[test]
        fn shares_are_true_to_twelve_digits((_, part) in both(), (_, more) in both()) {
            let whole = &part + &more + 1_u32;
            let expected = (&part * 10_u64.pow(15) / &whole).to_string().parse::<f64>().unwrap() / 1e15;
            let mine = |number: &BigUint| Natural::trimmed(number.to_u32_digits());
            let found = mine(&part).over(&mine(&whole));
            prop_assert!((found - expected).abs() < 1e-12, "{} {}", found, expected);
        }
    }
}
