//! What a model speaks about: the segments, then the values of the facts that descriptions tell anything of.

use govseg::{Fact, Segment};

/// The facts, in order. Nothing is said of `channel`, which is no property of a service, nor of `occurrence`, which nobody
/// labelled.
pub(crate) const FACTS: [Fact; 10] = [
    Fact::Customer,
    Fact::Capacity,
    Fact::Obligation,
    Fact::Content,
    Fact::Direction,
    Fact::Determination,
    Fact::Benefit,
    Fact::Charge,
    Fact::Duty,
    Fact::Outcome,
];

/// How many segments there are.
pub(crate) const SEGMENTS: usize = 6;

/// How many outputs: the segments, and the values of all facts.
pub(crate) const OUTPUTS: usize = SEGMENTS + 41;

/// Each fact with the place of its first value among the outputs.
pub(crate) fn facts() -> impl Iterator<Item = (Fact, usize)> {
    FACTS.into_iter().scan(SEGMENTS, |next, fact| {
        let first = *next;
        *next += fact.values().len();
        Some((fact, first))
    })
}

/// The segments, in order.
pub(crate) fn segments() -> [Segment; SEGMENTS] {
    [
        Segment::Informational,
        Segment::Beneficial,
        Segment::Dutiful,
        Segment::Commercial,
        Segment::Intergovernmental,
        Segment::Other,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_all_there() {
        let values: usize = FACTS.iter().map(|fact| fact.values().len()).sum();
        assert_eq!(SEGMENTS + values, OUTPUTS);
        assert_eq!(facts().last(), Some((Fact::Outcome, OUTPUTS - Fact::Outcome.values().len())));
        assert!(segments().into_iter().eq(govseg::Segments::ALL.iter()));
    }
}
