//! Texts as a sparse matrix: a row a text, a column a feature.

use std::collections::{BTreeMap, BTreeSet};

use crate::features::{Counted, counted, features};
use crate::model::{LATENT, rarity};
use crate::sum::repeated;

/// In how many texts a feature must occur to be learnt from.
const FEWEST_TEXTS: u32 = 2;

/// A row for each latent number of each column or text.
pub(crate) type Block = Vec<[f64; LATENT]>;

/// The features that are learnt from, in order of their keys, with their place and the number of texts.
pub(crate) struct Columns(pub(crate) BTreeMap<u32, (u32, u16)>);

impl Columns {
    pub(crate) fn of(texts: &[Vec<Keyed>]) -> Self {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for text in texts {
            let keys: BTreeSet<u32> = text.iter().flat_map(|word| &word.keys).map(|&(key, _)| key).collect();
            for key in keys {
                *counts.entry(key).or_default() += 1;
            }
        }
        let learnt = counts.into_iter().filter(|(_, count)| *count >= FEWEST_TEXTS);
        let capped = |count: u32| u16::try_from(count).unwrap_or(u16::MAX);
        Self((0..).zip(learnt).map(|(place, (key, count))| (key, (place, capped(count)))).collect())
    }
}

/// The features of a word of a text, each with what it counts, and how often the word occurs there.
pub(crate) struct Keyed {
    keys: Vec<(u32, f32)>,
    times: u16,
}

/// The words of a text.
pub(crate) fn keyed(text: &str) -> Vec<Keyed> {
    let of = |Counted { word, place, times }: Counted| {
        let mut keys = Vec::new();
        features(&word, place, |key, worth| keys.push((key, worth)));
        Keyed { keys, times }
    };
    counted(text).map(of).collect()
}

/// The matrix, row after row.
pub(crate) struct Matrix {
    rows: Vec<Vec<(u32, f64)>>,
    columns: usize,
}

impl Matrix {
    /// Each text as it is read: the sum of its words, within its length.
    pub(crate) fn of(texts: &[Vec<Keyed>], columns: &Columns) -> Self {
        let all = u32::try_from(texts.len()).unwrap_or(u32::MAX);
        let row = |text: &Vec<Keyed>| {
            let (mut row, mut square) = (BTreeMap::new(), 0.0);
            for word in text {
                for (key, worth) in &word.keys {
                    let Some(&(place, count)) = columns.0.get(key) else { continue };
                    let value = f64::from(worth * rarity(all, count) * repeated(word.times));
                    square += value * value;
                    *row.entry(place).or_default() += value;
                }
            }
            let length = square.sqrt().max(1e-9);
            row.into_iter().map(|(place, value): (u32, f64)| (place, value / length)).collect()
        };
        Self { rows: texts.iter().map(row).collect(), columns: columns.0.len() }
    }

    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    /// What each text makes of numbers of the columns.
    pub(crate) fn times(&self, by: &Block) -> Block {
        let one = |row: &Vec<(u32, f64)>| {
            let mut sum = [0.0; LATENT];
            for (column, value) in row {
                if let Some(by) = by.get(*column as usize) {
                    add(&mut sum, *value, by);
                }
            }
            sum
        };
        self.rows.iter().map(one).collect()
    }

    /// What each column makes of numbers of the texts, which count as much as their weights say.
    pub(crate) fn transposed_times(&self, by: &Block, weights: &[f64]) -> Block {
        let mut sums = vec![[0.0; LATENT]; self.columns];
        for ((row, by), weight) in self.rows.iter().zip(by).zip(weights) {
            for (column, value) in row {
                if let Some(sum) = sums.get_mut(*column as usize) {
                    add(sum, value * weight, by);
                }
            }
        }
        sums
    }
}

/// Adds a multiple.
pub(crate) fn add(sum: &mut [f64; LATENT], factor: f64, by: &[f64; LATENT]) {
    sum.iter_mut().zip(by).for_each(|(sum, by)| *sum += factor * by);
}
