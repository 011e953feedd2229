//! A column of words, each kept once.

use std::collections::HashMap;

/// The code of an empty cell.
pub const UNKNOWN: u32 = u32::MAX;

/// A column of words: for each row the number of its word.
#[derive(Clone, Debug, Default)]
pub struct Coded {
    names: Vec<String>,
    codes: Vec<u32>,
    numbers: HashMap<String, u32>,
}

impl Coded {
    /// Adds a cell; an empty one is unknown.
    #[allow(clippy::cast_possible_truncation, reason = "no table has so many different words")]
    pub(super) fn push(&mut self, word: &str) {
        if word.is_empty() {
            self.codes.push(UNKNOWN);
            return;
        }
        let last = self.codes.last().copied().filter(|&code| self.name(code) == Some(word));
        let code = last.or_else(|| self.numbers.get(word).copied()).unwrap_or_else(|| {
            let code = self.names.len() as u32;
            self.names.push(word.to_owned());
            self.numbers.insert(word.to_owned(), code);
            code
        });
        self.codes.push(code);
    }

    /// The different words, in the order in which they came.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The number of each row's word, or [`UNKNOWN`].
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }

    /// The number of the word in a row; nothing where it is unknown.
    pub fn code(&self, row: usize) -> Option<u32> {
        self.codes.get(row).copied().filter(|&code| code != UNKNOWN)
    }

    /// The number of each row's word; nothing where it is unknown.
    pub fn options(&self) -> Vec<Option<u32>> {
        (0..self.codes.len()).map(|row| self.code(row)).collect()
    }

    /// The word of that number.
    pub fn name(&self, code: u32) -> Option<&str> {
        self.names.get(usize::try_from(code).ok()?).map(String::as_str)
    }

    /// The word in a row.
    pub fn word(&self, row: usize) -> Option<&str> {
        self.name(*self.codes.get(row)?)
    }
}
