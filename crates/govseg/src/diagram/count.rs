//! Counting assignments by label, each alike or by weight.

use super::natural::Natural;
use super::{Diagram, Label};

/// An exact count. Machine integers where the whole space is known to fit, else integers of any size.
pub(crate) trait Amount: Clone + Ord {
    fn small(number: u64) -> Self;
    fn plus(self, other: &Self) -> Self;
    fn times(&self, other: &Self) -> Self;
}

impl Amount for u128 {
    fn small(number: u64) -> Self {
        number.into()
    }

    fn plus(self, other: &Self) -> Self {
        self + other
    }

    fn times(&self, other: &Self) -> Self {
        self * other
    }
}

impl Amount for Natural {
    fn small(number: u64) -> Self {
        number.into()
    }

    fn plus(self, other: &Self) -> Self {
        self.plus(other)
    }

    fn times(&self, other: &Self) -> Self {
        self.times(other)
    }
}

impl Diagram {
    /// The total weight of the assignments in the set, label by label; `weigh` gives the weight of some values of a level's fact.
    pub(crate) fn count<N: Amount>(&self, words: &[u64; 3], weigh: &dyn Fn(usize, u64) -> u64) -> Vec<(Label, N)> {
        let totals: Vec<N> = (0..)
            .zip(&self.levels)
            .map(|(level, field)| {
                N::small(weigh(level, words.get(usize::from(field.word)).map_or(0, |&word| field.read(word))))
            })
            .collect();
        // What a path gains that tests none of the levels from `start` to before `end`.
        let gap = |start: usize, end: usize| {
            totals.get(start..end).unwrap_or_default().iter().fold(N::small(1), |product, total| product.times(total))
        };
        let mut mass: Vec<N> = vec![N::small(0); self.nodes.len()];
        let mut labels: Vec<(Label, N)> = Vec::new();
        self.walk(words, |node, taken, target| {
            let (level, weight) = match node {
                None => (0, N::small(1)),
                Some(index) => {
                    let Some(node) = self.nodes.get(index) else { return };
                    let level = usize::from(node.level);
                    let Some(mass) = mass.get(index) else { return };
                    (level + 1, mass.times(&N::small(weigh(level, taken))))
                }
            };
            match target.split() {
                Ok(label) => {
                    let weight = weight.times(&gap(level, self.levels.len()));
                    match labels.iter_mut().find(|(known, _)| *known == label) {
                        Some((_, sum)) => *sum = sum.clone().plus(&weight),
                        None => labels.push((label, weight)),
                    }
                }
                Err(next) => {
                    let next = next as usize;
                    let Some(end) = self.nodes.get(next).map(|node| usize::from(node.level)) else { return };
                    let Some(sum) = mass.get_mut(next) else { return };
                    *sum = sum.clone().plus(&weight.times(&gap(level, end)));
                }
            }
        });
        labels
    }
}
