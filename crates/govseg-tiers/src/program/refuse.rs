//! What no programme may do: rest on money where people have no choice or a right, or give what excludes each other.

use govseg::{Place, Problem, ProblemKind, Segment, Segments};

use super::space::Cell;
use super::{Alternative, Basis, Owner, Program, Words};

/// A problem at that place.
pub(super) fn located(kind: ProblemKind, place: &Place, message: String) -> Problem {
    let mut problem = Problem::nowhere(kind, message);
    problem.file.clone_from(&place.file);
    (problem.line, problem.column) = (place.line, place.column);
    problem
}

pub(super) fn refused(program: &Program) -> Vec<Problem> {
    let mut problems: Vec<Problem> = program.alternatives.iter().filter_map(|one| money(program, one)).collect();
    let tiers = program.tiers.iter().map(|tier| (&tier.id, &tier.gives, &tier.place));
    let grants = program.grants.iter().map(|grant| (&grant.id, &grant.gives, &grant.place));
    for (id, gives, place) in tiers.chain(grants) {
        problems.extend(clash(program, id, gives, place));
    }
    problems
}

/// Money that counts where it may not.
fn money(program: &Program, alternative: &Alternative) -> Option<Problem> {
    let monetary = |(measure, _): &&(usize, super::Range)| {
        program.measures.get(*measure).is_some_and(|measure| measure.kind.is_monetary())
    };
    let measure = alternative.ranges.iter().find(monetary).and_then(|(measure, _)| program.measures.get(*measure))?;
    if let Owner::Grant(number) = alternative.owner
        && let Some(grant) = program.grants.get(number).filter(|grant| grant.basis != Basis::Step)
    {
        let message = format!(
            "the grant `{}` rests on {} and asks for `{}`, which is money; a step that is earned has basis = \"step\"",
            grant.id, grant.basis, measure.id
        );
        return Some(located(ProblemKind::KeysClash, &alternative.place, message));
    }
    let kept = Segments::NONE.with(Segment::Beneficial).with(Segment::Dutiful);
    let cell = Cell::all(program).with(alternative);
    let segments = cell.words.first().cloned().unwrap_or(Words::In(super::Set::new()));
    let reached: Segments = kept.iter().filter(|segment| segments.contains((*segment).into())).collect();
    if reached.is_empty() || program.allow_monetary_tiers.is_some() {
        return None;
    }
    let message = format!(
        "`{}` is money, and here it would tell contacts apart that are {}; name other segments in `segments`, or say in \
         `allow_monetary_tiers` why money may count",
        measure.id,
        reached.iter().map(|segment| segment.to_string()).collect::<Vec<_>>().join(" or ")
    );
    Some(located(ProblemKind::MonetaryTier, &alternative.place, message))
}

/// Two treatments of one slot in one list.
fn clash(program: &Program, id: &str, gives: &[usize], place: &Place) -> Option<Problem> {
    let given: Vec<_> = gives.iter().filter_map(|&number| program.treatments.get(number)).collect();
    let (one, other) = given.iter().enumerate().find_map(|(place, one)| {
        let same = given.iter().skip(place + 1).find(|other| one.slot.is_some() && one.slot == other.slot);
        same.map(|other| (one, other))
    })?;
    let slot = one.slot.and_then(|slot| program.slots.get(slot)).map(|slot| slot.id.as_str()).unwrap_or_default();
    let message =
        format!("`{id}` gives both `{}` and `{}`, of which a customer gets one (slot `{slot}`)", one.id, other.id);
    Some(located(ProblemKind::TreatmentsClash, place, message))
}
