//! In which tier an account is, and why: earned, kept from before, softly landed, or by default.

use govseg::Segments;
use strum::{Display, IntoStaticStr};

use crate::{Accounts, Program};

/// Why an account is in its tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Display, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Standing {
    /// It earned it.
    Earned,
    /// It earned it before, and holds it still.
    Kept,
    /// It earned a higher one before, and does not fall further at once.
    SoftLanding,
    /// It earned none.
    Default,
    /// It earned none, and there is none for those who did not.
    None,
    /// Its segment is one that the programme is not for.
    Outside,
}

/// What of a programme settles in which tier an account is.
pub(super) struct Rules<'a> {
    on: Option<&'a str>,
    soft_landing: Option<u8>,
    default: Option<u8>,
    segments: Segments,
}

impl<'a> Rules<'a> {
    pub(super) fn new(program: &'a Program, on: Option<&'a str>) -> Self {
        let soft_landing = program.window.as_ref().and_then(|window| window.soft_landing);
        Self {
            on,
            soft_landing: soft_landing.map(|steps| u8::try_from(steps).unwrap_or(u8::MAX)),
            default: program.default.and_then(|tier| u8::try_from(tier).ok()),
            segments: program.segments,
        }
    }

    /// The tier of an account that earned this one.
    pub(super) fn of(&self, accounts: &Accounts, account: usize, earned: Option<u8>) -> (Option<u8>, Standing) {
        let segment = accounts.words.first().and_then(|segments| segments.word(account));
        if segment.is_some_and(|segment| segment.parse().is_ok_and(|segment| !self.segments.contains(segment))) {
            return (None, Standing::Outside);
        }
        let base = earned.max(self.default);
        let held = accounts.held.get(account).copied().flatten().filter(|held| Some(*held) > base);
        let until = accounts.held_until.word(account);
        let holds = until.zip(self.on).is_some_and(|(until, on)| on <= until);
        if let Some(held) = held {
            if holds {
                return (Some(held), Standing::Kept);
            }
            let landed = self.soft_landing.and_then(|steps| held.checked_sub(steps));
            if landed > base {
                return (landed, Standing::SoftLanding);
            }
        }
        match (earned, base) {
            (Some(earned), base) if Some(earned) == base => (base, Standing::Earned),
            (_, Some(_)) => (base, Standing::Default),
            (_, None) => (None, Standing::None),
        }
    }
}
