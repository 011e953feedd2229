//! `because` and `keeps`, by brute force: enough, and nothing smaller or earlier is.

use crate::random::{self, Random};
use crate::random_policies::both;
use govseg::{Contact, FactId, Policy, Vocabulary};
use govseg_conformance::decide::decide;
use govseg_conformance::facts::Facts;
use proptest::prelude::*;

/// A contact at random, most facts known: that is where reasons are long.
fn contact(random: &mut Random, names: &Vocabulary) -> Contact {
    let facts: Vec<FactId> = names.facts().filter(|&fact| names.name(fact) != "channel").collect();
    facts.into_iter().fold(Contact::UNKNOWN, |contact, fact| {
        let values = names.values(fact).len();
        match random.below(8) {
            0 => contact,
            1 => names.narrow(contact, fact, 1 + random.next() % (names.all(fact) - 1)),
            _ => names.narrow(contact, fact, 1 << random.below(values)),
        }
    })
}

/// Every set of `given`, smaller ones first, and of one size in lexicographic order.
fn subsets(given: &[FactId]) -> Vec<Vec<FactId>> {
    let mut sets: Vec<Vec<FactId>> = (0..1_u32 << given.len())
        .map(|set| given.iter().enumerate().filter(|(index, _)| set >> index & 1 == 1).map(|(_, &fact)| fact).collect())
        .collect();
    sets.sort_by_key(|set| (set.len(), set.clone()));
    sets
}

#[test]
fn because_is_the_first_of_the_smallest() {
    let policy = Policy::gsa_2008();
    let names = policy.vocabulary();
    let random = &mut Random(2008);
    let mut sizes = [0; 12];
    for _ in 0..10_000 {
        let contact = contact(random, names);
        let decision = policy.decide(contact);
        let given: Vec<FactId> = names.given(contact).collect();
        let wanted = subsets(&given)
            .into_iter()
            .find(|set| {
                let kept =
                    set.iter().fold(Contact::UNKNOWN, |kept, &fact| names.narrow(kept, fact, names.get(contact, fact)));
                policy.decide(kept).possible() == decision.possible()
            })
            .expect("all of them are enough");
        let wanted: Vec<&str> = wanted.into_iter().map(|fact| names.name(fact)).collect();
        let found: Vec<&str> = decision.because().into_iter().map(|(fact, _)| fact).collect();
        assert_eq!(found, wanted, "{}", names.to_json(contact));
        sizes[found.len()] += 1;
    }
    // The sample is no sample if every reason is a single fact.
    assert!(sizes[1] > 0 && sizes[2] > 0 && sizes[5] > 0, "{sizes:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// The smallest sets that keep the result are just those, of all sets of the given facts, with which the reference
    /// leaves the same segments possible, and that have no more facts than the smallest.
    #[test]
    fn what_keeps_the_result(seed in any::<u64>()) {
        let random = &mut Random(seed);
        let words = random::facts(random, 3);
        let text = random::policy(random, &words, 12).to_string();
        let (engine, slow) = both(&text);
        let known = random::contact(random, &words);
        let decision = engine.decide(engine.parse(&serde_json::to_string(&known).unwrap()).unwrap());
        let possible = decide(&slow, &known).possible;
        let names = engine.vocabulary();
        let given: Vec<FactId> = names.given(decision.contact()).filter(|&fact| names.name(fact) != "channel").collect();
        let named = |set: &[FactId]| set.iter().map(|&fact| names.name(fact).to_owned()).collect::<Vec<_>>();
        let mut wanted: Vec<Vec<FactId>> = subsets(&given)
            .into_iter()
            .filter(|set| {
                let kept: Facts = named(set).into_iter().map(|fact| (fact.clone(), known[&fact].clone())).collect();
                decide(&slow, &kept).possible == possible
            })
            .collect();
        let least = wanted.first().expect("all of them are enough").len();
        wanted.retain(|set| set.len() == least);
        let keeps = decision.keeps();
        prop_assert!(keeps.complete);
        prop_assert_eq!(&keeps.sets, &wanted, "{:?} under {}", &known, &text);
        prop_assert_eq!(named(&keeps.sets[0]), decision.because().into_iter().map(|(fact, _)| fact.to_owned()).collect::<Vec<_>>());
    }
}
