//! Amounts: whole millionths, so that adding them up is exact in any order and however they are split.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};
use std::str::FromStr;

use govseg::words::{clip, decimal, grouped_digits};
use serde::{Serialize, Serializer};

/// How many parts a whole has.
const ONE: i128 = 1_000_000;
const DECIMALS: usize = 6;
/// How many digits a cell may have before the point: a sum of more cells than any memory holds still fits.
const MOST_DIGITS: usize = 18;

/// An exact amount: of money, of points, of hours.
///
/// ```
/// use govseg_tiers::Amount;
///
/// let spent: Amount = "1,250.5".parse()?;
/// assert_eq!((spent + Amount::from(750)).to_string(), "2000.5");
/// assert_eq!(spent.grouped(), "1,250.5");
/// assert!("12,34".parse::<Amount>().is_err());
/// # Ok::<(), govseg_tiers::AmountError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i128);

/// Text that is no amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AmountError {
    /// It is no number.
    #[error("`{0}` is not an amount; write digits, with a point before decimals")]
    NotANumber(String),
    /// It has more decimals than are kept.
    #[error("`{0}` has more than {DECIMALS} decimals")]
    TooFine(String),
    /// It has too many digits.
    #[error("`{0}` has more than {MOST_DIGITS} digits before the point")]
    TooLarge(String),
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// So many millionths.
    pub const fn from_micros(micros: i128) -> Self {
        Self(micros)
    }

    /// In millionths.
    pub const fn micros(self) -> i128 {
        self.0
    }

    /// As a floating-point number, for what is estimated.
    #[allow(clippy::cast_precision_loss, reason = "what is estimated is rounded far before")]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / ONE as f64
    }

    /// The millionth nearest to a floating-point number.
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a cast to an integer saturates")]
    pub fn from_f64(value: f64) -> Self {
        Self((value * ONE as f64).round() as i128)
    }

    /// This amount so many times.
    #[must_use]
    pub fn times(self, count: u64) -> Self {
        Self(self.0.saturating_mul(i128::from(count)))
    }

    /// With its digits in groups of three, for people.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
        let fraction = fraction.map_or_else(String::new, |fraction| format!(".{fraction}"));
        format!("{sign}{}{fraction}", grouped_digits(whole))
    }
}

impl From<i64> for Amount {
    fn from(wholes: i64) -> Self {
        Self(i128::from(wholes) * ONE)
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    /// Reads `1250`, `-2.5` or `1,250,000`.
    fn from_str(text: &str) -> Result<Self, AmountError> {
        let text = text.trim();
        let wrong = || AmountError::NotANumber(clip(text));
        let (negative, whole, fraction) = decimal(text).ok_or_else(wrong)?;
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > DECIMALS {
            return Err(AmountError::TooFine(clip(text)));
        }
        if whole.trim_start_matches('0').len() > MOST_DIGITS {
            return Err(AmountError::TooLarge(clip(text)));
        }
        let micros: i128 = format!("{whole}{fraction:0<DECIMALS$}").parse().map_err(|_| wrong())?;
        Ok(Self(if negative { -micros } else { micros }))
    }
}

impl fmt::Display for Amount {
    /// Digits without groups, decimals only where there are any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / ONE.unsigned_abs(), self.0.unsigned_abs() % ONE.unsigned_abs());
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        let part = format!("{part:0>DECIMALS$}");
        write!(f, "{sign}{whole}.{}", part.trim_end_matches('0'))
    }
}

impl Serialize for Amount {
    /// As text: no reader of JSON can round it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Add for Amount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Amount {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Amount {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_they_are_written() {
        for (text, micros, again) in [
            ("0", 0, "0"),
            ("40,000", 40_000_000_000, "40000"),
            (" -0.5 ", -500_000, "-0.5"),
            (".25", 250_000, "0.25"),
            ("3.", 3_000_000, "3"),
            ("+1.000001", 1_000_001, "1.000001"),
            ("1.0000000", 1_000_000, "1"),
            ("999999999999999999", 999_999_999_999_999_999_000_000, "999999999999999999"),
        ] {
            let amount: Amount = text.parse().unwrap();
            assert_eq!((amount.micros(), amount.to_string().as_str()), (micros, again), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount() {
        for text in
            ["", ".", "-", "12,34", "1e3", "£3", "17%", "1 000", "NaN", "--1", "1.0000001", "1000000000000000000"]
        {
            assert!(text.parse::<Amount>().is_err(), "{text}");
        }
    }

    #[test]
    fn groups_for_people() {
        assert_eq!("-1250000.5".parse::<Amount>().unwrap().grouped(), "-1,250,000.5");
    }
}
