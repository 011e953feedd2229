//! Why a measure fits, and how far that can be relied on, in words.

use super::choice::Choice;
use super::fitting::Fitting;
use super::measure::{Basis, Better, Claim, Formula, Measure, Target, Unit};
use super::rank::{Fit, Role};
use crate::{Channel, Fact, Facts, Language, Segment, Segments, Sentences, Text, Value, catalog};

/// Speaks of measures in one language.
///
/// ```
/// use govseg::measures::{MeasureWords, measures_for};
/// use govseg::{Channel, Facts, Language, Segment, Segments};
///
/// let facts = Facts::UNKNOWN.with(Channel::Phone);
/// let fits = measures_for(Segments::NONE.with(Segment::Informational), facts);
/// let words = MeasureWords::new(Language::English);
/// assert_eq!(words.why(&fits[0], fits[0].segments, facts), "among the first to take where a contact is informational");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct MeasureWords {
    language: Language,
    sentences: Sentences,
}

impl MeasureWords {
    /// In that language.
    pub fn new(language: Language) -> Self {
        Self { language, sentences: Sentences::of_measures(language) }
    }

    /// The language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The sentence of that key with its {placeholders} filled.
    pub fn say(&self, key: &str, filled: &[(&str, &str)]) -> String {
        self.sentences.say(key, filled)
    }

    /// The word for one of a few: of `unit`, `better`, `timing`, `answers`, `claim` or `basis`.
    pub fn word(&self, of: &str, which: &impl ToString) -> String {
        self.say(&format!("{of}_{}", which.to_string().replace('-', "_")), &[])
    }

