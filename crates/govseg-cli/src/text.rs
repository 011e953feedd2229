//! Laying out text on a terminal: lines of limited width, numbers that can be read, columns that align.

pub(crate) use govseg::words::grouped_digits;

/// How wide a line may be.
pub(crate) const WIDTH: usize = 80;

/// The text in lines of at most `width` characters, broken at spaces; a word that is longer stands alone.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if length > 0 && length + 1 + letters > width {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += letters;
    }
    if length > 0 {
        lines.push(line);
    }
    lines
}

/// The text wrapped behind a heading of `indent` characters, which stands before its first line.
pub(crate) fn hanging(text: &str, indent: usize) -> String {
    wrapped(text, WIDTH.saturating_sub(indent)).join(&format!("\n{:indent$}", ""))
}

/// Lines as one text.
pub(crate) fn page<S: AsRef<str>>(lines: &[S]) -> String {
    lines.iter().flat_map(|line| [line.as_ref(), "\n"]).collect()
}

/// The number with its digits in groups of three.
pub(crate) fn grouped(number: u64) -> String {
    grouped_digits(&number.to_string())
}

/// "1 row", "2 rows".
pub(crate) fn counted(number: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// The first of some names: "EZ1, EZ3 and 12 more".
pub(crate) fn named<'a>(mut names: impl Iterator<Item = &'a str>, most: usize) -> String {
    let mut said = names.by_ref().take(most).collect::<Vec<_>>().join(", ");
    let more = names.count();
    if more > 0 {
        said.push_str(&format!(" and {} more", grouped(more as u64)));
    }
    said
}

/// A share in per cent with one decimal, rounded to the nearest.
pub(crate) fn share(part: u64, whole: u64) -> String {
    let (part, whole) = (u128::from(part), u128::from(whole.max(1)));
    let permille = (part * 1000 + whole / 2) / whole;
    format!("{}.{} %", permille / 10, permille % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_spaces() {
        assert_eq!(wrapped("one two  three", 7), ["one two", "three"]);
        assert_eq!(wrapped("añadió así", 10), ["añadió así"]);
        assert_eq!(wrapped("incomprehensibilities so", 5), ["incomprehensibilities", "so"]);
        assert!(wrapped("  ", 5).is_empty());
    }

    #[test]
    fn numbers() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
        assert_eq!(counted(1, "row"), "1 row");
        assert_eq!(named(["a", "b", "c"].into_iter(), 2), "a, b and 1 more");
        assert_eq!(named(["a", "b"].into_iter(), 2), "a, b");
        for (part, whole, text) in [(1, 3, "33.3 %"), (2, 3, "66.7 %"), (0, 0, "0.0 %"), (5, 5, "100.0 %")] {
            assert_eq!(share(part, whole), text);
        }
    }
}
