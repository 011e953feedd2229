//! Waiting: in queues, for replies, for standards.

use super::{Spec, Taken, Unit, by, value, yes};
use crate::accumulate::{Cell, Kind};
use crate::amount::ONE;
use crate::calendar::SECOND;
use crate::log::{Field, Says};
use crate::rules::Rules;

pub(super) static SPECS: &[Spec] = &[
    Spec::with("asa", Unit::Seconds, Kind::Mean, WAIT, way!(asa)).variant(|_| "answered contacts only".to_owned()),
    Spec::with("service_level_answered", Unit::Percent, Kind::Share, WAIT, way!(answered)).variant(Rules::said_within),
    Spec::with("service_level_removed", Unit::Percent, Kind::Share, WAIT, way!(removed)).variant(Rules::said_within),
    Spec::part("abandonment_rate", Field::Abandoned, Field::Queued, "abandoned; queued"),
    Spec::with("wait_estimate_given", Unit::Percent, Kind::Share, "wait; estimate_after", way!(estimate))
        .variant(|_| "by 30 s".to_owned()),
    Spec::with(
        "email_within_n_bd",
        Unit::Percent,
        Kind::Share,
        "channel; opened_at; first_response_at or closed_at",
        way!(email),
    )
    .variant(|rules| format!("{} business days", rules.email_days)),
    Spec::with(
        "email_complex_within_5bd",
        Unit::Percent,
        Kind::Share,
        "channel; complex; opened_at; first_response_at",
        way!(complex),
    )
    .variant(|_| "5 business days".to_owned()),
    Spec::with(
        "email_ack_estimate_2bd",
        Unit::Percent,
        Kind::Share,
        "channel; deferred; opened_at; estimate_at",
        way!(deferred),
    )
    .variant(|_| "2 business days".to_owned()),
    Spec::with(
        "letter_within_15d",
        Unit::Percent,
        Kind::Share,
        "channel; opened_at; first_response_at or estimate_at",
        way!(letter),
    )
    .variant(|rules| format!("{} days", rules.letter_days)),
    Spec::with("walkin_wait_le_15min", Unit::Percent, Kind::Share, "channel; wait", way!(walk_in))
        .variant(|_| "15 minutes".to_owned()),
    Spec::with("percentile_wait", Unit::Seconds, Kind::Spread, "wait, or opened_at and answered_at", way!(wait)),
    Spec::new(
        "percent_standard_met",
        Unit::Ratio,
        Kind::Share,
        "outputs_met; outputs",
        super::How::PartOf(Field::OutputsMet, Field::Outputs),
    ),
    Spec::new(
        "availability",
        Unit::Percent,
        Kind::Ratio,
        "uptime; period_length",
        super::How::Over(Field::Uptime, Field::PeriodLength),
    ),
];

const WAIT: &str = "wait, or opened_at and answered_at; answered or abandoned";

fn asa(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    if !queued(row)? || !row.answered()? {
        return Some(Taken::Skipped);
    }
    value(cell, row, row.wait()?)
}

/// Whether the contact entered a queue.
fn queued(row: &impl Says) -> Option<bool> {
    row.whole(Field::Queued).map(|count| count > 0)
}

fn answered(row: &impl Says, rules: &Rules, cell: &mut Cell) -> Option<Taken> {
    if !queued(row)? {
        return Some(Taken::Skipped);
    }
    // Who was not answered was not answered in time, however long that took.
    let holds = row.answered()? && row.wait()? <= rules.within;
    yes(cell, row, holds)
}

fn removed(row: &impl Says, rules: &Rules, cell: &mut Cell) -> Option<Taken> {
    if !queued(row)? {
        return Some(Taken::Skipped);
    }
    yes(cell, row, row.wait()? <= rules.within)
}

fn estimate(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    const BY: i64 = 30 * SECOND;
    if row.wait()? <= BY {
        return Some(Taken::Skipped);
    }
    // None was given, or too late.
    let given = row.get(Field::EstimateAfter);
    if given.is_none() && !row.has(Field::EstimateAfter) {
        return None;
    }
    yes(cell, row, given.is_some_and(|after| after <= BY))
}

/// Whether a reply came within so many business days. What is not answered yet and not yet due does not count.
fn replied_within(row: &impl Says, rules: &Rules, replied: Option<i64>, days: i64, cell: &mut Cell) -> Option<Taken> {
    let opened = row.get(Field::OpenedAt)?;
    let until = |at| rules.calendar.business_days(opened, at).map(|taken| taken <= days);
    match (replied, rules.as_of) {
        (Some(replied), _) => yes(cell, row, until(replied)?),
        (None, Some(as_of)) if until(as_of)? => Some(Taken::Skipped),
        (None, Some(_)) => yes(cell, row, false),
        // Without a moment to count at, what has no reply may still be waiting for one.
        (None, None) => None,
    }
}

fn email(row: &impl Says, rules: &Rules, cell: &mut Cell) -> Option<Taken> {
    if !by(row, "email") {
        return Some(Taken::Skipped);
    }
    replied_within(row, rules, row.replied(), rules.email_days, cell)
}

fn complex(row: &impl Says, rules: &Rules, cell: &mut Cell) -> Option<Taken> {
    if !by(row, "email") || row.count(Field::Complex)? == 0 {
        return Some(Taken::Skipped);
    }
    replied_within(row, rules, row.replied(), 5, cell)
}

fn deferred(row: &impl Says, rules: &Rules, cell: &mut Cell) -> Option<Taken> {
    if !by(row, "email") || row.count(Field::Deferred)? == 0 {
        return Some(Taken::Skipped);
    }
    replied_within(row, rules, row.get(Field::EstimateAt), 2, cell)
}

fn letter(row: &impl Says, rules: &Rules, cell: &mut Cell) -> Option<Taken> {
    if !by(row, "postal_mail") {
        return Some(Taken::Skipped);
    }
    let opened = row.get(Field::OpenedAt)?;
    let first = [row.replied(), row.get(Field::EstimateAt)].into_iter().flatten().min();
    // Days of the calendar, as the release says, not business days.
    let days = |at: i64| {
        let clock = rules.calendar.clock();
        Some(i64::from((clock.day(at)? - clock.day(opened)?).get_days()))
    };
    match (first, rules.as_of) {
        (Some(first), _) => yes(cell, row, days(first)? <= rules.letter_days),
        (None, Some(as_of)) if days(as_of)? <= rules.letter_days => Some(Taken::Skipped),
        (None, Some(_)) => yes(cell, row, false),
        (None, None) => None,
    }
}

fn walk_in(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    if !by(row, "in_person") {
        return Some(Taken::Skipped);
    }
    yes(cell, row, row.wait()? <= 15 * 60 * ONE)
}

fn wait(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    value(cell, row, row.wait()?)
}
