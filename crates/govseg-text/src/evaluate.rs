//! How good models of these rows are on organizations that they have not seen.

use govseg::{Segment, Segments};

use crate::evaluation::{Evaluation, Told, summed};
use crate::groups::{folds, groups};
use crate::labels::Labelled;
use crate::outputs::{FACTS, facts};
use crate::predict::Reader;
use crate::train::{TrainError, train};
use crate::typos::typos;

/// Into how many parts the rows are divided, by organization; each is told by a model of the others.
const PARTS: usize = 5;

/// How often a set shall hold the truth.
const ASKED: f64 = 0.9;

/// Measures, with as many repeats, each with other splits; with typing errors in that share of the held-out words.
///
/// # Errors
/// If the rows without a part make no model.
pub fn evaluate(rows: &[Labelled], repeats: usize, seed: u64, mistyped: f64) -> Result<Evaluation, TrainError> {
    let groups = groups(rows);
    let mut told = Vec::new();
    for repeat in 0..repeats {
        let folds = folds(&groups, PARTS, seed.wrapping_add(1000 + repeat as u64));
        for part in 0..PARTS {
            let others: Vec<Labelled> = of(rows, &folds, part, false).map(|(_, row)| row.clone()).collect();
            let model = train(&others, seed)?;
            let mut reader = Reader::new(&model);
            for (place, row) in of(rows, &folds, part, true) {
                let evidence = reader.read(&typos(&row.text, mistyped, seed.wrapping_add(place as u64)));
                let (segment, probability) = evidence.suggestion(Segments::ALL).unwrap_or((Segment::Other, 0.0));
                let (mut held, mut sizes) = ([None; FACTS.len()], [0; FACTS.len()]);
                for ((((_, set), (fact, first)), held), size) in
                    evidence.sets(ASKED).zip(facts()).zip(&mut held).zip(&mut sizes)
                {
                    let truth = (0..fact.values().len())
                        .filter(|value| row.holds(first + value))
                        .fold(0, |all, bit| all | 1_u64 << bit);
                    *held = (truth != 0).then_some(truth & !set == 0);
                    *size = set.count_ones();
                }
                told.push(Told { split: (repeat, part), row: place, segment, probability, held, sizes });
            }
        }
    }
    let mut distinct = groups;
    distinct.sort_unstable();
    distinct.dedup();
    Ok(summed(rows, [rows.len(), distinct.len(), repeats], told))
}

fn of<'r>(
    rows: &'r [Labelled],
    folds: &'r [usize],
    part: usize,
    within: bool,
) -> impl Iterator<Item = (usize, &'r Labelled)> {
    rows.iter().enumerate().zip(folds).filter(move |(_, fold)| (**fold == part) == within).map(|(row, _)| row)
}
