//! Texts as they can stand in Markdown: what somebody wrote must not turn into markup.

/// A text in a line.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_control() {
            out.push(' ');
            continue;
        }
        if "\\`*_{}[]<>#|~&!$".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// A name, letter by letter. The fence is longer than any row of backticks in it.
pub fn code(text: &str) -> String {
    let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    if longest == 0 {
        return format!("`{text}`");
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

/// A name in a cell of a table, where a vertical bar ends the cell even inside a code span.
pub fn cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// A passage, set off from the text around it.
pub fn quote(passage: &str) -> String {
    let lines: Vec<_> = passage.trim().lines().map(|line| format!("> {}", plain(line))).collect();
    lines.join("\n")
}

/// The text with a capital at its beginning, as a heading or an entry of a list has it.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_stays_text() {
        assert_eq!(plain("a *b* <i>\n# c"), "a \\*b\\* \\<i\\> \\# c");
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a``b`"), "``` a``b` ```");
        assert_eq!(cell("a|b"), "`a\\|b`");
        assert_eq!(quote("one\ntwo_\n"), "> one\n> two\\_");
        assert_eq!(capital("él mismo"), "Él mismo");
    }
}
