//! What the treatments of accounts take of those who look after them.

use super::Assignment;
use crate::coverage::Demand;
use crate::program::RoleKind;

impl Assignment<'_> {
    /// What accounts need of roles: of each role that is not self-service the hours of their treatments together. Where
    /// it must be served is the word in the programme's column of places, by its number among those of the accounts.
    /// Higher tiers are served first.
    pub fn demands(&self) -> Vec<Demand> {
        let places = self.program.columns.place.and_then(|column| self.accounts.words.get(column));
        let place = |account: usize| places.and_then(|words| words.code(account));
        let mut demands: Vec<Demand> = Vec::new();
        for (account, outcome) in (0_u32..).zip(&self.outcomes) {
            let row = account as usize;
            let rank = outcome.tier.map_or(0, |tier| u32::from(tier) + 1);
            let first = demands.len();
            for given in self.treatments(row) {
                let need = self.program.treatments.get(given.treatment).and_then(|one| one.needs.as_ref());
                let Some(need) = need else { continue };
                let kind = self.program.roles.get(need.role).map(|role| role.kind);
                if kind == Some(RoleKind::SelfService) {
                    continue;
                }
                let role = u32::try_from(need.role).unwrap_or(u32::MAX);
                match demands.iter_mut().skip(first).find(|demand| demand.role == role) {
                    Some(demand) => demand.hours = demand.hours + need.hours,
                    None => demands.push(Demand { account, role, hours: need.hours, place: place(row), rank }),
                }
            }
        }
        demands
    }
}
