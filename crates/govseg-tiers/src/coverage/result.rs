//! Who looks after whom, what does not fit and why, and how far it is from what nobody could do better.

use serde::Serialize;

use super::Roster;
use super::bound::Staff;
use super::fill::{self, Filled};
use super::part::Part;
use super::room::{Quantity, Room};
use crate::Amount;

/// To whom the next family goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Way {
    /// To who is least busy afterwards.
    Spread,
    /// To the busiest who has room.
    Tight,
}

/// Why nobody looks after an account, or not one manager after all of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[non_exhaustive]
pub enum Why {
    /// Nobody has the role.
    Nobody,
    /// Nobody of that role serves there.
    NotThere,
    /// It must be served in several places, and nobody of that role serves everywhere.
    SeveralPlaces,
    /// It is more than anybody can do; the most that one can.
    TooLarge {
        /// How many accounts, if that is limited.
        accounts: Option<u64>,
        /// How many hours, if they are limited.
        hours: Option<Amount>,
    },
    /// Nobody has so much room left; the most that is left of one.
    Full {
        /// How many accounts, if that is limited.
        accounts: Option<u64>,
        /// How many hours, if they are limited.
        hours: Option<Amount>,
    },
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (what, accounts, hours) = match self {
            Self::Nobody => return f.write_str("nobody has the role; add a manager who has"),
            Self::NotThere => {
                return f.write_str("nobody of that role serves there; add a manager, or one without a place");
            }
            Self::SeveralPlaces => {
                return f.write_str("it is in several places, and nobody of that role serves everywhere");
            }
            Self::TooLarge { accounts, hours } => {
                ("it is more than anybody can do: the most that one can is", accounts, hours)
            }
            Self::Full { accounts, hours } => {
                ("nobody has so much room left: the most that is left of one is", accounts, hours)
            }
        };
        let accounts = accounts.map(|accounts| format!("{accounts} account{}", if accounts == 1 { "" } else { "s" }));
        let hours = hours.map(|hours| format!("{} hours", hours.grouped()));
        let most: Vec<String> = accounts.into_iter().chain(hours).collect();
        write!(f, "{what} {}", most.join(" in "))
    }
}

/// Accounts of one family that nobody looks after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Misfit {
    /// The row of the family's root.
    pub family: u32,
    /// The role that is lacking, by its number.
    pub role: u32,
    /// The demands, by their places in the roster.
    pub demands: Vec<u32>,
    /// How much it is.
    pub size: Quantity,
    /// Why.
    pub why: Why,
}

/// A family that several managers of one role look after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Divided {
    /// The row of the family's root.
    pub family: u32,
    /// The role, by its number.
    pub role: u32,
    /// The managers, by their places in the roster.
    pub managers: Vec<u32>,
    /// Why no one of them does so alone.
    pub why: Why,
}

/// What a manager has to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Load {
    /// How much.
    pub has: Quantity,
    /// How much that is of what can be done, where 1 is all: the larger share of accounts and hours. 0 without a limit.
    pub load: f64,
}

/// How well a role is covered, beside what nobody could do better.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RoleCoverage {
    /// The role, by its number.
    pub role: u32,
    /// Which of the two ways was better.
    pub way: Way,
    /// What is looked after.
    pub covered: Quantity,
    /// What is left out.
    pub uncovered: Quantity,
    /// What every assignment leaves out at least: a bound, which need not be reached, nor both of its numbers at once.
    pub uncovered_at_least: Quantity,
    /// How busy the busiest is.
    pub highest_load: f64,
    /// How busy the busiest is at least, whoever takes what is covered here: a bound, which need not be reached.
    pub highest_load_at_least: f64,
}

impl RoleCoverage {
    /// How far it is from the bounds at most: accounts left out, hours left out, load of the busiest.
    pub fn gap(&self) -> (u64, Amount, f64) {
        let more = self.uncovered.without(self.uncovered_at_least);
        (more.accounts, more.hours, self.highest_load - self.highest_load_at_least)
    }
}

/// Who looks after whom.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Coverage {
    /// For each demand the manager, by the place in the roster.
    pub assigned: Vec<Option<u32>>,
    /// For each manager.
    pub loads: Vec<Load>,
    /// For each role that is needed, by its number.
    pub roles: Vec<RoleCoverage>,
    /// What nobody looks after.
    pub misfits: Vec<Misfit>,
    /// Which families are divided.
    pub divided: Vec<Divided>,
}

impl Coverage {
    pub(super) fn of(roster: &Roster<'_>) -> Self {
        let mut roles: Vec<u32> = roster.demands.iter().map(|demand| demand.role).collect();
        roles.sort_unstable();
        roles.dedup();
        let mut coverage = Self {
            assigned: vec![None; roster.demands.len()],
            loads: vec![Load::default(); roster.managers.len()],
            roles: Vec::new(),
            misfits: Vec::new(),
            divided: Vec::new(),
        };
        for role in roles {
            let families = Part::families(roster, role);
            let filled = fill::role(roster, role, &families);
            coverage.add(&filled, &Part::smallest(roster, &families));
            coverage.misfits.extend(filled.misfits);
            coverage.divided.extend(filled.divided);
        }
        coverage
    }

    /// Takes over what became of one role.
    fn add(&mut self, filled: &Filled, smallest: &[Part]) {
        let mut covered = Quantity::default();
        for (part, manager) in &filled.taken {
            covered = covered.and(part.size);
            for number in &part.demands {
                if let Some(assigned) = self.assigned.get_mut(*number as usize) {
                    *assigned = Some(*manager);
                }
            }
        }
        let mut highest = 0;
        for seat in &filled.seats {
            let load = seat.most.load(seat.has);
            highest = highest.max(load);
            if let Some(place) = self.loads.get_mut(seat.manager as usize) {
                *place = Load { has: seat.has, load: Room::share(load) };
            }
        }
        let staff = Staff::of(&filled.seats);
        self.roles.push(RoleCoverage {
            role: filled.role,
            way: filled.way,
            covered,
            uncovered: filled.misfits.iter().fold(Quantity::default(), |sum, misfit| sum.and(misfit.size)),
            uncovered_at_least: staff.left_out(smallest),
            highest_load: Room::share(highest),
            highest_load_at_least: Room::share(staff.highest(filled.taken.iter().map(|(part, _)| part))),
        });
    }
}
