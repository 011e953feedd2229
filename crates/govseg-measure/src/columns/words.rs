//! The words of columns by which results are told apart: each a number, looked at once.

use std::collections::HashMap;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use foldhash::fast::FixedState;
use govseg_table::cell_text;

use crate::log::{Binding, FaultKind, Text, Wrong};

/// The number of the empty word.
pub(super) const EMPTY: u32 = 0;

/// All words that came so far.
pub(super) struct Words {
    places: HashMap<Box<str>, u32, FixedState>,
    all: Vec<Box<str>>,
    joined: HashMap<(u32, u32), u32, FixedState>,
}

impl Default for Words {
    fn default() -> Self {
        let mut words = Self { places: HashMap::default(), all: Vec::new(), joined: HashMap::default() };
        words.number("");
        words
    }
}

impl Words {
    /// The number of a word.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.places.get(word) {
            return *number;
        }
        // There is no memory for so many.
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.places.insert(word.into(), number);
        self.all.push(word.into());
        number
    }

    pub(super) fn word(&self, number: u32) -> &str {
        usize::try_from(number).ok().and_then(|place| self.all.get(place)).map_or("", |word| word)
    }

    /// The number of two parts together.
    pub(super) fn join(&mut self, one: u32, other: u32) -> u32 {
        if one == EMPTY || other == EMPTY {
            return one.max(other);
        }
        if let Some(number) = self.joined.get(&(one, other)) {
            return *number;
        }
        let number = self.number(&format!("{}-{}", self.word(one), self.word(other)));
        self.joined.insert((one, other), number);
        number
    }
}

/// Reads the words of one column.
#[derive(Default)]
pub(super) struct Reader {
    /// The number of each text that could be read.
    known: HashMap<Box<str>, u32, FixedState>,
    /// The last text for each of a few ways to look: where there are few words, these are found without a hash.
    recent: Vec<(Box<str>, u32)>,
    pub(super) numbers: Vec<u32>,
    pub(super) wrong: Vec<(usize, Wrong)>,
}

/// How many ways to look there are.
const RECENT: usize = 64;

/// How a text looks: its length and its ends, mixed.
fn look(text: &str) -> usize {
    let end = |byte: Option<&u8>| usize::from(byte.copied().unwrap_or_default());
    (text.len() * 5 + end(text.as_bytes().first()) * 3 + end(text.as_bytes().last())) % RECENT
}

/// How many texts are remembered.
const MOST: usize = 1 << 18;

impl Reader {
    /// Reads all cells of a column.
    pub(super) fn read(&mut self, binding: &Binding, kind: Text, array: &ArrayRef, words: &mut Words) {
        self.numbers.clear();
        self.wrong.clear();
        if let Some(dictionary) = array.as_any_dictionary_opt() {
            let values: Vec<_> = (0..dictionary.values().len())
                .map(|row| self.cell(binding, kind, dictionary.values(), row, words))
                .collect();
            let rows = dictionary.keys();
            for (row, key) in dictionary.normalized_keys().into_iter().enumerate() {
                match values.get(key).filter(|_| rows.is_valid(row)) {
                    Some(Err(wrong)) => {
                        self.wrong.push((row, wrong.clone()));
                        self.numbers.push(EMPTY);
                    }
                    said => self.numbers.push(said.and_then(|said| said.as_ref().ok()).copied().unwrap_or(EMPTY)),
                }
            }
            return;
        }
        match array.data_type() {
            DataType::Utf8View => self.texts(binding, kind, array.as_string_view().iter(), words),
            DataType::Utf8 => self.texts(binding, kind, array.as_string::<i32>().iter(), words),
            DataType::LargeUtf8 => self.texts(binding, kind, array.as_string::<i64>().iter(), words),
            _ => {
                for row in 0..array.len() {
                    let said = self.cell(binding, kind, array, row, words);
                    self.push(row, said);
                }
            }
        }
    }

    fn texts<'t>(
        &mut self,
        binding: &Binding,
        kind: Text,
        texts: impl Iterator<Item = Option<&'t str>>,
        words: &mut Words,
    ) {
        for (row, text) in texts.enumerate() {
            let said = text.map_or(Ok(EMPTY), |text| self.text(binding, kind, text, words));
            self.push(row, said);
        }
    }

    fn push(&mut self, row: usize, said: Result<u32, Wrong>) {
        self.numbers.push(*said.as_ref().unwrap_or(&EMPTY));
        self.wrong.extend(said.err().map(|wrong| (row, wrong)));
    }

    fn cell(
        &mut self,
        binding: &Binding,
        kind: Text,
        array: &ArrayRef,
        row: usize,
        words: &mut Words,
    ) -> Result<u32, Wrong> {
        match cell_text(array, row) {
            Ok(text) => self.text(binding, kind, &text, words),
            Err(error) => Err((FaultKind::Unreadable, error.to_string())),
        }
    }

    fn text(&mut self, binding: &Binding, kind: Text, text: &str, words: &mut Words) -> Result<u32, Wrong> {
        let look = look(text);
        if let Some((_, number)) = self.recent.get(look).filter(|(known, _)| **known == *text) {
            return Ok(*number);
        }
        if let Some(number) = self.known.get(text) {
            self.recent.resize(RECENT, Default::default());
            self.recent.iter_mut().skip(look).take(1).for_each(|recent| *recent = (text.into(), *number));
            return Ok(*number);
        }
        let Some(said) = binding.said(text) else { return Ok(EMPTY) };
        kind.check(said)?;
        let number = words.number(said);
        if self.known.len() >= MOST {
            self.known.clear();
        }
        self.known.insert(text.into(), number);
        Ok(number)
    }
}
