//! What must hold of every policy and contact.

use crate::random::{Random, contact, facts, policy};
use govseg::{Facts, Policy, Status};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn facts_survive_their_json(word in any::<u64>()) {
        let facts = Facts::from_word(word);
        prop_assert_eq!(Facts::from_word(facts.word()), facts);
        if facts.emptied().is_none() {
            let json = facts.to_string();
            prop_assert_eq!(json.parse::<Facts>().unwrap(), facts, "{}", json);
            prop_assert_eq!(serde_json::from_str::<Facts>(&serde_json::to_string(&facts).unwrap()).unwrap(), facts);
        }
    }

    #[test]
    fn narrowing_never_adds_a_segment(seed in any::<u64>()) {
        let random = &mut Random(seed);
        let words = facts(random, 2);
        let policy = Policy::from_json(&policy(random, &words, 10).to_string()).unwrap();
        let known = [contact(random, &words), contact(random, &words)]
            .map(|known| policy.parse(&serde_json::to_string(&known).unwrap()).unwrap());
        let [before, after] = [known[0], known[0].narrow(known[1])].map(|contact| policy.decide(contact));
        for segment in after.possible().iter() {
            prop_assert!(before.possible().contains(segment));
        }
        // What was certain stays certain, unless everything became impossible.
        if after.status() != Status::Contradiction {
            for segment in before.also().iter() {
                prop_assert!(after.also().contains(segment) || after.segment() == Some(segment));
            }
        }
        // Of alternatives, each one's segments remain.
        let either = policy.decide(known[0].union(known[1]));
        for segment in before.possible().iter() {
            prop_assert!(either.possible().contains(segment));
        }
    }

    #[test]
    fn a_policy_is_its_canonical_form(seed in any::<u64>()) {
        let random = &mut Random(seed);
        let words = facts(random, 2);
        let first = Policy::from_json(&policy(random, &words, 10).to_string()).unwrap();
        let again = Policy::from_json(first.to_json()).unwrap();
        prop_assert_eq!(first.to_json(), again.to_json());
        prop_assert_eq!(first.digest(), again.digest());
    }

    /// Order matters between rules of different segments that overlap, and nowhere else: neighbours of one segment may
    /// change places without changing any segment.
    #[test]
    fn neighbours_of_one_segment_may_change_places(seed in any::<u64>()) {
        let random = &mut Random(seed);
        let words = facts(random, 2);
        let mut text = policy(random, &words, 10);
        let first = Policy::from_json(&text.to_string()).unwrap();
        let rules = text["rule"].as_array_mut().unwrap();
        let Some(at) = (1..rules.len()).find(|&at| rules[at - 1]["segment"] == rules[at]["segment"]) else {
            return Ok(());
        };
        rules.swap(at - 1, at);
        let swapped = Policy::from_json(&text.to_string()).unwrap();
        for _ in 0..8 {
            let known = serde_json::to_string(&contact(random, &words)).unwrap();
            let [first, swapped] = [&first, &swapped].map(|policy| policy.decide(policy.parse(&known).unwrap()));
            prop_assert_eq!(first.possible(), swapped.possible());
            prop_assert_eq!(first.also(), swapped.also());
        }
    }

    #[test]
    fn what_if_does_what_it_says(seed in any::<u64>()) {
        let random = &mut Random(seed);
        let words = facts(random, 2);
        let policy = Policy::from_json(&policy(random, &words, 10).to_string()).unwrap();
        let known = policy.parse(&serde_json::to_string(&contact(random, &words)).unwrap()).unwrap();
        let names = policy.vocabulary();
        for change in policy.decide(known).what_if() {
            let after = change.replace.iter().fold(known, |contact, &(fact, set)| names.replace(contact, fact, set));
            prop_assert!(policy.decide(after).possible().contains(change.segment));
            prop_assert_eq!(policy.decide(after).segment() == Some(change.segment), change.decided);
            for &(fact, set) in &change.replace {
                // A replaced value is another one: had the given one served, it would not be in the list.
                prop_assert_eq!(set & names.get(known, fact), 0);
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = Policy::gsa_2008().parse(&text);
        let _ = Policy::from_json(&text);
        let _ = Policy::from_toml(&text);
    }
}
