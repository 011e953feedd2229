//! How good models of these rows are on organizations that they have not seen.

use std::collections::BTreeMap;
use std::fmt;

use govseg::{Segment, Segments};

use crate::groups::{folds, groups};
use crate::labels::Labelled;
use crate::outputs::{FACTS, SEGMENTS, facts, segments};
use crate::predict::Reader;
use crate::train::{TrainError, place, train};

/// Into how many parts the rows are divided, by organization; each is told by a model of the others.
const PARTS: usize = 5;

/// How often a set shall hold the truth.
const ASKED: f32 = 0.9;

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
    held: [Option<bool>; FACTS.len()],
    /// How many values the sets had.
    sizes: [u32; FACTS.len()],
}

/// Rates between 0 and 1, over all held-out rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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

/// Measures, with as many repeats, each with other splits.
///
/// # Errors
/// If the rows without a part make no model.
pub fn evaluate(rows: &[Labelled], repeats: usize, seed: u64) -> Result<Evaluation, TrainError> {
    let groups = groups(rows);
    let mut told = Vec::new();
    for repeat in 0..repeats {
        let folds = folds(&groups, PARTS, seed.wrapping_add(1000 + repeat as u64));
        for part in 0..PARTS {
            let others: Vec<Labelled> = of(rows, &folds, part, false).map(|(_, row)| row.clone()).collect();
            let model = train(&others, seed)?;
            let mut reader = Reader::new(&model);
            for (place, row) in of(rows, &folds, part, true) {
                let evidence = reader.read(&row.text);
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

fn summed(rows: &[Labelled], counts: [usize; 3], told: Vec<Told>) -> Evaluation {
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
    let of_fact = |(place, (fact, _)): (usize, (govseg::Fact, usize))| {
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

impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [rows, organizations, repeats] = self.counts;
        writeln!(
            f,
            "{rows} rows of {organizations} organizations, each told by a model of the others'; {repeats} repeats"
        )?;
        writeln!(
            f,
            "\n{:20}{:>10}{:>10}{:>16}{:>13}{:>19}",
            "", "accuracy", "macro-F1", "label or rival", "surer half", "calibration error"
        )?;
        let mut line = |name: &str, of: &Measures| {
            writeln!(
                f,
                "{name:20}{:>10.3}{:>10.3}{:>16.3}{:>13.3}{:>19.3}",
                of.accuracy, of.macro_f1, of.label_or_rival, of.surer_half, of.calibration_error
            )
        };
        line("model", &self.mean())?;
        for (repeat, measures) in (1..).zip(&self.repeats) {
            line(&format!("  repeat {repeat}"), measures)?;
        }
        let Measures { accuracy, macro_f1, label_or_rival, .. } = self.majority;
        writeln!(f, "{:20}{accuracy:>10.3}{macro_f1:>10.3}{label_or_rival:>16.3}", "majority")?;
        writeln!(f, "\n{:20}{:>10}{:>10}{:>10}{:>10}", "segment", "rows", "precision", "recall", "F1")?;
        self.segments.iter().try_for_each(|per| write_per(f, per))?;
        writeln!(f, "\n{:20}{:>10}{:>10}{:>10}", "source", "rows", "accuracy", "coverage")?;
        self.sources.iter().try_for_each(|per| write_per(f, per))?;
        writeln!(f, "\n{:20}{:>10}{:>10}{:>10}{:>10}", "fact", "rows", "coverage", "values", "of")?;
        self.facts.iter().try_for_each(|per| write_per(f, per))?;
        writeln!(f, "{:20}{:>10}{:>10.3}  of sets that shall hold the truth with 0.9", "all", "", self.coverage)
    }
}

fn write_per(f: &mut fmt::Formatter<'_>, per: &Per) -> fmt::Result {
    write!(f, "{:20}{:>10}", per.name, per.rows)?;
    per.figures.iter().try_for_each(|figure| write!(f, "{figure:>10.3}"))?;
    writeln!(f)
}
