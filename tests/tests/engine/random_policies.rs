//! Random policies and contacts: the engine's decision, byte for byte the reference's.

use crate::random::{Random, contact, facts, policy};
use govseg::{File, Files, Format, Policy};
use govseg_conformance::decide::{decide, likely};
use govseg_conformance::facts::Facts;
use govseg_conformance::interview::next_question;
use govseg_conformance::policy as reference;
use proptest::prelude::*;

/// The same policy, for the engine and for the reference.
pub(crate) fn both(text: &str) -> (Policy, reference::Policy) {
    let engine = Policy::from_json(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let source = reference::Source { path: "random.json".into(), text: text.into() };
    (engine, reference::Policy::resolve(&source, &|path| panic!("nothing extends {path}")))
}

/// A policy that extends another, for the engine and for the reference.
pub(crate) fn both_inherited(base: &str, heir: &str) -> (Policy, reference::Policy) {
    struct Base<'a>(&'a str);
    impl Files for Base<'_> {
        fn read(&self, _: &str, path: &str) -> Result<File, String> {
            assert_eq!(path, "base.json");
            Ok(File::new(path, self.0))
        }
    }
    let engine = Policy::from_file(File::new("heir.json", heir), Format::Json, &Base(base));
    let source = reference::Source { path: "heir.json".into(), text: heir.into() };
    let slow = reference::Policy::resolve(&source, &|path| {
        assert_eq!(path, "base.json");
        base.to_owned()
    });
    (engine.unwrap_or_else(|error| panic!("{heir} on {base}: {error}")), slow)
}

/// The engine asks what the reference asks, and expects as many questions, to the last digit.
pub(crate) fn same_question(
    engine: &Policy,
    slow: &reference::Policy,
    known: &Facts,
    not_sure: &[String],
) -> Result<(), TestCaseError> {
    let contact = engine.parse(&serde_json::to_string(known).unwrap()).unwrap();
    let ids: Vec<_> = not_sure.iter().map(|name| engine.vocabulary().fact(name).unwrap()).collect();
    let question = engine.ask(contact, &ids).map(|question| {
        let (cost, weight) = question.expected_exactly().unwrap();
        (engine.vocabulary().name(question.fact).to_owned(), cost, weight)
    });
    let wanted = next_question(slow, known, not_sure)
        .map(|question| (question.fact, question.cost.to_string(), question.weight.to_string()));
    prop_assert_eq!(question, wanted, "{:?} without {:?} under {}", known, not_sure, engine.to_json());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn decisions_and_questions(seed in any::<u64>()) {
        let random = &mut Random(seed);
        let own = 1 + random.below(3);
        let words = facts(random, own);
        let text = policy(random, &words, 12).to_string();
        let (engine, slow) = both(&text);
        prop_assert_eq!(engine.digest(), slow.digest());
        for _ in 0..8 {
            let known = contact(random, &words);
            let json = serde_json::to_string(&known).unwrap();
            let fast = engine.decide(engine.parse(&json).unwrap());
            prop_assert_eq!(fast.to_json(), decide(&slow, &known).to_json(), "{} under {}", &json, &text);
            prop_assert_eq!(fast.likely().map(|segment| segment.to_string()), likely(&slow, &known));

            let not_sure: Vec<String> = words.iter().filter(|_| random.one_in(3)).map(|(name, _)| name.clone()).collect();
            same_question(&engine, &slow, &known, &not_sure)?;
        }
    }

    /// More rules than fit one word of nodes: the diagram is walked, not stepped through.
    #[test]
    fn larger_policies(seed in any::<u64>()) {
        let random = &mut Random(seed);
        let words = facts(random, 5);
        let text = policy(random, &words, 30).to_string();
        let (engine, slow) = both(&text);
        let known = contact(random, &words);
        let json = serde_json::to_string(&known).unwrap();
        let fast = engine.decide(engine.parse(&json).unwrap());
        let slow = decide(&slow, &known);
        let possible: Vec<String> = fast.possible().iter().map(|segment| segment.to_string()).collect();
        prop_assert_eq!(possible, slow.possible);
        prop_assert_eq!(fast.rule(), slow.rule.as_deref());
        prop_assert_eq!(fast.sub_segment(), slow.sub_segment.as_deref());
    }
}