    /// What stands there in this language.
    pub fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(&self.language).map_or("", String::as_str)
    }

    /// How a measure is computed, in words and in symbols.
    pub fn formula(&self, formula: &Formula) -> String {
        format!("{}: {}", self.text(&formula.words), formula.symbols)
    }

    /// A target with who set it and how that was read.
    pub fn target(&self, target: &Target) -> String {
        format!("{} ({}; {})", target.says, target.source, self.claim(target.status))
    }

    /// "percent, higher is better".
    pub fn number(&self, unit: Unit, better: Better) -> String {
        format!("{}, {}", self.word("unit", &unit), self.word("better", &better))
    }

    /// The name of a segment within a sentence.
    pub fn segment(&self, segment: Segment) -> String {
        let label = catalog().segment(segment.into()).and_then(|entry| entry.label.get(&self.language));
        label.cloned().unwrap_or_else(|| segment.to_string())
    }

    /// "a, b or c".
    pub fn segments(&self, segments: Segments) -> String {
        self.sentences.any_of(&segments.iter().map(|segment| self.segment(segment)).collect::<Vec<_>>())
    }

    fn values(&self, fact: Fact, values: &[&str]) -> String {
        let entry = catalog().fact(fact.into());
        let label = |value: &&str| {
            let found = entry.and_then(|entry| entry.value(value)).and_then(|value| value.label.get(&self.language));
            found.cloned().unwrap_or_else(|| (*value).to_owned())
        };
        self.sentences.any_of(&values.iter().map(label).collect::<Vec<_>>())
    }

    /// The names of channels.
    pub fn channels(&self, channels: &[Channel]) -> String {
        self.values(Fact::Channel, &channels.iter().map(|&channel| channel.into()).collect::<Vec<_>>())
    }

    /// Why a measure fits a contact of which these segments are possible and this much is known: a clause.
    pub fn why(&self, fit: &Fit, possible: Segments, facts: Facts) -> String {
        let mut why = match fit.role {
            Role::Chosen => self.say("why_chosen", &[]),
            role => self.say(&format!("why_{role}"), &[("segments", &self.segments(fit.segments))]),
        };
        let missed: Segments = possible.iter().filter(|&segment| !fit.segments.contains(segment)).collect();
        if fit.role != Role::Chosen && !missed.is_empty() {
            why += &self.say("why_not", &[("segments", &self.segments(missed))]);
        }
        for &fact in fit.conditions.iter().filter(|&&fact| fact != Fact::Channel) {
            let allowed = fit.measure.only.get(&fact).into_iter().flatten().map(String::as_str);
            let label = catalog().fact(fact.into()).and_then(|entry| entry.label.get(&self.language));
            let values = self.values(fact, &allowed.collect::<Vec<_>>());
            why += &self.say("why_if", &[("fact", label.map_or("", String::as_str)), ("values", &values)]);
        }
        why + &self.channel(fit, facts)
    }

    /// What the channel has to do with it.
    fn channel(&self, fit: &Fit, facts: Facts) -> String {
        let made_for = &fit.measure.channels;
        if fit.conditions.contains(&Fact::Channel) {
            return self.say("why_channel_if", &[("channels", &self.channels(made_for))]);
        }
        let used = facts.get::<Channel>();
        let both: Vec<Channel> = Channel::ALL
            .iter()
            .copied()
            .filter(|&channel| used.contains(channel) && made_for.contains(&channel))
            .collect();
        if both.is_empty() { String::new() } else { self.say("why_channel", &[("channels", &self.channels(&both))]) }
    }

    /// The status of each claim about a measure.
    pub fn status(&self, measure: &Measure) -> String {
        let status = measure.status;
        self.say(
            "status_all",
            &[
                ("definition", &self.claim(status.definition)),
                ("formula", &self.claim(status.formula)),
                ("segments", &self.basis(status.segments)),
            ],
        )
    }

    /// How far something can be relied on.
    pub fn claim(&self, claim: Claim) -> String {
        self.word("claim", &claim)
    }

    /// How well it is founded that something fits a segment.
    pub fn basis(&self, basis: Basis) -> String {
        self.word("basis", &basis)
    }

    /// What an agency chose, who, why and when, in sentences.
    pub fn choice(&self, choice: &Choice) -> String {
        let mut said = Vec::new();
        if let Some(segment) = choice.segment {
            said.push(self.say("choice_segment", &[("segment", &self.segment(segment))]));
        }
        if !choice.measures.is_empty() {
            said.push(self.say("choice_measures", &[("measures", &self.sentences.all_of(&choice.measures))]));
        }
        if let Some(why) = &choice.why {
            said.push(self.say("choice_why", &[("why", why.trim_end_matches('.'))]));
        }
        match (&choice.by, &choice.on) {
            (Some(by), Some(on)) => said.push(self.say("choice_by_on", &[("by", by), ("on", on)])),
            (Some(by), None) => said.push(self.say("choice_by", &[("by", by)])),
            (None, Some(on)) => said.push(self.say("choice_on", &[("on", on)])),
            (None, None) => {}
        }
        said.join(" ")
    }

    /// What decides how a contact is measured, in sentences: its segments, what the agency chose, what is not known.
    pub fn introduction(&self, fitting: &Fitting) -> Vec<String> {
        if fitting.segments.is_empty() {
            return vec![self.say("nothing", &[])];
        }
        let mut said = Vec::new();
        if let Some(choice) = &fitting.choice {
            let kept = self.say("choice_kept", &[("segments", &self.segments(fitting.segments))]);
            said.push(format!("{} {kept}", self.choice(choice)));
        }
        if !fitting.perhaps.is_empty() {
            said.push(self.say("perhaps", &[]));
            said.extend(fitting.perhaps.iter().map(|choice| self.choice(choice)));
        }
        if !fitting.own.is_empty() {
            said.push(self.say("own", &[("measures", &self.sentences.all_of(&fitting.own))]));
        }
        match fitting.measured.single().and_then(|segment| super::measurement().default_of(segment)) {
            Some(default) => {
                let why = self.text(&default.why);
                let about = self.say("default", &[("segments", &self.segment(default.id)), ("why", why)]);
                let status = self.say("default_status", &[("status", &self.basis(default.status))]);
                said.push(format!("{about} {status}"));
            }
            None => said.push(self.say("several", &[])),
        }
        said
    }
}
