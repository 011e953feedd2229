//! What government demands: its burden, and how far it is met.

use super::{How, Spec, Taken, Unit, yes};
use crate::accumulate::{Cell, Kind};
use crate::amount::ONE;
use crate::log::{Field, Says};
use crate::rules::Rules;

pub(super) static SPECS: &[Spec] = &[
    Spec::with("pra_burden_hours", Unit::Hours, Kind::Total, "respondents; responses_each; hours_each", way!(hours)),
    Spec::with(
        "pra_burden_cost",
        Unit::Currency,
        Kind::Total,
        "respondents; responses_each; hours_each; wage; other_cost",
        way!(cost),
    ),
    Spec::new(
        "voluntary_reporting_rate",
        Unit::Percent,
        Kind::Ratio,
        "tax_reported; tax_due; weight",
        How::Over(Field::TaxReported, Field::TaxDue),
    ),
    Spec::with("on_time_filing_rate", Unit::Percent, Kind::Share, "filings_required; due_at; filed_at", way!(on_time)),
    Spec::new(
        "payment_compliance_rate",
        Unit::Percent,
        Kind::Ratio,
        "paid_on_time; owed",
        How::Over(Field::PaidOnTime, Field::Owed),
    ),
    Spec::part("compliance_rate", Field::Compliant, Field::Inspected, "compliant; inspected; weight"),
    Spec::part("no_change_rate", Field::Unchanged, Field::Audits, "unchanged; audits"),
    Spec::part_of("efile_rate", Field::Electronic, Field::Filings, "electronic; filings"),
    Spec::part("penalty_abatement_rate", Field::Abated, Field::Penalties, "abated; penalties"),
    Spec::part_of("filing_error_rate", Field::Corrected, Field::Filings, "corrected; filings"),
];

/// Respondents, times answers a year, times hours an answer.
fn burden(row: &impl Says) -> Option<i128> {
    let parts = [Field::Respondents, Field::ResponsesEach, Field::HoursEach];
    parts.into_iter().try_fold(i128::from(ONE), |product, part| {
        Some(product.checked_mul(i128::from(row.get(part)?))? / i128::from(ONE))
    })
}

fn hours(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    cell.value(i64::try_from(burden(row)?).ok()?, 1, ONE);
    Some(Taken::Used)
}

fn cost(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    let priced = burden(row)?.checked_mul(i128::from(row.get(Field::Wage)?))? / i128::from(ONE);
    let other = if row.has(Field::OtherCost) { row.get(Field::OtherCost)? } else { 0 };
    cell.value(i64::try_from(priced + i128::from(other)).ok()?, 1, ONE);
    Some(Taken::Used)
}

/// A filing that never came is not on time; one that is not due yet does not count.
fn on_time(row: &impl Says, rules: &Rules, cell: &mut Cell) -> Option<Taken> {
    if row.whole(Field::FilingsRequired)? == 0 {
        return Some(Taken::Skipped);
    }
    let due = row.get(Field::DueAt)?;
    match (row.get(Field::FiledAt), rules.as_of) {
        (Some(filed), _) => yes(cell, row, filed <= due),
        (None, Some(as_of)) if as_of <= due => Some(Taken::Skipped),
        (None, Some(_)) => yes(cell, row, false),
        (None, None) => None,
    }
}
