//! A text as words: lower case, without accents and markup, each in a small buffer.
//!
//! Nothing is allocated, and a text is read no further than [`MOST_WORDS`], so that a page pasted by mistake costs no more
//! than a long description does.

/// How many words of a text are read, and within how many bytes.
pub(crate) const MOST_WORDS: usize = 2000;
const MOST_BYTES: usize = 1 << 16;

/// How many bytes of a word are kept: longer ones are no words.
const LONGEST: usize = 24;

/// A word as the model sees it, and where it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    bytes: [u8; LONGEST],
    length: u8,
    /// The byte at which it starts in the text, and the one after it.
    pub(crate) place: (usize, usize),
}

impl Word {
    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.length)).unwrap_or_default()
    }

    fn push(&mut self, letter: char) {
        let mut buffer = [0; 4];
        for &byte in letter.encode_utf8(&mut buffer).as_bytes() {
            if let Some(free) = self.bytes.get_mut(usize::from(self.length)) {
                *free = byte;
                self.length += 1;
            }
        }
    }
}

/// The words of a text, in order.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let end = (0..=MOST_BYTES.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    Words { text: text.get(..end.unwrap_or_default()).unwrap_or_default(), at: 0 }.take(MOST_WORDS)
}

struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let mut word: Option<Word> = None;
        loop {
            let mut rest = self.text.get(self.at..).unwrap_or_default().chars();
            let Some(letter) = rest.next() else { break };
            let (start, end) = (self.at, self.at + letter.len_utf8());
            if letter.is_alphanumeric() {
                let word = word.get_or_insert(Word { bytes: [0; LONGEST], length: 0, place: (start, end) });
                fold(letter, |letter| word.push(letter));
                word.place.1 = end;
            } else if word.is_some() && !joins(letter) && !is_mark(letter) {
                break;
            }
            // The words of a tag are not the author's.
            self.at = end + if letter == '<' { tag(rest.as_str()) } else { 0 };
        }
        word
    }
}

/// The letter in lower case, without its accent.
fn fold(letter: char, mut push: impl FnMut(char)) {
    if letter.is_ascii() {
        return push(letter.to_ascii_lowercase());
    }
    for lower in letter.to_lowercase() {
        match lower {
            'à'..='å' | 'ā' | 'ă' | 'ą' => push('a'),
            'ç' | 'ć' | 'č' => push('c'),
            'è'..='ë' | 'ē' | 'ę' | 'ě' => push('e'),
            'ì'..='ï' | 'ī' => push('i'),
            'ñ' | 'ń' => push('n'),
            'ò'..='ö' | 'ø' | 'ō' => push('o'),
            'ù'..='ü' | 'ū' => push('u'),
            'ý' | 'ÿ' => push('y'),
            'œ' => "oe".chars().for_each(&mut push),
            'æ' => "ae".chars().for_each(&mut push),
            'ß' => "ss".chars().for_each(&mut push),
            other if is_mark(other) => {}
            other => push(other),
        }
    }
}

/// Accents that stand behind their letter, and hyphens that only show where a line may break.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

fn joins(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}')
}

/// How long a tag is, whose `<` was just read; 0 if it is none.
fn tag(rest: &str) -> usize {
    const LONGEST_TAG: usize = 400;
    let begins = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!');
    if !rest.as_bytes().first().is_some_and(begins) {
        return 0;
    }
    rest.bytes().take(LONGEST_TAG).position(|byte| byte == b'>').map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        words(text).map(|word| String::from_utf8_lossy(word.bytes()).into_owned()).collect()
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(said("Travel & VISAS, the holder's Café"), ["travel", "visas", "the", "holders", "cafe"]);
        assert_eq!(said("cafe\u{301} straße"), ["cafe", "strasse"]);
        assert_eq!(said("<p class=\"big\">Tax</p> 3 < 4"), ["tax", "3", "4"]);
        assert!(said(" \u{0} <<<>>> \u{300}\u{300} ").is_empty());
    }

    #[test]
    fn a_word_knows_its_place() {
        let text = "Ein Führerschein!";
        let places: Vec<_> = words(text).map(|word| &text[word.place.0..word.place.1]).collect();
        assert_eq!(places, ["Ein", "Führerschein"]);
    }

    #[test]
    fn length_is_bounded() {
        assert_eq!(words(&"word ".repeat(MOST_WORDS * 3)).count(), MOST_WORDS);
        assert_eq!(said(&"x".repeat(1000)), ["x".repeat(LONGEST)]);
        assert_eq!(said(&"<a ".repeat(100_000)).len(), MOST_WORDS);
        assert!(said(&"<a>".repeat(100_000)).is_empty());
    }
}
