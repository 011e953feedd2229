//! Which measures fit a contact, the best first.
//!
//! A measure is left out where it cannot fit: none of the possible segments is among its own, or it is made for channels
//! that were not used, or for contacts that this one cannot be. What is left stands in this order:
//!
//! 1. the measures that the agency's policy names, in its order;
//! 2. those that fit more of the possible segments, so that with several segments possible the ones stand first that are
//!    right whichever it is;
//! 3. by the weakest of their roles for these segments: leading its list, primary, secondary;
//! 4. those that fit whatever is not known yet, before those that fit only if it turns out so;
//! 5. those that lead, in the order of their lists;
//! 6. those made for the channels that were used, before those made for any;
//! 7. by how well it is founded that they fit their segments;
//! 8. in the order of the catalogue.

use std::cmp::Reverse;

use super::catalog::measurement;
use super::measure::{Basis, Measure};
use crate::{Channel, Fact, Facts, Segment, Segments};

/// What a measure is for a segment, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Role {
    /// The agency's policy names it.
    Chosen,
    /// It is among those to begin with.
    Lead,
    /// It fits the segment best, like others.
    Primary,
    /// It fits the segment besides.
    Secondary,
}

/// A measure that fits.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fit {
    /// The measure.
    pub measure: &'static Measure,
    /// The weakest of its roles for the segments that it fits.
    pub role: Role,
    /// The possible segments that it fits.
    pub segments: Segments,
    /// The facts that are not known well enough to be sure: it fits only if they turn out as it needs them.
    pub conditions: Vec<Fact>,
    /// Other ways of computing the same thing, which fit as well and give other numbers.
    pub variants: Vec<&'static Measure>,
}

/// Whether something made for these channels suits those used; `None`, if it depends on which will be.
pub(super) fn suits(made_for: &[Channel], facts: Facts) -> Option<bool> {
    let used = facts.get::<Channel>();
    match (made_for.is_empty(), used.is_empty()) {
        (true, _) => Some(true),
        (false, true) => None,
        (false, false) => Some(made_for.iter().any(|&channel| used.contains(channel))),
    }
}

impl Fit {
    /// The measure as one that fits these segments; none if it cannot.
    fn of(measure: &'static Measure, segments: Segments, facts: Facts) -> Option<Self> {
        let fitted: Segments = segments.iter().filter(|&segment| role(measure, segment).is_some()).collect();
        let role = fitted.iter().filter_map(|segment| role(measure, segment)).max()?;
        let conditions = conditions(measure, facts)?;
        Some(Self { measure, role, segments: fitted, conditions, variants: Vec::new() })
    }

    /// The measure as the one that a policy names, whatever else is known.
    pub(super) fn chosen(measure: &'static Measure, segments: Segments) -> Self {
        let segments = segments.iter().filter(|&segment| role(measure, segment).is_some()).collect();
        Self { measure, role: Role::Chosen, segments, conditions: Vec::new(), variants: Vec::new() }
    }

    fn order(&self, used: bool) -> (Reverse<u32>, Role, bool, usize, bool, Basis) {
        let for_used = used && !self.measure.channels.is_empty();
        let places = self.segments.iter().map(|segment| place(self.measure, segment).unwrap_or(UNLISTED)).sum();
        let basis = self.measure.status.segments;
        (Reverse(self.segments.len()), self.role, !self.conditions.is_empty(), places, !for_used, basis)
    }
}

/// The place of what is in no list.
const UNLISTED: usize = 1 << 16;

/// The place of a measure in the list of those that lead.
fn place(measure: &Measure, segment: Segment) -> Option<usize> {
    measurement().default_of(segment)?.lead.iter().position(|lead| *lead == measure.id)
}

fn role(measure: &Measure, segment: Segment) -> Option<Role> {
    if place(measure, segment).is_some() {
        Some(Role::Lead)
    } else if measure.primary.contains(&segment) {
        Some(Role::Primary)
    } else {
        measure.secondary.contains(&segment).then_some(Role::Secondary)
    }
}

/// The facts on which it depends whether the measure fits; none, if it does not.
fn conditions(measure: &Measure, facts: Facts) -> Option<Vec<Fact>> {
    let mut conditions = Vec::new();
    for (&fact, allowed) in &measure.only {
        let possible = fact.field().read(facts.word());
        let names = fact.values().iter().enumerate();
        let set =
            names.filter(|(_, name)| allowed.iter().any(|word| word == *name)).fold(0, |set, (at, _)| set | 1 << at);
        if possible & set == 0 {
            return None;
        }
        if possible & !set != 0 {
            conditions.push(fact);
        }
    }
    match suits(&measure.channels, facts) {
        Some(false) => return None,
        Some(true) => {}
        None => conditions.push(Fact::Channel),
    }
    Some(conditions)
}

/// The measures that fit contacts of which these segments are possible and this much is known, the best first; variants
/// of one measure stand together.
///
/// ```
/// use govseg::measures::{Role, measures_for};
/// use govseg::{Channel, Facts, Segment, Segments};
///
/// let asked = Segments::NONE.with(Segment::Informational);
/// let fits = measures_for(asked, Facts::UNKNOWN.with(Channel::Phone));
/// assert_eq!((fits[0].measure.id.as_str(), fits[0].role), ("answer_accuracy", Role::Lead));
/// assert!(fits.iter().all(|fit| fit.measure.id != "letter_within_15d"));
/// ```
pub fn measures_for(segments: Segments, facts: Facts) -> Vec<Fit> {
    let used = !facts.get::<Channel>().is_empty();
    let mut fits: Vec<_> =
        measurement().measures.iter().filter_map(|measure| Fit::of(measure, segments, facts)).collect();
    // The sort is stable: what is equal stays in the order of the catalogue.
    fits.sort_by_key(|fit| fit.order(used));
    let mut folded: Vec<Fit> = Vec::with_capacity(fits.len());
    for fit in fits {
        let family = fit.measure.variant_of.as_ref();
        match folded.iter_mut().find(|first| family.is_some() && first.measure.variant_of.as_ref() == family) {
            Some(first) => first.variants.push(fit.measure),
            None => folded.push(fit),
        }
    }
    folded
}
