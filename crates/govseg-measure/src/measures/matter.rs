//! What makes several contacts one journey, and when such a journey went well.

use std::borrow::Cow;

use crate::accumulate::Journey;
use crate::log::{Field, Says, Text};

/// What contacts have in common.
#[derive(Clone, Copy)]
pub(crate) enum Matter {
    /// One issue: it went well if nobody had to ask again and the first contact did not fail to settle it.
    Issue,
    /// One buyer: it went well if they bought again.
    Buyer,
}

impl Matter {
    /// The issue or the buyer of a row that belongs to a journey.
    pub(crate) fn of(self, row: &impl Says) -> Option<Cow<'_, str>> {
        let (kind, counts) = match self {
            Self::Issue => (Text::IssueId, true),
            Self::Buyer => (Text::PersonId, row.count(Field::Orders)? > 0),
        };
        let name = row.text(kind);
        (counts && !name.is_empty()).then_some(name)
    }

    /// Whether a journey went well, where a second contact counts if it came within so long.
    pub(crate) fn went_well(self, journey: &Journey, window: i64) -> bool {
        let again = journey.again_within(window);
        match self {
            Self::Issue => !again && journey.first().settled != Some(false),
            Self::Buyer => again,
        }
    }
}
