//! Whether a text is English, as far as that can be told from its small words.

use crate::tokens::{Word, words};

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English.
    English,
    /// Too short to tell: names and codes. It is read as English.
    Unclear,
    /// Another one, of which the model knows nothing.
    Other,
}

/// Words that hardly any English sentence does without.
const ENGLISH: &[&str] = &[
    "a", "about", "and", "any", "are", "as", "at", "be", "by", "can", "for", "from", "has", "have", "how", "in", "is",
    "it", "may", "must", "not", "of", "on", "or", "that", "the", "their", "this", "to", "who", "will", "with", "you",
    "your",
];

/// The same of French, Spanish, German, Portuguese, Italian and Dutch, without those that are English words too.
const OTHERS: &[&str] = &[
    "aan", "al", "alle", "au", "auf", "aus", "aux", "avec", "bei", "ces", "cette", "che", "com", "como", "con", "da",
    "dans", "das", "de", "dei", "del", "della", "dem", "den", "der", "des", "di", "do", "dos", "du", "e", "een", "ein",
    "eine", "einer", "el", "en", "entre", "es", "est", "et", "fur", "gli", "het", "il", "im", "la", "las", "le", "les",
    "leur", "lo", "los", "mit", "nicht", "no", "nos", "oder", "os", "ou", "par", "para", "per", "plus", "por", "pour",
    "qu", "que", "qui", "se", "sind", "son", "sont", "su", "sur", "um", "uma", "un", "una", "und", "une", "van", "von",
    "voor", "vous", "werden", "y", "zu", "zum", "zur",
];

/// No word of the lists has more letters.
const SHORT: usize = 6;

/// Tells the language of a text.
///
/// ```
/// use govseg_text::{Language, language};
///
/// assert_eq!(language("Apply for a permit to fish in the waters of the park"), Language::English);
/// assert_eq!(language("Demande de permis de pêche dans les eaux du parc"), Language::Other);
/// assert_eq!(language("税务申报表"), Language::Other);
/// assert_eq!(language("EORI number"), Language::Unclear);
/// ```
pub fn language(text: &str) -> Language {
    let mut tally = Tally::default();
    words(text).take(ENOUGH).for_each(|word| tally.add(Kind::of(&word)));
    tally.language()
}

/// How many words are enough to tell.
const ENOUGH: usize = 200;

/// What a word says of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing: names, and nearly all words.
    Unknown,
    English,
    /// A small word of another language.
    Other,
    /// Its letters are not those of English.
    Foreign,
}

impl Kind {
    pub(crate) fn of(word: &Word) -> Self {
        let short = word.bytes().len() <= SHORT;
        let among = |list: &[&str]| short && list.binary_search_by(|known| known.as_bytes().cmp(word.bytes())).is_ok();
        if !word.bytes().is_ascii() {
            Self::Foreign
        } else if among(ENGLISH) {
            Self::English
        } else if among(OTHERS) {
            Self::Other
        } else {
            Self::Unknown
        }
    }
}

/// How many words of each kind the beginning of a text has.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    english: usize,
    other: usize,
    foreign: usize,
    all: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, kind: Kind) {
        if self.all < ENOUGH {
            self.english += usize::from(kind == Kind::English);
            self.other += usize::from(kind == Kind::Other);
            self.foreign += usize::from(kind == Kind::Foreign);
            self.all += 1;
        }
    }

    pub(crate) fn language(self) -> Language {
        let Self { english, other, foreign, all } = self;
        if foreign * 2 > all || (other >= 2 && other > english && other * 10 >= all) {
            Language::Other
        } else if english == 0 {
            Language::Unclear
        } else {
            Language::English
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_share_nothing() {
        assert!(ENGLISH.is_sorted() && OTHERS.is_sorted());
        assert!(ENGLISH.iter().chain(OTHERS).all(|word| word.len() <= SHORT));
        assert!(!OTHERS.iter().any(|word| ENGLISH.contains(word)));
    }

    #[test]
    fn languages_are_told() {
        for text in [
            "El permiso es necesario para las personas que trabajan en el país",
            "Antrag auf Erteilung einer Erlaubnis für das Führen von Fahrzeugen",
            "Richiesta di permesso per la pesca nelle acque del parco",
            "Заявление на выдачу паспорта",
        ] {
            assert_eq!(language(text), Language::Other, "{text}");
        }
        for text in
            ["", "12345", "Passport renewal", "Los Angeles port of entry: apply for the pass", "El Niño warnings"]
        {
            assert_ne!(language(text), Language::Other, "{text}");
        }
    }
}
