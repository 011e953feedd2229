//! `govseg tiers coverage`: who looks after which accounts.

use std::process::ExitCode;

use govseg_tiers::Assignment;
use govseg_tiers::coverage::{Coverage, Manager, Roster, Together, managers};
use serde_json::{Value, json};

use super::{load, table};
use crate::args;
use crate::failure::{Failure, print};
use crate::inputs::one;
use crate::style::{CLASH, FAINT, STRONG, painted};
use crate::text::{counted, grouped, hanging, page};

/// How many families without a manager are named.
const MOST_NAMED: usize = 5;

pub(super) fn run(args: &args::Coverage) -> Result<ExitCode, Failure> {
    let reading = &args.accounts.reading;
    let program = load::program(&args.accounts.program)??;
    let on = load::day(reading.on.as_deref())?;
    let accounts = load::accounts(&load::table(&args.accounts)?, &program)?;
    let assignment = Assignment::new(&program, &accounts, on)?;
    load::warn(&assignment, reading.quiet);
    let staff = staff(args, &assignment)?;
    let demands = assignment.demands();
    let ids: Vec<&str> = accounts.ids.iter().map(String::as_str).collect();
    let coverage = Roster {
        demands: &demands,
        managers: &staff,
        ids: &ids,
        families: &assignment.forest().roots(),
        together: if args.always_together { Together::Always } else { Together::WherePossible },
    }
    .cover();
    let found = Found { assignment: &assignment, staff: &staff, coverage: &coverage };
    print(&if args.json { format!("{}\n", found.json()) } else { page(&found.lines()) })?;
    Ok(ExitCode::SUCCESS)
}

/// Those who look after accounts.
fn staff(args: &args::Coverage, assignment: &Assignment<'_>) -> Result<Vec<Manager>, Failure> {
    let mut columns = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (number, row) in table::kept(one(&args.managers, None)?, true)?.rows()?.enumerate() {
        let row = row?;
        if columns.is_empty() {
            columns = table::header(&row);
        }
        rows.push(table::cells(number + 1, &columns, &row)?.into_iter().map(Into::into).collect());
    }
    let program = assignment.program();
    let roles: Vec<&str> = program.roles.iter().map(|role| role.id.as_str()).collect();
    let places = program.columns.place.and_then(|column| assignment.accounts().words.get(column));
    let mut places = places.map_or_else(Vec::new, |words| words.names().to_vec());
    let header: Vec<&str> = columns.iter().map(String::as_str).collect();
    let named = |error: govseg_tiers::coverage::StaffError| {
        let lines: Vec<_> = error.problems().iter().map(|one| format!("{}: {one}", args.managers.display())).collect();
        Failure::Input(lines.join("\n"))
    };
    managers(&header, &rows, &roles, &mut places).map_err(named)
}

/// What was found, and the names that go with its numbers.
struct Found<'a> {
    assignment: &'a Assignment<'a>,
    staff: &'a [Manager],
    coverage: &'a Coverage,
}

impl Found<'_> {
    fn account(&self, row: u32) -> &str {
        self.assignment.accounts().id(row as usize)
    }

    fn role(&self, number: u32) -> &str {
        self.assignment.program().roles.get(number as usize).map(|role| role.id.as_str()).unwrap_or_default()
    }

    fn manager(&self, number: u32) -> &str {
        self.staff.get(number as usize).map(|manager| manager.id.as_str()).unwrap_or_default()
    }

    /// The accounts of each manager.
    fn accounts_of(&self, manager: usize) -> Vec<&str> {
        let demands = self.assignment.demands();
        let own = demands.iter().zip(&self.coverage.assigned);
        let own = own.filter(|(_, assigned)| assigned.is_some_and(|assigned| assigned as usize == manager));
        own.map(|(demand, _)| self.account(demand.account)).collect()
    }

    fn lines(&self) -> Vec<String> {
        const NAMES: usize = 18;
        const NUMBERS: usize = 10;
        let head =
            format!("{:NAMES$}{:NAMES$}{:>NUMBERS$}{:>NUMBERS$}{:>NUMBERS$}", "", "", "accounts", "hours", "load");
        let mut lines = vec![painted(FAINT, &head)];
        for (number, (manager, load)) in self.staff.iter().zip(&self.coverage.loads).enumerate() {
            let (accounts, hours) = (grouped(load.has.accounts), load.has.hours.grouped());
            let percent = format!("{:.0} %", load.load * 100.0);
            let name = painted(STRONG, &format!("{:NAMES$}", manager.id));
            let role = self.role(manager.role);
            lines.push(format!("{name}{role:NAMES$}{accounts:>NUMBERS$}{hours:>NUMBERS$}{percent:>NUMBERS$}"));
            let own = self.accounts_of(number);
            if !own.is_empty() {
                lines.push(format!("    {}", hanging(&own.join(", "), 4)));
            }
        }
        lines.push(String::new());
        for role in &self.coverage.roles {
            let (name, covered) = (self.role(role.role), counted(role.covered.accounts, "account"));
            let left = role.uncovered.accounts;
            let bound = role.uncovered_at_least.accounts;
            let loads = format!(
                "the busiest is at {:.0} %, and nobody could do with less than {:.0} %",
                role.highest_load * 100.0,
                role.highest_load_at_least * 100.0
            );
            lines.push(format!("{}  {covered} looked after, {} not", painted(STRONG, name), grouped(left)));
            lines.push(format!("    {}", hanging(&loads, 4)));
            if left > 0 {
                lines.push(format!("    at least {} must be left out, whoever does what", counted(bound, "account")));
            }
        }
        for misfit in self.coverage.misfits.iter().take(MOST_NAMED) {
            let (family, role) = (self.account(misfit.family), self.role(misfit.role));
            let said = format!("{family} has no {role}: {}", misfit.why);
            lines.push(painted(CLASH, &hanging(&said, 4)));
        }
        let more = self.coverage.misfits.len().saturating_sub(MOST_NAMED);
        if more > 0 {
            lines.push(format!("and {} more; --json names all", grouped(more as u64)));
        }
        for divided in &self.coverage.divided {
            let managers: Vec<_> = divided.managers.iter().map(|&one| self.manager(one)).collect();
            let said =
                format!("{} is divided among {}: {}", self.account(divided.family), managers.join(", "), divided.why);
            lines.push(hanging(&said, 4));
        }
        lines
    }

    fn json(&self) -> Value {
        let managers = self.staff.iter().zip(&self.coverage.loads).enumerate().map(|(number, (manager, load))| {
            json!({
                "manager": manager.id,
                "role": self.role(manager.role),
                "accounts": self.accounts_of(number),
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
                "size": one.size,
                "why": one.why.to_string(),
            })
        });
        let divided = self.coverage.divided.iter().map(|one| {
            let managers: Vec<_> = one.managers.iter().map(|&one| self.manager(one)).collect();
            json!({
                "family": self.account(one.family),
                "role": self.role(one.role),
                "managers": managers,
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
