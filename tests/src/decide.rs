//! The decision.

use crate::canonical;
use crate::completion::{
    Completion, channel_holds, deciding_facts, dividing_facts, each_completion, first_rule, holds, mentioned, weight,
};
use crate::facts::{Facts, normalize};
use crate::interview;
use crate::policy::{Condition, Policy};
use crate::vocabulary::{CHANNEL, CHANNELS, Fact, OTHER, SEGMENTS};
use num_bigint::BigUint;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// All that a decision says, under the names that the contract gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// `decided`, `open` or `contradiction`.
    pub status: &'static str,
    /// The segment, where it is decided.
    pub segment: Option<String>,
    /// The segments that completions give.
    pub possible: Vec<String>,
    /// The other segments of which some rule holds in every completion.
    pub also: Vec<String>,
    /// The rule that is the first to hold in every completion.
    pub rule: Option<String>,
    /// The sub-segment that every completion has.
    pub sub_segment: Option<String>,
    /// A smallest set of given facts that already leaves no other segments possible.
    pub because: Facts,
    /// The fact to ask next.
    pub ask: Option<String>,
    /// What the rules cite that can be the first to hold.
    pub cites: Vec<String>,
    /// The policy's id, version and digest.
    pub policy: [String; 3],
}

impl Decision {
    /// The decision as canonical JSON.
    pub fn to_json(&self) -> String {
        let because: Map<String, Value> = self
            .because
            .iter()
            .map(|(fact, values)| match values.as_slice() {
                [value] => (fact.clone(), json!(value)),
                values => (fact.clone(), json!(values)),
            })
            .collect();
        let [id, version, digest] = &self.policy;
        canonical::to_string(&json!({
            "status": self.status,
            "segment": self.segment,
            "possible": self.possible,
            "also": self.also,
            "rule": self.rule,
            "sub_segment": self.sub_segment,
            "because": because,
            "ask": self.ask,
            "cites": self.cites,
            "policy": {"id": id, "version": version, "digest": digest},
        }))
    }
}

/// Decides about a contact.
///
/// # Panics
///
/// If the facts name a fact or a value that the policy does not know.
pub fn decide(policy: &Policy, facts: &Facts) -> Decision {
    let facts = normalize(policy, facts);
    let deciding = deciding_facts(policy);

    let mut segments = BTreeSet::new();
    let mut rules = BTreeSet::new();
    let mut hold_always: BTreeSet<String> = SEGMENTS.map(str::to_owned).into();
    let _ = each_completion(policy, &facts, &deciding, &mut |completion| {
        let rule = first_rule(policy, completion);
        segments.insert(segment_of(policy, completion));
        rules.insert(rule.map(|rule| rule.id.clone()));
        let hold_here = policy.rules.iter();
        let hold_here: BTreeSet<&String> =
            hold_here.filter(|rule| holds(&rule.when, completion, &[])).map(|rule| &rule.segment).collect();
        hold_always.retain(|segment| hold_here.contains(segment));
        ControlFlow::Continue(())
    });

    let possible = in_segment_order(&segments);
    let status = match possible.len() {
        0 => "contradiction",
        1 => "decided",
        _ => "open",
    };
    let segment = (status == "decided").then(|| possible[0].clone());
    let mut also = in_segment_order(&hold_always);
    also.retain(|other| other != OTHER && Some(other) != segment.as_ref());
    if status == "contradiction" {
        also.clear();
    }

    Decision {
        status,
        rule: rules.first().filter(|_| rules.len() == 1).cloned().flatten(),
        sub_segment: segment.as_ref().and_then(|segment| sub_segment(policy, &facts, segment)),
        because: because(policy, &facts, &deciding, &segments),
        ask: (status == "open")
            .then(|| interview::next_question(policy, &facts, &[]))
            .flatten()
            .map(|question| question.fact),
        cites: cites(policy, &rules),
        policy: [policy.id.clone(), policy.version.clone(), policy.digest()],
        segment,
        possible,
        also,
    }
}

/// The segment that most completions give, each counting as much as its weight; the first of several in the
/// order of segments. `None` where there is no completion.
///
/// # Panics
///
/// If the facts name a fact or a value that the policy does not know.
pub fn likely(policy: &Policy, facts: &Facts) -> Option<String> {
    let facts = normalize(policy, facts);
    let mut totals: BTreeMap<String, BigUint> = BTreeMap::new();
    let _ = each_completion(policy, &facts, &deciding_facts(policy), &mut |completion| {
        *totals.entry(segment_of(policy, completion)).or_default() += weight(policy, completion);
        ControlFlow::Continue(())
    });
    let greatest = totals.values().max()?.clone();
    let mut segments = SEGMENTS.into_iter();
    let likely = segments.find(|segment| totals.get(*segment) == Some(&greatest));
    likely.map(str::to_owned)
}

