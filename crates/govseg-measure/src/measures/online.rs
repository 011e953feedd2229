//! Transactions, online and otherwise.

use super::{How, Spec, Taken, Unit};
use crate::accumulate::{Cell, Kind};
use crate::amount::ONE;
use crate::log::{Field, Says};
use crate::rules::Rules;

pub(super) static SPECS: &[Spec] = &[
    Spec::part_of("completion_rate", Field::Completed, Field::Started, "completed; started"),
    Spec::with("digital_takeup", Unit::Percent, Kind::Share, "digital; completed; assisted", way!(digital)),
    Spec::with("cost_per_transaction", Unit::Currency, Kind::Ratio, "cost or cost_each; completed", way!(cost)),
    Spec::new(
        "accessibility_conformance",
        Unit::Ratio,
        Kind::Share,
        "criteria_met; criteria",
        How::PartOf(Field::CriteriaMet, Field::Criteria),
    ),
    Spec::part("task_success", Field::TaskDone, Field::TaskAsked, "task_done; task_asked"),
];

fn digital(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    let completed = row.count(Field::Completed)?;
    if completed == 0 {
        return Some(Taken::Skipped);
    }
    let assisted = if row.has(Field::Assisted) { row.count(Field::Assisted)? } else { 0 };
    cell.share(row.count(Field::Digital)? + assisted, completed, row.weight()?);
    Some(Taken::Used)
}

fn cost(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    let completed = row.count(Field::Completed)?;
    let units = i64::try_from(completed).ok()?;
    let whole = row.get(Field::Cost).or_else(|| row.get(Field::CostEach)?.checked_mul(units));
    cell.ratio(whole?, units.checked_mul(ONE)?, row.weight()?, completed);
    Some(Taken::Used)
}
