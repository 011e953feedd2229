//! What makes several contacts one journey, and when such a journey went well.

use crate::accumulate::Journey;
use crate::log::{Field, Row};

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
    pub(crate) fn of(self, row: &Row) -> Option<&str> {
        let (name, counts) = match self {
            Self::Issue => (&row.issue, true),
            Self::Buyer => (&row.person, row.count(Field::Orders)? > 0),
        };
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
