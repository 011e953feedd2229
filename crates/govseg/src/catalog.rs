//! The catalogue as data: what every word of the taxonomy means, whence it comes, and how it is said to people.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::measures::{Measurement, measurement};
use crate::{Crosswalk, Policy, Standing, crosswalks};

/// A text in every language, by language code.
pub type Text = BTreeMap<Language, String>;

/// A language in which the project speaks to people.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[non_exhaustive]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    #[strum(to_string = "en", serialize = "english")]
    English,
    /// Spanish.
    #[serde(rename = "es")]
    #[strum(to_string = "es", serialize = "spanish", serialize = "español")]
    Spanish,
}

/// Something that the source itself names.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Example {
    /// The words.
    pub text: String,
    /// How well it is founded.
    pub status: Standing,
    /// The citation.
    pub cites: Option<String>,
}

/// A segment.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SegmentEntry {
    /// Wire name.
    pub id: String,
    /// Other names that are read as this one.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What belongs here.
    pub definition: String,
    /// How well the definition is founded.
    pub status: Standing,
    /// The citation it rests on.
    pub cites: Option<String>,
    /// What the source names.
    #[serde(default)]
    pub examples: Vec<Example>,
    /// Its name for people.
    pub label: Text,
    /// A clause that says what such a contact is.
    pub phrase: Text,
}

/// A value of a fact.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ValueEntry {
    /// Wire name.
    pub id: String,
    /// What it means.
    pub meaning: String,
    /// How well the meaning is founded.
    pub status: Standing,
    /// Its name for people, as an answer to choose.
    pub label: Text,
    /// When to choose it.
    pub help: Text,
}

/// A fact.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FactEntry {
    /// Wire name.
    pub id: String,
    /// What it means.
    pub meaning: String,
    /// What users must know to use it rightly.
    pub note: Option<String>,
    /// How well the meaning is founded.
    pub status: Standing,
    /// The citation it rests on.
    pub cites: Option<String>,
    /// Its name for people.
    pub label: Text,
    /// How to ask for it.
    pub question: Text,
    /// How to answer.
    pub help: Text,
    /// Its values, in order.
    pub values: Vec<ValueEntry>,
}

/// A rule of a built-in policy.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RuleEntry {
    /// Id.
    pub id: String,
    /// Why a contact for which it holds belongs to its segment.
    pub because: Text,
}

/// A sub-segment of a built-in policy.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SubSegmentEntry {
    /// Id.
    pub id: String,
    /// Its name for people.
    pub label: Text,
    /// What belongs there.
    pub phrase: Text,
}

/// A document that the catalogue rests on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Source {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, as far as known.
    pub date: String,
    /// Who wrote it, if known.
    pub author: Option<String>,
    /// Where it was read.
    pub url: Option<String>,
    /// How it was read: itself, or in another's account.
    pub status: Standing,
    /// What to know before relying on it.
    pub note: Option<String>,
}

/// A passage of a source.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Citation {
    /// Id, as policies cite it.
    pub id: String,
    /// The source's id.
    pub source: String,
    /// The words.
    pub passage: String,
    /// How they were read.
    pub status: Standing,
    /// What to know before relying on it.
    pub note: Option<String>,
}

/// A language and its own name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct LanguageEntry {
    /// The language.
    pub id: Language,
    /// What it is called in itself.
    pub name: String,
}

/// The whole catalogue but for policies, crosswalks and measures, which have types of their own.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Catalog {
    /// The six segments.
    pub segments: Vec<SegmentEntry>,
    /// The facts.
    pub facts: Vec<FactEntry>,
    /// The rules of the built-in policies.
    pub rules: Vec<RuleEntry>,
    /// Their sub-segments.
    pub sub_segments: Vec<SubSegmentEntry>,
    /// The documents.
    pub sources: Vec<Source>,
    /// The passages.
    pub citations: Vec<Citation>,
    /// The languages.
    pub languages: Vec<LanguageEntry>,
}

/// The catalogue.
///
/// ```
/// use govseg::{Language, catalog};
///
/// let duty = catalog().fact("duty").unwrap();
/// assert_eq!(duty.values.len(), 7);
/// assert!(catalog().citation("gsa-2008#dutiful").unwrap().passage.contains("must make or endure"));
/// assert!(duty.question[&Language::Spanish].starts_with('¿'));
/// ```
#[expect(clippy::missing_panics_doc, reason = "it cannot: the catalogue is part of the crate and is tested")]
pub fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    #[expect(clippy::expect_used, reason = "the catalogue is part of the crate and is tested")]
    CATALOG.get_or_init(|| {
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/catalog.json"))).expect("the catalogue is sound")
    })
}

