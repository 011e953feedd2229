//! What is ordered and paid for.

use super::{How, Matter, Spec, Taken, Unit, yes};
use crate::accumulate::{Cell, Kind};
use crate::log::{Field, Says};
use crate::rules::Rules;

pub(super) static SPECS: &[Spec] = &[
    Spec::with("on_time_delivery", Unit::Percent, Kind::Share, "due_at; delivered_at", way!(on_time)),
    Spec::part("order_accuracy", Field::FilledRight, Field::Filled, "filled_right; filled"),
    Spec::new(
        "repeat_purchase_rate",
        Unit::Percent,
        Kind::Share,
        "person_id; orders; opened_at",
        How::Journeys(Matter::Buyer),
    )
    .variant(|rules| format!("within {} days", rules.window_days)),
    Spec::part("refund_rate", Field::Refunded, Field::Orders, "refunded; orders"),
    Spec::with("cart_abandonment", Unit::Percent, Kind::Share, "checkouts_paid; checkouts", way!(cart)),
    Spec::new("fee_cost_recovery", Unit::Ratio, Kind::Ratio, "revenue; cost", How::Over(Field::Revenue, Field::Cost)),
];

fn on_time(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    yes(cell, row, row.get(Field::DeliveredAt)? <= row.get(Field::DueAt)?)
}

fn cart(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    let begun = row.whole(Field::Checkouts)?;
    cell.share(begun.saturating_sub(row.count(Field::CheckoutsPaid)?), begun, row.weight()?);
    Some(Taken::Used)
}
