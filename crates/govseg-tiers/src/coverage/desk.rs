//! The managers of one role, and who of them takes a part.

use std::collections::{BTreeMap, BTreeSet};

use super::part::{Part, Where};
use super::room::{Quantity, Room};
use super::{Roster, Way, Why};

/// A manager: where they serve, what they can do and have to do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    /// The manager's place in the list of all.
    pub(super) manager: u32,
    pub(super) at: Option<u32>,
    pub(super) most: Room,
    pub(super) has: Quantity,
}

/// Managers who can do as much in the same place, in the order of loads; names, by the places of seats, settle what is
/// equal.
type Alike = BTreeSet<(u64, Quantity, usize)>;

/// The managers of one role.
pub(super) struct Desk {
    /// In the order of names.
    seats: Vec<Seat>,
    /// Those who are not full.
    open: BTreeMap<(Option<u32>, Room), Alike>,
    /// The least that anything takes: who has no room for that is full.
    least: Quantity,
    /// Sizes that nobody had room for. Room is only ever lost, so nobody has room for as much or more.
    failed: BTreeMap<Where, Vec<Quantity>>,
    way: Way,
}

impl Desk {
    pub(super) fn of(roster: &Roster<'_>, role: u32, way: Way) -> Self {
        let mut all: Vec<_> = (0_u32..).zip(roster.managers).filter(|(_, manager)| manager.role == role).collect();
        all.sort_by(|(_, one), (_, other)| one.id.cmp(&other.id));
        let seat = |(manager, of): &(u32, &super::Manager)| Seat {
            manager: *manager,
            at: of.place,
            most: Room { accounts: of.accounts, hours: of.hours },
            has: Quantity::default(),
        };
        let seats: Vec<Seat> = all.iter().map(seat).collect();
        let hours = roster.demands.iter().filter(|demand| demand.role == role).map(|demand| demand.hours).min();
        let mut desk = Self {
            open: BTreeMap::new(),
            least: Quantity { accounts: 1, hours: hours.unwrap_or_default() },
            failed: BTreeMap::new(),
            way,
            seats: seats.clone(),
        };
        seats.iter().enumerate().for_each(|(place, seat)| desk.open(place, *seat));
        desk
    }

    /// All managers of the role, with what they have to do by now.
    pub(super) fn seats(&self) -> &[Seat] {
        &self.seats
    }

    /// Gives a part to whom it fits best; to somebody of `known`, if they have room. Nothing if nobody has.
    pub(super) fn take(&mut self, part: &Part, known: &[usize]) -> Option<usize> {
        let mut failed = self.failed.get(&part.place).into_iter().flatten();
        if failed.any(|size| size.accounts <= part.size.accounts && size.hours <= part.size.hours) {
            return None;
        }
        let familiar = known.iter().copied().find(|place| self.can_take(*place, part));
        let Some(place) = familiar.or_else(|| self.best(part)) else {
            self.failed.entry(part.place).or_default().push(part.size);
            return None;
        };
        let seat = self.seats.get_mut(place)?;
        let (before, key) = (*seat, (seat.at, seat.most));
        seat.has = seat.has.and(part.size);
        let now = *seat;
        self.open.get_mut(&key)?.remove(&(before.most.load(before.has), before.has, place));
        self.open(place, now);
        Some(place)
    }

    /// Among those who can take more, unless there is no room for anything.
    fn open(&mut self, place: usize, seat: Seat) {
        if seat.most.holds(seat.has.and(self.least)) {
            let alike = self.open.entry((seat.at, seat.most)).or_default();
            alike.insert((seat.most.load(seat.has), seat.has, place));
        }
    }

    fn can_take(&self, place: usize, part: &Part) -> bool {
        let seat = self.seats.get(place);
        seat.is_some_and(|seat| serves(seat.at, part.place) && seat.most.holds(seat.has.and(part.size)))
    }

    /// Of those who can do as much, the least busy who has room, or the busiest; of these, who is least busy
    /// afterwards, or busiest.
    fn best(&self, part: &Part) -> Option<usize> {
        let alike = self.open.iter().filter(|((at, _), _)| serves(*at, part.place));
        let found = alike.filter_map(|((_, most), alike)| {
            let has_room = |(_, has, _): &&(u64, Quantity, usize)| most.holds(has.and(part.size));
            let (_, has, place) = match self.way {
                Way::Spread => alike.iter().find(has_room),
                Way::Tight => alike.iter().rev().find(has_room),
            }?;
            Some((most.load(has.and(part.size)), *place))
        });
        match self.way {
            Way::Spread => found.min(),
            Way::Tight => found.max(),
        }
        .map(|(_, place)| place)
    }

    /// Why nobody takes a part.
    pub(super) fn why(&self, part: &Part) -> Why {
        let serving = || self.seats.iter().filter(|seat| serves(seat.at, part.place));
        let largest = |rooms: &mut dyn Iterator<Item = Room>| {
            rooms.max_by_key(|room| (room.hours.is_none(), room.hours, room.accounts.is_none(), room.accounts))
        };
        if self.seats.is_empty() {
            return Why::Nobody;
        }
        let Some(most) = largest(&mut serving().map(|seat| seat.most)) else {
            return if part.place == Where::Several { Why::SeveralPlaces } else { Why::NotThere };
        };
        if !serving().any(|seat| seat.most.holds(part.size)) {
            return Why::TooLarge { accounts: most.accounts, hours: most.hours };
        }
        let left = largest(&mut serving().map(|seat| seat.most.less(seat.has))).unwrap_or_default();
        Why::Full { accounts: left.accounts, hours: left.hours }
    }
}

/// Whether somebody who serves at a place, or everywhere, can serve there.
pub(super) fn serves(at: Option<u32>, place: Where) -> bool {
    match (at, place) {
        (None, _) | (_, Where::Anywhere) => true,
        (Some(at), Where::At(place)) => at == place,
        (Some(_), Where::Several) => false,
    }
}
