//! A suggestion as JSON, byte for byte the same in every face.

use std::collections::BTreeMap;

use govseg::Segments;
use serde::{Serialize, Serializer};

use crate::suggested::Suggested;

/// How many words are told.
const WORDS: usize = 12;

/// Fields stand in the order of the alphabet, as RFC 8785 has them.
#[derive(Serialize)]
struct Written<'a> {
    base: Option<Rounded>,
    distribution: BTreeMap<&'static str, Rounded>,
    dropped: Vec<String>,
    facts: BTreeMap<&'a str, Values<'a>>,
    model: &'a str,
    nearest: Vec<Near<'a>>,
    possible: Vec<&'static str>,
    probability: Option<Rounded>,
    score: Option<Rounded>,
    silence: Option<&'static str>,
    suggested_segment: Option<&'static str>,
    words: Vec<Word<'a>>,
}

#[derive(Serialize)]
struct Near<'a> {
    likeness: Rounded,
    name: &'a str,
    organization: &'a str,
    segment: &'static str,
}

#[derive(Serialize)]
struct Word<'a> {
    weight: Rounded,
    word: &'a str,
}

/// The values of a fact as a contact's JSON has them: one alone, several as a list.
#[derive(Serialize)]
#[serde(untagged)]
enum Values<'a> {
    One(&'a str),
    Several(Vec<&'a str>),
}

/// A number with four decimals: more are not worth their place, and machines may differ in the seventh.
#[derive(Clone, Copy)]
struct Rounded(f32);

/// The number with four decimals.
pub(crate) fn rounded(number: f32) -> f64 {
    (f64::from(number) * 1e4).round() / 1e4
}

impl Serialize for Rounded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = rounded(self.0);
        // RFC 8785 writes whole numbers without a point.
        #[expect(clippy::cast_possible_truncation, reason = "whole, and small")]
        if number.fract() == 0.0 && number.abs() < 1e15 {
            serializer.serialize_i64(number as i64)
        } else {
            serializer.serialize_f64(number)
        }
    }
}

impl Suggested<'_> {
    /// As RFC 8785 JSON: all keys always there, numbers with four decimals. `facts` can be given to a decision as they are.
    pub fn to_json(&self) -> String {
        let (suggestion, why) = (self.suggestion(), self.why());
        let written = Written {
            base: why.as_ref().map(|why| Rounded(why.base)),
            distribution: self
                .distribution()
                .into_iter()
                .map(|(segment, share)| (segment.into(), Rounded(share)))
                .collect(),
            dropped: self.dropped().iter().map(ToString::to_string).collect(),
            facts: self.facts().map(|(fact, values)| (fact, values_of(values))).collect(),
            model: self.model.version(),
            nearest: self.nearest().into_iter().map(|(example, likeness)| near(example, likeness)).collect(),
            possible: names(self.possible()),
            probability: suggestion.map(|(_, share)| Rounded(share)),
            score: why.as_ref().map(|why| Rounded(why.score)),
            silence: self.silence().map(crate::Silence::name),
            suggested_segment: suggestion.map(|(segment, _)| segment.into()),
            words: why
                .iter()
                .flat_map(|why| {
                    why.words.iter().take(WORDS).map(|word| Word { weight: Rounded(word.weight), word: &word.word })
                })
                .collect(),
        };
        // Texts and finite numbers: there is nothing that could fail.
        serde_json::to_string(&written).unwrap_or_default()
    }
}

fn near(example: &crate::Example, likeness: f32) -> Near<'_> {
    Near {
        likeness: Rounded(likeness),
        name: &example.name,
        organization: &example.organization,
        segment: example.segment.into(),
    }
}

fn values_of(values: Vec<&str>) -> Values<'_> {
    match values.as_slice() {
        [one] => Values::One(one),
        _ => Values::Several(values),
    }
}

fn names(segments: Segments) -> Vec<&'static str> {
    segments.iter().map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let written = |number| serde_json::to_string(&Rounded(number)).unwrap();
        for (number, text) in
            [(1.0, "1"), (0.0, "0"), (-0.000_01, "0"), (0.731_249, "0.7312"), (0.0001, "0.0001"), (-12.5, "-12.5")]
        {
            assert_eq!(written(number), text);
        }
    }
}
