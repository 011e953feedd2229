//! Many contacts at once: what each of them gets alone.

use govseg::{Contact, Facts, Policy, Segments};
use govseg_conformance::golden::every_contact;
use proptest::prelude::*;

use crate::random::{Random, contact, facts, policy};

/// What each contact gets alone.
fn alone<C: Copy + Into<Contact>>(policy: &Policy, contacts: &[C]) -> Vec<Segments> {
    contacts.iter().map(|&contact| policy.decide(contact).possible()).collect()
}

/// What they get together.
fn together<C: Copy + Into<Contact>>(policy: &Policy, contacts: &[C]) -> Vec<Segments> {
    let mut possible = vec![Segments::ALL; contacts.len()];
    assert_eq!(policy.possible_block(contacts, &mut possible), contacts.len());
    possible
}

/// Every full assignment, with the segment that the golden table gives it.
fn golden() -> Vec<(Facts, Segments)> {
    let names = Policy::gsa_2008().vocabulary();
    every_contact()
        .into_iter()
        .map(|contact| {
            let json = serde_json::json!({
                "customer": contact.customer, "capacity": contact.capacity, "obligation": contact.obligation,
                "content": contact.content, "determination": contact.determination, "benefit": contact.benefit,
                "charge": contact.charge, "duty": contact.duty,
            });
            let (segment, _) = contact.segment_and_rule();
            (names.parse(&json.to_string()).unwrap().facts, segment.parse().into_iter().collect())
        })
        .collect()
}

#[test]
fn every_full_assignment() {
    let (contacts, wanted): (Vec<Facts>, Vec<Segments>) = golden().into_iter().unzip();
    assert_eq!(contacts.len(), 18_816);
    assert_eq!(together(Policy::gsa_2008(), &contacts), wanted);
}

/// A word of bits, of which each fact is known, partly known, unknown or, rarely, without a value.
fn word(random: &mut Random, known: &[Facts]) -> Facts {
    let known = random.pick(known);
    match random.below(4) {
        0 => *known,
        1 => Facts::from_word(known.word() | (random.next() & random.next())),
        2 => Facts::from_word(known.word() | random.next()),
        _ => Facts::from_word(random.next() | random.next()),
    }
}

#[test]
fn words_of_every_kind() {
    let known: Vec<Facts> = golden().into_iter().map(|(facts, _)| facts).collect();
    let random = &mut Random(7);
    let words: Vec<Facts> = (0..200_000).map(|_| word(random, &known)).collect();
    let contacts: Vec<Contact> = words.iter().copied().map(Contact::from).collect();
    let wanted = alone(Policy::gsa_2008(), &words);
    assert!(wanted.iter().any(|possible| possible.is_empty()) && wanted.iter().any(|possible| possible.len() > 3));
    assert_eq!(together(Policy::gsa_2008(), &words), wanted);
    assert_eq!(together(Policy::gsa_2008(), &contacts), wanted);
}

#[test]
fn as_many_as_there_is_room_for() {
    let policy = Policy::gsa_2008();
    let contacts = vec![Facts::UNKNOWN; 200];
    for room in [0, 1, 63, 64, 65, 128, 199] {
        let mut possible = vec![Segments::NONE; room];
        assert_eq!(policy.possible_block(&contacts, &mut possible), room);
        assert!(possible.iter().all(|possible| *possible == Segments::ALL));
    }
    assert_eq!(policy.possible_block(&contacts[..70], &mut [Segments::NONE; 100]), 70);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Small policies, and such as are too large for look-ups.
    #[test]
    fn random_policies(seed in any::<u64>()) {
        let random = &mut Random(seed);
        let own = random.below(6);
        let words = facts(random, own);
        let most_rules = *random.pick(&[6, 30]);
        let text = policy(random, &words, most_rules).to_string();
        let policy = Policy::from_json(&text).unwrap();
        // Full contacts come in runs, as in a table: only of them the short way is taken.
        let contacts: Vec<Contact> = (0..400)
            .map(|row| {
                let mut known = contact(random, &words);
                if row < 200 {
                    known = words.iter().map(|(name, values)| (name.clone(), vec![random.pick(values).clone()])).collect();
                }
                policy.parse(&serde_json::to_string(&known).unwrap()).unwrap()
            })
            .collect();
        prop_assert_eq!(together(&policy, &contacts), alone(&policy, &contacts), "{}", &text);
        let built_in: Vec<Facts> = contacts.iter().map(|contact| contact.facts).collect();
        prop_assert_eq!(together(&policy, &built_in), alone(&policy, &built_in), "{}", &text);
    }
}
