//! Names that are nearly others, and overrides that nobody answers for: what is found without any proof.

use super::{Finding, FindingKind, Severity};
use crate::Policy;
use crate::words::{nearest, quoted};

/// Overrides that do not say who made them, why, and when.
pub(super) fn overrides(policy: &Policy) -> Vec<Finding> {
    let mut findings = Vec::new();
    for item in &policy.resolved.measured_as {
        let missing: Vec<&str> = [("by", &item.by), ("why", &item.why), ("on", &item.on)]
            .into_iter()
            .filter(|(_, value)| value.is_none())
            .map(|(key, _)| key)
            .collect();
        if !missing.is_empty() {
            let message = format!(
                "this `measured_as` does not say {}: who chose it, why and when should stay known",
                quoted(&missing)
            );
            let kind = FindingKind::OverrideUnaccounted;
            findings.push(Finding::new(kind, Severity::Warning, vec![], message, Some(&item.place)));
        }
    }
    findings
}

/// Names that are nearly others.
pub(super) fn near_misses(policy: &Policy) -> Vec<Finding> {
    let near_miss = |ids, message, place| Finding::new(FindingKind::NearMiss, Severity::Warning, ids, message, place);
    let mut findings = Vec::new();
    let resolved = &policy.resolved;
    let segments: Vec<String> = crate::Segments::ALL.iter().map(|segment| segment.to_string()).collect();
    for rule in &resolved.rules {
        let first = rule.id.split('.').next().unwrap_or_default();
        if let Some(near) = nearest(first, &segments).filter(|near| near != first) {
            let message = format!("the id of the rule `{}` begins with `{first}`; did you mean `{near}`?", rule.id);
            findings.push(near_miss(vec![rule.id.clone()], message, Some(&rule.place)));
        }
    }
    // Whoever means to replace an inherited rule and misses its id by one letter has added a rule instead.
    let rules = resolved.rules.iter().map(|rule| (&rule.id, &rule.place));
    let ids: Vec<_> = rules.chain(resolved.sub_segments.iter().map(|sub| (&sub.id, &sub.place))).collect();
    for (at, &(id, place)) in ids.iter().enumerate() {
        let mut inherited = ids.iter().skip(at + 1).filter(|(_, from)| from.file != place.file);
        if let Some((other, _)) = inherited.find(|(other, _)| is_slip(id, other)) {
            let message = format!("`{id}` is nearly the inherited `{other}`, which it does not replace");
            findings.push(near_miss(vec![id.clone(), (*other).clone()], message, Some(place)));
        }
    }
    let built_in: Vec<&str> = crate::Fact::ALL.iter().map(|&fact| fact.into()).collect();
    for fact in policy.vocabulary().own() {
        if let Some(near) = nearest(&fact.name, &built_in) {
            let message = format!("the fact `{}` is nearly the built-in `{near}`", fact.name);
            findings.push(near_miss(vec![fact.name.clone(), near], message, None));
        }
    }
    findings
}

/// Whether two ids differ by one slip of the pen. Numbers are meant to differ.
fn is_slip(id: &str, other: &str) -> bool {
    let words = |id: &str| id.replace(|letter: char| letter.is_ascii_digit(), "");
    strsim::damerau_levenshtein(id, other) == 1 && words(id) != words(other)
}
