//! The question to ask next: the one that leads to the fewest expected further questions.
//!
//! A state is a set of values still possible for each fact. Its cost, times its weight, is 0 when no answer can change
//! what is possible, and otherwise its weight plus the least, over the facts that may be asked, of the summed costs of
//! the states that their answers lead to. Values that the policy never tells apart are answered as one: their states
//! differ by a factor only.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use num_bigint::BigUint;

use crate::diagram::Amount;
use crate::policy::Policy;
use crate::vocabulary::FactId;
use crate::{Contact, Segments};

/// The next question.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Question {
    /// The fact to ask.
    pub fact: FactId,
    /// Expected questions times weight, and weight.
    expected: Option<(BigUint, BigUint)>,
}

impl Question {
    /// Whether no other question leads to fewer expected questions. If not, the policy has too many states for an
    /// exact answer, and this is the best one step ahead.
    pub fn is_exact(&self) -> bool {
        self.expected.is_some()
    }

    /// How many questions are expected still to come, this one included, over the completions by weight.
    pub fn expected(&self) -> Option<f64> {
        self.expected.as_ref().map(|(cost, weight)| ratio(cost, weight))
    }

    /// The same as an exact fraction: numerator and denominator in decimal digits, not reduced. The denominator is
    /// the weight of all completions.
    pub fn expected_exactly(&self) -> Option<(String, String)> {
        self.expected.as_ref().map(|(cost, weight)| (cost.to_string(), weight.to_string()))
    }
}

/// An exact fraction as a number to show.
#[expect(clippy::cast_precision_loss, reason = "a number to show")]
pub(crate) fn ratio(numerator: &BigUint, denominator: &BigUint) -> f64 {
    // Both may be beyond any f64: shift them down together, which leaves some sixty significant bits.
    let shift = denominator.bits().saturating_sub(64);
    let small = |number: &BigUint| u128::try_from(number >> shift).unwrap_or(u128::MAX) as f64;
    small(numerator) / small(denominator)
}

/// How many states are looked at for an exact answer: the product, over the facts that may be asked, of one more than
/// the kinds of answer still possible.
pub(crate) const STATE_BUDGET: u64 = 1 << 20;

/// The best question for a contact, if one can change what is possible; `never` names the facts that may not be asked.
pub(crate) fn next(policy: &Policy, contact: Contact, never: &[FactId]) -> Option<Question> {
    Plan::new(policy, never).next(contact)
}

/// Finds one question after another, and keeps what was worked out on the way.
pub(crate) struct Plan<'p>(Amounts<'p>);

enum Amounts<'p> {
    Small(Planner<'p, u128>),
    Large(Planner<'p, BigUint>),
}

impl<'p> Plan<'p> {
    pub(crate) fn new(policy: &'p Policy, never: &[FactId]) -> Self {
        let askable: Vec<bool> = policy.compiled.mentioned.iter().map(|fact| !never.contains(fact)).collect();
        Self(if fits(policy) {
            Amounts::Small(Planner::new(policy, askable))
        } else {
            Amounts::Large(Planner::new(policy, askable))
        })
    }

    pub(crate) fn next(&mut self, contact: Contact) -> Option<Question> {
        match &mut self.0 {
            Amounts::Small(planner) => planner.next(contact.words()),
            Amounts::Large(planner) => planner.next(contact.words()),
        }
    }

    /// How many states were looked at so far.
    #[cfg(feature = "catalog")]
    pub(crate) fn states(&self) -> usize {
        match &self.0 {
            Amounts::Small(planner) => planner.known.len(),
            Amounts::Large(planner) => planner.known.len(),
        }
    }
}

/// Whether every weight and cost of the policy fits a machine integer.
pub(crate) fn fits(policy: &Policy) -> bool {
    let compiled = &policy.compiled;
    let levels = compiled.segments.levels();
    let total = levels
        .iter()
        .enumerate()
        .try_fold(1_u128, |product, (level, field)| product.checked_mul(compiled.weigh(level, field.all()).into()));
    total.and_then(|total| total.checked_mul(levels.len() as u128 + 1)).is_some()
}

#[derive(Clone)]
struct State<N> {
    possible: Segments,
    /// The summed weight of the completions.
    weight: N,
    /// The expected questions to come, times the weight.
    cost: N,
    /// Whether no question can change what is possible.
    settled: bool,
}

struct Planner<'p, N> {
    policy: &'p Policy,
    askable: Vec<bool>,
    known: HashMap<[u64; 2], State<N>, BuildHasherDefault<WordHasher>>,
}

impl<'p, N: Amount + Into<BigUint>> Planner<'p, N> {
    fn new(policy: &'p Policy, askable: Vec<bool>) -> Self {
        Self { policy, askable, known: HashMap::default() }
    }

