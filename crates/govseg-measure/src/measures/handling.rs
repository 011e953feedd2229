//! What becomes of a contact once somebody has taken it.

use super::{How, Matter, Spec, Taken, Unit, value, yes};
use crate::accumulate::{Cell, Kind};
use crate::amount::ONE;
use crate::calendar::DAY;
use crate::log::{Field, Says};
use crate::rules::Rules;

pub(super) static SPECS: &[Spec] = &[
    Spec::new("fcr", Unit::Percent, Kind::Share, "issue_id; opened_at", How::Journeys(Matter::Issue))
        .variant(|rules| format!("no repeat within {} days", rules.window_days)),
    Spec::part("transfer_rate", Field::Transferred, Field::Handled, "transferred; handled"),
    Spec::with("misdirect_rate", Unit::Percent, Kind::Share, "misdirected", way!(misdirected)),
    Spec::part("answer_accuracy", Field::Correct, Field::Reviewed, "correct; reviewed; weight"),
    Spec::part("critical_error_rate", Field::Critical, Field::Reviewed, "critical; reviewed; weight"),
    Spec::with("contact_quality_score", Unit::Points, Kind::Mean, "review_score; weight", way!(score)),
    Spec::with("aht", Unit::Seconds, Kind::Mean, "talk, hold and after, or handle", way!(handling)),
    Spec::with("occupancy", Unit::Percent, Kind::Ratio, "talk, hold and after, or handle; idle", way!(occupancy)),
    Spec::with("backlog", Unit::Count, Kind::Count, "opened_at; closed_at; a moment to count at", way!(backlog))
        .variant(as_of),
    Spec::with("backlog_age", Unit::Days, Kind::Mean, "opened_at; closed_at; a moment to count at", way!(age))
        .variant(as_of),
    Spec::new(
        "cost_per_contact",
        Unit::Currency,
        Kind::Ratio,
        "cost; handled",
        How::PerUnit(Field::Cost, Field::Handled),
    ),
    Spec::part("containment_rate", Field::Contained, Field::SelfService, "contained; self_service"),
];

fn as_of(rules: &Rules) -> String {
    let shown = rules.as_of.and_then(|at| rules.calendar.clock().shown(at));
    shown.map_or_else(|| "at no moment".to_owned(), |at| format!("at {}", at.strftime("%Y-%m-%dT%H:%M:%S%:z")))
}

fn misdirected(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    yes(cell, row, row.count(Field::Misdirected)? > 0)
}

fn score(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    if row.whole(Field::Reviewed)? == 0 {
        return Some(Taken::Skipped);
    }
    value(cell, row, row.get(Field::ReviewScore)?)
}

/// The agent's time on the contact. The parts of which the log has no column take none.
fn handle(row: &impl Says) -> Option<i64> {
    row.get(Field::Handle).or_else(|| {
        let parts = [Field::Hold, Field::After].into_iter().filter(|part| row.has(*part));
        parts.map(|part| row.get(part)).try_fold(row.get(Field::Talk)?, |sum, part| Some(sum + part?))
    })
}

fn handling(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    let unanswered = row.answered() == Some(false);
    if unanswered || row.whole(Field::Handled)? == 0 {
        return Some(Taken::Skipped);
    }
    value(cell, row, handle(row)?)
}

fn occupancy(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    let handle = handle(row)?;
    cell.ratio(handle, handle + row.get(Field::Idle)?, row.weight()?, 1);
    Some(Taken::Used)
}

/// Whether it is open at the moment that counts.
fn is_open(row: &impl Says, rules: &Rules) -> Option<bool> {
    let as_of = rules.as_of?;
    let closed = row.get(Field::ClosedAt).is_some_and(|closed| closed <= as_of);
    Some(row.get(Field::OpenedAt)? <= as_of && !closed)
}

fn backlog(row: &impl Says, rules: &Rules, cell: &mut Cell) -> Option<Taken> {
    // A group without open items has a backlog of none, so that every row counts.
    cell.value(i64::from(is_open(row, rules)?) * ONE, 1, ONE);
    Some(Taken::Used)
}

fn age(row: &impl Says, rules: &Rules, cell: &mut Cell) -> Option<Taken> {
    if !is_open(row, rules)? {
        return Some(Taken::Skipped);
    }
    value(cell, row, days(rules.as_of? - row.get(Field::OpenedAt)?))
}

/// A length of time, in millionths of a day.
pub(super) fn days(length: i64) -> i64 {
    let days = i128::from(length) * i128::from(ONE) / i128::from(DAY);
    i64::try_from(days).unwrap_or(i64::MAX)
}