/// The segment of a complete contact: that of the first rule that holds, `other` where none does.
pub fn segment_of(policy: &Policy, completion: &Completion) -> String {
    first_rule(policy, completion).map_or(OTHER.to_owned(), |rule| rule.segment.clone())
}

fn in_segment_order(segments: &BTreeSet<String>) -> Vec<String> {
    let in_order = SEGMENTS.map(str::to_owned).into_iter();
    in_order.filter(|segment| segments.contains(segment)).collect()
}

fn cites(policy: &Policy, can_fire: &BTreeSet<Option<String>>) -> Vec<String> {
    let mut cites = Vec::new();
    for rule in &policy.rules {
        if can_fire.contains(&Some(rule.id.clone())) {
            for citation in rule.cites.iter().flatten() {
                if !cites.contains(citation) {
                    cites.push(citation.clone());
                }
            }
        }
    }
    cites
}

/// The smallest set of given facts that leaves the same segments possible; of several such sets the first,
/// compared fact by fact in fact order.
fn because(policy: &Policy, given: &Facts, deciding: &[Fact], possible: &BTreeSet<String>) -> Facts {
    // A fact that no rule or implication mentions changes nothing, unless nothing is left of it; so a
    // smallest set never has it, and trying only the others saves time.
    let mut candidates = Vec::new();
    for fact in policy.facts() {
        if let Some(values) = given.get(&fact.id)
            && (values.is_empty() || deciding.contains(&fact))
        {
            candidates.push(fact.id);
        }
    }
    for size in 0..=candidates.len() {
        for names in subsets(&candidates, size) {
            let fewer = names.into_iter().map(|name| (name.clone(), given[&name].clone()));
            let fewer: Facts = fewer.collect();
            if leaves_no_other(policy, &fewer, deciding, possible) {
                return fewer;
            }
        }
    }
    unreachable!("all the given facts together leave what they leave");
}

/// Whether fewer facts allow no segment that all of them do not allow. (They always allow at least as many.)
fn leaves_no_other(policy: &Policy, fewer: &Facts, deciding: &[Fact], possible: &BTreeSet<String>) -> bool {
    each_completion(policy, fewer, deciding, &mut |completion| {
        if possible.contains(&segment_of(policy, completion)) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })
    .is_continue()
}

/// All subsets of a size, the lexicographically first one first.
fn subsets(items: &[String], size: usize) -> Vec<Vec<String>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let Some((first, rest)) = items.split_first() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for mut with_first in subsets(rest, size - 1) {
        with_first.insert(0, first.clone());
        found.push(with_first);
    }
    found.extend(subsets(rest, size));
    found
}

