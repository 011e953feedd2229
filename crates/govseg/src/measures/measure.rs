//! One measure: what it is, how it is computed, where it fits, and how far each of these can be relied on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Channel, Fact, Segment, Text};

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, strum::Display, strum::VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither by itself: it must be read beside other measures.
    Context,
    /// The nearer to zero, on either side, the better.
    TowardZero,
}

/// What a measure's number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, strum::Display, strum::VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// Days.
    Days,
    /// Hours.
    Hours,
    /// Hundredths.
    Percent,
    /// The difference of two percentages.
    PercentagePoints,
    /// A share from 0 to 1, or a quotient.
    Ratio,
    /// Points of a scale.
    Points,
    /// How many.
    Count,
    /// Money.
    Currency,
    /// Whatever the cost matrix is in.
    Cost,
}

/// How the numbers of parts make the number of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, strum::Display, strum::VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Combines {
    /// By adding up numerators and denominators; never by averaging percentages.
    RatioOfSums,
    /// By adding up values and their number.
    Mean,
    /// By adding up.
    Sum,
    /// By adding up the counts of every answer.
    PooledCounts,
    /// From the pooled records alone; percentiles cannot be averaged.
    Quantile,
    /// By adding up what the sample's weights give.
    WeightedSample,
    /// By counting distinct customers or issues anew: parts may share some.
    RatioOfDistinct,
    /// From the two rates that are compared, each of the whole.
    Difference,
    /// Not at all.
    None,
}

/// How far a definition, a formula or a target can be relied on.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
pub enum Claim {
    /// In the source's own words.
    Quoted,
    /// Read in the source itself; the words are ours.
    Source,
    /// Read in another party's account of the source.
    SecondHand,
    /// Our conclusion from a source that does not say it.
    Inferred,
    /// Known in the field; no source was read.
    Unverified,
    /// This project's own.
    Ours,
}

/// How well it is founded that something fits a segment, the best first. No source names the six segments, so that the
/// link to a segment is ours in every case.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
pub enum Basis {
    /// The source applies it to all contacts of customers.
    SourceGeneral,
    /// The source applies it to a situation that is close to the segment.
    NearSource,
    /// The source uses it for a service that is of the segment.
    ByInstance,
    /// Our reasoning.
    Inferred,
}

/// A formula, in words and in symbols.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Formula {
    /// In words: a phrase, by language.
    #[serde(flatten)]
    pub words: Text,
    /// In symbols.
    pub symbols: String,
}

/// A target that somebody has set: an example, never a rule for everybody.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Target {
    /// The words.
    pub says: String,
    /// The source, by its id.
    pub source: String,
    /// How it was read.
    pub status: Claim,
}

/// The status of each claim about a measure.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MeasureStatus {
    /// Of the definition.
    pub definition: Claim,
    /// Of the formula.
    pub formula: Claim,
    /// Of the segments that it fits.
    pub segments: Basis,
}

/// A measure.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Measure {
    /// Id. Variants that give different numbers have ids of their own.
    pub id: String,
    /// What its variants have in common, if it is one of several.
    pub variant_of: Option<String>,
    /// Its name for people.
    pub name: Text,
    /// What it tells.
    pub definition: Text,
    /// How it is computed.
    pub formula: Formula,
    /// The data that it takes: columns of a log or of survey rows, and parameters in capitals.
    pub inputs: Vec<String>,
    /// What its number counts.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Better,
    /// The least number there can be, and the greatest if there is one; empty if it is no number.
    #[serde(default)]
    pub range: Vec<i32>,
    /// How parts make a whole.
    pub combines: Combines,
    /// The channels that it is made for; none means any.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// The contacts that it makes sense for, if not all: for a fact, the values of which one must be possible.
    #[serde(default)]
    pub only: BTreeMap<Fact, Vec<String>>,
    /// The segments that it fits best.
    #[serde(default)]
    pub primary: Vec<Segment>,
    /// The segments that it fits besides.
    #[serde(default)]
    pub secondary: Vec<Segment>,
    /// How it can be found out, the usual way first.
    pub methods: Vec<String>,
    /// A target that somebody has set.
    pub target: Option<Target>,
    /// The source, by its id; none if it is practice of the field and no source was read.
    pub source: Option<String>,
    /// How far each of this can be relied on.
    pub status: MeasureStatus,
    /// What to know before using it.
    pub note: Option<String>,
}
