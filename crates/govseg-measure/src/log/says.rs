//! What can be asked of a row, wherever it is kept.

use std::borrow::Cow;

use super::{Field, Question, Text};
use crate::amount::ONE;

/// What was answered to a question: by one, or by many at once.
#[derive(Clone, Copy)]
pub(crate) enum Answered<'a> {
    /// One answer on the scale.
    One(u8),
    /// How many gave each answer, by the answer.
    Counts(&'a [u64; 11]),
    /// Ticks or thumbs: up and down.
    Ticks { up: u64, down: u64 },
}

impl Answered<'_> {
    /// Takes each answer on the scale with how often it was given; nothing if there is none.
    #[inline]
    pub(crate) fn each(self, mut take: impl FnMut(u8, u64)) -> Option<()> {
        match self {
            Self::One(level) => {
                take(level, 1);
                Some(())
            }
            Self::Counts(counts) => {
                let given = (0..).zip(counts).filter(|(_, times)| **times > 0);
                given.map(|(level, times)| take(level, *times)).last()
            }
            Self::Ticks { .. } => None,
        }
    }
}

/// A row of a log, as measures see it: alone, or one of a block of columns.
pub(crate) trait Says {
    /// What is known of a column: counts as they are, all else in millionths.
    fn get(&self, field: Field) -> Option<i64>;

    /// Whether the log has that column.
    fn has(&self, field: Field) -> bool;

    /// What was answered to a question.
    fn answer(&self, question: Question) -> Option<Answered<'_>>;

    /// The words of a kind; empty if there are none.
    fn text(&self, kind: Text) -> Cow<'_, str>;

    /// A count.
    #[inline]
    fn count(&self, field: Field) -> Option<u64> {
        u64::try_from(self.get(field)?).ok()
    }

    /// A count that is 1 in a log without that column, whose rows are one contact each.
    #[inline]
    fn whole(&self, field: Field) -> Option<u64> {
        if self.has(field) { self.count(field) } else { Some(1) }
    }

    /// For how many it stands, in millionths. Nothing if there is such a column and it says nothing.
    #[inline]
    fn weight(&self) -> Option<i64> {
        if self.has(Field::Weight) { self.get(Field::Weight) } else { Some(ONE) }
    }

    /// Whether the contact was answered.
    #[inline]
    fn answered(&self) -> Option<bool> {
        let by_count = self.count(Field::Answered).map(|count| count > 0);
        let by_time = || self.get(Field::AnsweredAt).map(|_| true);
        let by_end = || self.count(Field::Abandoned).map(|count| count == 0);
        by_count.or_else(by_time).or_else(by_end)
    }

    /// How long the customer waited: as the log says, or from the beginning to the answer, or to the end of a contact
    /// that nobody answered.
    #[inline]
    fn wait(&self) -> Option<i64> {
        self.get(Field::Wait).or_else(|| {
            let until = if self.answered()? { Field::AnsweredAt } else { Field::ClosedAt };
            Some(self.get(until)? - self.get(Field::OpenedAt)?)
        })
    }

    /// When the contact was answered in writing: the first reply, or else its end.
    #[inline]
    fn replied(&self) -> Option<i64> {
        self.get(Field::FirstResponseAt).or_else(|| self.get(Field::ClosedAt))
    }
}
