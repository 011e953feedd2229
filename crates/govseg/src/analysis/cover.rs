//! Saying a set of contacts in few conditions.
//!
//! The method: take a contact that is not covered yet, on the first path of the diagram; widen it, first by dropping
//! whole facts and then by adding values, as long as nothing outside the set comes in (what the implications forbid may
//! come in); take that area out, and go on. In the end areas that the others cover are left out. The result covers the
//! set exactly, with areas that cannot be widened, none of them needless; that no smaller number would do is not claimed.

use crate::diagram::{Builder, Diagram, Id, OverBudget};
use crate::facts::Field;

/// For each level the values of an area.
pub(super) type Sides = Vec<u64>;

/// How many areas are named at the most.
pub(super) const MOST_AREAS: usize = 100;

/// Areas that cover the set, and whether they cover all of it: beyond [`MOST_AREAS`] the rest is left out.
///
/// `set` is a diagram with the labels false, true, and nothing where the implications forbid a contact.
pub(super) fn cover(builder: &mut Builder, levels: &[Field], set: Id) -> Result<(Vec<Sides>, bool), OverBudget> {
    let within = builder.finish(set);
    let mut left = builder.fill(set, Id::FALSE)?;
    let whole = left;
    let mut areas: Vec<(Sides, Id)> = Vec::new();
    while left != Id::FALSE {
        if areas.len() == MOST_AREAS {
            return Ok((areas.into_iter().map(|(sides, _)| sides).collect(), false));
        }
        let Some(mut sides) = builder.finish(left).first_path() else { break };
        widen(&within, levels, &mut sides);
        let area = builder.area(&named(levels, &sides))?;
        left = builder.choose(area, Id::FALSE, left)?;
        areas.push((sides, area));
    }
    let mut at = areas.len();
    while at > 0 && areas.len() > 1 {
        at -= 1;
        let mut missed = whole;
        for (_, (_, area)) in areas.iter().enumerate().filter(|(index, _)| *index != at) {
            missed = builder.choose(*area, Id::FALSE, missed)?;
        }
        if missed == Id::FALSE {
            areas.remove(at);
        }
    }
    Ok((areas.into_iter().map(|(sides, _)| sides).collect(), true))
}

/// The levels that an area says something of.
pub(super) fn named(levels: &[Field], sides: &Sides) -> Vec<(u16, u64)> {
    let sides = (0..).zip(sides.iter().copied()).zip(levels);
    sides.filter(|((_, set), field)| *set != field.all()).map(|(side, _)| side).collect()
}

/// The area as the words that a diagram is walked with.
pub(super) fn words(levels: &[Field], sides: &Sides) -> [u64; 3] {
    levels.iter().zip(sides).fold([u64::MAX; 3], |mut words, (field, &set)| {
        if let Some(word) = words.get_mut(usize::from(field.word)) {
            *word = field.write(*word, set);
        }
        words
    })
}

fn widen(within: &Diagram, levels: &[Field], sides: &mut Sides) {
    let whole = levels.iter().enumerate().map(|(level, field)| (level, field.all()));
    let single =
        levels.iter().enumerate().flat_map(|(level, field)| (0..field.width).map(move |value| (level, 1 << value)));
    for (level, more) in whole.chain(single) {
        let mut wider = sides.clone();
        let Some(set) = wider.get_mut(level) else { continue };
        *set |= more;
        let mut fits = true;
        within.reach(&words(levels, &wider), |label| fits &= label == 1);
        if fits {
            *sides = wider;
        }
    }
}
