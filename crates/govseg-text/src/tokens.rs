//! A text as words: lower case, without accents and markup, each in a small buffer.
//!
//! Nothing is allocated, and a text is read no further than [`MOST_WORDS`], so that a page pasted by mistake costs no more
//! than a long description does.

/// How many words of a text are read, and within how many bytes.
pub(crate) const MOST_WORDS: usize = 2000;
const MOST_BYTES: usize = 1 << 16;

/// How many bytes of a word are kept: longer ones are no words.
pub(crate) const LONGEST: usize = 24;

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

    /// The same with noughts behind them.
    pub(crate) fn padded(&self) -> &[u8; LONGEST] {
        &self.bytes
    }

    /// Takes letters as long as they have room; returns how many there are.
    fn extend(&mut self, letters: impl Iterator<Item = u8>) -> usize {
        let free = self.bytes.get_mut(usize::from(self.length)..).unwrap_or_default();
        let mut count = 0;
        for letter in letters {
            if let Some(free) = free.get_mut(count) {
                *free = letter;
            }
            count += 1;
        }
        self.length += u8::try_from(count.min(free.len())).unwrap_or_default();
        count
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

    #[inline]
    fn next(&mut self) -> Option<Word> {
        let mut word = Word { bytes: [0; LONGEST], length: 0, place: (0, 0) };
        let mut begun = false;
        loop {
            let (start, rest) = (self.at, self.text.as_bytes().get(self.at..).unwrap_or_default());
            let is_letter = match rest.first().copied().map(sort) {
                None => break,
                Some(APART) if begun => break,
                Some(APART) => {
                    self.at += 1;
                    false
                }
                // One that takes a closer look.
                Some(UNCLEAR) => match self.unclear(&mut word, begun) {
                    Some(is_letter) => is_letter,
                    None => break,
                },
                Some(_) => {
                    self.at += word.extend(rest.iter().copied().map(sort).take_while(|sort| *sort > UNCLEAR));
                    true
                }
            };
            if is_letter {
                word.place = (if begun { word.place.0 } else { start }, self.at);
                begun = true;
            }
        }
        begun.then_some(word)
    }
}

impl Words<'_> {
    /// Goes over one letter or sign, and tells whether it belongs to the word; nothing if it ends it.
    fn unclear(&mut self, word: &mut Word, begun: bool) -> Option<bool> {
        let rest = self.text.get(self.at..)?;
        let letter = rest.chars().next()?;
        let is_letter = letter.is_alphanumeric();
        if begun && !is_letter && !joins(letter) && !is_mark(letter) {
            return None;
        }
        self.at += letter.len_utf8();
        if is_letter {
            fold(letter, |letter| {
                word.extend(letter.encode_utf8(&mut [0; 4]).bytes());
            });
        } else if letter == '<' {
            // The words of a tag are not the author's.
            self.at += tag(rest);
        }
        Some(is_letter)
    }
}

/// A byte that stands between words, and one that takes a closer look; all others are letters and digits in lower case.
const APART: u8 = 0;
const UNCLEAR: u8 = 1;

fn sort(byte: u8) -> u8 {
    #[expect(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "below 128")]
    const SORTS: [u8; 256] = {
        let mut sorts = [UNCLEAR; 256];
        let mut byte = 0;
        while byte < 128 {
            let letter = byte as u8;
            if letter.is_ascii_alphanumeric() {
                sorts[byte] = letter.to_ascii_lowercase();
            } else if !matches!(letter, b'<' | b'\'') {
                sorts[byte] = APART;
            }
            byte += 1;
        }
        sorts
    };
    SORTS.get(usize::from(byte)).copied().unwrap_or_default()
}

/// The letter in lower case, without its accent.
fn fold(letter: char, mut push: impl FnMut(char)) {
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

/// How much further than its `<` the tag at the beginning goes; 0 if it is none.
fn tag(text: &str) -> usize {
    const LONGEST_TAG: usize = 400;
    let begins = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!');
    let rest = text.as_bytes().get(1..).unwrap_or_default();
    if !rest.first().is_some_and(begins) {
        return 0;
    }
    rest.iter().take(LONGEST_TAG).position(|byte| *byte == b'>').map_or(0, |end| end + 1)
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
