//! A diagram as a few table look-ups.
//!
//! The walk through a diagram keeps a set of nodes. For most policies only a few such sets can arise, so they are made
//! ahead, as the states of a machine: it takes some facts at a time, each as the classes of values still possible, and
//! steps to the next state by one look-up. What is reached is the same as by walking, for partly known facts too.

use std::collections::HashMap;
use std::hash::Hash;

use super::{Diagram, Label, Target};

/// What a machine may take up: beyond it the diagram is walked.
const MOST_ENTRIES: usize = 1 << 16;
/// How many classes one step looks at: a step then has at most 64 entries for each state.
const MOST_CLASSES: usize = 6;

/// One class of values of one fact: whether any of them is still possible.
#[derive(Clone, Copy, Debug)]
struct Test {
    word: u8,
    mask: u64,
}

#[derive(Clone, Debug)]
struct Step {
    tests: Box<[Test]>,
    /// By state and then by the outcome of the tests, the next state.
    next: Box<[u16]>,
}

/// The machine; it ends in a summary `S` of the labels that were reached.
#[derive(Clone, Debug)]
pub(crate) struct Stepper<S> {
    steps: Box<[Step]>,
    ends: Box<[S]>,
}

impl<S: Copy> Stepper<S> {
    /// The summary of the labels that the set of assignments reaches.
    pub(crate) fn run(&self, words: &[u64; 3]) -> Option<S> {
        let mut state = 0_u16;
        for step in &self.steps {
            let mut index = usize::from(state);
            for test in step.tests.iter().rev() {
                let possible = words.get(usize::from(test.word))? & test.mask != 0;
                index = index << 1 | usize::from(possible);
            }
            state = *step.next.get(index)?;
        }
        self.ends.get(usize::from(state)).copied()
    }
}

/// A set of nodes, and the summary of the labels reached on the way there.
type State<S> = (u64, S);

/// Numbers the states that arise.
struct States<S> {
    known: HashMap<State<S>, u16>,
    list: Vec<State<S>>,
}

impl<S: Copy + Eq + Hash> States<S> {
    fn new() -> Self {
        Self { known: HashMap::new(), list: Vec::new() }
    }

    fn number(&mut self, state: State<S>) -> Option<u16> {
        if let Some(&number) = self.known.get(&state) {
            return Some(number);
        }
        let number = u16::try_from(self.list.len()).ok()?;
        self.known.insert(state, number);
        self.list.push(state);
        Some(number)
    }
}

impl Diagram {
    /// The machine of this diagram, unless it would be too large. `see` adds a label to a summary.
    pub(crate) fn stepper<S: Copy + Eq + Hash>(&self, none: S, see: &dyn Fn(S, Label) -> S) -> Option<Stepper<S>> {
        if self.nodes.len() > 64 {
            return None;
        }
        let arrive = |(nodes, seen): State<S>, target: Target| match target.split() {
            Ok(label) => (nodes, see(seen, label)),
            Err(next) => (nodes | 1 << next, seen),
        };
        let mut states = States::new();
        states.number(self.root.map_or((0, none), |root| arrive((0, none), root)))?;

        let mut steps = Vec::new();
        let mut entries = 0;
        for levels in self.grouped()? {
            let tests: Vec<_> = levels.iter().flat_map(|(_, tests)| tests.iter().map(|(test, _)| *test)).collect();
            let mut after = States::new();
            let mut next = Vec::with_capacity(states.list.len() << tests.len());
            for &start in &states.list {
                for outcome in 0..1_u64 << tests.len() {
                    let (mut state, mut outcome) = (start, outcome);
                    for (level, tests) in &levels {
                        let possible = (0..).zip(tests).filter(|(bit, _)| outcome >> bit & 1 == 1);
                        let possible = possible.fold(0, |values, (_, (_, class))| values | class);
                        outcome >>= tests.len();
                        let here = self.nodes_at(*level) & state.0;
                        state.0 &= !here;
                        let nodes =
                            (0..64).filter(|node| here >> node & 1 == 1).filter_map(|node| self.nodes.get(node));
                        let edges =
                            nodes.flat_map(|&node| self.edges_of(node)).filter(|edge| edge.values & possible != 0);
                        state = edges.fold(state, |state, edge| arrive(state, edge.to));
                    }
                    next.push(after.number(state)?);
                }
            }
            entries += next.len();
            if entries > MOST_ENTRIES {
                return None;
            }
            steps.push(Step { tests: tests.into(), next: next.into() });
            states = after;
        }
        Some(Stepper { steps: steps.into(), ends: states.list.into_iter().map(|(_, seen)| seen).collect() })
    }

    /// The nodes of one level, as a set.
    fn nodes_at(&self, level: usize) -> u64 {
        (0..)
            .zip(&self.nodes)
            .filter(|(_, node)| usize::from(node.level) == level)
            .fold(0, |set, (index, _)| set | 1 << index)
    }

    /// The levels that matter, grouped so that no step has too many classes; each with its tests and the classes they stand for.
    #[expect(clippy::type_complexity, reason = "used once, right above")]
    fn grouped(&self) -> Option<Vec<Vec<(usize, Vec<(Test, u64)>)>>> {
        let mut groups: Vec<Vec<(usize, Vec<(Test, u64)>)>> = Vec::new();
        let mut room = 0;
        for ((level, classes), field) in self.classes().into_iter().enumerate().zip(&self.levels) {
            if classes.len() < 2 {
                continue;
            }
            if classes.len() > MOST_CLASSES {
                return None;
            }
            let tests = classes
                .iter()
                .map(|&class| (Test { word: field.word, mask: class << field.shift }, class))
                .collect::<Vec<_>>();
            if let Some(group) = groups.last_mut().filter(|_| room >= classes.len()) {
                room -= classes.len();
                group.push((level, tests));
            } else {
                room = MOST_CLASSES - classes.len();
                groups.push(vec![(level, tests)]);
            }
        }
        Some(groups)
    }
}
