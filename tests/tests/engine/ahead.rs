//! Beyond the budget of states: the question is the best one step ahead, and the interview ends exactly when no answers
//! can change anything, against going through every completion.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use govseg_conformance::completion::{Completion, deciding_facts, each_completion, weight};
use govseg_conformance::decide::segment_of;
use govseg_conformance::interview::next_question;
use govseg_conformance::policy as reference;
use num_bigint::BigUint;
use proptest::prelude::*;

use crate::random::{Random, contact, facts, policy};
use crate::random_policies::both;

/// The completions of what is known, each with its segment and its weight.
struct Outcomes(Vec<(Completion, String, BigUint)>);

impl Outcomes {
    fn new(policy: &reference::Policy, known: &govseg_conformance::facts::Facts) -> Self {
        let mut all = Vec::new();
        let _ = each_completion(policy, known, &deciding_facts(policy), &mut |completion| {
            all.push((completion.clone(), segment_of(policy, completion), weight(policy, completion)));
            ControlFlow::Continue(())
        });
        Self(all)
    }

    /// By completion, the segments that are left to those who know just these facts.
    fn left(&self, facts: &[String]) -> Vec<BTreeSet<&str>> {
        let key =
            |completion: &Completion| -> Vec<String> { facts.iter().map(|fact| completion[fact].clone()).collect() };
        let mut by_answers: BTreeMap<Vec<String>, BTreeSet<&str>> = BTreeMap::new();
        for (completion, segment, _) in &self.0 {
            by_answers.entry(key(completion)).or_default().insert(segment);
        }
        self.0.iter().map(|(completion, ..)| by_answers[&key(completion)].clone()).collect()
    }

    /// The segments left beyond one, summed by weight.
    fn rivals(&self, facts: &[String]) -> BigUint {
        self.left(facts).iter().zip(&self.0).map(|(left, (_, _, weight))| weight * (left.len() - 1)).sum()
    }

    /// The question that must be asked, if any.
    fn question(&self, askable: &[String]) -> Option<String> {
        if self.left(askable) == self.left(&[]) {
            return None;
        }
        let after = |fact: &String| self.rivals(std::slice::from_ref(fact));
        let best = askable.iter().min_by_key(|fact| after(fact))?;
        if after(best) < self.rivals(&[]) {
            return Some(best.clone());
        }
        let mut needed = askable.to_vec();
        for fact in askable.iter().rev() {
            let others: Vec<String> = needed.iter().filter(|other| *other != fact).cloned().collect();
            if self.left(&others) == self.left(&needed) {
                needed = others;
            }
        }
        needed.first().cloned()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_step_ahead(seed in any::<u64>()) {
        let random = &mut Random(seed);
        let own = 1 + random.below(3);
        let words = facts(random, own);
        let text = policy(random, &words, 12).to_string();
        let (engine, slow) = both(&text);
        for _ in 0..8 {
            let known = contact(random, &words);
            let not_sure: Vec<String> = words.iter().filter(|_| random.one_in(2)).map(|(name, _)| name.clone()).collect();
            let ids: Vec<_> = not_sure.iter().map(|name| engine.vocabulary().fact(name).unwrap()).collect();
            let at = engine.parse(&serde_json::to_string(&known).unwrap()).unwrap();
            let question = engine.ask_within(at, &ids, 0);
            prop_assert!(question.as_ref().is_none_or(|question| !question.is_exact()));
            let asked = question.map(|question| engine.vocabulary().name(question.fact).to_owned());

            let askable: Vec<String> =
                deciding_facts(&slow).into_iter().map(|fact| fact.id).filter(|fact| !not_sure.contains(fact)).collect();
            let wanted = Outcomes::new(&slow, &known).question(&askable);
            prop_assert_eq!(&asked, &wanted, "{:?} without {:?} under {}", &known, &not_sure, &text);
            // It ends when the exact interview ends.
            prop_assert_eq!(asked.is_some(), next_question(&slow, &known, &not_sure).is_some());
        }
    }
}

/// Segments that depend on whether an even number of facts is `yes`: no answer changes anything before the last one, and
/// without that one none does. Implications tie two of the facts together.
#[test]
fn answers_that_matter_only_together() {
    let facts = ["a", "b", "c"].map(|fact| format!("{{ id = '{fact}', values = ['no', 'yes'] }}")).join(", ");
    let odd = "[{ a = 'yes', b = 'no', c = 'no' }, { a = 'no', b = 'yes', c = 'no' }, { a = 'no', b = 'no', c = 'yes' }, \
               { a = 'yes', b = 'yes', c = 'yes' }]";
    let rule = format!("[[rule]]\nid = 'odd'\nsegment = 'dutiful'\nwhen = {odd}\n");
    let policy = |implies: &str| {
        govseg::Policy::from_toml(&format!("id = 'x'\nversion = '1'\nfact = [{facts}]\nimplies = [{implies}]\n{rule}"))
            .unwrap()
    };
    let asks = |policy: &govseg::Policy, known: &str, not_sure: &[&str]| {
        let ids: Vec<_> = not_sure.iter().map(|name| policy.vocabulary().fact(name).unwrap()).collect();
        let question = policy.ask_within(policy.parse(known).unwrap(), &ids, 0);
        question.map(|question| policy.vocabulary().name(question.fact).to_owned())
    };
    let free = policy("");
    assert_eq!(asks(&free, "{}", &[]).as_deref(), Some("a"));
    assert_eq!(asks(&free, r#"{"a": "no"}"#, &[]).as_deref(), Some("b"));
    assert_eq!(asks(&free, r#"{"a": "no", "b": "yes"}"#, &[]).as_deref(), Some("c"));
    for unknown in ["a", "b", "c"] {
        assert_eq!(asks(&free, "{}", &[unknown]), None, "without {unknown} nothing can be told");
    }
    // With a and b alike, c tells all.
    let tied = policy("{ when = { a = 'yes' }, then = { b = 'yes' } }, { when = { b = 'yes' }, then = { a = 'yes' } }");
    assert_eq!(asks(&tied, "{}", &[]).as_deref(), Some("c"));
    assert_eq!(asks(&tied, "{}", &["c"]), None);
    assert_eq!(asks(&tied, "{}", &["a"]).as_deref(), Some("c"));
}
