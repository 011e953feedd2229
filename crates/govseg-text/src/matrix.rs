//! Texts as a sparse matrix: a row a text, a column a feature.

use std::collections::BTreeMap;

use crate::features::features;
use crate::model::{LATENT, rarity};
use crate::predict::repeated;
use crate::tokens::words;

/// In how many texts a feature must occur to be learnt from.
const FEWEST_TEXTS: u32 = 2;

/// A row for each latent number of each column or text.
pub(crate) type Block = Vec<[f64; LATENT]>;

/// The features that are learnt from, in order of their keys, with their place and the number of texts.
pub(crate) struct Columns(pub(crate) BTreeMap<u32, (u32, u16)>);

impl Columns {
    pub(crate) fn of(texts: &[BTreeMap<u32, u8>]) -> Self {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for key in texts.iter().flat_map(BTreeMap::keys) {
            *counts.entry(*key).or_default() += 1;
        }
        let learnt = counts.into_iter().filter(|(_, count)| *count >= FEWEST_TEXTS);
        let counted = |count: u32| u16::try_from(count).unwrap_or(u16::MAX);
        Self((0..).zip(learnt).map(|(place, (key, count))| (key, (place, counted(count)))).collect())
    }
}

/// How often each feature occurs in a text.
pub(crate) fn counted(text: &str) -> BTreeMap<u32, u8> {
    let mut counts: BTreeMap<u32, u8> = BTreeMap::new();
    for (place, word) in words(text).enumerate() {
        features(&word, place, |key| {
            let count = counts.entry(key).or_default();
            *count = count.saturating_add(1);
        });
    }
    counts
}

/// The matrix, row after row.
pub(crate) struct Matrix {
    rows: Vec<Vec<(u32, f64)>>,
    columns: usize,
}

impl Matrix {
    /// Each text scaled to length one.
    pub(crate) fn of(texts: &[BTreeMap<u32, u8>], columns: &Columns) -> Self {
        let all = u32::try_from(texts.len()).unwrap_or(u32::MAX);
        let row = |text: &BTreeMap<u32, u8>| {
            let known = text.iter().filter_map(|(key, &times)| Some((columns.0.get(key)?, times)));
            let mut row: Vec<(u32, f64)> = known
                .map(|(&(place, count), times)| (place, f64::from(rarity(all, count) * repeated(times))))
                .collect();
            let length = row.iter().map(|(_, value)| value * value).sum::<f64>().sqrt();
            for (_, value) in &mut row {
                *value /= length.max(1e-9);
            }
            row
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
