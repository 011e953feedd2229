//! Crosswalks: what a code of another official scheme says about a contact.
//!
//! A code narrows facts; it never gives a segment. Where a scheme leaves a thing open, so does its crosswalk.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::document::{Format, Node, Reader};
use crate::problem::{PolicyError, ProblemKind};
use crate::words::{clip, nearest};
use crate::{Error, Facts, Vocabulary};

/// How well a statement of the catalogue is founded.
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
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Standing {
    /// In the source's own words.
    Quoted,
    /// From another party's account of the source.
    SecondHand,
    /// Reasoned from the source; no source says so.
    Inferred,
    /// This project's own definition.
    Ours,
}

/// One code of a scheme.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Code {
    /// The code as the scheme writes it.
    pub code: String,
    /// The scheme's own words for it.
    pub label: String,
    /// What it says about a contact; nothing, if the scheme says nothing about the facts.
    pub facts: Facts,
    /// How well the narrowing is founded.
    pub standing: Standing,
    /// Why it says that, or why not more.
    pub note: Option<String>,
}

/// One official scheme and what its codes say.
///
/// ```
/// let scheme = govseg::crosswalk("gc-service-type-2024")?;
/// let grants = scheme.code("GNC")?;
/// assert_eq!(grants.label, "Grants and Contributions");
/// assert!(grants.facts.is_known(govseg::Fact::Benefit));
/// # Ok::<(), govseg::Error>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Crosswalk {
    /// The id by which recipes and the command name it.
    pub id: String,
    /// The scheme's name.
    pub title: String,
    /// Where the codes were read.
    pub source: String,
    /// What to know before relying on it.
    pub note: Option<String>,
    /// The codes, in the scheme's order.
    pub codes: Vec<Code>,
}

impl Crosswalk {
    /// The entry of a code.
    ///
    /// # Errors
    /// [`Error::UnknownCode`], with the nearest one.
    pub fn code(&self, code: &str) -> Result<&Code, Error> {
        self.codes.iter().find(|entry| entry.code == code).ok_or_else(|| {
            let allowed: Vec<_> = self.codes.iter().map(|entry| entry.code.clone()).collect();
            Error::UnknownCode {
                scheme: self.id.clone(),
                code: clip(code),
                suggestion: nearest(code, &allowed),
                allowed,
            }
        })
    }

    /// Reads a crosswalk of one's own, in the form of the built-in ones.
    ///
    /// # Errors
    /// All that is wrong with it, with line and column.
    pub fn parse(name: &str, text: &str, format: Format) -> Result<Self, Error> {
        let mut source = Reader::new(name, text);
        let crosswalk = source.document(format).and_then(|document| read(&mut source, &document));
        let problems = source.into_problems();
        match crosswalk {
            Some(crosswalk) if problems.is_empty() => Ok(crosswalk),
            _ => Err(PolicyError::new(problems).into()),
        }
    }
}

fn read(source: &mut Reader, document: &Node) -> Option<Crosswalk> {
    let top = source.fields(document, &["id", "title", "source", "note", "code"])?;
    let names = Vocabulary::default();
    let mut codes: Vec<Code> = Vec::new();
    for node in source.items(&top, "code") {
        let Some(fields) = source.fields(node, &["code", "label", "facts", "standing", "note"]) else { continue };
        let code = source.required_string(&fields, "code");
        let label = source.required_string(&fields, "label");
        let facts = fields.get("facts").map_or(Facts::UNKNOWN, |node| source.contact(node, &names).facts);
        let standing = match fields.get("standing") {
            None => Some(Standing::Inferred),
            Some(node) => source.string(node).and_then(|word| {
                let standing = word.parse().ok();
                if standing.is_none() {
                    let message =
                        format!("`{}` is no standing; it is `quoted`, `second-hand`, `inferred` or `ours`", clip(word));
                    source.fail(ProblemKind::UnknownValue, &node.span, message);
                }
                standing
            }),
        };
        let note = source.optional_string(&fields, "note");
        let (Some(code), Some(label), Some(standing)) = (code, label, standing) else { continue };
        if codes.iter().any(|other| other.code == code) {
            source.fail(ProblemKind::DuplicateId, &node.span, format!("the code `{}` stands twice", clip(code)));
        } else {
            codes.push(Code { code: code.to_owned(), label: label.to_owned(), facts, standing, note });
        }
    }
    Some(Crosswalk {
        id: source.id(&top)?,
        title: source.required_string(&top, "title")?.to_owned(),
        source: source.required_string(&top, "source")?.to_owned(),
        note: source.optional_string(&top, "note"),
        codes,
    })
}

/// The built-in crosswalks.
pub fn crosswalks() -> &'static [Crosswalk] {
    static CROSSWALKS: OnceLock<Vec<Crosswalk>> = OnceLock::new();
    CROSSWALKS.get_or_init(|| {
        let texts: Vec<Box<serde_json::value::RawValue>> =
            serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/crosswalks.json"))).unwrap_or_default();
        texts.iter().filter_map(|text| Crosswalk::parse("crosswalk", text.get(), Format::Json).ok()).collect()
    })
}

/// The built-in crosswalk of that id.
///
/// # Errors
/// [`Error::UnknownScheme`], with the nearest one.
pub fn crosswalk(id: &str) -> Result<&'static Crosswalk, Error> {
    crosswalks().iter().find(|crosswalk| crosswalk.id == id).ok_or_else(|| {
        let allowed: Vec<_> = crosswalks().iter().map(|crosswalk| crosswalk.id.clone()).collect();
        Error::UnknownScheme { scheme: clip(id), suggestion: nearest(id, &allowed), allowed }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_file_is_sound() {
        let texts: Vec<Box<serde_json::value::RawValue>> =
            serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/crosswalks.json"))).unwrap();
        assert!(!texts.is_empty());
        for text in texts {
            Crosswalk::parse("crosswalk", text.get(), Format::Json).unwrap();
        }
    }
}
