//! What no assignment could do better, whatever it is: here work may be given away in any pieces.

use std::collections::BTreeMap;

use super::desk::{Seat, serves};
use super::part::{Part, Where};
use super::room::{Quantity, Room};
use crate::Amount;

/// More than there is of anything, and far from overflowing.
const NO_LIMIT: i128 = i128::MAX / 8;

/// Who can do what: those who are alike are one.
pub(super) struct Staff {
    alike: BTreeMap<(Option<u32>, Room), u64>,
}

impl Staff {
    pub(super) fn of(seats: &[Seat]) -> Self {
        let mut alike = BTreeMap::new();
        for seat in seats {
            *alike.entry((seat.at, seat.most)).or_default() += 1;
        }
        Self { alike }
    }

    /// At least so much of these parts is left out, whoever takes what. The two need not be reached at once.
    pub(super) fn left_out(&self, parts: &[Part]) -> Quantity {
        let fits = |part: &&Part| self.serving(part.place).any(|(most, _)| most.holds(part.size));
        let (able, unable): (Vec<&Part>, Vec<&Part>) = parts.iter().partition(fits);
        let lost = unable.iter().fold(Quantity::default(), |sum, part| sum.and(part.size));
        let accounts = |size: Quantity| i128::from(size.accounts);
        let hours = |size: Quantity| size.hours.micros();
        let accounts_out = self.short(&able, accounts, |room| room.accounts.map(i128::from));
        let hours_out = self.short(&able, hours, |room| room.hours.map(Amount::micros));
        let sizes: Vec<Quantity> = able.iter().map(|part| part.size).collect();
        let accounts_out = accounts_out.max(implied(&sizes, hours_out, hours, accounts));
        let hours_out = hours_out.max(implied(&sizes, accounts_out, accounts, hours));
        lost.and(Quantity {
            accounts: u64::try_from(accounts_out).unwrap_or(u64::MAX),
            hours: Amount::from_micros(hours_out),
        })
    }

    /// At least so busy is the busiest of those who take these parts, in billionths.
    pub(super) fn highest<'a>(&self, parts: impl Iterator<Item = &'a Part> + Clone) -> u64 {
        let mut at: BTreeMap<Where, Quantity> = BTreeMap::new();
        let mut all = Quantity::default();
        for part in parts.clone() {
            all = all.and(part.size);
            let sum = at.entry(part.place).or_default();
            *sum = sum.and(part.size);
        }
        at.insert(Where::Anywhere, all);
        let together = at.into_iter().map(|(place, size)| self.room(place).load(size));
        let alone = parts.filter_map(|part| {
            let holding = self.serving(part.place).filter(|(most, _)| most.holds(part.size));
            holding.map(|(most, _)| most.load(part.size)).min()
        });
        together.chain(alone).max().unwrap_or_default()
    }

    /// What those can do who serve there, and how many they are.
    fn serving(&self, place: Where) -> impl Iterator<Item = (Room, u64)> {
        let there = self.alike.iter().filter(move |((at, _), _)| serves(*at, place));
        there.map(|((_, most), count)| (*most, *count))
    }

    /// What they can do together.
    fn room(&self, place: Where) -> Room {
        let none = Room { accounts: Some(0), hours: Some(Amount::ZERO) };
        self.serving(place).fold(none, |sum, (most, count)| sum.and(most.times(count)))
    }

    /// How much is left out if it may be given away in any pieces: first to those who serve just there, then to those
    /// who serve everywhere; what may be served anywhere comes last.
    fn short(&self, parts: &[&Part], of: impl Fn(Quantity) -> i128, limit: impl Fn(Room) -> Option<i128>) -> i128 {
        let mut needs: BTreeMap<Where, i128> = BTreeMap::new();
        for part in parts {
            *needs.entry(part.place).or_default() += of(part.size);
        }
        let mut rooms: BTreeMap<Option<u32>, i128> = BTreeMap::new();
        for ((at, most), count) in &self.alike {
            let room = limit(*most).map_or(NO_LIMIT, |limit| limit.saturating_mul(i128::from(*count)));
            let sum = rooms.entry(*at).or_default();
            *sum = sum.saturating_add(room).min(NO_LIMIT);
        }
        let mut everywhere = rooms.remove(&None).unwrap_or_default();
        let anywhere = needs.remove(&Where::Anywhere).unwrap_or_default();
        let mut short = 0;
        for (place, need) in needs {
            let local = if let Where::At(place) = place { rooms.get_mut(&Some(place)) } else { None };
            let taken = local.map_or(0, |room| {
                let taken = need.min(*room);
                *room -= taken;
                taken
            });
            short += need - taken;
        }
        let taken = short.min(everywhere);
        everywhere -= taken;
        let spare = rooms.values().fold(everywhere, |sum, room| sum.saturating_add(*room));
        short - taken + (anywhere - spare).max(0)
    }
}

/// If `out` of one thing is left out, then at least so much of another: as many parts as it takes of the largest are
/// out, and they have at least what the smallest have.
fn implied(sizes: &[Quantity], out: i128, of: impl Fn(Quantity) -> i128, then: impl Fn(Quantity) -> i128) -> i128 {
    let mut large: Vec<i128> = sizes.iter().map(|size| of(*size)).collect();
    large.sort_unstable();
    let mut rest = out;
    let parts = large.iter().rev().take_while(|size| {
        let more = rest > 0;
        rest -= **size;
        more
    });
    let parts = parts.count();
    let mut small: Vec<i128> = sizes.iter().map(|size| then(*size)).collect();
    small.sort_unstable();
    small.iter().take(parts).sum()
}
