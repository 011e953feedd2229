//! How much room a text takes in a drawing. Which font will be at hand nobody knows, so the widths are those of a wide
//! one: a text may come out narrower than it was given room for, hardly ever wider.

/// Size and weight of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Font {
    /// In pixels.
    pub(super) size: u32,
    pub(super) bold: bool,
}

impl Font {
    pub(super) const fn regular(size: u32) -> Self {
        Self { size, bold: false }
    }

    pub(super) const fn bold(size: u32) -> Self {
        Self { size, bold: true }
    }

    /// From one line to the next.
    pub(super) const fn line(self) -> u32 {
        self.size + self.size / 4 + 1
    }

    pub(super) fn width(self, text: &str) -> u32 {
        self.pixels(text.chars().map(advance).fold(0, u32::saturating_add))
    }

    fn pixels(self, thousandths: u32) -> u32 {
        let thousandths = if self.bold { thousandths } else { thousandths / 20 * 19 };
        u32::try_from((u64::from(thousandths) * u64::from(self.size)).div_ceil(1000)).unwrap_or(u32::MAX)
    }

    /// The text in lines no wider than that. A word that is wider is broken.
    pub(super) fn wrap(self, text: &str, width: u32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line = self.broken(word, width, &mut lines);
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// Takes full lines off a word that is too wide, behind a hyphen or the like where there is one, and gives the rest.
    fn broken(self, word: &str, width: u32, lines: &mut Vec<String>) -> String {
        let mut rest = word;
        loop {
            let (mut thousandths, mut fits, mut joint) = (0_u32, 0, 0);
            for letter in rest.chars() {
                thousandths = thousandths.saturating_add(advance(letter));
                // One letter has to fit, however narrow the room is.
                if fits > 0 && self.pixels(thousandths) > width {
                    break;
                }
                fits += letter.len_utf8();
                if "-_./".contains(letter) {
                    joint = fits;
                }
            }
            if fits == rest.len() {
                return rest.to_owned();
            }
            let (line, next) = rest.split_at_checked(if joint > 0 { joint } else { fits }).unwrap_or((rest, ""));
            lines.push(line.to_owned());
            rest = next;
        }
    }
}

/// How far a letter takes a bold line, in thousandths of the size of the font.
fn advance(letter: char) -> u32 {
    match letter {
        ' ' | 'i' | 'j' | 'l' | 'í' | '\'' => 355,
        '/' | '\\' | '|' | 'I' | 'Í' => 390,
        ',' | '.' | '·' | '’' | ':' | ';' | '-' | 'f' | '!' | '¡' | '(' | ')' | '[' | ']' | 't' | 'r' => 500,
        '_' | '`' | '–' | '"' | '*' | '?' | '¿' | 'z' | 'c' | 's' | 'J' => 645,
        'm' => 1060,
        'w' => 940,
        'a'..='z' | '0'..='9' | 'á' | 'é' | 'ó' | 'ú' | 'ñ' | 'ü' | '$' | '{' | '}' | '«' | '»' | '“' | '”' => {
            730
        }
        'M' => 1010,
        'W' => 1110,
        'A'..='Z' | 'Á' | 'É' | 'Ó' | 'Ú' | 'Ñ' | 'Ü' => 860,
        ' '..='~' | '—' | '…' | '×' => 1080,
        // The signs of other scripts, and then pictures.
        '\u{0}'..='\u{ffff}' => 1250,
        _ => 1500,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_lose_nothing() {
        let font = Font::regular(13);
        let text = "¿Es necesaria una decisión sobre si el cliente es elegible? a-very-long_name.that.no.line.can.hold.at.all 日本語";
        for width in [5, 40, 90, 200, 5000] {
            let lines = font.wrap(text, width);
            assert!(width < 40 || lines.iter().all(|line| font.width(line) <= width), "{lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
        assert_eq!(font.wrap(text, 5000), [text]);
        assert!(font.wrap(" \n", 100).is_empty());
        assert!(Font::bold(13).width(text) > font.width(text));
    }
}
