//! What an account gets: by law, by need, by courtesy, by its tier.

use super::{Assignment, Standing};
use crate::program::{Basis, Owner};

/// Why an account gets a treatment; the strongest ground first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Ground {
    /// A grant that law, need, courtesy or a purchase is the ground of, by its number.
    Grant(Basis, usize),
    /// The tier that it earned or holds, by its number.
    Tier(usize),
    /// A step on the way to a tier, by the grant's number.
    Step(usize),
    /// The tier of whoever earned none, by its number.
    Default(usize),
}

/// A treatment, and why an account gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Given {
    /// The treatment's number.
    pub treatment: usize,
    /// The strongest ground that gives it.
    pub ground: Ground,
}

impl Assignment<'_> {
    /// The grants that an account has, by their numbers, the strongest ground first.
    pub fn grants(&self, account: usize) -> Vec<usize> {
        let met = self.outcomes.get(account).map_or(0, |outcome| outcome.met);
        let grants = self.program.grants.iter().enumerate();
        let mut held: Vec<_> = grants
            .filter(|(number, _)| {
                self.program.alternatives_of(Owner::Grant(*number)).any(|(place, _)| met >> place & 1 == 1)
            })
            .map(|(number, grant)| (grant.basis, number))
            .collect();
        held.sort_unstable();
        held.into_iter().map(|(_, number)| number).collect()
    }

    /// What an account gets. Of the treatments of a slot it is one: the first in the programme, or the one with the
    /// strongest ground where the slot says so. A grant never takes away what the tier gives.
    pub fn treatments(&self, account: usize) -> Vec<Given> {
        let Some(outcome) = self.outcomes.get(account) else { return Vec::new() };
        let mut given: Vec<Given> = Vec::new();
        for number in self.grants(account) {
            let Some(grant) = self.program.grants.get(number) else { continue };
            let ground =
                if grant.basis == Basis::Step { Ground::Step(number) } else { Ground::Grant(grant.basis, number) };
            given.extend(grant.gives.iter().map(|&treatment| Given { treatment, ground }));
        }
        if let Some(tier) = outcome.tier.map(usize::from) {
            let by_default = outcome.standing == Standing::Default;
            let ground = if by_default { Ground::Default(tier) } else { Ground::Tier(tier) };
            given.extend(self.program.given_by(tier).into_iter().map(|treatment| Given { treatment, ground }));
        }
        // The strongest ground of each treatment.
        given.sort_unstable_by_key(|given| (given.treatment, given.ground));
        given.dedup_by_key(|given| given.treatment);
        self.one_of_each_slot(&given)
    }

    fn one_of_each_slot(&self, given: &[Given]) -> Vec<Given> {
        let slot = |given: &Given| self.program.treatments.get(given.treatment).and_then(|treatment| treatment.slot);
        let kept = |one: &&Given| {
            let Some(own) = slot(one) else { return true };
            let by_ground = self.program.slots.get(own).is_some_and(|slot| slot.by_ground);
            let rank =
                |given: &Given| if by_ground { (Some(given.ground), given.treatment) } else { (None, given.treatment) };
            given.iter().filter(|other| slot(other) == Some(own)).all(|other| rank(one) <= rank(other))
        };
        given.iter().filter(kept).copied().collect()
    }
}
