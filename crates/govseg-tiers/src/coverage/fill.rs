//! The parts of one role, each with who takes it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::desk::{Desk, Seat};
use super::part::Part;
use super::{Divided, Misfit, Roster, Together, Way, Why};
use crate::Amount;

/// What became of the demands of one role.
pub(super) struct Filled {
    pub(super) role: u32,
    pub(super) way: Way,
    pub(super) seats: Vec<Seat>,
    /// Parts with the manager's place in the list of all.
    pub(super) taken: Vec<(Part, u32)>,
    pub(super) misfits: Vec<Misfit>,
    pub(super) divided: Vec<Divided>,
}

/// Tries both ways, and keeps the one that leaves less.
pub(super) fn role(roster: &Roster<'_>, role: u32, families: &[Part]) -> Filled {
    let spread = fill(roster, role, families, Way::Spread);
    if spread.misfits.is_empty() && spread.divided.is_empty() {
        return spread;
    }
    let tight = fill(roster, role, families, Way::Tight);
    if tight.left(roster) < spread.left(roster) { tight } else { spread }
}

fn fill(roster: &Roster<'_>, role: u32, families: &[Part], way: Way) -> Filled {
    let mut desk = Desk::of(roster, role, way);
    let mut filled =
        Filled { role, way, seats: Vec::new(), taken: Vec::new(), misfits: Vec::new(), divided: Vec::new() };
    for part in families {
        let mut known = Vec::new();
        let why = filled.place(roster, &mut desk, part, &mut known);
        if let Some(why) = why.filter(|_| known.len() > 1) {
            let managers = known.iter().filter_map(|seat| desk.seats().get(*seat)).map(|seat| seat.manager).collect();
            filled.divided.push(Divided { family: part.family, role, managers, why });
        }
    }
    filled.seats = desk.seats().to_vec();
    filled
}

impl Filled {
    /// Finds somebody for a part; where nobody is, for what it is divided into, and says why. `known` are those who
    /// look after some of the family. Families are divided twice at most: by places, and account by account.
    fn place(&mut self, roster: &Roster<'_>, desk: &mut Desk, part: &Part, known: &mut Vec<usize>) -> Option<Why> {
        if let Some(seat) = desk.take(part, known) {
            if !known.contains(&seat) {
                known.push(seat);
            }
            let manager = desk.seats().get(seat).map_or(0, |seat| seat.manager);
            self.taken.push((part.clone(), manager));
            return None;
        }
        let why = desk.why(part);
        let divisible = roster.together == Together::WherePossible && !matches!(why, Why::Nobody | Why::NotThere);
        let parts = if divisible { part.divided(roster) } else { Vec::new() };
        if parts.len() < 2 {
            self.leave(part, why);
        } else {
            for part in &parts {
                self.place(roster, desk, part, known);
            }
        }
        Some(why)
    }

    /// Leaves a part out; with what is left out of the same family for the same reason.
    fn leave(&mut self, part: &Part, why: Why) {
        match self.misfits.last_mut().filter(|last| last.family == part.family && last.why == why) {
            Some(last) => {
                last.demands.extend(&part.demands);
                last.size = last.size.and(part.size);
            }
            None => self.misfits.push(Misfit {
                family: part.family,
                role: self.role,
                demands: part.demands.clone(),
                size: part.size,
                why,
            }),
        }
    }

    /// What is left out, of the highest rank first, and how many families are divided.
    fn left(&self, roster: &Roster<'_>) -> (Vec<(u64, Amount)>, usize) {
        let mut left: BTreeMap<Reverse<u32>, (u64, Amount)> =
            roster.demands.iter().map(|demand| (Reverse(demand.rank), (0, Amount::ZERO))).collect();
        let out = self.misfits.iter().flat_map(|misfit| &misfit.demands);
        for demand in out.filter_map(|number| roster.demands.get(*number as usize)) {
            let (demands, hours) = left.entry(Reverse(demand.rank)).or_default();
            *demands += 1;
            *hours = *hours + demand.hours;
        }
        (left.into_values().collect(), self.divided.len())
    }
}
