//! Who looks after which account: as many as their time allows, families together, nobody far busier than others.

// Demands become parts (`part`): families, or what they are divided into. A `desk` finds who has `room` for a part,
// `fill` goes through all parts in order, `bound` says what nobody could do better, and `result` what came of it.
// `staff` reads who there is.
mod bound;
mod desk;
mod fill;
mod part;
mod result;
mod room;
mod staff;

use crate::Amount;

pub use result::{Coverage, Divided, Load, Misfit, RoleCoverage, Way, Why};
pub use room::Quantity;
pub use staff::{StaffError, StaffProblem, managers};

/// What an account needs of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The account, by its row.
    pub account: u32,
    /// The role, by its number.
    pub role: u32,
    /// How much time it takes.
    pub hours: Amount,
    /// Where it must be served, by the number of the place; nothing if that does not matter.
    pub place: Option<u32>,
    /// The higher, the sooner it is served.
    pub rank: u32,
}

/// Somebody, or a team, that looks after accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manager {
    /// The name.
    pub id: String,
    /// The role, by its number.
    pub role: u32,
    /// Where they serve; everywhere, if nothing is said.
    pub place: Option<u32>,
    /// How many accounts they can look after; any number, if nothing is said.
    pub accounts: Option<u64>,
    /// How many hours they have; any number, if nothing is said.
    pub hours: Option<Amount>,
}

/// Whether one manager looks after all accounts of a family that need the same role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Together {
    /// Where somebody can; else the family is divided, which is said.
    #[default]
    WherePossible,
    /// Always: a family that nobody can look after alone is left out.
    Always,
}

/// What is to be covered, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Roster<'a> {
    /// What accounts need.
    pub demands: &'a [Demand],
    /// Who there is.
    pub managers: &'a [Manager],
    /// The accounts' ids, by their rows: they settle what is equal in all else, so that the order of rows does not
    /// matter.
    pub ids: &'a [&'a str],
    /// The family of each account, by the row of its root.
    pub families: &'a [u32],
    /// Whether families are kept together.
    pub together: Together,
}

impl Roster<'_> {
    /// Finds a manager for every demand, as far as there are any.
    ///
    /// A stated heuristic, not an optimum: families go, higher ranks first and then larger ones, each to the manager
    /// who is least busy afterwards and has room for all of it (**spread**). Where that leaves somebody out it is tried
    /// once more, each to the busiest who has room (**tight**), and the better of the two counts. Beside the result
    /// stands what nobody could do better than: bounds that hold for every assignment. The order of rows does not
    /// matter.
    ///
    /// ```
    /// use govseg_tiers::coverage::{Demand, Manager, Roster, Together};
    /// use govseg_tiers::Amount;
    ///
    /// let demand = |account| Demand { account, role: 0, hours: Amount::from(30), place: None, rank: 1 };
    /// let manager = |id: &str, hours| {
    ///     Manager { id: id.to_owned(), role: 0, place: None, accounts: None, hours: Some(Amount::from(hours)) }
    /// };
    /// let coverage = Roster {
    ///     demands: &[demand(1), demand(2), demand(3)],
    ///     managers: &[manager("Ada", 40), manager("Ben", 80)],
    ///     ids: &["CBP", "EZ1", "EZ3", "Ports"],
    ///     families: &[0, 0, 0, 3],
    ///     together: Together::WherePossible,
    /// }
    /// .cover();
    /// assert_eq!(coverage.assigned, [Some(1), Some(1), Some(0)]);
    /// assert_eq!(coverage.roles[0].uncovered.accounts, 0);
    /// ```
    pub fn cover(&self) -> Coverage {
        Coverage::of(self)
    }
}
