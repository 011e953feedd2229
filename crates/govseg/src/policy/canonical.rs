//! The one written form of a resolved policy, and its digest: what is equal here decides everything alike.

use sha2::{Digest, Sha256};

use crate::Fact;
use crate::json::Json;
use crate::policy::{Condition, Implication, MeasuredAs, Resolved, Rule, SubSegment, Table, When};
use crate::vocabulary::{FactId, Vocabulary};

/// `sha256:` and the hash, in lower-case hexadecimal digits.
pub(crate) fn digest(canonical: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(canonical).iter().fold("sha256:".to_owned(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The resolved policy as RFC 8785 JSON, `extends` and `drop` applied, every condition written as its values.
pub(crate) fn policy(policy: &Resolved) -> Json {
    let names = &policy.vocabulary;
    Json::object([
        ("id", Json::string(&policy.id)),
        ("version", Json::string(&policy.version)),
        ("title", Json::optional(policy.title.as_ref())),
        (
            "fact",
            Json::List(
                names
                    .own()
                    .map(|fact| {
                        Json::object([("id", Json::string(&fact.name)), ("values", Json::strings(&fact.values))])
                    })
                    .collect(),
            ),
        ),
        ("implies", Json::List(policy.implies.iter().map(|item| implication(names, item)).collect())),
        ("rule", Json::List(policy.rules.iter().map(|item| rule(names, item)).collect())),
        ("sub_segment", Json::List(policy.sub_segments.iter().map(|item| sub_segment(names, item)).collect())),
        ("measured_as", Json::List(policy.measured_as.iter().map(|item| measured_as(names, item)).collect())),
        (
            "weights",
            Json::object(policy.weights.iter().map(|(&fact, weights)| {
                let of_values = weights.iter().filter_map(|(&index, &weight)| {
                    Some((names.values(fact).get(index)?, Json::Integer(weight.into())))
                });
                (names.name(fact), Json::object(of_values))
            })),
        ),
    ])
}

/// An object of the keys that are there.
fn present<const N: usize>(entries: [(&str, Option<Json>); N]) -> Json {
    Json::object(entries.into_iter().filter_map(|(key, value)| Some((key, value?))))
}

fn when(names: &Vocabulary, when: &When) -> Option<Json> {
    when.as_ref().map(|tables| Json::List(tables.iter().map(|item| table(names, item)).collect()))
}

fn table(names: &Vocabulary, table: &Table) -> Json {
    Json::object(table.iter().map(|condition| match *condition {
        Condition::Values { fact, allowed } => (names.name(fact), Json::strings(names.names_in(fact, allowed))),
        Condition::Channels { listed, negated } => {
            let listed = Json::strings(names.names_in(FactId::from(Fact::Channel), listed));
            (names.name(FactId::CHANNEL), if negated { Json::object([("not", listed)]) } else { listed })
        }
    }))
}

fn implication(names: &Vocabulary, item: &Implication) -> Json {
    present([("when", when(names, &item.when)), ("then", Some(table(names, &item.then)))])
}

fn rule(names: &Vocabulary, item: &Rule) -> Json {
    present([
        ("id", Some(Json::string(&item.id))),
        ("segment", Some(Json::string(item.segment.to_string()))),
        ("when", when(names, &item.when)),
        ("cites", item.cites.as_ref().map(Json::strings)),
    ])
}

fn sub_segment(names: &Vocabulary, item: &SubSegment) -> Json {
    present([("id", Some(Json::string(&item.id))), ("when", when(names, &item.when))])
}

fn measured_as(names: &Vocabulary, item: &MeasuredAs) -> Json {
    present([
        ("when", when(names, &item.when)),
        ("segment", item.segment.map(|segment| Json::string(segment.to_string()))),
        ("measures", item.measures.as_ref().map(Json::strings)),
        ("by", item.by.as_ref().map(Json::string)),
        ("why", item.why.as_ref().map(Json::string)),
        ("on", item.on.as_ref().map(Json::string)),
    ])
}
