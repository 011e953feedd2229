//! Policies as large as agencies write them, against brute force: facts of two to seven values, up to thirty rules on
//! either side, negations, implications, and what is inherited, dropped and replaced. Decisions with their reasons,
//! questions, checks and differences.

use govseg_conformance::decide::decide;
use proptest::prelude::*;

use crate::analysis::{same_check, same_diff};
use crate::random::{Random, contact, facts_of, inherited};
use crate::random_policies::{both, both_inherited, same_question};

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn large_policies(seed in any::<u64>()) {
        let random = &mut Random(seed);
        let words = facts_of(random, 2, 7);
        let (base, heir) = inherited(random, &words, 30);
        let (base, heir) = (base.to_string(), heir.to_string());
        let (above, slow_above) = both(&base);
        let (engine, slow) = both_inherited(&base, &heir);
        prop_assert_eq!(engine.digest(), slow.digest(), "{} on {}", &heir, &base);
        for _ in 0..4 {
            let known = contact(random, &words);
            let fast = engine.decide(engine.parse(&serde_json::to_string(&known).unwrap()).unwrap());
            prop_assert_eq!(fast.to_json(), decide(&slow, &known).to_json(), "{:?}: {} on {}", &known, &heir, &base);
            let not_sure: Vec<String> = words.iter().filter(|_| random.one_in(3)).map(|(name, _)| name.clone()).collect();
            same_question(&engine, &slow, &known, &not_sure)?;
        }
        same_check(&engine, &slow)?;
        same_diff((&above, &slow_above), (&engine, &slow))?;
    }
}

/// The generator makes what the tests speak of.
#[test]
fn the_policies_are_as_large_as_that() {
    let (mut rules, mut values, mut dropped, mut replaced, mut negated, mut implied) = (0, 0, 0, 0, 0, 0);
    for seed in 0..200 {
        let random = &mut Random(seed);
        let words = facts_of(random, 2, 7);
        let (base, heir) = inherited(random, &words, 30);
        let list = |policy: &serde_json::Value, key: &str| policy[key].as_array().unwrap().clone();
        let ids =
            |policy: &serde_json::Value| list(policy, "rule").iter().map(|rule| rule["id"].clone()).collect::<Vec<_>>();
        rules = rules.max(ids(&base).len().max(ids(&heir).len()));
        values = words.iter().map(|(_, values)| values.len()).max().unwrap().max(values);
        dropped += list(&heir, "drop").len();
        replaced += ids(&heir).iter().filter(|id| ids(&base).contains(id) && !list(&heir, "drop").contains(id)).count();
        negated += heir.to_string().matches("\"not\"").count();
        implied += list(&heir, "implies").len();
    }
    assert_eq!((rules, values), (30, 7));
    assert!(
        dropped > 100 && replaced > 100 && negated > 100 && implied > 100,
        "{dropped} {replaced} {negated} {implied}"
    );
}
