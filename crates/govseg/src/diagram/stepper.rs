//! A diagram as a few table look-ups.
//!
//! The walk through a diagram keeps a set of nodes. For most policies only a few such sets can arise, so they are made
//! ahead, as the states of a machine. A step takes some twelve bits of the word at once: a first table says which
//! classes of values are still possible, a second one where this leads from the state. What is reached is the same as
//! by walking, for partly known facts too; and a contact that has no value left for some fact reaches nothing.

use std::collections::HashMap;
use std::hash::Hash;

use super::{Diagram, Label, Target};
use crate::facts::Field;
use crate::stored::{Read, Stored, stored};

/// What the second table of a step may take up: beyond it the diagram is walked.
const MOST_ENTRIES: usize = 1 << 16;
/// How many bits of a word one step takes: its first table has at most 4,096 entries.
const MOST_BITS: u8 = 12;
/// How many classes one step tells apart, unless a single fact has more.
const MOST_CLASSES: usize = 8;

#[derive(Clone, Debug)]
struct Step {
    word: usize,
    shift: u8,
    mask: u64,
    /// By the bits taken: the classes that are possible, a bit for each.
    present: Box<[u16]>,
    /// By state and classes, the next state. A state is its number shifted past the classes of the step that it is for.
    next: Box<[u16]>,
}

impl Step {
    /// The state after this step.
    #[expect(clippy::inline_always, reason = "built for size, a call takes as long as the step")]
    #[inline(always)]
    fn after(&self, state: u16, word: u64) -> u16 {
        let bits = usize::try_from(word >> self.shift & self.mask).unwrap_or(0);
        let present = self.present.get(bits).copied().unwrap_or(0);
        self.next.get(usize::from(state | present)).copied().unwrap_or(0)
    }
}

/// The machine; it ends in a summary `S` of the labels that were reached.
#[derive(Clone, Debug)]
pub(crate) struct Stepper<S> {
    steps: Box<[Step]>,
    ends: Box<[S]>,
}

stored!(Step { word, shift, mask, present, next });

impl<S: Stored> Stored for Stepper<S> {
    fn store(&self, out: &mut Vec<u8>) {
        self.steps.store(out);
        self.ends.store(out);
    }

    fn load(from: &mut Read<'_>) -> Self {
        Self { steps: Stored::load(from), ends: Stored::load(from) }
    }
}

impl<S: Copy + Default> Stepper<S> {
    fn end(&self, state: u16) -> S {
        self.ends.get(usize::from(state)).copied().unwrap_or_default()
    }

    /// The summary of the labels that the set of assignments reaches.
    pub(crate) fn run(&self, words: &[u64; 3]) -> S {
        let step = |state, step: &Step| step.after(state, words.get(step.word).copied().unwrap_or(0));
        self.end(self.steps.iter().fold(0, step))
    }

    /// The same for as many sets as there are `states`, one after the other; `words` gives the first words of all, or the
    /// second.
    ///
    /// It goes step by step, so that the look-ups of one set need not wait for those of another.
    pub(crate) fn run_all<W: Iterator<Item = u64>>(
        &self,
        states: &mut [u16],
        words: impl Fn(usize) -> W,
    ) -> impl Iterator<Item = S> {
        for step in &self.steps {
            for (state, word) in states.iter_mut().zip(words(step.word)) {
                *state = step.after(*state, word);
            }
        }
        states.iter().map(|&state| self.end(state))
    }
}

/// How far a walk is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct State<S> {
    /// The nodes it stands at, as a set.
    nodes: u64,
    /// The summary of the labels reached so far.
    seen: S,
    /// Of a fact too wide for one step: the values found in the parts already taken.
    held: u64,
}

/// Numbers the states that arise.
struct States<S> {
    known: HashMap<State<S>, usize>,
    list: Vec<State<S>>,
}

impl<S: Copy + Eq + Hash> States<S> {
    fn new() -> Self {
        Self { known: HashMap::new(), list: Vec::new() }
    }

    fn number(&mut self, state: State<S>) -> usize {
        *self.known.entry(state).or_insert_with(|| {
            self.list.push(state);
            self.list.len() - 1
        })
    }
}

/// Some values of one fact that a step takes; a fact is one part, unless it is too wide.
struct Part {
    /// The nodes that ask for the fact, as a set.
    nodes: u64,
    word: u8,
    shift: u8,
    width: u8,
    /// Whether the rest of the fact follows.
    more: bool,
    /// The classes of the fact's values that have a value in this part.
    classes: Vec<Class>,
}

struct Class {
    /// The bits in the word that this part takes.
    mask: u64,
    /// The values of the fact.
    values: u64,
}

impl Diagram {
    /// The machine of this diagram, unless it would be too large. `fields` are all facts that need a value; `see` adds
    /// a label to a summary.
    pub(crate) fn stepper<S: Copy + Default + Eq + Hash>(
        &self,
        fields: &[Field],
        see: &dyn Fn(S, Label) -> S,
    ) -> Option<Stepper<S>> {
        if self.nodes.len() > 64 {
            return None;
        }
        let mut states = States::new();
        let start = State { nodes: 0, seen: S::default(), held: 0 };
        states.number(self.root.map_or(start, |root| arrive(start, root, see)));

        let groups = self.grouped(fields);
        let mut steps = Vec::with_capacity(groups.len());
        for (index, parts) in groups.iter().enumerate() {
            let classes = |parts: &Vec<Part>| parts.iter().map(|part| part.classes.len()).sum::<usize>();
            let (here, then) = (classes(parts), groups.get(index + 1).map_or(0, classes));
            let many = states.list.len();
            if here >= 16 || many << here > MOST_ENTRIES {
                return None;
            }
            // By the classes so far and then by the state at the start of the step, the number of the state now.
            let mut now: Vec<usize> = (0..many).collect();
            for part in parts {
                let (after, table) = self.table(&states, part, see);
                let outcomes = 0..1_usize << part.classes.len();
                let next = |outcome, &state: &usize| table.get(state << part.classes.len() | outcome).copied();
                now = outcomes
                    .flat_map(|outcome| now.iter().map(move |state| next(outcome, state)))
                    .collect::<Option<_>>()?;
                states = after;
            }
            let by_state = (0..many).flat_map(|state| now.iter().skip(state).step_by(many));
            steps.push(Step::new(
                parts,
                by_state.map(|&state| u16::try_from(state << then).ok()).collect::<Option<_>>()?,
            )?);
        }
        Some(Stepper { steps: steps.into(), ends: states.list.into_iter().map(|state| state.seen).collect() })
    }

