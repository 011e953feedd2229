//! Decision diagrams over many-valued facts: the exact answer for a set of contacts at once.
//!
//! A diagram maps every full assignment of its facts to a label, or to nothing where the implications forbid the
//! assignment. It is reduced: a node tests a fact only where the fact matters, and no two nodes are the same function.
//! Asking which labels a *set* of assignments reaches is one walk from the root that follows every value still possible;
//! that is what makes decisions over partly known facts exact, without going through completions one by one.

#[cfg(feature = "catalog")]
mod alike;
mod builder;
mod count;
mod natural;
mod stepper;
mod telling;

pub(crate) use builder::{Builder, Id, OverBudget};
pub(crate) use count::Amount;
pub(crate) use natural::Natural;
pub(crate) use stepper::Stepper;

use crate::facts::Field;
use crate::stored::stored;

/// The answer at the end of a path.
pub(crate) type Label = u32;

/// Where an edge leads: to a node, or with the top bit set to a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Target(u32);

impl Target {
    const END: u32 = 1 << 31;

    const fn node(index: u32) -> Self {
        Self(index)
    }

    const fn end(label: Label) -> Self {
        Self(label | Self::END)
    }

    /// The label, or the node's place.
    const fn split(self) -> Result<Label, u32> {
        if self.0 & Self::END == 0 { Err(self.0) } else { Ok(self.0 & !Self::END) }
    }
}

#[derive(Clone, Copy, Debug)]
struct Node {
    field: Field,
    level: u16,
    first_edge: u32,
    end_edge: u32,
}

#[derive(Clone, Copy, Debug)]
struct Edge {
    /// The values that lead here, as a set that starts at bit 0.
    values: u64,
    to: Target,
}

stored!(tuple Target);
stored!(Node { field, level, first_edge, end_edge });
stored!(Edge { values, to });
stored!(Diagram { levels, nodes, edges, root });

/// A finished diagram. Nodes stand in the order of their levels, so every edge leads forward.
#[derive(Clone, Debug)]
pub(crate) struct Diagram {
    /// The facts in order, also those that no node tests.
    levels: Box<[Field]>,
    nodes: Box<[Node]>,
    edges: Box<[Edge]>,
    /// Absent where nothing satisfies the implications.
    root: Option<Target>,
}

impl Diagram {
    pub(crate) fn levels(&self) -> &[Field] {
        &self.levels
    }

    /// Whether every edge leads forward, as it does unless the diagram was stored and tampered with: a walk then ends.
    pub(crate) fn leads_forward(&self) -> bool {
        let ahead = |at: Option<usize>, to: Target| match to.split() {
            Ok(_) => true,
            Err(next) => (next as usize) < self.nodes.len() && at.is_none_or(|at| at < next as usize),
        };
        let level = |index: usize| self.nodes.get(index).map_or(0, |node| node.level);
        let mut nodes = self.nodes.iter().enumerate();
        nodes.all(|(index, &node)| {
            usize::from(node.level) < self.levels.len()
                && level(index.saturating_sub(1)) <= node.level
                && self.edges_of(node).iter().all(|edge| ahead(Some(index), edge.to))
        }) && self.root.is_none_or(|root| ahead(None, root))
    }

    fn edges_of(&self, node: Node) -> &[Edge] {
        self.edges.get(node.first_edge as usize..node.end_edge as usize).unwrap_or_default()
    }

    /// Calls `hit` with every label that the set of assignments reaches, at least once each.
    pub(crate) fn reach(&self, words: &[u64; 3], mut hit: impl FnMut(Label)) {
        self.walk(words, |_, _, target| {
            if let Ok(label) = target.split() {
                hit(label);
            }
        });
    }

    /// Walks every node that the set reaches, once each and in order; `step` sees each edge that can be taken:
    /// the node, the values of the set that take the edge, and where it leads. The way into the root comes first,
    /// without a node.
    fn walk(&self, words: &[u64; 3], mut step: impl FnMut(Option<usize>, u64, Target)) {
        let Some(root) = self.root else { return };
        step(None, 0, root);
        let Err(root) = root.split() else { return };
        let mut small = [0_u64; 4];
        let mut large = Vec::new();
        let frontier: &mut [u64] = if self.nodes.len() <= 64 * small.len() {
            &mut small
        } else {
            large.resize(self.nodes.len().div_ceil(64), 0);
            &mut large
        };
        set(frontier, root);
        let mut at = 0;
        while let Some(&pending) = frontier.get(at) {
            if pending == 0 {
                at += 1;
                continue;
            }
            let index = at * 64 + pending.trailing_zeros() as usize;
            if let Some(word) = frontier.get_mut(at) {
                *word &= pending - 1;
            }
            let Some(&node) = self.nodes.get(index) else { return };
            let possible = words.get(usize::from(node.field.word)).map_or(0, |&word| node.field.read(word));
            for edge in self.edges_of(node) {
                let taken = possible & edge.values;
                if taken != 0 {
                    step(Some(index), taken, edge.to);
                    if let Err(next) = edge.to.split() {
                        set(frontier, next);
                    }
                }
            }
        }
    }

    /// The levels at which the set still has to tell values apart: the only facts that can change what is reached.
    ///
    /// A level may be named although all its ways meet again; a level that is not named certainly does not matter.
    pub(crate) fn matters(&self, words: &[u64; 3]) -> Vec<bool> {
        let mut levels = vec![false; self.levels.len()];
        self.walk(words, |node, taken, _| {
            let Some(&Node { level, field, .. }) = node.and_then(|index| self.nodes.get(index)) else { return };
            let possible = words.get(usize::from(field.word)).map_or(0, |&word| field.read(word));
            // Edges with one end are one edge: other values lead elsewhere, or nowhere.
            if taken != possible
                && let Some(flag) = levels.get_mut(usize::from(level))
            {
                *flag = true;
            }
        });
        levels
    }

    /// The values by level on the first path to a label other than 0, of a diagram that has a label everywhere.
    pub(crate) fn first_path(&self) -> Option<Vec<u64>> {
        let mut sides: Vec<u64> = self.levels.iter().map(|field| field.all()).collect();
        let mut at = self.root?;
        loop {
            match at.split() {
                Ok(label) => return (label != 0).then_some(sides),
                Err(index) => {
                    let &node = self.nodes.get(index as usize)?;
                    // A reduced diagram of two labels reaches both from every node.
                    let edge = self.edges_of(node).iter().find(|edge| edge.to != Target::end(0))?;
                    *sides.get_mut(usize::from(node.level))? = edge.values;
                    at = edge.to;
                }
            }
        }
    }

    /// For each level, the classes of values that no assignment tells apart, each as a set; they part all values of the fact.
    pub(crate) fn classes(&self) -> Vec<Vec<u64>> {
        let mut classes: Vec<Vec<u64>> = self.levels.iter().map(|field| vec![field.all()]).collect();
        for &node in &self.nodes {
            let Some(of_level) = classes.get_mut(usize::from(node.level)) else { continue };
            for edge in self.edges_of(node) {
                *of_level = of_level
                    .iter()
                    .flat_map(|&class| [class & edge.values, class & !edge.values])
                    .filter(|&class| class != 0)
                    .collect();
            }
        }
        for of_level in &mut classes {
            of_level.sort_by_key(|class| class.trailing_zeros());
        }
        classes
    }
}

fn set(frontier: &mut [u64], index: u32) {
    if let Some(word) = frontier.get_mut(index as usize / 64) {
        *word |= 1 << (index % 64);
    }
}
