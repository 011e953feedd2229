//! What is said of a measure: a number with its interval, or why there is none.

use serde::Serialize;
use serde::ser::Serializer;

use crate::accumulate::{Cell, Kind, Sum};
use crate::amount::float;
use crate::measures::{Spec, Unit};
use crate::rules::Rules;
use crate::stats::{Interval, order_interval, wilson};

/// Why there is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Absent {
    /// No row has what is needed.
    NoData {
        /// The columns, in words.
        needs: &'static str,
    },
    /// There are too few.
    TooFew {
        /// How many there are.
        n: u64,
        /// How many there should be.
        least: u64,
    },
    /// What stands below adds up to nothing.
    NothingBelow,
    /// The question was asked in several wordings, which are not added up.
    Wordings {
        /// How many.
        count: usize,
    },
    /// It is a small cell, or would give one away.
    Suppressed,
}

impl std::fmt::Display for Absent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoData { needs } => write!(f, "no data (needs {needs})"),
            Self::TooFew { n, least } => write!(f, "too few to say ({n}, fewer than {least})"),
            Self::NothingBelow => f.write_str("what it is a share of adds up to 0"),
            Self::Wordings { count } => write!(f, "asked in {count} wordings, not pooled (group by wording)"),
            Self::Suppressed => f.write_str("suppressed"),
        }
    }
}

impl Serialize for Absent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How an interval was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, strum::Display)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Method {
    /// Wilson's, for a share.
    Wilson,
    /// Wilson's with the number of equally weighted answers that would tell as much.
    WilsonWeighted,
    /// Student's.
    T,
    /// By drawing from the values again, where they are few and lopsided.
    Bootstrap,
    /// Student's about a ratio, linearised.
    Ratio,
    /// By ranks, of the values themselves.
    Ranks,
    /// By ranks, of a sketch: off by half a per cent at most.
    RanksOfSketch,
    /// Newcombe's, for a difference of shares.
    Newcombe,
    /// Welch's, for a difference of means.
    Welch,
    /// By the normal distribution, for a difference of ratios.
    Normal,
    /// All were counted.
    Count,
}

/// What is said of one measure in one group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The measure's id.
    pub measure: &'static str,
    /// Which of several ways of computing it this is.
    pub variant: Option<String>,
    /// What it counts in.
    pub unit: Unit,
    /// The number.
    pub value: Option<f64>,
    /// What else is in keeping with what was seen.
    pub interval: Option<Interval>,
    /// The level of the interval.
    pub level: f64,
    /// How the interval was found.
    pub method: Option<Method>,
    /// How many it rests on; nothing if that is suppressed.
    pub n: Option<u64>,
    /// The rows that would belong but lack a value; nothing if that is suppressed.
    pub missing: Option<u64>,
    /// Why there is no number.
    pub absent: Option<Absent>,
}

impl Estimate {
    /// The same without anything that tells how many there are.
    #[must_use]
    pub(crate) fn suppressed(self) -> Self {
        Self {
            value: None,
            interval: None,
            method: None,
            n: None,
            missing: None,
            absent: Some(Absent::Suppressed),
            ..self
        }
    }
}

/// A number, its interval, and how that was found.
type Found = (f64, Option<Interval>, Method);

/// How many a cell counts, for what is said of it and for what must be hidden.
pub(crate) fn units(spec: &Spec, cell: &Cell) -> u64 {
    match (&cell.sum, spec.kind) {
        // A backlog of three is three, however many rows were looked at.
        (Sum::Total { sum, .. }, Kind::Count) => u64::try_from(sum / 1_000_000).unwrap_or(u64::MAX),
        _ => cell.n(),
    }
}

