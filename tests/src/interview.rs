//! Which fact to ask next.
//!
//! A state of the interview says, for each fact that may be asked, whether it has been answered, and how. A
//! dynamic programme goes through the states and computes for each the weight `W` of its completions and the
//! expected number of further questions, which is `C / W` with
//!
//! - `C = 0` where no full answer to the facts that may still be asked changes what is possible,
//! - `C = W + min over facts (sum over its still possible values (C of the state with that answer))` elsewhere.

use crate::completion::{Completion, deciding_facts, each_completion, possible_values, weight};
use crate::decide::segment_of;
use crate::facts::{Facts, normalize};
use crate::policy::Policy;
use crate::vocabulary::Fact;
use num_bigint::BigUint;
use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::rc::Rc;

/// A question, and how far the interview still is from its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The fact to ask.
    pub fact: String,
    /// The numerator of the expected number of questions, this one included.
    pub cost: BigUint,
    /// Its denominator: the weight of all completions.
    pub weight: BigUint,
}

/// The question to ask next, if any can change what is possible. The facts in `not_sure` may not be asked.
///
/// # Panics
///
/// If the facts name a fact or a value that the policy does not know.
pub fn next_question(policy: &Policy, facts: &Facts, not_sure: &[String]) -> Option<Question> {
    let mut interview = Interview::new(policy, facts, not_sure);
    let start: State = vec![UNANSWERED; interview.askable.len()];
    interview.question(&start)
}

/// For each fact that may be asked the position of its answer among its possible values, counted from one.
type State = Vec<u8>;

/// Stands in a state for a fact that has not been answered.
const UNANSWERED: u8 = 0;

/// The weight of a state's completions, and every set of segments that full answers leave possible.
#[derive(Default)]
struct Extent {
    weight: BigUint,
    outcomes: BTreeSet<BTreeSet<String>>,
}

struct Interview<'a> {
    policy: &'a Policy,
    given: Facts,
    deciding: Vec<Fact>,
    /// The facts that may be asked, in fact order, with the values that are given as possible.
    askable: Vec<(String, Vec<String>)>,
    extents: HashMap<State, Rc<Extent>>,
    costs: HashMap<State, BigUint>,
}

impl<'a> Interview<'a> {
    fn new(policy: &'a Policy, facts: &Facts, not_sure: &[String]) -> Self {
        let given = normalize(policy, facts);
        let deciding = deciding_facts(policy);
        let askable = deciding
            .iter()
            .map(|fact| (fact.id.clone(), possible_values(fact, &given)))
            .filter(|(fact, values)| values.len() > 1 && !not_sure.contains(fact))
            .collect();
        Self { policy, given, deciding, askable, extents: HashMap::new(), costs: HashMap::new() }
    }

    /// The best question in a state that is not finished: the first in fact order that costs least.
    fn question(&mut self, state: &State) -> Option<Question> {
        let extent = self.extent(state);
        if extent.outcomes.len() < 2 {
            return None;
        }
        let mut best: Option<(usize, BigUint)> = None;
        for place in 0..self.askable.len() {
            if state[place] != UNANSWERED {
                continue;
            }
            let mut cost = extent.weight.clone();
            let mut answers = 0;
            for answered in self.answered(state, place) {
                if self.extent(&answered).weight > BigUint::ZERO {
                    answers += 1;
                    cost += self.cost(&answered);
                }
            }
            // A fact that can have but one value is implied by the answers so far.
            if answers > 1 && best.as_ref().is_none_or(|(_, least)| cost < *least) {
                best = Some((place, cost));
            }
        }
        best.map(|(place, cost)| Question { fact: self.askable[place].0.clone(), cost, weight: extent.weight.clone() })
    }

    /// The states that the answers to a question lead to.
    fn answered(&self, state: &State, place: usize) -> Vec<State> {
        let (_, values) = &self.askable[place];
        let answers = (1..).take(values.len());
        answers
            .map(|answer| {
                let mut answered = state.clone();
                answered[place] = answer;
                answered
            })
            .collect()
    }