impl Catalog {
    /// The entry of a segment.
    pub fn segment(&self, id: &str) -> Option<&SegmentEntry> {
        self.segments.iter().find(|entry| entry.id == id)
    }

    /// The entry of a fact.
    pub fn fact(&self, id: &str) -> Option<&FactEntry> {
        self.facts.iter().find(|entry| entry.id == id)
    }

    /// The entry of a built-in policy's rule.
    pub fn rule(&self, id: &str) -> Option<&RuleEntry> {
        self.rules.iter().find(|entry| entry.id == id)
    }

    /// The entry of a built-in policy's sub-segment.
    pub fn sub_segment(&self, id: &str) -> Option<&SubSegmentEntry> {
        self.sub_segments.iter().find(|entry| entry.id == id)
    }

    /// A passage.
    pub fn citation(&self, id: &str) -> Option<&Citation> {
        self.citations.iter().find(|entry| entry.id == id)
    }

    /// A source.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|entry| entry.id == id)
    }
}

impl FactEntry {
    /// The entry of a value.
    pub fn value(&self, id: &str) -> Option<&ValueEntry> {
        self.values.iter().find(|entry| entry.id == id)
    }
}

/// A built-in policy with its digest.
#[derive(Serialize)]
struct PolicyEntry {
    digest: String,
    policy: Box<RawValue>,
}

#[derive(Serialize)]
struct Whole {
    version: &'static str,
    #[serde(flatten)]
    catalog: &'static Catalog,
    policies: Vec<PolicyEntry>,
    crosswalks: &'static [Crosswalk],
    measurement: &'static Measurement,
}

/// The whole taxonomy as one JSON document: the catalogue, the built-in policies as resolved, the crosswalks, and the
/// measures with their methods, questions and sources.
pub fn catalog_json() -> String {
    let policies = Policy::builtin_ids().filter_map(|id| {
        let policy = Policy::builtin(id).ok()?;
        Some(PolicyEntry {
            digest: policy.digest().to_owned(),
            policy: RawValue::from_string(policy.to_json().to_owned()).ok()?,
        })
    });
    let whole = Whole {
        version: env!("CARGO_PKG_VERSION"),
        catalog: catalog(),
        policies: policies.collect(),
        crosswalks: crosswalks(),
        measurement: measurement(),
    };
    // Strings, lists and maps with string keys: nothing that JSON could refuse.
    serde_json::to_string_pretty(&whole).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::{Fact, Segment};

    #[test]
    fn the_catalogue_is_the_taxonomy() {
        let ids: Vec<_> = catalog().segments.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, Segment::VARIANTS.iter().map(|&segment| <&str>::from(segment)).collect::<Vec<_>>());
        let facts: Vec<_> = catalog().facts.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(facts, Fact::ALL.iter().map(|&fact| <&str>::from(fact)).collect::<Vec<_>>());
        for (entry, fact) in catalog().facts.iter().zip(Fact::ALL) {
            let values: Vec<_> = entry.values.iter().map(|value| value.id.as_str()).collect();
            assert_eq!(values, fact.values());
        }
    }

    #[test]
    fn every_text_is_there_in_every_language() {
        let texts = catalog().facts.iter().flat_map(|fact| {
            fact.values.iter().flat_map(|value| [&value.label, &value.help]).chain([
                &fact.label,
                &fact.question,
                &fact.help,
            ])
        });
        for text in texts.chain(catalog().segments.iter().flat_map(|segment| [&segment.label, &segment.phrase])) {
            for language in Language::VARIANTS {
                assert!(text.get(language).is_some_and(|words| !words.trim().is_empty()), "{text:?}");
            }
        }
    }

    #[test]
    fn the_whole_is_json_with_every_policy() {
        let whole: serde_json::Value = serde_json::from_str(&catalog_json()).unwrap();
        assert_eq!(whole["policies"][0]["policy"]["id"], "gsa-2008");
        assert_eq!(whole["policies"][0]["digest"], Policy::gsa_2008().digest());
        assert_eq!(whole["crosswalks"].as_array().unwrap().len(), crosswalks().len());
        assert_eq!(whole["measurement"]["measures"].as_array().unwrap().len(), measurement().measures.len());
    }
}
