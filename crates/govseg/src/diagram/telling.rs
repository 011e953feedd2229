//! Whether knowing some facts can tell more than knowing others.
//!
//! Whoever knows the values of some levels is left with a set of labels: those that the open levels still allow. Two
//! such knowers go down the diagram side by side, through the same assignments; each keeps the nodes that it may be at
//! and the labels that it has reached. Where both end with the same labels everywhere, the better one knows nothing
//! that matters.

use std::collections::HashSet;

use super::{Diagram, Target};

/// Where one knower may be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct View {
    /// The labels reached, as a set.
    seen: u64,
    /// The nodes still to be walked, in order.
    open: Vec<u32>,
}

impl View {
    /// Adds a node to walk, in its place.
    fn open(&mut self, node: u32) {
        if let Err(place) = self.open.binary_search(&node) {
            self.open.insert(place, node);
        }
    }
}

/// What one knower needs to know of the nodes: below each, the labels that can be reached, and whether they depend on
/// a level that it knows.
struct Knower<'d> {
    diagram: &'d Diagram,
    words: [u64; 3],
    knows: &'d [bool],
    reach: Vec<u64>,
    depends: Vec<bool>,
}

impl<'d> Knower<'d> {
    fn new(diagram: &'d Diagram, words: [u64; 3], knows: &'d [bool]) -> Self {
        let many = diagram.nodes.len();
        let mut knower = Self { diagram, words, knows, reach: vec![0; many], depends: vec![false; many] };
        // Edges lead forward, so what is below a node is known before the node is looked at.
        for index in (0..many).rev() {
            let Some(&node) = diagram.nodes.get(index) else { continue };
            let possible = knower.possible(usize::from(node.level));
            let (mut reach, mut depends, mut taken) = (0, false, 0);
            for edge in diagram.edges_of(node).iter().filter(|edge| edge.values & possible != 0) {
                taken = edge.values & possible;
                reach |= knower.reached(edge.to);
                depends |= edge.to.split().is_err_and(|next| knower.depends.get(next as usize) == Some(&true));
            }
            // Edges with one end are one edge: if the last one does not take all values, others lead elsewhere.
            depends |= taken != possible && knows.get(usize::from(node.level)) == Some(&true);
            if let (Some(to_reach), Some(to_depends)) = (knower.reach.get_mut(index), knower.depends.get_mut(index)) {
                (*to_reach, *to_depends) = (reach, depends);
            }
        }
        knower
    }

    fn possible(&self, level: usize) -> u64 {
        let field = self.diagram.levels.get(level);
        field.map_or(0, |field| self.words.get(usize::from(field.word)).map_or(0, |&word| field.read(word)))
    }

    fn reached(&self, target: Target) -> u64 {
        match target.split() {
            Ok(label) => 1 << label,
            Err(node) => self.reach.get(node as usize).copied().unwrap_or_default(),
        }
    }

    fn arrive(&self, view: &mut View, target: Target) {
        match target.split() {
            Err(node) if self.depends.get(node as usize) == Some(&true) => view.open(node),
            // Nothing below tells this knower more: all of it may be.
            _ => view.seen |= self.reached(target),
        }
    }

    fn start(&self) -> View {
        let mut view = View::default();
        if let Some(root) = self.diagram.root {
            self.arrive(&mut view, root);
        }
        view
    }

    /// The labels that may still be.
    fn may(&self, view: &View) -> u64 {
        view.open.iter().fold(view.seen, |may, &node| may | self.reached(Target::node(node)))
    }

    /// The view below a level at which the assignments have `value`, if it is known.
    fn step(&self, view: &View, level: usize, value: u64) -> View {
        let values = if self.knows.get(level) == Some(&true) { value } else { self.possible(level) };
        let mut after = View { seen: view.seen, open: Vec::with_capacity(view.open.len()) };
        for &index in &view.open {
            match self.diagram.nodes.get(index as usize) {
                Some(&node) if usize::from(node.level) == level => {
                    for edge in self.diagram.edges_of(node).iter().filter(|edge| edge.values & values != 0) {
                        self.arrive(&mut after, edge.to);
                    }
                }
                _ => after.open(index),
            }
        }
        after
    }
}

impl Diagram {
    /// Whether, in some assignment of the set, fewer labels are left to those who know the levels of `more` than to
    /// those who know the levels of `less`, all of which are among `more`. No answer if more than `budget` nodes would
    /// have to be visited. Labels are below 64.
    pub(crate) fn tells_more(&self, words: &[u64; 3], more: &[bool], less: &[bool], budget: usize) -> Option<bool> {
        let (better, worse) = (Knower::new(self, *words, more), Knower::new(self, *words, less));
        let mut pairs = HashSet::from([(better.start(), worse.start())]);
        let mut visited = 0;
        for level in 0..self.levels.len() {
            let mut below = HashSet::new();
            for pair in pairs {
                let may = better.may(&pair.0);
                // Nothing can be here; or the better one may yet reach all that the worse one may.
                if may == 0 || worse.may(&pair.1) & !pair.0.seen == 0 {
                    continue;
                }
                if pair.1.seen & !may != 0 {
                    return Some(true);
                }
                visited += 1 + pair.0.open.len() + pair.1.open.len();
                if visited > budget {
                    return None;
                }
                let possible = better.possible(level);
                for value in (0..64).map(|index| 1_u64 << index).filter(|value| possible & value != 0) {
                    below.insert((better.step(&pair.0, level, value), worse.step(&pair.1, level, value)));
                }
            }
            pairs = below;
        }
        Some(pairs.iter().any(|(better, worse)| better.seen != 0 && worse.seen & !better.seen != 0))
    }
}