/// What a cell says: one estimate, or one for each percentile.
pub(crate) fn estimates(spec: &'static Spec, cell: &Cell, rules: &Rules) -> Vec<Estimate> {
    let percentiles = matches!(spec.kind, Kind::Spread).then_some(rules.percentiles.as_slice());
    let variant = spec.variant.map(|name| name(rules));
    let n = units(spec, cell);
    let blank = Estimate {
        measure: spec.id,
        variant,
        unit: spec.unit,
        value: None,
        interval: None,
        level: rules.level,
        method: None,
        n: Some(n),
        missing: Some(cell.missing),
        absent: absent(spec, cell, rules),
    };
    let say = |variant: Option<String>, found: Option<Found>| {
        let mut said = blank.clone();
        said.variant = said.variant.or(variant);
        if said.absent.is_some() {
            return said;
        }
        match found {
            Some((value, interval, method)) => {
                said.value = Some(value);
                said.interval = interval;
                said.method = Some(method);
            }
            None => said.absent = Some(Absent::NothingBelow),
        }
        said
    };
    match percentiles {
        Some(percentiles) => {
            percentiles.iter().map(|&p| say(Some(percentile_name(p)), percentile(cell, p, rules.level))).collect()
        }
        None => vec![say(None, found(spec, cell, rules.level))],
    }
}

fn percentile_name(p: f64) -> String {
    if (p - 0.5).abs() < 1e-12 { "median".to_owned() } else { format!("p{}", (p * 1e6).round() / 1e4) }
}

/// Why nothing is said before anything is worked out.
fn absent(spec: &Spec, cell: &Cell, rules: &Rules) -> Option<Absent> {
    if cell.n() == 0 {
        return Some(Absent::NoData { needs: spec.needs });
    }
    if cell.wordings.len() > 1 {
        return Some(Absent::Wordings { count: cell.wordings.len() });
    }
    let counted = matches!(spec.kind, Kind::Count | Kind::Total);
    (!counted && cell.n() < rules.least).then_some(Absent::TooFew { n: cell.n(), least: rules.least })
}

/// What the unit makes of a share or a ratio.
const fn factor(unit: Unit) -> f64 {
    match unit {
        Unit::Percent => 100.0,
        _ => 1.0,
    }
}

fn found(spec: &Spec, cell: &Cell, level: f64) -> Option<Found> {
    let factor = factor(spec.unit);
    let (value, interval, method) = match &cell.sum {
        Sum::Share { hits, n } => {
            let (hits, n) = (float(*hits), float(*n));
            (hits / n, wilson(hits, n, level), Method::Wilson)
        }
        Sum::Mean(mean) => {
            let interval = mean.interval(level);
            let method = if interval.is_some_and(|(_, drawn)| drawn) { Method::Bootstrap } else { Method::T };
            (mean.moments()?.mean, interval.map(|(interval, _)| interval), method)
        }
        Sum::Ratio(ratio) => {
            let value = ratio.value()?;
            if spec.kind == Kind::Share {
                let n = ratio.effective();
                (value, wilson(value * n, n, level), Method::WilsonWeighted)
            } else {
                (value, ratio.interval(level), Method::Ratio)
            }
        }
        Sum::Total { sum, .. } => (total(*sum), None, Method::Count),
        Sum::Spread(_) => return None,
    };
    Some((value * factor, interval.map(|interval| interval.scaled(factor)), method))
}

/// A sum in wholes.
#[allow(clippy::cast_precision_loss, reason = "what results say is rounded far before")]
fn total(sum: i128) -> f64 {
    sum as f64 * 1e-6
}

fn percentile(cell: &Cell, p: f64, level: f64) -> Option<Found> {
    let Sum::Spread(spread) = &cell.sum else { return None };
    let method = if spread.is_sketch() { Method::RanksOfSketch } else { Method::Ranks };
    let ranks = order_interval(spread.n, p, level);
    let (low, high) = ranks.unwrap_or_default();
    let values = spread.at(&[spread.rank(p), low, high]);
    let at = |place: usize| values.get(place).copied().flatten();
    let interval = ranks.and_then(|_| Some(Interval { low: at(1)?, high: at(2)? }));
    Some((at(0)?, interval, method))
}
