//! What the page says, in one language.

use govseg::{FactId, Language, Policy, Segment, Segments, Sentences, Text, Vocabulary, catalog};

/// Speaks one language about the facts of one policy. What the catalogue does not know is called by its own name.
#[derive(Clone, Copy)]
pub(super) struct Words<'p> {
    language: Language,
    sentences: Sentences,
    names: &'p Vocabulary,
}

impl<'p> Words<'p> {
    pub(super) fn new(policy: &'p Policy, language: Language) -> Self {
        Self { language, sentences: Sentences::of_report(language), names: policy.vocabulary() }
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    pub(super) fn sentences(&self) -> Sentences {
        self.sentences
    }

    /// A sentence.
    pub(super) fn say(&self, key: &str) -> String {
        self.sentences.say(key, &[])
    }

    /// A sentence with its {placeholders} filled.
    pub(super) fn fill(&self, key: &str, filled: &[(&str, &str)]) -> String {
        self.sentences.say(key, filled)
    }

    pub(super) fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(&self.language).map_or("", String::as_str)
    }

    pub(super) fn segment(&self, segment: Segment) -> String {
        let entry = catalog().segment(segment.into());
        entry.map_or_else(|| segment.to_string(), |entry| self.text(&entry.label).to_owned())
    }

    /// A segment's name as the head of a line.
    pub(super) fn segment_head(&self, segment: Segment) -> String {
        capital(&self.segment(segment))
    }

    /// "a, b or c".
    pub(super) fn any_segment(&self, segments: Segments) -> String {
        self.sentences.any_of(&segments.iter().map(|segment| self.segment(segment)).collect::<Vec<_>>())
    }

    pub(super) fn fact(&self, fact: FactId) -> String {
        self.fact_named(self.names.name(fact))
    }

    pub(super) fn fact_named(&self, name: &str) -> String {
        let entry = catalog().fact(name);
        entry.map_or_else(|| name.to_owned(), |entry| self.text(&entry.label).to_owned())
    }

    pub(super) fn question(&self, name: &str) -> String {
        let entry = catalog().fact(name);
        entry
            .map_or_else(|| self.fill("own_question", &[("fact", name)]), |entry| self.text(&entry.question).to_owned())
    }

    /// A value by its place.
    pub(super) fn value(&self, fact: FactId, place: u32) -> String {
        let name = usize::try_from(place).ok().and_then(|place| self.names.values(fact).get(place));
        name.map_or_else(String::new, |value| self.value_named(self.names.name(fact), value))
    }

    pub(super) fn value_named(&self, fact: &str, value: &str) -> String {
        let entry = catalog().fact(fact).and_then(|entry| entry.value(value));
        entry.map_or_else(|| value.to_owned(), |entry| self.text(&entry.label).to_owned())
    }

    /// A number with its digits in groups of three.
    pub(super) fn number(&self, number: u64) -> String {
        let (digits, separator) = (number.to_string(), self.say("digits_separator"));
        let mut out = String::with_capacity(digits.len() + digits.len() / 3 * separator.len());
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push_str(&separator);
            }
            out.push(digit);
        }
        out
    }

    /// "1 row", "2 rows".
    pub(super) fn rows(&self, rows: u64) -> String {
        let key = if rows == 1 { "rows_one" } else { "rows_several" };
        self.fill(key, &[("n", &self.number(rows))])
    }

    /// A share in per cent with one decimal, rounded to the nearest.
    pub(super) fn share(&self, part: u64, whole: u64) -> String {
        let (part, whole) = (u128::from(part), u128::from(whole.max(1)));
        let permille = (part * 1000 + whole / 2) / whole;
        let (whole, tenth) = ((permille / 10).to_string(), (permille % 10).to_string());
        self.fill("share", &[("whole", &whole), ("tenth", &tenth)])
    }
}

/// The text with a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text from the data within a sentence, whose direction is its own.
pub(super) fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}
