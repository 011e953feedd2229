//! Building diagrams: boxes joined by set operations, every node made once.

use std::collections::HashMap;

use super::{Diagram, Edge, Label, Node, Target};
use crate::facts::Field;

/// A diagram under construction: a node's place, or with the top bit set a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Id(u32);

impl Id {
    const END: u32 = 1 << 31;
    /// Leads nowhere: what the implications forbid.
    pub(crate) const NOTHING: Self = Self(u32::MAX);
    pub(crate) const FALSE: Self = Self::label(0);
    pub(crate) const TRUE: Self = Self::label(1);

    pub(crate) const fn label(label: Label) -> Self {
        Self(label | Self::END)
    }

    const fn is_end(self) -> bool {
        self.0 & Self::END != 0
    }
}

/// More nodes were needed than the budget allows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OverBudget;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Draft {
    level: u16,
    /// One for each value of the level's fact.
    children: Box<[Id]>,
}

/// Makes diagrams over one list of facts; equal functions get equal ids.
#[derive(Debug)]
pub(crate) struct Builder {
    levels: Vec<Field>,
    nodes: Vec<Draft>,
    known: HashMap<Draft, Id>,
    budget: usize,
}

impl Builder {
    pub(crate) fn new(levels: Vec<Field>, budget: usize) -> Self {
        Self { levels, nodes: Vec::new(), known: HashMap::new(), budget }
    }

    /// What is left of the budget.
    pub(crate) fn budget(&self) -> usize {
        self.budget
    }

    fn level_of(&self, id: Id) -> u16 {
        if id.is_end() { u16::MAX } else { self.nodes.get(id.0 as usize).map_or(u16::MAX, |draft| draft.level) }
    }

    fn child(&self, id: Id, level: u16, value: usize) -> Id {
        match self.nodes.get(id.0 as usize) {
            Some(draft) if draft.level == level => draft.children.get(value).copied().unwrap_or(Id::NOTHING),
            _ => id,
        }
    }

    fn node(&mut self, level: u16, children: Vec<Id>) -> Result<Id, OverBudget> {
        if let Some((first, rest)) = children.split_first()
            && rest.iter().all(|other| other == first)
        {
            return Ok(*first);
        }
        let draft = Draft { level, children: children.into() };
        if let Some(&id) = self.known.get(&draft) {
            return Ok(id);
        }
        self.budget = self.budget.checked_sub(1).ok_or(OverBudget)?;
        let id = Id(u32::try_from(self.nodes.len()).map_err(|_| OverBudget)?);
        self.nodes.push(draft.clone());
        self.known.insert(draft, id);
        Ok(id)
    }

    fn width(&self, level: u16) -> usize {
        self.levels.get(usize::from(level)).map_or(0, |field| usize::from(field.width))
    }

    /// True where each of these levels has one of these values; a level that is not named may have any.
    pub(crate) fn area(&mut self, sides: &[(u16, u64)]) -> Result<Id, OverBudget> {
        let mut sides = sides.to_vec();
        sides.sort_unstable();
        let mut id = Id::TRUE;
        for (level, values) in sides.into_iter().rev() {
            let children =
                (0..self.width(level)).map(|value| if values >> value & 1 == 1 { id } else { Id::FALSE }).collect();
            id = self.node(level, children)?;
        }
        Ok(id)
    }

    /// Combines two diagrams point by point. `shortcut` answers where the answer does not depend on going deeper;
    /// it must answer where both are ends.
    fn combine(&mut self, a: Id, b: Id, shortcut: &dyn Fn(Id, Id) -> Option<Id>) -> Result<Id, OverBudget> {
        let mut memo = HashMap::new();
        self.combine_within(a, b, shortcut, &mut memo)
    }

    fn combine_within(
        &mut self,
        a: Id,
        b: Id,
        shortcut: &dyn Fn(Id, Id) -> Option<Id>,
        memo: &mut HashMap<(Id, Id), Id>,
    ) -> Result<Id, OverBudget> {
        if let Some(id) = shortcut(a, b) {
            return Ok(id);
        }
        if let Some(&id) = memo.get(&(a, b)) {
            return Ok(id);
        }
        let level = self.level_of(a).min(self.level_of(b));
        let children = (0..self.width(level))
            .map(|value| self.combine_within(self.child(a, level, value), self.child(b, level, value), shortcut, memo))
            .collect::<Result<_, _>>()?;
        let id = self.node(level, children)?;
        memo.insert((a, b), id);
        Ok(id)
    }

