//! The question that leads to the fewest expected further questions, exactly.
//!
//! A state is a set of values still possible for each fact. Its cost, times its weight, is 0 when no answer can change
//! what is possible, and otherwise its weight plus the least, over the facts that may be asked, of the summed costs of
//! the states that their answers lead to. Values that the policy never tells apart are answered as one: their states
//! differ by a factor only.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::ask::Question;
use crate::Segments;
use crate::diagram::{Amount, Natural};
use crate::policy::Policy;

#[derive(Clone)]
struct State<N> {
    possible: Segments,
    /// The summed weight of the completions; 0 where it is settled, since nothing is counted there.
    weight: N,
    /// The expected questions to come, times the weight.
    cost: N,
    /// Whether no question can change what is possible.
    settled: bool,
}

impl<N: Amount> State<N> {
    fn settled(possible: Segments) -> Self {
        Self { possible, weight: N::small(0), cost: N::small(0), settled: true }
    }
}

pub(super) struct Planner<'p, N> {
    pub(super) policy: &'p Policy,
    /// By level of the policy's diagrams, whether it may be asked.
    pub(super) askable: Vec<bool>,
    budget: u64,
    known: HashMap<[u64; 2], State<N>, BuildHasherDefault<WordHasher>>,
}

impl<'p, N: Amount + Into<Natural>> Planner<'p, N> {
    pub(super) fn new(policy: &'p Policy, askable: Vec<bool>, budget: u64) -> Self {
        Self { policy, askable, budget, known: HashMap::default() }
    }

    /// How many states were looked at so far.
    #[cfg(feature = "catalog")]
    pub(super) fn states(&self) -> usize {
        self.known.len()
    }

    /// The question for a contact, of which no more than the facts that decide are looked at; `most` states are kept
    /// from question to question.
    pub(super) fn next_within(&mut self, words: [u64; 3], most: usize) -> Option<Question> {
        if self.known.len() > most {
            self.known.clear();
        }
        // Contacts that differ in other facts alone are one.
        let mut deciding = [u64::MAX; 3];
        for field in self.policy.compiled.segments.levels() {
            let place = usize::from(field.word);
            if let (Some(to), Some(&from)) = (deciding.get_mut(place), words.get(place)) {
                *to = field.write(*to, field.read(from));
            }
        }
        self.next(deciding)
    }

    /// The question, exact if the budget allows, else the best one step ahead.
    fn next(&mut self, words: [u64; 3]) -> Option<Question> {
        let states = (0..self.askable.len()).try_fold(1_u64, |product, level| {
            let answers = self.answers(&words, level).len() as u64;
            product.checked_mul(if answers > 1 { answers + 1 } else { 1 }).filter(|&states| states <= self.budget)
        });
        let fact = |level: usize| self.policy.compiled.mentioned.get(level).copied();
        if states.is_none() {
            let level = self.one_step_ahead(&words)?;
            return Some(Question { fact: fact(level)?, expected: None });
        }
        let state = self.state(words);
        if state.settled {
            return None;
        }
        let mut best: Option<(usize, N)> = None;
        for level in 0..self.askable.len() {
            let Some((cost, _)) = self.asked(&words, level, state.possible) else { continue };
            if best.as_ref().is_none_or(|(_, least)| cost < *least) {
                best = Some((level, cost));
            }
        }
        let (level, _) = best?;
        let fact = self.policy.compiled.mentioned.get(level).copied()?;
        Some(Question { fact, expected: Some((state.cost.into(), state.weight.into())) })
    }

    /// The answers to a question that the policy tells apart, each as the values that give it; none if it may not be asked.
    pub(super) fn answers(&self, words: &[u64; 3], level: usize) -> Vec<u64> {
        let (Some(true), Some(classes), Some(field)) = (
            self.askable.get(level),
            self.policy.compiled.classes.get(level),
            self.policy.compiled.segments.levels().get(level),
        ) else {
            return Vec::new();
        };
        let possible = words.get(usize::from(field.word)).map_or(0, |&word| field.read(word));
        classes.iter().map(|class| class & possible).filter(|&values| values != 0).collect()
    }

    pub(super) fn after(&self, words: &[u64; 3], level: usize, answer: u64) -> [u64; 3] {
        let mut words = *words;
        if let Some(field) = self.policy.compiled.segments.levels().get(level)
            && let Some(word) = words.get_mut(usize::from(field.word))
        {
            *word = field.write(*word, answer);
        }
        words
    }

    /// Summed cost after asking at a level, and whether some answer changes something; nothing if there is only one answer.
    fn asked(&mut self, words: &[u64; 3], level: usize, possible: Segments) -> Option<(N, bool)> {
        let answers = self.answers(words, level);
        if answers.len() < 2 {
            return None;
        }
        let (mut cost, mut changes) = (N::small(0), false);
        for answer in answers {
            let after = self.state(self.after(words, level, answer));
            if !after.possible.is_empty() {
                cost = cost.plus(&after.cost);
                changes |= after.possible != possible || !after.settled;
            }
        }
        Some((cost, changes))
    }

    fn state(&mut self, words: [u64; 3]) -> State<N> {
        // Finding out that nothing is left to ask is as fast as remembering it.
        let possible = self.policy.compiled.first_words(&words).possible;
        if possible.len() < 2 {
            return State::settled(possible);
        }
        let [facts, own, _] = words;
        if let Some(state) = self.known.get(&[facts, own]) {
            return state.clone();
        }
        let state = self.work_out(&words, possible);
        self.known.insert([facts, own], state.clone());
        state
    }

    fn work_out(&mut self, words: &[u64; 3], possible: Segments) -> State<N> {
        let (mut least, mut changes) = (None, false);
        for (level, matters) in self.policy.compiled.segments.matters(words).into_iter().enumerate() {
            if !matters {
                continue;
            }
            let Some((cost, differs)) = self.asked(words, level, possible) else { continue };
            changes |= differs;
            if least.as_ref().is_none_or(|least| cost < *least) {
                least = Some(cost);
            }
        }
        match least {
            Some(least) if changes => {
                let weight = self.weight(words);
                State { possible, cost: least.plus(&weight), weight, settled: false }
            }
            _ => State::settled(possible),
        }
    }

    pub(super) fn weight(&self, words: &[u64; 3]) -> N {
        let compiled = &self.policy.compiled;
        let counts = compiled.segments.count::<N>(words, &|level, set| compiled.weigh(level, set));
        counts.into_iter().fold(N::small(0), |sum, (_, weight)| sum.plus(&weight))
    }
}

/// Hashes the two words of a state. They are bit sets that the policy's classes leave, few and known, so nobody can
/// crowd the table from outside.
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let word = chunk.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
            self.write_u64(word);
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 ^= self.0 >> 32;
    }
}
