//! Decisions on benefits: on time, right, and reaching those they are for.

use super::handling::days;
use super::{How, Spec, Taken, Unit, value, yes};
use crate::accumulate::{Cell, Kind};
use crate::amount::ONE;
use crate::log::{Field, Says};
use crate::rules::Rules;

pub(super) static SPECS: &[Spec] = &[
    Spec::with("time_to_decision", Unit::Days, Kind::Spread, "complete_at or opened_at; decided_at", way!(time)),
    Spec::with("decision_timeliness", Unit::Percent, Kind::Share, "opened_at; decided_at; limit_days", way!(timely))
        .variant(|_| "by each row's limit".to_owned()),
    Spec::with("first_payment_promptness", Unit::Percent, Kind::Share, "week_end_at; paid_at", way!(paid))
        .variant(|rules| format!("{} days", rules.payment_days)),
    Spec::with("determination_quality", Unit::Percent, Kind::Share, "review_score; weight", way!(quality))
        .variant(|rules| format!("from {} points on", crate::amount::wholes(rules.good_score))),
    Spec::with(
        "improper_payment_rate",
        Unit::Percent,
        Kind::Ratio,
        "overpaid; underpaid; paid; weight",
        way!(improper),
    )
    .variant(|_| "over and under added".to_owned()),
    Spec::new(
        "overpayment_rate",
        Unit::Percent,
        Kind::Ratio,
        "overpaid; paid; weight",
        How::Over(Field::Overpaid, Field::Paid),
    ),
    Spec::new(
        "underpayment_rate",
        Unit::Percent,
        Kind::Ratio,
        "underpaid; paid; weight",
        How::Over(Field::Underpaid, Field::Paid),
    ),
    Spec::part_of("take_up_rate", Field::Participants, Field::Eligible, "participants; eligible"),
    Spec::part_of("denial_reversal_rate", Field::Reversed, Field::Appeals, "reversed; appeals"),
    Spec::with("appeal_timeliness", Unit::Percent, Kind::Share, "appeals; filed_at; decided_at", way!(appeal))
        .variant(|rules| format!("{} days", rules.appeal_days)),
    Spec::part_of("churn_procedural", Field::Procedural, Field::Closures, "procedural; closures"),
];

/// From a complete application, or else from its receipt.
fn time(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    let decided = row.get(Field::DecidedAt)?;
    let from = row.get(Field::CompleteAt).or_else(|| row.get(Field::OpenedAt))?;
    value(cell, row, days(decided - from))
}

/// How many days of the calendar lie between the days of two points in time.
fn calendar_days(rules: &Rules, from: i64, to: i64) -> Option<i64> {
    let clock = rules.calendar.clock();
    Some(i64::from((clock.day(to)? - clock.day(from)?).get_days()))
}

fn timely(row: &impl Says, rules: &Rules, cell: &mut Cell) -> Option<Taken> {
    let taken = calendar_days(rules, row.get(Field::OpenedAt)?, row.get(Field::DecidedAt)?)?;
    yes(cell, row, taken.checked_mul(ONE)? <= row.get(Field::LimitDays)?)
}

fn paid(row: &impl Says, rules: &Rules, cell: &mut Cell) -> Option<Taken> {
    let taken = calendar_days(rules, row.get(Field::WeekEndAt)?, row.get(Field::PaidAt)?)?;
    yes(cell, row, taken <= rules.payment_days)
}

fn quality(row: &impl Says, rules: &Rules, cell: &mut Cell) -> Option<Taken> {
    yes(cell, row, row.get(Field::ReviewScore)? >= rules.good_score)
}

/// Both count; one never makes up for the other.
fn improper(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    let wrong = row.get(Field::Overpaid)?.checked_add(row.get(Field::Underpaid)?)?;
    cell.ratio(wrong, row.get(Field::Paid)?, row.weight()?, 1);
    Some(Taken::Used)
}

fn appeal(row: &impl Says, rules: &Rules, cell: &mut Cell) -> Option<Taken> {
    if row.count(Field::Appeals)? == 0 {
        return Some(Taken::Skipped);
    }
    let taken = calendar_days(rules, row.get(Field::FiledAt)?, row.get(Field::DecidedAt)?)?;
    yes(cell, row, taken <= rules.appeal_days)
}