/// The sub-segment that every completion and every set of used channels gives; `None` where they differ, or
/// where all agree that there is none.
///
/// Where several segments are possible this need not be asked: a sub-segment belongs to a single segment, so
/// completions of different segments can agree only in having none.
fn sub_segment(policy: &Policy, facts: &Facts, segment: &str) -> Option<String> {
    let belonging = format!("{segment}.");
    let of_segment: Vec<_> = policy.sub_segments.iter().filter(|sub| sub.id.starts_with(&belonging)).collect();
    let channel_sets = channel_sets(policy, facts);

    let mut agreed: Option<Option<&String>> = None;
    let agreement = each_completion(policy, facts, &dividing_facts(policy), &mut |completion| {
        for channels in &channel_sets {
            let mut candidates = of_segment.iter();
            let first = candidates.find(|sub| holds(&sub.when, completion, channels));
            let here = first.map(|sub| &sub.id);
            if *agreed.get_or_insert(here) != here {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    });
    if agreement.is_break() {
        return None;
    }
    agreed.flatten().cloned()
}

/// The sets of channels that may have been used: the given one, or else every set but the empty one.
///
/// Channels that no sub-segment mentions are all alike, so one of them stands for all of them; and of the
/// sets that agree about every condition on `channel`, one stands for the others.
fn channel_sets(policy: &Policy, facts: &Facts) -> Vec<Vec<String>> {
    if let Some(used) = facts.get(CHANNEL) {
        return vec![used.clone()];
    }
    let with_channel = policy.sub_segments.iter();
    let with_channel: Vec<_> = with_channel.filter(|sub| mentioned(&sub.when).contains(CHANNEL)).collect();
    let conditions: Vec<&Condition> =
        with_channel.iter().flat_map(|sub| sub.when.iter().flatten()).filter_map(|table| table.get(CHANNEL)).collect();

    let is_named = |channel: &&str| {
        conditions.iter().any(|condition| match condition {
            Condition::AnyOf(listed) | Condition::NoneOf(listed) => listed.iter().any(|named| named == channel),
        })
    };
    let (named, unnamed): (Vec<&str>, Vec<&str>) = CHANNELS.iter().partition(|name| is_named(name));
    let mut channels: Vec<String> = named.into_iter().map(str::to_owned).collect();
    channels.extend(unnamed.first().map(|channel| (*channel).to_owned()));

    let mut by_outcome: BTreeMap<Vec<bool>, Vec<String>> = BTreeMap::new();
    for choice in 1_u32..1 << channels.len() {
        let used: Vec<String> =
            (0..channels.len()).filter(|place| choice >> place & 1 == 1).map(|place| channels[place].clone()).collect();
        let outcome = conditions.iter().map(|condition| channel_holds(condition, &used)).collect();
        by_outcome.entry(outcome).or_insert(used);
    }
    by_outcome.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Source;

    fn facts(given: &[(&str, &[&str])]) -> Facts {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        given.iter().map(|(fact, values)| ((*fact).to_owned(), words(values))).collect()
    }

    fn policy(text: &str) -> Policy {
        let source = Source { path: "test.toml".to_owned(), text: text.to_owned() };
        Policy::resolve(&source, &|path| panic!("{path} is not expected"))
    }

    #[test]
    fn every_key_is_written_in_canonical_order() {
        let decision = decide(&Policy::built_in(), &facts(&[("capacity", &["official"])]));
        let json = decision.to_json();
        assert!(json.starts_with(
            r#"{"also":[],"ask":null,"because":{"capacity":"official"},"cites":["gsa-2008#intergovernmental"],"policy":{"digest":"sha256:"#
        ));
        assert!(json.ends_with(
            r#""id":"gsa-2008","version":"1"},"possible":["intergovernmental"],"rule":"intergovernmental.official","segment":"intergovernmental","status":"decided","sub_segment":null}"#
        ));
    }

    /// JSON cannot give an empty list, so no case file can.
    #[test]
    fn a_fact_that_evidence_has_emptied_is_a_contradiction() {
        let policy = Policy::built_in();
        // A fact that decides nothing is enough, and one fact is fewer than the two that clash besides.
        let decision =
            decide(&policy, &facts(&[("customer", &["citizen"]), ("capacity", &["official"]), ("outcome", &[])]));
        assert_eq!(decision.status, "contradiction");
        assert_eq!(decision.because, facts(&[("outcome", &[])]));
        assert!(decision.to_json().contains(r#""because":{"outcome":[]}"#));
        assert_eq!((decision.ask, decision.rule, decision.sub_segment), (None, None, None));
        assert!(decision.also.is_empty() && decision.cites.is_empty());
        assert_eq!(likely(&policy, &facts(&[("outcome", &[])])), None);

        // Of several the first in fact order is named.
        let decision = decide(&policy, &facts(&[("outcome", &[]), ("duty", &[]), ("charge", &["none"])]));
        assert_eq!(decision.because, facts(&[("duty", &[])]));
    }

    #[test]
    fn implications_that_nothing_satisfies_contradict_by_themselves() {
        let policy = policy(
            r#"
            id = "x"
            version = "1"
            [[implies]]
            when = {}
            then = { charge = "fee" }
            [[implies]]
            when = { charge = "fee" }
            then = { charge = "none" }
            "#,
        );
        let decision = decide(&policy, &facts(&[("customer", &["citizen"])]));
        assert_eq!(decision.status, "contradiction");
        assert_eq!(decision.because, Facts::new());
    }

    #[test]
    fn without_rules_everything_is_other() {
        let decision = decide(&policy("id = 'x'\nversion = '1'"), &Facts::new());
        assert_eq!((decision.status, decision.segment.as_deref()), ("decided", Some("other")));
        assert_eq!((decision.rule, decision.because), (None, Facts::new()));
    }

    #[test]
    fn subsets_come_in_lexicographic_order() {
        let items = ["a", "b", "c", "d"].map(str::to_owned);
        let joined: Vec<String> = subsets(&items, 2).iter().map(|subset| subset.concat()).collect();
        assert_eq!(joined, ["ab", "ac", "ad", "bc", "bd", "cd"]);
        assert_eq!(subsets(&items, 0), [Vec::<String>::new()]);
        assert_eq!(subsets(&items, 5), Vec::<Vec<String>>::new());
    }

    #[test]
    fn of_the_sets_of_channels_one_stands_for_all_that_give_the_same() {
        let sets = |when: &str| {
            let text = format!("id = 'x'\nversion = '1'\n[[sub_segment]]\nid = 'other.a'\nwhen = {when}");
            channel_sets(&policy(&text), &Facts::new()).len()
        };
        assert_eq!(sets("{}"), 1, "nothing is asked of the channels");
        assert_eq!(sets("{ channel = 'fax' }"), 2, "with it or without it");
        assert_eq!(sets("[{ channel = 'fax' }, { channel = { not = 'fax' } }]"), 2);
        assert_eq!(sets("[{ channel = ['fax', 'phone'] }, { channel = 'phone' }]"), 3);
        // All eighteen: one of them was used, so the condition holds.
        let all = CHANNELS.map(|channel| format!("'{channel}'")).join(",");
        assert_eq!(sets(&format!("{{ channel = [{all}] }}")), 1);
    }
}