    /// The states to which a part leads, and by state and outcome which of them.
    fn table<S: Copy + Default + Eq + Hash>(
        &self,
        states: &States<S>,
        part: &Part,
        see: &dyn Fn(S, Label) -> S,
    ) -> (States<S>, Vec<usize>) {
        let mut after = States::new();
        let mut table = Vec::with_capacity(states.list.len() << part.classes.len());
        for &state in &states.list {
            for present in 0..1_u64 << part.classes.len() {
                table.push(after.number(self.take(state, part, present, see)));
            }
        }
        (after, table)
    }

    /// Where a state leads when of a part these classes are possible.
    fn take<S: Copy + Default>(
        &self,
        mut state: State<S>,
        part: &Part,
        present: u64,
        see: &dyn Fn(S, Label) -> S,
    ) -> State<S> {
        let classes = (0..).zip(&part.classes).filter(|(bit, _)| present >> bit & 1 == 1);
        let possible = classes.fold(state.held, |values, (_, class)| values | class.values);
        if part.more {
            state.held = possible;
            return state;
        }
        if possible == 0 {
            return State { nodes: 0, seen: S::default(), held: 0 };
        }
        state.held = 0;
        let here = part.nodes & state.nodes;
        state.nodes &= !here;
        let nodes = (0..64).filter(|node| here >> node & 1 == 1).filter_map(|node| self.nodes.get(node));
        let edges = nodes.flat_map(|&node| self.edges_of(node)).filter(|edge| edge.values & possible != 0);
        edges.fold(state, |state, edge| arrive(state, edge.to, see))
    }

    /// The nodes of one level, as a set.
    fn nodes_at(&self, level: usize) -> u64 {
        (0..)
            .zip(&self.nodes)
            .filter(|(_, node)| usize::from(node.level) == level)
            .fold(0, |set, (index, _)| set | 1 << index)
    }

    /// The facts in parts, grouped so that no step takes too much.
    fn grouped(&self, fields: &[Field]) -> Vec<Vec<Part>> {
        let classes = self.classes();
        let mut groups: Vec<Vec<Part>> = Vec::new();
        for &field in fields {
            let level = self.levels.iter().position(|&level| level == field);
            let nodes = level.map_or(0, |level| self.nodes_at(level));
            let whole = [field.all()];
            let classes = level.and_then(|level| classes.get(level)).map_or(&whole[..], Vec::as_slice);
            for from in (0..field.width).step_by(usize::from(MOST_BITS)) {
                let part = Part::new(field, nodes, classes, from);
                match groups.last_mut().filter(|group| part.fits(group)) {
                    Some(group) => group.push(part),
                    None => groups.push(vec![part]),
                }
            }
        }
        groups
    }
}

/// The state of a walk that takes one more edge.
fn arrive<S: Copy>(mut state: State<S>, to: Target, see: &dyn Fn(S, Label) -> S) -> State<S> {
    match to.split() {
        Ok(label) => state.seen = see(state.seen, label),
        Err(next) => state.nodes |= 1 << next,
    }
    state
}

impl Part {
    fn new(field: Field, nodes: u64, classes: &[u64], from: u8) -> Self {
        let width = MOST_BITS.min(field.width - from);
        let taken = Field::new(0, from, width);
        let classes = classes.iter().map(|&values| (values & taken.write(0, u64::MAX), values));
        Self {
            nodes,
            word: field.word,
            shift: field.shift + from,
            width,
            more: from + width < field.width,
            classes: classes
                .filter(|&(mask, _)| mask != 0)
                .map(|(mask, values)| Class { mask: mask << field.shift, values })
                .collect(),
        }
    }

    /// Whether it stands behind the last part of the group, and the group has room for it.
    fn fits(&self, group: &[Self]) -> bool {
        let width: u8 = group.iter().map(|part| part.width).sum();
        let classes: usize = group.iter().map(|part| part.classes.len()).sum();
        group.last().is_some_and(|last| last.word == self.word && last.shift + last.width == self.shift)
            && width + self.width <= MOST_BITS
            && classes + self.classes.len() <= MOST_CLASSES
    }
}

impl Step {
    fn new(parts: &[Part], next: Vec<u16>) -> Option<Self> {
        let (first, width) = (parts.first()?, parts.iter().map(|part| part.width).sum());
        let field = Field::new(first.word, first.shift, width);
        let classes: Vec<_> = parts.iter().flat_map(|part| &part.classes).collect();
        let present = |word: u64| {
            let possible = (0..).zip(&classes).filter(|(_, class)| word & class.mask != 0);
            possible.fold(0, |present, (bit, _)| present | 1 << bit)
        };
        Some(Self {
            word: field.word.into(),
            shift: field.shift,
            mask: field.all(),
            present: (0..=field.all()).map(|bits| present(bits << field.shift)).collect(),
            next: next.into(),
        })
    }
}
