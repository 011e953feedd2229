//! What a programme may not mean: proved over all accounts that there could be.

use govseg::{Problem, ProblemKind};

use super::refuse::located;
use super::space::{Cell, left};
use super::{Alternative, Owner, Program, Range, Words};

pub(super) fn warnings(program: &Program) -> Vec<Problem> {
    let mut problems = Vec::new();
    for tier in 0..program.tiers.len() {
        problems.extend(never_reached(program, tier));
        problems.extend(worse(program, tier));
        problems.extend(gaps(program, tier));
    }
    problems.extend(no_default(program));
    problems.extend(program.alternatives.iter().filter_map(|one| out_of_place(program, one)));
    problems.extend(unused(program));
    problems.sort_by_key(|problem| (problem.line, problem.column));
    problems
}

/// The accounts that the tiers from this number on take, as far as whoever meets `tier` meets them in the same way.
fn taken(program: &Program, from: usize, tier: usize) -> Vec<Cell> {
    let alone = |number: usize| program.tiers.get(number).is_some_and(|tier| tier.alone);
    let counts = |number: usize| number >= from && (!alone(number) || alone(tier));
    let all = Cell::all(program);
    let of_tiers = program.alternatives.iter().filter(|one| matches!(one.owner, Owner::Tier(n) if counts(n)));
    of_tiers.map(|alternative| all.with(alternative)).collect()
}

/// A tier that nobody can be in, since whoever meets it meets a higher one.
fn never_reached(program: &Program, number: usize) -> Option<Problem> {
    let tier = program.tiers.get(number)?;
    let higher = taken(program, number + 1, number);
    let all = Cell::all(program);
    let mut ways = 0;
    for (_, alternative) in program.alternatives_of(Owner::Tier(number)) {
        ways += 1;
        if !left(all.with(alternative), &higher)?.is_empty() {
            return None;
        }
    }
    let message = match ways {
        0 if program.default == Some(number) => return None,
        0 => format!("nobody is ever in `{}`: it asks for nothing; say in `when` who earns it", tier.id),
        _ => format!("nobody is ever in `{}`: whoever meets it meets a higher tier too", tier.id),
    };
    Some(located(ProblemKind::NeverReached, &tier.place, message))
}

/// A tier that gives less of a slot than the one below.
fn worse(program: &Program, number: usize) -> Option<Problem> {
    let (tier, below) = (program.tiers.get(number)?, program.tiers.get(number.checked_sub(1)?)?);
    let (given, before) = (program.given_by(number), program.given_by(number - 1));
    let in_slot = |given: &[usize], slot: usize| {
        given.iter().copied().find(|&one| program.treatments.get(one).is_some_and(|one| one.slot == Some(slot)))
    };
    (0..program.slots.len()).find_map(|slot| {
        let had = in_slot(&before, slot)?;
        let has = in_slot(&given, slot);
        has.is_none_or(|has| has > had).then(|| {
            let id = |number: usize| program.treatments.get(number).map(|one| one.id.as_str()).unwrap_or_default();
            let gets = has.map_or("nothing", id);
            let message =
                format!("`{}` is above `{}`, and gets `{gets}` where that gets `{}`", tier.id, below.id, id(had));
            located(ProblemKind::TreatmentsClash, &tier.place, message)
        })
    })
}

/// Accounts that lose a tier by having more, and gain none.
fn gaps(program: &Program, number: usize) -> Option<Problem> {
    let tier = program.tiers.get(number)?;
    let at_least_this = taken(program, number, number);
    for (_, alternative) in program.alternatives_of(Owner::Tier(number)) {
        for (measure, range) in &alternative.ranges {
            let Some(high) = range.high else { continue };
            let mut above = Cell::all(program).with(alternative);
            if let Some(known) = above.ranges.get_mut(*measure) {
                *known = Range::above(high);
            }
            if !left(above, &at_least_this)?.is_empty() {
                let id = program.measures.get(*measure).map(|measure| measure.id.as_str()).unwrap_or_default();
                let message = format!(
                    "`{}` asks for {id} {range}, and some that have more are in no higher tier; leave the upper bound out",
                    tier.id
                );
                return Some(located(ProblemKind::Gap, &alternative.place, message));
            }
        }
    }
    None
}

/// Customers whom no tier takes.
fn no_default(program: &Program) -> Option<Problem> {
    if program.default.is_some() || left(Cell::all(program), &taken(program, 0, 0))?.is_empty() {
        return None;
    }
    let tier = program.tiers.first()?;
    let message = "some customers are in no tier; name the tier of whoever earns none in `default`".to_owned();
    Some(located(ProblemKind::Gap, &tier.place, message))
}

/// A way that no account can go: of a segment that the programme is not for, or one that such a customer never has.
fn out_of_place(program: &Program, alternative: &Alternative) -> Option<Problem> {
    let all = Cell::all(program);
    if let Owner::Tier(number) = alternative.owner
        && all.with(alternative).is_empty()
    {
        let id = program.tiers.get(number).map(|tier| tier.id.as_str()).unwrap_or_default();
        let message = format!("this way to `{id}` asks for a segment that the programme is not for");
        return Some(located(ProblemKind::NeverReached, &alternative.place, message));
    }
    let asked = |column: usize| alternative.words.iter().find(|(asked, _)| *asked == column).map(|(_, words)| words);
    let (segments, customers) = (asked(0)?, asked(1)?);
    (!can_be(program, segments, customers)).then(|| {
        let message = "under gsa-2008 no such customer has a contact of such a segment".to_owned();
        located(ProblemKind::NeverReached, &alternative.place, message)
    })
}

/// Nothing is said of it.
#[cfg(not(feature = "gsa"))]
fn can_be(_: &Program, _: &Words, _: &Words) -> bool {
    true
}

/// Whether one of these customers can have a contact of one of these segments.
#[cfg(feature = "gsa")]
fn can_be(program: &Program, segments: &Words, customers: &Words) -> bool {
    let policy = govseg::Policy::gsa_2008();
    let known = program.words.get(1).and_then(|column| column.values.as_ref());
    known.into_iter().flatten().filter(|customer| customers.contains(customer)).any(|customer| {
        let facts = customer.parse().map(|customer: govseg::CustomerType| govseg::Facts::UNKNOWN.with(customer));
        facts.is_ok_and(|facts| policy.decide(facts).possible().iter().any(|segment| segments.contains(segment.into())))
    })
}

/// Treatments that nobody gets.
fn unused(program: &Program) -> Vec<Problem> {
    let given = |number: usize| {
        program.tiers.iter().any(|tier| tier.gives.contains(&number))
            || program.grants.iter().any(|grant| grant.gives.contains(&number))
    };
    let unused = program.treatments.iter().enumerate().filter(|(number, _)| !given(*number));
    unused
        .map(|(_, treatment)| {
            let message = format!("nobody gets `{}`: no tier and no grant gives it", treatment.id);
            located(ProblemKind::Unused, &treatment.place, message)
        })
        .collect()
}
