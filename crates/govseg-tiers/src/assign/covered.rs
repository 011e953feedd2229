//! Who looks after the accounts of an assignment, by their names.

use serde_json::{Value, json};

use super::Assignment;
use crate::coverage::{Coverage, Demand, Manager, Misfit, Roster, StaffError, Together, managers};

/// Who looks after which accounts, and the names that go with its numbers.
pub struct Covered<'a> {
    assignment: &'a Assignment<'a>,
    demands: Vec<Demand>,
    staff: Vec<Manager>,
    coverage: Coverage,
}

impl Assignment<'_> {
    /// Finds managers for the accounts, as far as there are any: a table with the columns `manager` and `role`, and if
    /// wanted `place`, `accounts` and `hours`. How, [`Roster::cover`] says.
    ///
    /// # Errors
    /// All that is wrong with the table of managers.
    pub fn cover<S: AsRef<str>>(
        &self,
        header: &[&str],
        rows: &[impl AsRef<[S]>],
        together: Together,
    ) -> Result<Covered<'_>, StaffError> {
        let roles: Vec<&str> = self.program.roles.iter().map(|role| role.id.as_str()).collect();
        let places = self.program.columns.place.and_then(|column| self.accounts.words.get(column));
        let mut places = places.map_or_else(Vec::new, |words| words.names().to_vec());
        let staff = managers(header, rows, &roles, &mut places)?;
        let demands = self.demands();
        let ids: Vec<&str> = self.accounts.ids.iter().map(String::as_str).collect();
        let families = self.forest.roots();
        let roster = Roster { demands: &demands, managers: &staff, ids: &ids, families: &families, together };
        let coverage = roster.cover();
        Ok(Covered { assignment: self, demands, staff, coverage })
    }
}

impl Covered<'_> {
    /// Who there is.
    pub fn staff(&self) -> &[Manager] {
        &self.staff
    }

    /// What was found, by numbers.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// The id of an account, by its row.
    pub fn account(&self, row: u32) -> &str {
        self.assignment.accounts().id(row as usize)
    }

    /// The id of a role, by its number.
    pub fn role(&self, number: u32) -> &str {
        self.assignment.program().roles.get(number as usize).map(|role| role.id.as_str()).unwrap_or_default()
    }

    /// The name of a manager, by the number.
    pub fn manager(&self, number: u32) -> &str {
        self.staff.get(number as usize).map(|manager| manager.id.as_str()).unwrap_or_default()
    }

    /// The accounts of each manager, by their rows.
    pub fn accounts(&self) -> Vec<Vec<u32>> {
        let mut accounts = vec![Vec::new(); self.staff.len()];
        for (demand, manager) in self.demands.iter().zip(&self.coverage.assigned) {
            if let Some(own) = manager.and_then(|manager| accounts.get_mut(manager as usize)) {
                own.push(demand.account);
            }
        }
        accounts
    }

    /// The accounts that nobody looks after.
    pub fn left_out<'b>(&'b self, misfit: &'b Misfit) -> impl Iterator<Item = &'b str> {
        let demands = misfit.demands.iter().filter_map(|&demand| self.demands.get(demand as usize));
        demands.map(|demand| self.account(demand.account))
    }

    /// All of it as JSON, with names in place of numbers.
    pub fn to_json(&self) -> Value {
        let managers = self.staff.iter().zip(&self.coverage.loads).zip(self.accounts());
        let managers = managers.map(|((manager, load), accounts)| {
            json!({
                "manager": manager.id,
                "role": self.role(manager.role),
                "accounts": accounts.into_iter().map(|row| self.account(row)).collect::<Vec<_>>(),
                "hours": load.has.hours,
                "load": load.load,
            })
        });
        let roles = self.coverage.roles.iter().map(|role| {
            json!({
                "role": self.role(role.role),
                "covered": role.covered,
                "uncovered": role.uncovered,
                "uncovered_at_least": role.uncovered_at_least,
                "highest_load": role.highest_load,
                "highest_load_at_least": role.highest_load_at_least,
            })
        });
        let misfits = self.coverage.misfits.iter().map(|one| {
            json!({
                "family": self.account(one.family),
                "role": self.role(one.role),
                "accounts": self.left_out(one).collect::<Vec<_>>(),
                "size": one.size,
                "why": one.why.to_string(),
            })
        });
        let divided = self.coverage.divided.iter().map(|one| {
            json!({
                "family": self.account(one.family),
                "role": self.role(one.role),
                "managers": one.managers.iter().map(|&one| self.manager(one)).collect::<Vec<_>>(),
                "why": one.why.to_string(),
            })
        });
        json!({
            "managers": managers.collect::<Vec<_>>(),
            "roles": roles.collect::<Vec<_>>(),
            "misfits": misfits.collect::<Vec<_>>(),
            "divided": divided.collect::<Vec<_>>(),
        })
    }
}
