//! What one manager takes over at once: a family's accounts that need the same role, or what it is divided into.

use std::cmp::Reverse;

use super::room::Quantity;
use super::{Demand, Roster, Together};

/// Where a part must be served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Where {
    #[default]
    Anywhere,
    At(u32),
    /// In several places, so by somebody who serves everywhere.
    Several,
}

impl Where {
    fn of(place: Option<u32>) -> Self {
        place.map_or(Self::Anywhere, Self::At)
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Anywhere, place) | (place, Self::Anywhere) => place,
            (one, other) if one == other => one,
            _ => Self::Several,
        }
    }
}

/// One account, or several of one family.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) family: u32,
    /// Its demands, as places in the list of all.
    pub(super) demands: Vec<u32>,
    pub(super) size: Quantity,
    pub(super) place: Where,
    pub(super) rank: u32,
}

impl Part {
    /// The families that need a role, in the order in which they are served.
    pub(super) fn families(roster: &Roster<'_>, role: u32) -> Vec<Self> {
        let all = (0_u32..).zip(roster.demands).filter(|(_, demand)| demand.role == role);
        Self::by(roster, all.map(|(number, _)| number).collect(), |demand| (family(roster, demand), Where::Anywhere, 0))
    }

    /// What cannot be divided any further: accounts, or families that are kept together.
    pub(super) fn smallest(roster: &Roster<'_>, families: &[Self]) -> Vec<Self> {
        match roster.together {
            Together::Always => families.to_vec(),
            Together::WherePossible => {
                let demands = families.iter().flat_map(|family| family.demands.iter().copied()).collect();
                Self::by(roster, demands, |demand| (demand.account, demand.place))
            }
        }
    }

    /// The same by places, if it must be served in several, else account by account.
    pub(super) fn divided(&self, roster: &Roster<'_>) -> Vec<Self> {
        let demands = self.demands.clone();
        match self.place {
            Where::Several => Self::by(roster, demands, |demand| (self.family, Where::of(demand.place), 0)),
            _ => Self::by(roster, demands, |demand| (self.family, Where::Anywhere, demand.account)),
        }
    }

    /// Demands that are alike in something as parts: higher ranks first, then larger ones, then by ids.
    fn by<K: Ord>(roster: &Roster<'_>, mut demands: Vec<u32>, key: impl Fn(&Demand) -> K) -> Vec<Self> {
        let of = |number: &u32| roster.demands.get(*number as usize);
        demands.sort_unstable_by_key(|number| of(number).map(|demand| (key(demand), demand.account)));
        let alike = demands.chunk_by(|one, other| of(one).map(&key) == of(other).map(&key));
        let mut parts: Vec<Self> = alike.map(|demands| Self::of(roster, demands)).collect();
        parts.sort_by_cached_key(|part| {
            (Reverse((part.rank, part.size.hours, part.size.accounts)), id(roster, part.family), part.first(roster))
        });
        parts
    }

    fn of(roster: &Roster<'_>, numbers: &[u32]) -> Self {
        let mut part =
            Self { family: 0, demands: numbers.to_vec(), size: Quantity::default(), place: Where::Anywhere, rank: 0 };
        let mut last = None;
        for demand in numbers.iter().filter_map(|number| roster.demands.get(*number as usize)) {
            part.family = family(roster, demand);
            part.size.accounts += u64::from(last != Some(demand.account));
            part.size.hours = part.size.hours + demand.hours;
            part.place = part.place.and(Where::of(demand.place));
            part.rank = part.rank.max(demand.rank);
            last = Some(demand.account);
        }
        part
    }

    /// The least id of its accounts.
    fn first<'a>(&self, roster: &Roster<'a>) -> &'a str {
        let demands = self.demands.iter().filter_map(|number| roster.demands.get(*number as usize));
        demands.map(|demand| id(roster, demand.account)).min().unwrap_or_default()
    }
}

fn family(roster: &Roster<'_>, demand: &Demand) -> u32 {
    roster.families.get(demand.account as usize).copied().unwrap_or(demand.account)
}

fn id<'a>(roster: &Roster<'a>, account: u32) -> &'a str {
    roster.ids.get(account as usize).copied().unwrap_or_default()
}
