//! Numbers of a log: whole millionths, so that adding them up is exact in any order.

use govseg::words::ungrouped_digits;

pub(crate) use govseg_numbers::float;

/// How many parts a whole has.
pub const ONE: i64 = 1_000_000;
/// The largest number that a cell may hold, in wholes.
pub const LARGEST: i64 = 1_000_000_000_000;
const DECIMALS: usize = 6;

/// Reads a number as people and programs write them: `1,234.5`, `-2`, `1e3`. What is beyond six decimals is rounded.
///
/// # Errors
/// What is wrong with it.
///
/// ```
/// use govseg_measure::amount::parse;
///
/// assert_eq!(parse("1,234.5"), Ok(1_234_500_000));
/// assert_eq!(parse("0.0000005"), Ok(1));
/// assert!(parse("12,34").is_err());
/// ```
pub fn parse(text: &str) -> Result<i64, String> {
    let text = text.trim();
    let wrong = || format!("`{}` is not a number", govseg::words::clip(text));
    if text.contains(['e', 'E']) {
        return scientific(text).ok_or_else(wrong);
    }
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = ungrouped_digits(whole).ok_or_else(wrong)?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) || (whole.is_empty() && fraction.is_empty()) {
        return Err(wrong());
    }
    let whole = if whole.is_empty() { 0 } else { whole.parse::<i64>().unwrap_or(i64::MAX) };
    if whole > LARGEST {
        return Err(format!("`{}` is larger than {LARGEST}", govseg::words::clip(text)));
    }
    let kept: i64 =
        format!("{:0<DECIMALS$}", fraction.get(..DECIMALS).unwrap_or(fraction)).parse().map_err(|_| wrong())?;
    let up = fraction.as_bytes().get(DECIMALS).is_some_and(|digit| *digit >= b'5');
    let value = whole * ONE + kept + i64::from(up);
    Ok(if negative { -value } else { value })
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "within the bounds, and rounded before"
)]
fn scientific(text: &str) -> Option<i64> {
    let value = text.parse::<f64>().ok().filter(|value| value.abs() <= LARGEST as f64)?;
    Some((value * ONE as f64).round() as i64)
}

/// As a floating-point number of wholes.
#[allow(clippy::cast_precision_loss, reason = "what results say is rounded far before")]
pub(crate) fn wholes(amount: i64) -> f64 {
    amount as f64 / ONE as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_are_written() {
        for (text, value) in [
            ("0", 0),
            ("40,000", 40_000 * ONE),
            ("1,234,567.891", 1_234_567_891_000),
            (" -0.5 ", -500_000),
            (".25", 250_000),
            ("3.", 3 * ONE),
            ("1.0000004", ONE),
            ("1.0000005", ONE + 1),
            ("2.5e3", 2_500 * ONE),
        ] {
            assert_eq!(parse(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in ["", ".", "-", "12,34", "1,2345", ",123", "£3", "17%", "1 000", "NaN", "inf", "1e400", "--1", "0x1"]
        {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse("1000000000001").unwrap_err().contains("larger than"));
    }
}
