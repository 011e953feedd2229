//! A model of labelled rows. The same rows and seed give the same bytes.

use sha2::{Digest, Sha256};

use crate::calibrate::fit::{quantiles, shares_of};
use crate::calibrate::{Quantiles, Shares};
use crate::groups::{folds, groups};
use crate::labels::Labelled;
use crate::matrix::{Block, Columns, Keyed, Matrix, keyed};
use crate::model::{Example, LATENT, Model, Row, Weights, stored_scale};
use crate::outputs::{FACTS, OUTPUTS, SEGMENTS, facts, segments};
use crate::predict::Reader;
use crate::ridge::{directions, solve, square};
use crate::stored::VERSION;

/// How many parts the rows are divided into to calibrate: each is scored by a model of the others.
const PARTS: usize = 5;

/// How much more a segment counts than a value of a fact: so much that all segments, rare ones too, are told by numbers
/// of their own, and facts by what is left.
const SEGMENT: f64 = 30.0;

/// How many steps a weight has on either side of nothing: more make a larger file and no better model.
const WEIGHT_STEPS: f64 = 31.0;

/// Why rows make no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TrainError {
    /// They are too few.
    #[error("{0} labelled rows are too few to learn from: at least {FEWEST} are needed")]
    TooFew(usize),
    /// They are all of one organization: nothing can be held out.
    #[error(
        "all rows are of one organization; to tell how sure to be, rows of at least {PARTS} are needed (`organization`)"
    )]
    OneOrganization,
    /// They are all of one segment.
    #[error("all rows are of one segment: there is nothing to tell apart")]
    OneSegment,
}

/// How few rows are too few.
const FEWEST: usize = 50;

/// Learns from labelled rows.
///
/// # Errors
/// If they are too few, or all alike.
pub fn train(rows: &[Labelled], seed: u64) -> Result<Model, TrainError> {
    if rows.len() < FEWEST {
        return Err(TrainError::TooFew(rows.len()));
    }
    if rows.iter().all(|row| Some(row.segment) == rows.first().map(|row| row.segment)) {
        return Err(TrainError::OneSegment);
    }
    let groups = groups(rows);
    let folds = folds(&groups, PARTS, seed);
    if (0..PARTS).any(|part| !folds.contains(&part)) {
        return Err(TrainError::OneOrganization);
    }
    let all: Vec<&Labelled> = rows.iter().collect();
    let (shares, quantiles) = calibrated(&all, &folds);
    let model = Model::new(weights(&all), shares, quantiles, Vec::new(), version(rows, seed));
    let examples = examples(&model, rows);
    Ok(Model::new(model.weights, model.shares, model.quantiles, examples, model.version))
}

/// What scores mean, from rows that were held out.
fn calibrated(rows: &[&Labelled], folds: &[usize]) -> (Shares, Quantiles) {
    let (mut scores, mut truths, mut lowest) = (Vec::new(), Vec::new(), vec![Vec::new(); FACTS.len()]);
    for part in 0..PARTS {
        let of = |within: bool| {
            rows.iter().zip(folds).filter(move |(_, fold)| (**fold == part) == within).map(|(row, _)| *row)
        };
        let none = Shares { slopes: [1.0; SEGMENTS], offsets: [0.0; SEGMENTS] };
        let others: Vec<&Labelled> = of(false).collect();
        let model = Model::new(weights(&others), none, Quantiles(Vec::new()), Vec::new(), String::new());
        let mut reader = Reader::new(&model);
        for row in of(true) {
            let evidence = reader.read(&row.text);
            scores.push(evidence.logits());
            truths.push(place(row));
            let outputs = evidence.outputs();
            for ((fact, first), lowest) in facts().zip(&mut lowest) {
                let values = (first..first + fact.values().len()).filter(|&output| row.holds(output));
                lowest.extend(values.filter_map(|output| outputs.get(output).copied()).reduce(f32::min));
            }
        }
    }
    (shares_of(&scores, &truths), quantiles(lowest))
}

pub(crate) fn place(row: &Labelled) -> usize {
    segments().iter().position(|segment| *segment == row.segment).unwrap_or_default()
}

/// What each output should be: the reader's confidence in the segment, what is left for the rivals, halving from one to
/// the next; of each fact the values found.
fn targets(row: &Labelled) -> [f64; OUTPUTS] {
    let mut targets = [0.0; OUTPUTS];
    let left = if row.also.is_empty() { 0.0 } else { 1.0 - f64::from(row.confidence) };
    let halves = |count: usize| (0..count).map(|place| 0.5_f64.powi(i32::try_from(place).unwrap_or(i32::MAX)));
    let whole: f64 = halves(row.also.len()).sum();
    for (segment, target) in segments().iter().zip(&mut targets) {
        let rival = row.also.iter().zip(halves(row.also.len())).find(|(rival, _)| *rival == segment);
        *target = match rival {
            _ if *segment == row.segment => 1.0 - left,
            Some((_, half)) => left * half / whole,
            None => 0.0,
        };
    }
    for (place, target) in targets.iter_mut().enumerate().skip(SEGMENTS) {
        *target = f64::from(u8::from(row.holds(place)));
    }
    targets
}

