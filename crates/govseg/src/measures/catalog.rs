//! The measures, methods, questions and their sources, as `data/measures` holds them.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::measure::{Basis, Claim, Measure};
use crate::{Channel, Segment, Standing, Text};

/// When customers are asked, or figures are taken.
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
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Timing {
    /// When the contact ends.
    Immediate,
    /// When the service ends, such as at the decision.
    EndOfJourney,
    /// After the customer acted on what was said.
    Deferred,
    /// On a schedule, about the whole relation.
    Relational,
    /// All the time.
    Continuous,
    /// From time to time.
    Periodic,
    /// Before something is put into use.
    BeforeRelease,
    /// Each time it happens.
    PerEvent,
}

/// The status of each claim about a method.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MethodStatus {
    /// Of what it does.
    pub definition: Claim,
    /// Of the segments that it fits.
    pub segments: Basis,
}

/// A way of finding out.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Method {
    /// Id.
    pub id: String,
    /// Its name for people.
    pub name: Text,
    /// What one does.
    pub does: Text,
    /// When.
    pub timing: Timing,
    /// The channels that it is made for; none means any.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// The segments that it fits best.
    pub primary: Vec<Segment>,
    /// What it takes.
    pub needs: Vec<String>,
    /// What it cannot do.
    pub limits: Option<Text>,
    /// The source, by its id.
    pub source: String,
    /// How far each of this can be relied on.
    pub status: MethodStatus,
    /// What to know before using it.
    pub note: Option<String>,
}

/// Where to begin with the contacts of one segment.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SegmentDefault {
    /// The segment.
    pub id: Segment,
    /// Methods, the first one first.
    pub methods: Vec<String>,
    /// The measures that lead its list, the first one first.
    pub lead: Vec<String>,
    /// Why these: a clause.
    pub why: Text,
    /// What that rests on, by ids.
    pub sources: Vec<String>,
    /// How well it is founded.
    pub status: Basis,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, strum::Display, strum::VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Answers {
    /// By a thumb up or down.
    Thumb,
    /// By agreement from 1 to 5.
    Agreement,
    /// By ticking drivers of a list.
    Ticks,
    /// In free text.
    Text,
}

/// A question of a survey.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SurveyQuestion {
    /// Its words: the source's in English, a translation of ours in other languages.
    pub asks: Text,
    /// How it is answered.
    pub answers: Answers,
    /// The measures that the answers give.
    #[serde(default)]
    pub measures: Vec<String>,
}

/// A survey in one of its forms.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SurveyForm {
    /// Id.
    pub id: String,
    /// Its name for people.
    pub name: Text,
    /// The source, by its id.
    pub source: String,
    /// How its English words were read.
    pub status: Standing,
    /// What to know before using it.
    pub note: Option<String>,
    /// The questions, in order.
    #[serde(rename(deserialize = "question"))]
    pub questions: Vec<SurveyQuestion>,
}

/// A text that measures, methods or questions rest on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MeasureSource {
    /// Id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Where it was read.
    pub url: Option<String>,
}

/// All that is known of measuring.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Measurement {
    /// The measures.
    pub measures: Vec<Measure>,
    /// The methods.
    pub methods: Vec<Method>,
    /// Where to begin, by segment.
    pub defaults: Vec<SegmentDefault>,
    /// The forms of surveys.
    pub forms: Vec<SurveyForm>,
    /// The sources.
    pub sources: Vec<MeasureSource>,
}

/// The measures, methods and survey questions that the catalogue knows.
///
/// ```
/// use govseg::measures::{Better, measurement};
///
/// let asa = measurement().measure("asa").unwrap();
/// assert_eq!((asa.direction, asa.inputs[0].as_str()), (Better::Lower, "queue_wait_s"));
/// assert_eq!(measurement().source(asa.source.as_deref().unwrap()).unwrap().id, "amazon-connect");
/// ```
#[expect(clippy::missing_panics_doc, reason = "it cannot: the catalogue is part of the crate and is tested")]
pub fn measurement() -> &'static Measurement {
    static MEASUREMENT: OnceLock<Measurement> = OnceLock::new();
    #[expect(clippy::expect_used, reason = "the catalogue is part of the crate and is tested")]
    MEASUREMENT.get_or_init(|| {
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/measurement.json")))
            .expect("the measures are sound")
    })
}

impl Measurement {
    /// A measure.
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// A method.
    pub fn method(&self, id: &str) -> Option<&Method> {
        self.methods.iter().find(|method| method.id == id)
    }

    /// Where to begin with a segment.
    pub fn default_of(&self, segment: Segment) -> Option<&SegmentDefault> {
        self.defaults.iter().find(|default| default.id == segment)
    }

    /// A source.
    pub fn source(&self, id: &str) -> Option<&MeasureSource> {
        self.sources.iter().find(|source| source.id == id)
    }
}
