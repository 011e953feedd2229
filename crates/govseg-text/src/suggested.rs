//! What a text suggests of one contact, put together once for all faces.

use govseg::{Contact, Fact, FactId, Policy, Segment, Segments};

use crate::explain::Explanation;
use crate::language::Language;
use crate::model::{Example, Model};
use crate::predict::{Evidence, Reader};

/// How many labelled texts that lie near are named.
const NEAREST: usize = 3;

/// A text beside what is given of its contact: which segment it suggests among those still possible, which facts it narrows,
/// and why.
///
/// ```
/// use govseg::{Capacity, Facts, Policy, Segment};
/// use govseg_text::{Model, Suggested};
///
/// let (model, text) = (Model::shipped()?, "Apply for a passport to travel abroad");
/// let given = Facts::UNKNOWN.with(Capacity::Official);
/// let suggested = Suggested::new(&model, Policy::gsa_2008(), text, given, 0.9);
/// // What is given decides; the text chooses among what is left.
/// assert_eq!(suggested.suggestion().unwrap().0, Segment::Intergovernmental);
/// assert!(suggested.to_json().starts_with(r#"{"base":"#));
/// # Ok::<(), govseg_text::ModelError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Suggested<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) model: &'a Model,
    text: &'a str,
    evidence: Evidence<'a>,
    given: Contact,
    possible: Segments,
    silence: Option<Silence>,
    narrowed: Contact,
    dropped: Vec<Fact>,
}

/// Why a text suggests nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Silence {
    /// There is none.
    NoText,
    /// The given facts leave no segment.
    Clash,
    /// It is in a language that the model does not know.
    Language,
}

impl Silence {
    /// As it stands in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoText => "no_text",
            Self::Clash => "clash",
            Self::Language => "language",
        }
    }
}

impl<'a> Suggested<'a> {
    /// What the text suggests of a contact of which this is given. The set of each fact shall hold the truth with the
    /// probability `coverage`.
    pub fn new(model: &'a Model, policy: &'a Policy, text: &'a str, given: impl Into<Contact>, coverage: f64) -> Self {
        let (evidence, given) = (Reader::new(model).read(text), given.into());
        let possible = policy.decide(given).possible();
        let silence = if text.trim().is_empty() {
            Some(Silence::NoText)
        } else if possible.is_empty() {
            Some(Silence::Clash)
        } else {
            (evidence.language() == Language::Other).then_some(Silence::Language)
        };
        let (narrowed, dropped) = match silence {
            None => evidence.narrow(policy, given, coverage),
            Some(_) => (given, Vec::new()),
        };
        Self { policy, model, text, evidence, given, possible, silence, narrowed, dropped }
    }

    /// The segment, and how probable it is; none where the text is silent.
    pub fn suggestion(&self) -> Option<(Segment, f32)> {
        self.evidence.suggestion(self.possible).filter(|_| self.silence.is_none())
    }

    /// Why nothing is suggested.
    pub fn silence(&self) -> Option<Silence> {
        self.silence
    }

    /// The segments that the given facts leave possible.
    pub fn possible(&self) -> Segments {
        self.possible
    }

    /// Each possible segment with its probability, in the order of segments; nothing where the text is silent.
    pub fn distribution(&self) -> Vec<(Segment, f32)> {
        let among = |(segment, _): &(Segment, f32)| self.silence.is_none() && self.possible.contains(*segment);
        self.evidence.distribution(self.possible).into_iter().filter(among).collect()
    }

    /// The facts that the text narrows, each with the values left.
    pub fn facts(&self) -> impl Iterator<Item = (&'a str, Vec<&'a str>)> {
        let (names, narrowed, given) = (self.policy.vocabulary(), self.narrowed, self.given);
        let of = move |contact, fact: FactId| names.get(contact, fact);
        let told = names.given(narrowed).filter(move |&fact| of(narrowed, fact) != of(given, fact));
        told.map(move |fact| (names.name(fact), names.names_in(fact, of(narrowed, fact)).collect()))
    }

    /// The facts of which the text says what clashes with the given ones. That is left out.
    pub fn dropped(&self) -> &[Fact] {
        &self.dropped
    }

    /// Which words carried the suggestion.
    pub fn why(&self) -> Option<Explanation> {
        self.suggestion().map(|(segment, _)| self.model.explain(self.text, segment))
    }

    /// The labelled texts that lie nearest, with how near: 1 is the same direction.
    pub fn nearest(&self) -> Vec<(&'a Example, f32)> {
        if self.silence.is_none() { self.evidence.nearest(NEAREST) } else { Vec::new() }
    }
}
