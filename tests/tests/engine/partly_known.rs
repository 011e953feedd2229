//! Partly known facts: the engine against brute force on whole lattices of states.
//!
//! Brute force here is a union: what a set of contacts may be is what its parts may be. From the golden table, every
//! state follows by parting one fact's set in two, so nothing is sampled and nothing of the engine is used.

use govseg::{FactId, Facts, Policy, Segment, Segments, Vocabulary};
use govseg_conformance::golden::every_contact;

const DECIDING: [&str; 8] =
    ["customer", "capacity", "obligation", "content", "determination", "benefit", "charge", "duty"];

/// A family of states: for each of some facts, the sets of values that it may have. All other facts are unknown.
struct Lattice {
    names: Vocabulary,
    facts: Vec<FactId>,
    /// By fact, its place in a row of the golden table.
    places: Vec<usize>,
    /// By fact, the sets in rising order: every set stands behind its parts.
    sets: Vec<Vec<u64>>,
    /// By state, in mixed radix: the possible segments.
    possible: Vec<u8>,
}

impl Lattice {
    /// All states over `sets` of the deciding facts at `places`, from the golden table.
    fn new(places: &[usize], sets: impl Fn(usize) -> Vec<u64>) -> Self {
        let names = Vocabulary::default();
        let facts: Vec<FactId> = places.iter().map(|&place| names.fact(DECIDING[place]).unwrap()).collect();
        let sets: Vec<Vec<u64>> = facts.iter().map(|&fact| sets(names.values(fact).len())).collect();
        let size = sets.iter().map(Vec::len).product();
        let mut lattice = Self { names, facts, places: places.to_vec(), sets, possible: vec![0; size] };
        lattice.fill();
        lattice
    }

    fn index(&self, state: &[u64]) -> Option<usize> {
        state
            .iter()
            .zip(&self.sets)
            .try_fold(0, |index, (set, sets)| Some(index * sets.len() + sets.binary_search(set).ok()?))
    }

    fn state(&self, mut index: usize) -> Vec<u64> {
        let mut state = vec![0; self.sets.len()];
        for (set, sets) in state.iter_mut().zip(&self.sets).rev() {
            *set = sets[index % sets.len()];
            index /= sets.len();
        }
        state
    }

    fn fill(&mut self) {
        for contact in every_contact() {
            let values = [
                contact.customer,
                contact.capacity,
                contact.obligation,
                contact.content,
                contact.determination,
                contact.benefit,
                contact.charge,
                contact.duty,
            ];
            let known = self.facts.iter().zip(&self.places);
            let state: Vec<u64> = known.map(|(&fact, &place)| self.names.value(fact, values[place]).unwrap()).collect();
            let (segment, _) = contact.segment_and_rule();
            let index = self.index(&state).expect("every full assignment is a state");
            // The facts that are left out are unknown: every value of theirs adds what it gives.
            self.possible[index] |= segment.parse::<Segment>().map_or(0, |segment| 1 << segment as u8);
        }
        for index in 0..self.possible.len() {
            let state = self.state(index);
            // Part the first set of several values into its lowest value and the rest, or value by value.
            let Some(at) = state.iter().position(|set| set.count_ones() > 1) else { continue };
            let parts = |parts: Vec<u64>| -> Option<u8> {
                parts.into_iter().try_fold(0, |possible, part| {
                    let mut state = state.clone();
                    state[at] = part;
                    Some(possible | self.possible[self.index(&state)?])
                })
            };
            let lowest = state[at] & state[at].wrapping_neg();
            let ones = (0..64).map(|bit| 1 << bit).filter(|one| state[at] & one != 0).collect();
            self.possible[index] = parts(vec![lowest, state[at] & !lowest]).or_else(|| parts(ones)).unwrap();
        }
    }

    /// Compares every state with the engine, alone and many at once, and counts them.
    fn compare(&self) -> usize {
        let policy = Policy::gsa_2008();
        let mut contacts = Vec::with_capacity(self.possible.len());
        let mut wanted = Vec::with_capacity(self.possible.len());
        for (index, &possible) in self.possible.iter().enumerate() {
            let state = self.state(index);
            let known = self.facts.iter().zip(&state);
            let contact =
                known.fold(Facts::UNKNOWN.into(), |contact, (&fact, &set)| self.names.narrow(contact, fact, set));
            let expected: Segments =
                Segments::ALL.iter().filter(|&segment| possible >> segment as u8 & 1 == 1).collect();
            let found = policy.decide(contact);
            assert_eq!(found.possible(), expected, "{}", policy.vocabulary().to_json(contact));
            assert_eq!(found.segment(), expected.single());
            contacts.push(contact.facts);
            wanted.push(expected);
        }
        let mut together = vec![Segments::NONE; contacts.len()];
        policy.possible_block(&contacts, &mut together);
        assert!(together == wanted, "many at once differ from each alone");
        self.possible.len()
    }
}

fn all_of(values: usize) -> u64 {
    (1 << values) - 1
}

fn every_set(values: usize) -> Vec<u64> {
    (1..=all_of(values)).collect()
}

fn known_or_unknown(values: usize) -> Vec<u64> {
    (0..values).map(|value| 1 << value).chain([all_of(values)]).collect()
}

#[test]
fn every_known_or_unknown_state() {
    assert_eq!(Lattice::new(&[0, 1, 2, 3, 4, 5, 6, 7], known_or_unknown).compare(), 172_800);
}

#[test]
fn every_set_valued_state_without_customer() {
    assert_eq!(Lattice::new(&[1, 2, 3, 4, 5, 6, 7], every_set).compare(), 5_400_675);
}

#[test]
fn every_pair_of_customer_and_capacity_sets() {
    assert_eq!(Lattice::new(&[0, 1], every_set).compare(), 381);
}
