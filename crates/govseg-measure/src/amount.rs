//! Numbers of a log: whole millionths, so that adding them up is exact in any order.

use govseg::words::decimal;

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
    if let Some(value) = short(text) {
        return Ok(value);
    }
    let wrong = || format!("`{}` is not a number", govseg::words::clip(text));
    if text.contains(['e', 'E']) {
        return scientific(text).ok_or_else(wrong);
    }
    let (negative, whole, fraction) = decimal(text).ok_or_else(wrong)?;
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

/// What most numbers are: a few digits, perhaps with a point among them. Nothing of any other text.
fn short(text: &str) -> Option<i64> {
    const MOST: usize = 12;
    if text.is_empty() || text.len() > MOST {
        return None;
    }
    let (mut value, mut decimals) = (0_i64, None);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                decimals = decimals.map(|count: usize| count + 1);
            }
            b'.' if decimals.is_none() => decimals = Some(0),
            _ => return None,
        }
    }
    let missing = DECIMALS.checked_sub(decimals.unwrap_or_default())?;
    // A point alone is no number.
    if decimals.is_some() && text.len() == 1 { None } else { Some(value * 10_i64.pow(u32::try_from(missing).ok()?)) }
}

/// A floating-point number that is whole; nothing beyond the largest.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "what is lost is looked at")]
#[allow(clippy::float_cmp, reason = "a whole number is what it was before its fraction went")]
pub(crate) fn whole(value: f64) -> Option<i64> {
    let whole = value as i64;
    (whole as f64 == value && whole.abs() <= LARGEST).then_some(whole)
}

/// A floating-point number from 0 on, rounded as its decimals would be. Nothing where these must be looked at to tell:
/// close to the middle between two millionths, and where floating point is coarse.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "within the bounds")]
pub(crate) fn millionths(value: f64) -> Option<i64> {
    const COARSE: f64 = 1e12;
    let scaled = value * 1e6;
    if !(0.0..COARSE).contains(&scaled) {
        return None;
    }
    let below = scaled as i64;
    let beyond = scaled - below as f64 - 0.5;
    (beyond.abs() > 1e-3).then(|| below + i64::from(beyond > 0.0))
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
    fn short_numbers_and_floating_point_as_their_decimals() {
        for text in ["0", "7.5", "12.25", "123456789012", "1234.56789", ".5", "5.", "0.000001", "999999.99999"] {
            let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
            let digits: i64 = format!("0{whole}{fraction:0<6}").parse().unwrap();
            assert_eq!(parse(text), Ok(digits), "{text}");
        }
        for value in [0.1, 0.3, 1e-6, 5e-7, 2.5e-6, 0.123_456_5, 12.345_678_9, 86_399.999_999_5, 999_999.5] {
            let text = parse(&value.to_string()).unwrap();
            assert!(millionths(value).is_none_or(|is| is == text), "{value}");
        }
        assert_eq!((millionths(12.25), millionths(-1.5), millionths(f64::NAN)), (Some(12_250_000), None, None));
        assert_eq!((whole(3.0), whole(1e300), whole(0.5)), (Some(3), None, None));
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
