//! What was measured: what was told of each held-out row, added up.

use std::collections::BTreeMap;

use govseg::{Fact, Segment};
use serde::Serialize;

use crate::labels::Labelled;
use crate::outputs::{FACTS, SEGMENTS, facts, segments};
use crate::train::place;

/// What one model said of one held-out row.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Told {
    /// The repeat, from 0, and the part in which the row was held out.
    pub split: (usize, usize),
    /// The row's place.
    pub row: usize,
    /// The segment suggested.
    pub segment: Segment,
    /// How probable it was said to be.
    pub probability: f32,
    /// For each fact whether its set held the truth; none where the reader found nothing.
    pub(crate) held: [Option<bool>; FACTS.len()],
    /// How many values the sets had.
    pub(crate) sizes: [u32; FACTS.len()],
}

/// Rates between 0 and 1, over all held-out rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Measures {
    /// How often the segment was right.
    pub accuracy: f64,
    /// The mean over segments of the harmonic mean of precision and recall.
    pub macro_f1: f64,
    /// How often it was right or a rival.
    pub label_or_rival: f64,
    /// How often it was right in the half of the rows where it was surest.
    pub surer_half: f64,
    /// How far the probabilities are from how often they were right, on average over tenths.
    pub calibration_error: f64,
}

/// Figures of one segment, one source, or one fact.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Per {
    /// Its name.
    pub name: String,
    /// How many rows.
    pub rows: usize,
    /// The figures, as the heading of the table says.
    pub figures: Vec<f64>,
}

/// What was measured.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Evaluation {
    /// How many rows, organizations (groups that stay together) and repeats.
    pub counts: [usize; 3],
    /// Of each repeat.
    pub repeats: Vec<Measures>,
    /// Of always telling the most frequent segment.
    pub majority: Measures,
    /// By segment: precision, recall, F1.
    pub segments: Vec<Per>,
    /// By source: accuracy, coverage of the sets.
    pub sources: Vec<Per>,
    /// By fact: coverage of the sets, and how many of its values they have on average.
    pub facts: Vec<Per>,
    /// The coverage over all facts.
    pub coverage: f64,
    /// Everything that was told, to be held against other ways of telling on the same splits.
    pub told: Vec<Told>,
}

pub(crate) fn summed(rows: &[Labelled], counts: [usize; 3], told: Vec<Told>) -> Evaluation {
    let most = segments().into_iter().max_by_key(|segment| rows.iter().filter(|row| row.segment == *segment).count());
    let always = most.unwrap_or(Segment::Beneficial);
    let majority: Vec<Said<'_>> = rows.iter().map(|row| (row, always, 0.0)).collect();
    let said = |told: &Told| rows.get(told.row).map(|row| (row, told.segment, told.probability));
    let of_repeat = |repeat| {
        let said: Vec<Said<'_>> = told.iter().filter(|told| told.split.0 == repeat).filter_map(said).collect();
        measures(&said)
    };
    let all: Vec<Said<'_>> = told.iter().filter_map(said).collect();
    let of_segment = |&segment: &Segment| Per {
        name: segment.to_string(),
        rows: rows.iter().filter(|row| row.segment == segment).count(),
        figures: f1(&all, segment).to_vec(),
    };
    let mut by_source: BTreeMap<&str, Vec<&Told>> = BTreeMap::new();
    for told in &told {
        by_source.entry(rows.get(told.row).map_or("", |row| &row.source)).or_default().push(told);
    }
    let of_source = |(source, told): (&str, Vec<&Told>)| {
        let right: Vec<bool> =
            told.iter().filter_map(|told| Some(rows.get(told.row)?.segment == told.segment)).collect();
        Per {
            name: source.to_owned(),
            rows: told.len() / counts[2].max(1),
            figures: vec![share(right), share(told.iter().flat_map(|told| told.held).flatten())],
        }
    };
    let of_fact = |(place, (fact, _)): (usize, (Fact, usize))| {
        let held: Vec<bool> = told.iter().filter_map(|told| told.held.get(place).copied().flatten()).collect();
        let sizes: u32 = told.iter().filter_map(|told| told.sizes.get(place)).sum();
        let figures =
            vec![share(held.iter().copied()), f64::from(sizes) / count(told.len().max(1)), count(fact.values().len())];
        Per { name: fact.to_string(), rows: held.len() / counts[2].max(1), figures }
    };
    Evaluation {
        counts,
        repeats: (0..counts[2]).map(of_repeat).collect(),
        majority: measures(&majority),
        segments: segments().iter().map(of_segment).collect(),
        sources: by_source.into_iter().map(of_source).collect(),
        facts: facts().enumerate().map(of_fact).collect(),
        coverage: share(told.iter().flat_map(|told| told.held).flatten()),
        told,
    }
}

/// A row, what was said of it, and how surely.
type Said<'r> = (&'r Labelled, Segment, f32);

fn measures(said: &[Said<'_>]) -> Measures {
    let mut surest: Vec<&Said<'_>> = said.iter().collect();
    surest.sort_by(|one, other| other.2.total_cmp(&one.2));
    let f1s: f64 = segments().into_iter().map(|segment| f1(said, segment)[2]).sum();
    Measures {
        accuracy: share(said.iter().map(right)),
        macro_f1: f1s / count(SEGMENTS),
        label_or_rival: share(said.iter().map(|(row, segment, _)| row.allows(*segment))),
        surer_half: share(surest.into_iter().take(said.len() / 2).map(right)),
        calibration_error: calibration_error(said),
    }
}

fn right((row, segment, _): &Said<'_>) -> bool {
    row.segment == *segment
}

fn calibration_error(said: &[Said<'_>]) -> f64 {
    let mut tenths = [(0.0, 0.0); 10];
    for one in said {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 9")]
        let tenth = (one.2 * 10.0).clamp(0.0, 9.0) as usize;
        if let Some((promised, kept)) = tenths.get_mut(tenth) {
            *promised += f64::from(one.2);
            *kept += f64::from(u8::from(right(one)));
        }
    }
    tenths.iter().map(|(promised, kept)| (promised - kept).abs()).sum::<f64>() / count(said.len().max(1))
}

/// Precision, recall, and their harmonic mean.
fn f1(said: &[Said<'_>], segment: Segment) -> [f64; 3] {
    let hits = said.iter().filter(|one| one.1 == segment && right(one)).count();
    let told = said.iter().filter(|one| one.1 == segment).count();
    let there = said.iter().filter(|one| place(one.0) == segment as usize).count();
    let over = |whole: usize, part: usize| if whole == 0 { 0.0 } else { count(part) / count(whole) };
    [over(told, hits), over(there, hits), over(told + there, 2 * hits)]
}

fn share(which: impl IntoIterator<Item = bool>) -> f64 {
    let (mut yes, mut all) = (0, 0);
    for one in which {
        yes += usize::from(one);
        all += 1;
    }
    if all == 0 { 0.0 } else { count(yes) / count(all) }
}

#[expect(clippy::cast_precision_loss, reason = "counts of rows")]
fn count(count: usize) -> f64 {
    count as f64
}

impl Evaluation {
    /// The mean of the repeats.
    pub fn mean(&self) -> Measures {
        let mean =
            |of: fn(&Measures) -> f64| self.repeats.iter().map(of).sum::<f64>() / count(self.repeats.len().max(1));
        Measures {
            accuracy: mean(|one| one.accuracy),
            macro_f1: mean(|one| one.macro_f1),
            label_or_rival: mean(|one| one.label_or_rival),
            surer_half: mean(|one| one.surer_half),
            calibration_error: mean(|one| one.calibration_error),
        }
    }
}
