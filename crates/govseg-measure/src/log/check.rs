//! What the values of a row must obey together.

use std::borrow::Cow;

use super::{Fault, FaultKind, Field, Says};

/// What cannot be before what.
const ORDER: [(Field, Field); 11] = [
    (Field::OpenedAt, Field::CompleteAt),
    (Field::OpenedAt, Field::AnsweredAt),
    (Field::OpenedAt, Field::FirstResponseAt),
    (Field::OpenedAt, Field::EstimateAt),
    (Field::OpenedAt, Field::DecidedAt),
    (Field::OpenedAt, Field::ClosedAt),
    (Field::AnsweredAt, Field::ClosedAt),
    (Field::CompleteAt, Field::DecidedAt),
    (Field::OpenedAt, Field::DeliveredAt),
    (Field::WeekEndAt, Field::PaidAt),
    (Field::DecidedAt, Field::PaidAt),
];

/// What is a part of what.
const PARTS: [(Field, Field); 29] = [
    (Field::Answered, Field::Queued),
    (Field::Abandoned, Field::Queued),
    (Field::Callback, Field::Queued),
    (Field::Transferred, Field::Handled),
    (Field::Correct, Field::Reviewed),
    (Field::Critical, Field::Reviewed),
    (Field::TaskDone, Field::TaskAsked),
    (Field::Completed, Field::Started),
    (Field::Digital, Field::Completed),
    (Field::Contained, Field::SelfService),
    (Field::CriteriaMet, Field::Criteria),
    (Field::OutputsMet, Field::Outputs),
    (Field::Reversed, Field::Appeals),
    (Field::Procedural, Field::Closures),
    (Field::Electronic, Field::Filings),
    (Field::Corrected, Field::Filings),
    (Field::Compliant, Field::Inspected),
    (Field::Unchanged, Field::Audits),
    (Field::Abated, Field::Penalties),
    (Field::Refunded, Field::Orders),
    (Field::FilledRight, Field::Filled),
    (Field::CheckoutsPaid, Field::Checkouts),
    (Field::CommittedMet, Field::Committed),
    (Field::Matched, Field::Submitted),
    (Field::Rejected, Field::Sent),
    (Field::InvoicesRight, Field::Invoices),
    (Field::Offered, Field::Served),
    (Field::Responded, Field::Offered),
    (Field::Uptime, Field::PeriodLength),
];

/// The pairs of columns that a log can break a rule with.
#[derive(Clone, Debug)]
pub(crate) struct Pairs {
    order: Cow<'static, [(Field, Field)]>,
    parts: Cow<'static, [(Field, Field)]>,
    digital: bool,
}

impl Pairs {
    /// Of a log of which it is not known what it has.
    pub(crate) const ALL: Self = Self { order: Cow::Borrowed(&ORDER), parts: Cow::Borrowed(&PARTS), digital: true };

    /// Of a log with these columns.
    pub(crate) fn among(has: impl Fn(Field) -> bool) -> Self {
        let both =
            |pairs: &[(Field, Field)]| pairs.iter().copied().filter(|(one, other)| has(*one) && has(*other)).collect();
        let digital = has(Field::Completed) && (has(Field::Digital) || has(Field::Assisted));
        Self { order: both(&ORDER), parts: both(&PARTS), digital }
    }

    /// Whether there is anything to check.
    pub(crate) fn is_empty(&self) -> bool {
        self.order.is_empty() && self.parts.is_empty() && !self.digital
    }

    /// The first thing that does not hold.
    pub(crate) fn check(&self, row: &impl Says, number: u64) -> Result<(), Fault> {
        let name = |field: Field| -> &'static str { field.into() };
        let fault =
            |field: Field, kind, reason| Fault { row: number, column: Some(name(field).to_owned()), kind, reason };
        for &(before, after) in self.order.iter() {
            if let (Some(one), Some(other)) = (row.get(before), row.get(after))
                && other < one
            {
                let reason = format!("`{}` is before `{}`", name(after), name(before));
                return Err(fault(after, FaultKind::NegativeDuration, reason));
            }
        }
        for &(part, whole) in self.parts.iter() {
            if let (Some(some), Some(all)) = (row.get(part), row.get(whole))
                && some > all
            {
                let reason = format!("`{}` is more than `{}`", name(part), name(whole));
                return Err(fault(part, FaultKind::Contradictory, reason));
            }
        }
        let digital = || row.get(Field::Digital).unwrap_or_default() + row.get(Field::Assisted).unwrap_or_default();
        if self.digital && row.get(Field::Completed).is_some_and(|completed| digital() > completed) {
            let reason = "`digital` and `assisted` are more than `completed`".to_owned();
            return Err(fault(Field::Assisted, FaultKind::Contradictory, reason));
        }
        Ok(())
    }
}