    fn next(&mut self, words: [u64; 3]) -> Option<Question> {
        let states = (0..self.askable.len()).try_fold(1_u64, |product, level| {
            let answers = self.answers(&words, level).len() as u64;
            product.checked_mul(if answers > 1 { answers + 1 } else { 1 }).filter(|&states| states <= STATE_BUDGET)
        });
        let fact = |level: usize| self.policy.compiled.mentioned.get(level).copied();
        if states.is_none() {
            let level = self.best_one_step_ahead(words)?;
            return Some(Question { fact: fact(level)?, expected: None });
        }
        let state = self.state(words);
        if state.settled {
            return None;
        }
        let mut best: Option<(usize, N)> = None;
        for level in 0..self.askable.len() {
            let Some((_, cost, _)) = self.asked(&words, level, state.possible) else { continue };
            if best.as_ref().is_none_or(|(_, least)| cost < *least) {
                best = Some((level, cost));
            }
        }
        let (level, _) = best?;
        let fact = self.policy.compiled.mentioned.get(level).copied()?;
        Some(Question { fact, expected: Some((state.cost.into(), state.weight.into())) })
    }

    /// The answers to a question that the policy tells apart, each as the values that give it; none if it may not be asked.
    fn answers(&self, words: &[u64; 3], level: usize) -> Vec<u64> {
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

    fn after(&self, words: &[u64; 3], level: usize, answer: u64) -> [u64; 3] {
        let mut words = *words;
        if let Some(field) = self.policy.compiled.segments.levels().get(level)
            && let Some(word) = words.get_mut(usize::from(field.word))
        {
            *word = field.write(*word, answer);
        }
        words
    }

    /// Summed weight and cost after asking at a level, and whether some answer changes something; nothing if there is only one answer.
    fn asked(&mut self, words: &[u64; 3], level: usize, possible: Segments) -> Option<(N, N, bool)> {
        let answers = self.answers(words, level);
        if answers.len() < 2 {
            return None;
        }
        let (mut weight, mut cost, mut changes) = (N::small(0), N::small(0), false);
        for answer in answers {
            let after = self.state(self.after(words, level, answer));
            if !after.possible.is_empty() {
                weight = weight.plus(&after.weight);
                cost = cost.plus(&after.cost);
                changes |= after.possible != possible || !after.settled;
            }
        }
        Some((weight, cost, changes))
    }

    fn state(&mut self, words: [u64; 3]) -> State<N> {
        let [facts, own, _] = words;
        if let Some(state) = self.known.get(&[facts, own]) {
            return state.clone();
        }
        let state = self.work_out(&words);
        self.known.insert([facts, own], state.clone());
        state
    }

    fn work_out(&mut self, words: &[u64; 3]) -> State<N> {
        let possible = self.policy.compiled.first_words(words).possible;
        let settled = |weight| State { possible, weight, cost: N::small(0), settled: true };
        match possible.len() {
            0 => return settled(N::small(0)),
            1 => return settled(self.weight(words)),
            _ => {}
        }
        let (mut sum, mut least, mut changes) = (None, None, false);
        for (level, matters) in self.policy.compiled.segments.matters(words).into_iter().enumerate() {
            if !matters {
                continue;
            }
            let Some((weight, cost, differs)) = self.asked(words, level, possible) else { continue };
            sum = Some(weight);
            changes |= differs;
            if least.as_ref().is_none_or(|least| cost < *least) {
                least = Some(cost);
            }
        }
        match (sum, least) {
            (Some(weight), Some(least)) if changes => {
                State { possible, cost: least.plus(&weight), weight, settled: false }
            }
            (Some(weight), _) => settled(weight),
            _ => settled(self.weight(words)),
        }
    }

    fn weight(&self, words: &[u64; 3]) -> N {
        let compiled = &self.policy.compiled;
        let counts = compiled.segments.count::<N>(words, &|level, set| compiled.weigh(level, set));
        counts.into_iter().fold(N::small(0), |sum, (_, weight)| sum.plus(&weight))
    }

    /// The question after which, by weight, the fewest rival segments are left; the first of several.
    fn best_one_step_ahead(&self, words: [u64; 3]) -> Option<usize> {
        let matters = self.policy.compiled.segments.matters(&words);
        let levels = matters.into_iter().enumerate().filter(|(_, matters)| *matters).map(|(level, _)| level);
        let rivals = |level: usize| {
            let answers = self.answers(&words, level);
            let left = answers.iter().map(|&answer| {
                let after = self.after(&words, level, answer);
                let rivals = self.policy.compiled.first_words(&after).possible.len().saturating_sub(1);
                self.weight(&after).times(&N::small(rivals.into()))
            });
            (answers.len() > 1).then(|| left.fold(N::small(0), |sum, one| sum.plus(&one)))
        };
        levels
            .filter_map(|level| Some((level, rivals(level)?)))
            .min_by(|(_, a), (_, b)| a.cmp(b))
            .map(|(level, _)| level)
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