    /// True where either is.
    pub(crate) fn or(&mut self, a: Id, b: Id) -> Result<Id, OverBudget> {
        self.combine(a, b, &|a, b| match (a, b) {
            (Id::TRUE, _) | (_, Id::TRUE) => Some(Id::TRUE),
            (Id::FALSE, other) | (other, Id::FALSE) => Some(other),
            _ => (a == b).then_some(a),
        })
    }

    /// True where the diagram is false, and false where it is true.
    pub(crate) fn not(&mut self, id: Id) -> Result<Id, OverBudget> {
        self.relabel(id, &|label| 1 - label)
    }

    /// `then` where `condition` is true, else `other`.
    pub(crate) fn choose(&mut self, condition: Id, then: Id, other: Id) -> Result<Id, OverBudget> {
        debug_assert!(then.is_end(), "a rule has one label");
        self.combine(condition, other, &|condition, other| match condition {
            Id::TRUE => Some(then),
            Id::FALSE => Some(other),
            _ => (other == then).then_some(then),
        })
    }

    /// `diagram` where `condition` is true, else nothing.
    pub(crate) fn only_where(&mut self, condition: Id, diagram: Id) -> Result<Id, OverBudget> {
        self.combine(condition, diagram, &|condition, diagram| match (condition, diagram) {
            (Id::TRUE, _) => Some(diagram),
            (Id::FALSE, _) | (_, Id::NOTHING) => Some(Id::NOTHING),
            _ => None,
        })
    }

    /// The diagram with other labels.
    pub(crate) fn relabel(&mut self, diagram: Id, label: &dyn Fn(Label) -> Label) -> Result<Id, OverBudget> {
        self.combine(diagram, Id::TRUE, &|diagram, _| {
            if diagram == Id::NOTHING {
                return Some(diagram);
            }
            diagram.is_end().then(|| Id::label(label(diagram.0 & !Id::END)))
        })
    }

    /// The diagram with an answer where it had none.
    pub(crate) fn fill(&mut self, diagram: Id, answer: Id) -> Result<Id, OverBudget> {
        self.combine(diagram, Id::TRUE, &|diagram, _| {
            if diagram == Id::NOTHING {
                return Some(answer);
            }
            diagram.is_end().then_some(diagram)
        })
    }

    /// One label for each pair of labels of two diagrams that have one everywhere.
    pub(crate) fn pair(
        &mut self,
        a: Id,
        b: Id,
        label: &dyn Fn(Label, Label) -> Option<Label>,
    ) -> Result<Id, OverBudget> {
        self.combine(a, b, &|a, b| {
            if !(a.is_end() && b.is_end()) {
                return None;
            }
            Some(label(a.0 & !Id::END, b.0 & !Id::END).map_or(Id::NOTHING, Id::label))
        })
    }

    /// The finished diagram.
    pub(crate) fn finish(&self, root: Id) -> Diagram {
        // Every child has a higher level than its parent: in the order of levels all edges lead forward.
        let mut reached: Vec<u32> = Vec::new();
        let mut seen = vec![false; self.nodes.len()];
        let mut pending = vec![root];
        while let Some(id) = pending.pop() {
            let (false, Some(draft)) = (id.is_end(), self.nodes.get(id.0 as usize)) else { continue };
            if let Some(flag) = seen.get_mut(id.0 as usize)
                && !*flag
            {
                *flag = true;
                reached.push(id.0);
                pending.extend(draft.children.iter().rev());
            }
        }
        reached.sort_by_key(|&id| self.level_of(Id(id)));
        let mut place = HashMap::with_capacity(reached.len());
        for (index, &id) in (0..).zip(&reached) {
            place.insert(id, Target::node(index));
        }
        let target = |id: Id| match id {
            Id::NOTHING => None,
            end if end.is_end() => Some(Target::end(end.0 & !Id::END)),
            node => place.get(&node.0).copied(),
        };
        let (mut nodes, mut edges) = (Vec::with_capacity(reached.len()), Vec::<Edge>::new());
        for &id in &reached {
            let Some(draft) = self.nodes.get(id as usize) else { continue };
            let Some(&field) = self.levels.get(usize::from(draft.level)) else { continue };
            let first = edges.len();
            for (value, &child) in draft.children.iter().enumerate() {
                let Some(to) = target(child) else { continue };
                match edges.get_mut(first..).unwrap_or_default().iter_mut().find(|edge| edge.to == to) {
                    Some(edge) => edge.values |= 1 << value,
                    None => edges.push(Edge { values: 1 << value, to }),
                }
            }
            let [first_edge, end_edge] = [first, edges.len()].map(|index| u32::try_from(index).unwrap_or(u32::MAX));
            nodes.push(Node { field, level: draft.level, first_edge, end_edge });
        }
        Diagram { levels: self.levels.clone().into(), nodes: nodes.into(), edges: edges.into(), root: target(root) }
    }
}