/// How much a row counts: those of rare segments more, but not so much more as they are rarer.
fn worths(rows: &[&Labelled]) -> Vec<f64> {
    const LEVELLED: f64 = 0.5;
    let mut counts = [0_u32; SEGMENTS];
    for row in rows {
        counts.iter_mut().skip(place(row)).take(1).for_each(|count| *count += 1);
    }
    let worth = |row: &&Labelled| f64::from(counts.get(place(row)).copied().unwrap_or(1)).powf(-LEVELLED);
    let worths: Vec<f64> = rows.iter().map(worth).collect();
    #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
    let mean = worths.iter().sum::<f64>() / rows.len().max(1) as f64;
    worths.iter().map(|worth| worth / mean).collect()
}

/// The linear part.
fn weights(rows: &[&Labelled]) -> Weights {
    let texts: Vec<Vec<Keyed>> = rows.iter().map(|row| keyed(&row.text)).collect();
    let columns = Columns::of(&texts);
    let matrix = Matrix::of(&texts, &columns);
    let worths = worths(rows);
    let total: f64 = worths.iter().sum();
    let targets: Vec<[f64; OUTPUTS]> = rows.iter().map(|row| targets(row)).collect();
    let mut base = [0.0; OUTPUTS];
    for (targets, worth) in targets.iter().zip(&worths) {
        base.iter_mut().zip(targets).for_each(|(base, target)| *base += worth * target / total);
    }
    let centred = |targets: &[f64; OUTPUTS]| {
        let mut centred = *targets;
        for (place, (target, base)) in centred.iter_mut().zip(&base).enumerate() {
            *target = (*target - base) * importance(place);
        }
        centred
    };
    let centred: Vec<[f64; OUTPUTS]> = targets.iter().map(centred).collect();
    let mut varies = square();
    for (targets, worth) in centred.iter().zip(&worths) {
        for (row, one) in varies.iter_mut().zip(targets) {
            row.iter_mut().zip(targets).for_each(|(sum, other)| *sum += worth * one * other / total);
        }
    }
    // Numbers of one size, so that the steps of a byte suit them all.
    let directions: Vec<(f64, [f64; OUTPUTS])> = directions(&varies)
        .into_iter()
        .take(LATENT)
        .map(|(varies, direction)| (varies.max(1e-12).sqrt(), direction))
        .collect();
    let latent = |targets: &[f64; OUTPUTS]| {
        let mut latent = [0.0; LATENT];
        for (number, (size, direction)) in latent.iter_mut().zip(&directions) {
            *number = direction.iter().zip(targets).map(|(one, other)| one * other).sum::<f64>() / size;
        }
        latent
    };
    let latents: Block = centred.iter().map(latent).collect();
    let solved = solve(&matrix, &latents, &worths);
    let mixture = directions.iter().map(|(size, direction)| {
        let mut mixture = [0.0; OUTPUTS];
        for (place, (share, number)) in mixture.iter_mut().zip(direction).enumerate() {
            *share = narrow(size * number / importance(place));
        }
        mixture
    });
    let rows = columns.0.iter().zip(&solved).map(|((&key, &(_, count)), weights)| row(key, count, weights));
    let texts = u32::try_from(texts.len()).unwrap_or(u32::MAX);
    Weights { texts, rows: rows.collect(), mixture: mixture.collect(), base: base.map(narrow) }
}

fn importance(output: usize) -> f64 {
    if output < SEGMENTS { SEGMENT } else { 1.0 }
}

#[expect(clippy::cast_possible_truncation, reason = "fewer digits are enough")]
fn narrow(number: f64) -> f32 {
    number as f32
}

/// A feature's weights in steps of a byte.
fn row(key: u32, texts: u16, weights: &[f64; LATENT]) -> Row {
    let most = weights.iter().fold(0.0_f64, |most, weight| most.max(weight.abs()));
    let scale = stored_scale(narrow(most / WEIGHT_STEPS));
    #[expect(clippy::cast_possible_truncation, reason = "between -32 and 32")]
    let step = |weight: f64| if scale > 0.0 { (weight / f64::from(scale)).round() as i8 } else { 0 };
    Row { key, texts, scale, weights: weights.map(step) }
}

/// The rows as examples, each where the model sees it.
fn examples(model: &Model, rows: &[Labelled]) -> Vec<Example> {
    const LONGEST: usize = 80;
    let mut reader = Reader::new(model);
    let short = |text: &str| text.chars().take(LONGEST).collect::<String>();
    let example = |row: &Labelled| {
        let place = row_of(&reader.read(&row.text).latent);
        Example { name: short(&row.name), organization: short(&row.organization), segment: row.segment, place }
    };
    rows.iter().map(example).collect()
}

fn row_of(latent: &[f32; LATENT]) -> [i8; LATENT] {
    row(0, 0, &latent.map(f64::from)).weights
}

fn version(rows: &[Labelled], seed: u64) -> String {
    let mut hash = Sha256::new();
    hash.update(VERSION.to_le_bytes());
    for row in rows {
        hash.update(format!("{row:?}\n"));
    }
    hash.update(seed.to_le_bytes());
    let digest: String = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("{} rows, {digest}", rows.len())
}
