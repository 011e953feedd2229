//! Lines of a draft: strings and comments that TOML takes, and what was seen in a column.

use std::fmt::Write as _;

use govseg::words::clip;

use super::values::Codes;
use crate::profile::Held;

/// How many frequent values are named.
const MOST_NAMED: usize = 8;
/// How wide a comment may be.
const WIDTH: usize = 118;

/// How full a column is, and what comes most often in it.
pub(super) fn seen(held: &Held, rows: u64, codes: &Codes) -> String {
    format!("{} Most frequent: {}.", full(held, rows), named(&codes.codes))
}

/// How many rows have a value.
pub(super) fn full(held: &Held, rows: u64) -> String {
    match held.filled {
        filled if filled == rows => format!("{}: in every row.", clip(&held.name)),
        filled => format!("{}: in {filled} of {rows} rows.", clip(&held.name)),
    }
}

/// "1 row", "2 rows".
pub(super) fn counted(rows: u64) -> String {
    format!("{rows} row{}", if rows == 1 { "" } else { "s" })
}

/// The most frequent codes with their rows.
fn named(codes: &[(String, u64)]) -> String {
    let named = codes.iter().take(MOST_NAMED).map(|(code, rows)| format!("{} ({rows})", clip(code)));
    let mut named: Vec<_> = named.collect();
    if let Some(more) = codes.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        named.push(format!("{more} more"));
    }
    named.join(", ")
}

/// The line of texts that mean "not known", if there are any.
pub(super) fn empty<'c>(out: &mut String, not_known: impl Iterator<Item = &'c str>) {
    let texts: Vec<_> = not_known.map(string).collect();
    if !texts.is_empty() {
        let _ = writeln!(out, "empty = [{}]", texts.join(", "));
    }
}

/// Codes that are not understood say nothing until somebody says what they mean.
pub(super) fn unmapped(out: &mut String, strays: &[(String, u64)]) {
    if !strays.is_empty() {
        comment(out, &format!("Not understood, and unknown for now: {}.", named(strays)));
        out.push_str("unmapped = \"unknown\"\n");
    }
}

/// A string of TOML. JSON writes the same, but for one character that TOML wants escaped.
pub(super) fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// Lines of comment, broken at spaces; what cannot stand in a comment is shown as a blank.
pub(super) fn comment(out: &mut String, text: &str) {
    let mut width = 0;
    for word in text.split(|letter: char| letter.is_whitespace() || letter.is_control()).filter(|word| !word.is_empty())
    {
        let letters = word.chars().count();
        if width > 0 && width + 1 + letters > WIDTH {
            out.push('\n');
            width = 0;
        }
        out.push_str(if width == 0 { "# " } else { " " });
        out.push_str(word);
        width += letters + if width == 0 { 2 } else { 1 };
    }
    out.push('\n');
}
