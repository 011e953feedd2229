//! A sum of 256 bits that is mostly added up in 128.

use ethnum::I256;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What was added up. Adding takes a fraction of the time that it takes in 256 bits, and nothing is ever lost: what
/// outgrows the near part goes to the far one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wide {
    near: i128,
    far: I256,
}

impl Wide {
    #[inline]
    pub(super) fn add(&mut self, part: i128) {
        match self.near.checked_add(part) {
            Some(sum) => self.near = sum,
            None => self.spill(I256::from(part)),
        }
    }

    /// Adds what may need more than 128 bits.
    pub(super) fn add_wide(&mut self, part: I256) {
        self.far += part;
    }

    #[cold]
    fn spill(&mut self, part: I256) {
        self.far += I256::from(self.near) + part;
        self.near = 0;
    }

    pub(super) fn sum(&self) -> I256 {
        self.far + I256::from(self.near)
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.far += other.sum();
    }
}

impl From<I256> for Wide {
    fn from(far: I256) -> Self {
        Self { near: 0, far }
    }
}

impl PartialEq for Wide {
    fn eq(&self, other: &Self) -> bool {
        self.sum() == other.sum()
    }
}

impl Eq for Wide {}

/// As one number, so that what is written does not tell how it was added up.
impl Serialize for Wide {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.sum().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Wide {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        I256::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_outgrows_the_near_part_is_kept() {
        let mut sum = Wide::default();
        for _ in 0..5 {
            sum.add(i128::MAX);
            sum.add(7);
        }
        assert_eq!(sum.sum(), I256::from(i128::MAX) * 5 + 35);
        let mut less = Wide::from(sum.sum());
        assert_eq!(less, sum);
        (0..5).for_each(|_| less.add(i128::MIN));
        assert_eq!(less.sum(), I256::from(30));
        sum.merge(&less);
        assert_eq!(sum.sum(), I256::from(i128::MAX) * 5 + 65);
    }
}
