//! Words and numbers in messages: cut to length, quoted, grouped, and the nearest right one for a wrong one.

use std::fmt::Write as _;

/// `` `a`, `b` or `c` ``
pub fn quoted<S: AsRef<str>>(words: &[S]) -> String {
    let words: Vec<_> = words.iter().map(|word| format!("`{}`", clip(word.as_ref()))).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// A word as it can stand in a message: hostile input may be megabytes long.
pub fn clip(word: &str) -> String {
    const LONGEST: usize = 60;
    match word.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", word.get(..end).unwrap_or_default()),
        None => word.to_owned(),
    }
}

/// A text as it can stand in an element of HTML or XML, and but for quotation marks in an attribute. White space other
/// than a blank would be changed by a reader of attributes; what no XML document may hold becomes the replacement
/// character.
///
/// ```
/// assert_eq!(govseg::words::in_markup("a < b & c"), "a &lt; b &amp; c");
/// ```
pub fn in_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "&#{};", u32::from(letter));
            }
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
    out
}

/// The nearest of the allowed words, if a slip of the pen could explain the difference.
pub fn nearest<S: AsRef<str>>(word: &str, allowed: &[S]) -> Option<String> {
    let lower = clip(word).trim().to_ascii_lowercase().replace([' ', '-'], "_");
    if lower.is_empty() {
        return None;
    }
    let slips = 1 + lower.chars().count() / 4;
    allowed
        .iter()
        .map(|candidate| {
            let candidate = candidate.as_ref();
            (strsim::damerau_levenshtein(&lower, &candidate.to_ascii_lowercase().replace([' ', '-'], "_")), candidate)
        })
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

/// How to mend a word that is none of those allowed: by the nearest one, or by any of them.
///
/// ```
/// use govseg::words::mend;
///
/// assert_eq!(mend("tba", &["tab", "comma"]), "did you mean `tab`?");
/// assert_eq!(mend("xml", &["csv", "jsonl"]), "it may be `csv` or `jsonl`");
/// ```
pub fn mend<S: AsRef<str>>(word: &str, allowed: &[S]) -> String {
    how_to_mend(nearest(word, allowed).as_deref(), allowed)
}

/// The same where the nearest word is known already.
pub(crate) fn how_to_mend<S: AsRef<str>>(nearest: Option<&str>, allowed: &[S]) -> String {
    match nearest {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it may be {}", quoted(allowed)),
    }
}

/// The digits, however many, in groups of three.
pub fn grouped_digits(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number as it is written: whether it is below zero, its digits before the point and those behind. Nothing if the text
/// is none, or has commas but between groups of three.
///
/// ```
/// use govseg::words::decimal;
///
/// assert_eq!(decimal("-1,234.50"), Some((true, "1234".to_owned(), "50")));
/// assert_eq!(decimal("+.5"), Some((false, String::new(), "5")));
/// assert_eq!(decimal("12,34"), None);
/// assert_eq!(decimal("-"), None);
/// ```
pub fn decimal(text: &str) -> Option<(bool, String, &str)> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = ungrouped_digits(whole)?;
    let none = whole.is_empty() && fraction.is_empty();
    (!none && fraction.bytes().all(|byte| byte.is_ascii_digit())).then_some((negative, whole, fraction))
}

/// The digits without the commas between groups of three; nothing if commas stand elsewhere, or other letters.
fn ungrouped_digits(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<_> = groups.collect();
    let grouped = rest.is_empty() || (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    let digits = first.to_owned() + &rest.concat();
    (grouped && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// Whether the text is a day that there is, written `YYYY-MM-DD`.
///
/// ```
/// assert!(govseg::words::is_day("2024-02-29") && !govseg::words::is_day("2026-02-29"));
/// ```
pub fn is_day(text: &str) -> bool {
    let part = |range: std::ops::Range<usize>| -> Option<u32> {
        let digits = text.get(range)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let (Some(year), Some(month), Some(day)) = (part(0..4), part(5..7), part(8..10)) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-") && (1..=days).contains(&day)
}
