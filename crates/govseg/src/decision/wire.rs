//! The decision as JSON, byte for byte the same in every language.

use super::Decision;
use crate::Segments;
use crate::json::Json;

impl Decision<'_> {
    /// The decision as RFC 8785 JSON: all keys always there, sorted, no white space.
    ///
    /// ```
    /// use govseg::{Capacity, Facts, Policy};
    ///
    /// let json = Policy::gsa_2008().decide(Facts::UNKNOWN.with(Capacity::Official)).to_json();
    /// assert!(json.starts_with(r#"{"also":[],"ask":null,"because":{"capacity":"official"},"cites":["gsa-2008#intergovernmental"],"#));
    /// ```
    pub fn to_json(&self) -> String {
        self.json().to_string()
    }

    pub(crate) fn json(&self) -> Json {
        let names = self.policy.vocabulary();
        Json::object([
            ("status", Json::string(self.status().to_string())),
            ("segment", Json::optional(self.segment().map(|segment| segment.to_string()))),
            ("possible", list(self.possible())),
            ("also", list(self.also())),
            ("rule", Json::optional(self.rule())),
            ("sub_segment", Json::optional(self.sub_segment())),
            ("because", names.json(self.contact, self.because_facts().into_iter())),
            ("ask", Json::optional(self.ask())),
            ("cites", Json::strings(self.cites())),
            (
                "policy",
                Json::object([
                    ("id", Json::string(self.policy.id())),
                    ("version", Json::string(self.policy.version())),
                    ("digest", Json::string(self.policy.digest())),
                ]),
            ),
        ])
    }

    /// `because` as it stands in the JSON form of a decision.
    pub fn because_json(&self) -> String {
        self.policy.vocabulary().json(self.contact, self.because_facts().into_iter()).to_string()
    }

    /// [`Decision::what_if`] as RFC 8785 JSON: a list of `{"decided", "replace", "segment"}`.
    pub fn what_if_json(&self) -> String {
        Json::List(self.what_if().iter().map(|item| item.json(self)).collect()).to_string()
    }

    /// The sets of [`Decision::keeps`] as RFC 8785 JSON: a list of objects like `because`.
    pub fn keeps_json(&self) -> String {
        let names = self.policy.vocabulary();
        let sets = self.keeps().sets.into_iter().map(|set| names.json(self.contact, set.into_iter()));
        Json::List(sets.collect()).to_string()
    }
}

impl serde::Serialize for Decision<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json().serialize(serializer)
    }
}

fn list(segments: Segments) -> Json {
    Json::strings(segments.iter().map(|segment| segment.to_string()))
}
