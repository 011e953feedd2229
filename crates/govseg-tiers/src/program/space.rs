//! Which accounts some conditions leave, exactly: the space of all accounts cut into cells.

use super::{Alternative, Program, Range, Words};

/// How many cells a proof may take; beyond, nothing is said.
const BUDGET: usize = 20_000;

/// The accounts whose measures are in these ranges and whose words are among these.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) ranges: Vec<Range>,
    pub(super) words: Vec<Words>,
}

impl Cell {
    /// All accounts of the programme.
    pub(super) fn all(program: &Program) -> Self {
        let any = |values: &Option<Vec<String>>| match values {
            Some(values) => Words::In(values.iter().cloned().collect()),
            None => Words::NotIn(super::Set::new()),
        };
        let mut words: Vec<Words> = program.words.iter().map(|column| any(&column.values)).collect();
        if let Some(segments) = words.first_mut() {
            *segments = Words::In(program.segments.iter().map(|segment| segment.to_string()).collect());
        }
        Self { ranges: vec![Range::default(); program.measures.len()], words }
    }

    /// Those of them that an alternative takes.
    pub(super) fn with(&self, alternative: &Alternative) -> Self {
        let mut cell = self.clone();
        for (measure, range) in &alternative.ranges {
            if let Some(known) = cell.ranges.get_mut(*measure) {
                *known = known.meet(*range);
            }
        }
        for (column, words) in &alternative.words {
            if let Some(known) = cell.words.get_mut(*column) {
                *known = known.meet(words);
            }
        }
        cell
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ranges.iter().any(|range| range.is_empty()) || self.words.iter().any(Words::is_empty)
    }

    /// Those of them that another cell has not, in cells that share nothing.
    fn without(&self, other: &Self) -> Vec<Self> {
        let mut pieces = Vec::new();
        let mut rest = self.clone();
        for (place, range) in other.ranges.iter().enumerate() {
            for outside in range.outside().into_iter().flatten() {
                pieces.push(rest.clone().narrowed(place, outside));
            }
            rest = rest.narrowed(place, *range);
        }
        for (place, words) in other.words.iter().enumerate() {
            let keep = |cell: &Self, words: &Words| {
                let mut cell = cell.clone();
                if let Some(known) = cell.words.get_mut(place) {
                    *known = known.meet(words);
                }
                cell
            };
            pieces.push(keep(&rest, &words.others()));
            rest = keep(&rest, words);
        }
        if rest.is_empty() {
            return vec![self.clone()];
        }
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }

    fn narrowed(mut self, place: usize, range: Range) -> Self {
        if let Some(known) = self.ranges.get_mut(place) {
            *known = known.meet(range);
        }
        self
    }
}

/// What is left of a cell once others are taken away; nothing is said beyond the budget.
pub(super) fn left(cell: Cell, taken: &[Cell]) -> Option<Vec<Cell>> {
    let mut left = if cell.is_empty() { Vec::new() } else { vec![cell] };
    let mut steps = 0;
    for other in taken {
        steps += left.len();
        left = left.iter().flat_map(|cell| cell.without(other)).collect();
        if steps > BUDGET || left.len() > BUDGET {
            return None;
        }
    }
    Some(left)
}