    /// `C` of a state.
    fn cost(&mut self, state: &State) -> BigUint {
        if let Some(cost) = self.costs.get(state) {
            return cost.clone();
        }
        let cost = self.question(state).map(|best| best.cost).unwrap_or_default();
        self.costs.insert(state.clone(), cost.clone());
        cost
    }

    fn extent(&mut self, state: &State) -> Rc<Extent> {
        if let Some(extent) = self.extents.get(state) {
            return Rc::clone(extent);
        }
        let mut extent = Extent::default();
        match state.iter().position(|answer| *answer == UNANSWERED) {
            None => {
                let mut possible = BTreeSet::new();
                self.each_completion_of(state, &mut |policy, completion| {
                    extent.weight += weight(policy, completion);
                    possible.insert(segment_of(policy, completion));
                });
                if !possible.is_empty() {
                    extent.outcomes.insert(possible);
                }
            }
            Some(place) => {
                for answered in self.answered(state, place) {
                    let part = self.extent(&answered);
                    extent.weight += &part.weight;
                    extent.outcomes.extend(part.outcomes.iter().cloned());
                }
            }
        }
        let extent = Rc::new(extent);
        self.extents.insert(state.clone(), Rc::clone(&extent));
        extent
    }

    /// Visits the completions of the facts given and answered.
    fn each_completion_of(&self, state: &State, visit: &mut dyn FnMut(&Policy, &Completion)) {
        let mut facts = self.given.clone();
        for ((fact, values), answer) in self.askable.iter().zip(state) {
            if let Some(position) = usize::from(*answer).checked_sub(1) {
                facts.insert(fact.clone(), vec![values[position].clone()]);
            }
        }
        let _ = each_completion(self.policy, &facts, &self.deciding, &mut |completion| {
            visit(self.policy, completion);
            ControlFlow::Continue(())
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(given: &[(&str, &str)], not_sure: &[&str]) -> Option<(String, u32, u32)> {
        let given = given.iter().map(|(fact, value)| ((*fact).to_owned(), vec![(*value).to_owned()]));
        let not_sure: Vec<String> = not_sure.iter().map(|fact| (*fact).to_owned()).collect();
        let question = next_question(&Policy::built_in(), &given.collect(), &not_sure)?;
        let small = |number: BigUint| u32::try_from(number).expect("a small number");
        Some((question.fact, small(question.cost), small(question.weight)))
    }

    fn asked(fact: &str, cost: u32, weight: u32) -> (String, u32, u32) {
        (fact.to_owned(), cost, weight)
    }

    /// Counted by hand: four charges; a levy is dutiful, a price commercial, the other two are the same.
    #[test]
    fn one_question_is_left() {
        let given = [
            ("customer", "citizen"),
            ("obligation", "voluntary"),
            ("content", "information_only"),
            ("determination", "no"),
            ("benefit", "none"),
            ("duty", "none"),
        ];
        assert_eq!(question(&given, &[]), Some(asked("charge", 4, 4)));
        assert_eq!(question(&given, &["charge"]), None);
    }

    /// Counted by hand. Content and determination are left, for a citizen who gets and pays nothing: information
    /// is informational, a service is beneficial with a determination and else other. Of four completions the
    /// two services need a second question if the content comes first; if the determination does, all four do.
    #[test]
    fn two_questions_are_left() {
        let given = [
            ("customer", "citizen"),
            ("obligation", "voluntary"),
            ("benefit", "none"),
            ("charge", "none"),
            ("duty", "none"),
        ];
        assert_eq!(question(&given, &[]), Some(asked("content", 4 + 2, 4)));
        // Whoever is not sure of the content can still exclude something by the determination.
        assert_eq!(question(&given, &["content"]), Some(asked("determination", 4, 4)));
        assert_eq!(question(&given, &["determination"]), Some(asked("content", 4, 4)));
        assert_eq!(question(&given, &["content", "determination"]), None);
    }

    #[test]
    fn what_is_decided_or_contradicts_needs_no_question() {
        assert_eq!(question(&[("customer", "government_agency")], &[]), None);
        assert_eq!(question(&[("customer", "citizen"), ("capacity", "official")], &[]), None);
    }
}
