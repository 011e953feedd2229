//! What is known about a contact, and how its JSON is read.

use crate::policy::Policy;
use crate::vocabulary::{CHANNEL, Fact};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// For each given fact the values still possible; for `channel` the channels that were used.
///
/// A fact that is not there is unknown. One with an empty list has been emptied by evidence, which JSON
/// cannot say.
pub type Facts = BTreeMap<String, Vec<String>>;

/// Why a JSON text is no set of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactError {
    /// What is wrong, in one of the words that the case files use.
    pub kind: &'static str,
    /// The fact that it is about.
    pub fact: Option<String>,
    /// The value that it is about.
    pub value: Option<String>,
}

/// The same facts with each list in fact order and without repetition, and without those that say nothing.
///
/// # Panics
///
/// On an unknown fact or value, and on an empty `channel`: its list is not a set of values still possible, so
/// there is nothing that evidence could take away.
pub fn normalize(policy: &Policy, facts: &Facts) -> Facts {
    let known = policy.facts();
    for (name, values) in facts {
        let fact = known.iter().find(|fact| fact.id == *name);
        let fact = fact.unwrap_or_else(|| panic!("{name} is no fact"));
        for value in values {
            assert!(fact.values.contains(value), "{value} is no {name}");
        }
        assert!(name != CHANNEL || !values.is_empty(), "some channel was used");
    }
    let mut normal = Facts::new();
    for fact in known {
        if let Some(values) = facts.get(&fact.id) {
            let (id, values) = in_order(&fact, values);
            if id == CHANNEL || values.len() < fact.values.len() {
                normal.insert(id, values);
            }
        }
    }
    normal
}

fn in_order(fact: &Fact, values: &[String]) -> (String, Vec<String>) {
    let in_order = fact.values.iter().filter(|value| values.contains(value));
    (fact.id.clone(), in_order.cloned().collect())
}

/// Reads facts from JSON.
///
/// # Errors
///
/// The first thing that is wrong with them.
pub fn read(policy: &Policy, json: &str) -> Result<Facts, FactError> {
    let error = |kind, fact: Option<&str>, value: Option<&str>| FactError {
        kind,
        fact: fact.map(str::to_owned),
        value: value.map(str::to_owned),
    };
    let raw: Raw = serde_json::from_str(json).map_err(|_| error("json_syntax", None, None))?;
    let Raw::Object(members) = raw else {
        return Err(error("wrong_type", None, None));
    };

    let known = policy.facts();
    let mut facts = Facts::new();
    let mut seen = Vec::new();
    for (name, value) in members {
        let Some(fact) = known.iter().find(|fact| fact.id == name) else {
            return Err(error("unknown_fact", Some(&name), None));
        };
        if seen.contains(&name) {
            return Err(error("duplicate_fact", Some(&name), None));
        }
        seen.push(name.clone());

        let items = match value {
            Raw::Null => continue,
            Raw::Bool(truth) if name == "determination" => {
                vec![Raw::Text(if truth { "yes" } else { "no" }.to_owned())]
            }
            Raw::Text(text) => vec![Raw::Text(text)],
            Raw::List(items) => items,
            Raw::Bool(_) | Raw::Number | Raw::Object(_) => {
                return Err(error("wrong_type", Some(&name), None));
            }
        };
        if items.is_empty() {
            return Err(error("empty_value", Some(&name), None));
        }
        let mut values = Vec::new();
        for item in items {
            match item {
                Raw::Null => return Err(error("empty_value", Some(&name), None)),
                Raw::Text(text) if text.is_empty() => {
                    return Err(error("empty_value", Some(&name), None));
                }
                Raw::Text(text) if fact.values.contains(&text) => values.push(text),
                Raw::Text(text) => {
                    return Err(error("unknown_value", Some(&name), Some(&text)));
                }
                _ => return Err(error("wrong_type", Some(&name), None)),
            }
        }
        facts.insert(name, values);
    }
    Ok(normalize(policy, &facts))
}

/// JSON in which a key that stands twice is seen twice.
enum Raw {
    Null,
    Bool(bool),
    Number,
    Text(String),
    List(Vec<Raw>),
    Object(Vec<(String, Raw)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(truth))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Raw::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_by_default(json: &str) -> Result<Facts, FactError> {
        read(&Policy::built_in(), json)
    }

    #[test]
    fn lists_are_put_in_order_and_those_that_say_nothing_are_left_out() {
        let facts = read_by_default(
            r#"{"customer": ["business", "citizen", "business"], "capacity": ["official", "private"],
                "obligation": null, "determination": false, "channel": ["fax", "phone"]}"#,
        );
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let expected = Facts::from([
            ("customer".to_owned(), words(&["citizen", "business"])),
            ("determination".to_owned(), words(&["no"])),
            ("channel".to_owned(), words(&["phone", "fax"])),
        ]);
        assert_eq!(facts, Ok(expected));
    }

    #[test]
    fn every_channel_at_once_is_still_something_known() {
        let policy = Policy::built_in();
        let all = crate::vocabulary::CHANNELS.map(str::to_owned).to_vec();
        let facts = Facts::from([("channel".to_owned(), all)]);
        assert_eq!(normalize(&policy, &facts), facts);
    }

    #[test]
    fn errors_name_what_they_are_about() {
        let kind = |json| read_by_default(json).expect_err("it is wrong").kind;
        assert_eq!(kind("[]"), "wrong_type");
        assert_eq!(kind("{"), "json_syntax");
        assert_eq!(kind(r#"{"duty": []}"#), "empty_value");
        assert_eq!(kind(r#"{"duty": "none", "d\u0075ty": "none"}"#), "duplicate_fact");
        assert_eq!(
            read_by_default(r#"{"customer": ["citizen", "militry"]}"#),
            Err(FactError {
                kind: "unknown_value",
                fact: Some("customer".to_owned()),
                value: Some("militry".to_owned()),
            })
        );
    }
}
