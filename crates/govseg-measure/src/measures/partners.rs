//! What agencies owe one another.

use super::{Spec, Taken, Unit, yes};
use crate::accumulate::{Cell, Kind};
use crate::log::{Answered, Field, Question, Says};
use crate::rules::Rules;

pub(super) static SPECS: &[Spec] = &[
    Spec::part("sla_attainment", Field::CommittedMet, Field::Committed, "committed_met; committed; weight"),
    Spec::with("data_exchange_timeliness", Unit::Percent, Kind::Share, "due_at; exchanged_at", way!(on_time)),
    Spec::part_of("match_rate", Field::Matched, Field::Submitted, "matched; submitted"),
    Spec::part_of("data_quality_defect", Field::Rejected, Field::Sent, "rejected; sent"),
    Spec::with("partner_satisfaction", Unit::Percent, Kind::Share, "partner, one row a partner", way!(satisfied))
        .variant(|_| "one row, one vote".to_owned()),
    Spec::part("billing_accuracy", Field::InvoicesRight, Field::Invoices, "invoices_right; invoices"),
];

/// What was never delivered is not on time once it is due.
fn on_time(row: &impl Says, rules: &Rules, cell: &mut Cell) -> Option<Taken> {
    let due = row.get(Field::DueAt)?;
    match (row.get(Field::ExchangedAt), rules.as_of) {
        (Some(delivered), _) => yes(cell, row, delivered <= due),
        (None, Some(as_of)) if row.has(Field::ExchangedAt) && as_of > due => yes(cell, row, false),
        (None, Some(_)) => Some(Taken::Skipped),
        (None, None) => None,
    }
}

fn satisfied(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    let Answered::One(level) = row.answer(Question::Partner)? else { return None };
    yes(cell, row, level >= 4)
}
