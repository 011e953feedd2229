//! A policy that can read what another knows.

use govseg::Policy;
use serde_json::{Value, json};

use crate::failure::Failure;

/// The policy, and besides the facts and values that only `other` has. A fact that it lacks changes nothing; a contact
/// with a value that it lacks is a contradiction, as [`Policy::diff`] has it.
pub(super) fn knowing(policy: &Policy, other: &Policy) -> Result<Policy, Failure> {
    let unreadable = |error: serde_json::Error| Failure::Input(error.to_string());
    let mut resolved: Value = serde_json::from_str(policy.to_json()).map_err(unreadable)?;
    let (ours, theirs) = (policy.vocabulary(), other.vocabulary());
    let (mut facts, mut implies) = (Vec::new(), Vec::new());
    for fact in ours.facts().skip(govseg::Fact::ALL.len()) {
        let (name, values) = (ours.name(fact), ours.values(fact));
        let more = theirs.fact(name).map_or(&[][..], |fact| theirs.values(fact));
        let more: Vec<&String> = more.iter().filter(|value| !values.contains(value)).collect();
        if !more.is_empty() {
            // What implies its own contrary cannot be.
            implies.push(json!({ "when": [{ name: more }], "then": { name: values } }));
        }
        facts.push(json!({ "id": name, "values": values.iter().chain(more).collect::<Vec<_>>() }));
    }
    for fact in theirs.facts().skip(govseg::Fact::ALL.len()).filter(|&fact| ours.fact(theirs.name(fact)).is_err()) {
        facts.push(json!({ "id": theirs.name(fact), "values": theirs.values(fact) }));
    }
    if let Some(resolved) = resolved.as_object_mut() {
        resolved.insert("fact".to_owned(), facts.into());
    }
    if let Some(list) = resolved.get_mut("implies").and_then(Value::as_array_mut) {
        list.extend(implies);
    }
    Ok(Policy::from_json(&resolved.to_string())?)
}
