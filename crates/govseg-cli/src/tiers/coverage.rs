//! `govseg tiers coverage`: who looks after which accounts.

use std::path::Path;
use std::process::ExitCode;

use govseg_tiers::coverage::Together;
use govseg_tiers::{Assignment, Covered};

use super::{load, table};
use crate::args;
use crate::failure::{Failure, print};
use crate::inputs::one;
use crate::style::{CLASH, FAINT, STRONG, painted};
use crate::text::{counted, grouped, hanging, named, page};

/// How many families without a manager are named.
const MOST_NAMED: usize = 5;
/// How many accounts of a manager are.
const MOST_ACCOUNTS: usize = 12;

pub(super) fn run(args: &args::Coverage) -> Result<ExitCode, Failure> {
    let reading = &args.accounts.reading;
    let program = load::program(&args.accounts.program)??;
    let on = load::day(reading.on.as_deref())?;
    let accounts = load::accounts(&load::table(&args.accounts)?, &program)?;
    let assignment = Assignment::new(&program, &accounts, on)?;
    load::warn(&assignment, reading.quiet);
    let (header, rows) = staff(&args.managers)?;
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let together = if args.always_together { Together::Always } else { Together::WherePossible };
    let covered = assignment.cover(&header, &rows, together).map_err(|error| {
        let lines: Vec<_> = error.problems().iter().map(|one| format!("{}: {one}", args.managers.display())).collect();
        Failure::Input(lines.join("\n"))
    })?;
    print(&if args.json { format!("{}\n", covered.to_json()) } else { page(&lines(&covered)) })?;
    Ok(ExitCode::SUCCESS)
}

/// The table of those who look after accounts.
fn staff(managers: &Path) -> Result<(Vec<String>, Vec<Vec<String>>), Failure> {
    let mut columns = Vec::new();
    let mut rows = Vec::new();
    for (number, row) in table::kept(one(managers, None)?, true)?.rows()?.enumerate() {
        let row = row?;
        if columns.is_empty() {
            columns = table::header(&row);
        }
        rows.push(table::cells(number + 1, &columns, &row)?.into_iter().map(Into::into).collect());
    }
    Ok((columns, rows))
}

fn lines(covered: &Covered<'_>) -> Vec<String> {
    const NAMES: usize = 18;
    const NUMBERS: usize = 10;
    let coverage = covered.coverage();
    let head = format!("{:NAMES$}{:NAMES$}{:>NUMBERS$}{:>NUMBERS$}{:>NUMBERS$}", "", "", "accounts", "hours", "load");
    let mut lines = vec![painted(FAINT, &head)];
    for ((manager, load), own) in covered.staff().iter().zip(&coverage.loads).zip(covered.accounts()) {
        let (accounts, hours) = (grouped(load.has.accounts), load.has.hours.grouped());
        let percent = format!("{:.0} %", load.load * 100.0);
        let name = painted(STRONG, &format!("{:NAMES$}", manager.id));
        let role = covered.role(manager.role);
        lines.push(format!("{name}{role:NAMES$}{accounts:>NUMBERS$}{hours:>NUMBERS$}{percent:>NUMBERS$}"));
        if !own.is_empty() {
            let named = named(own.iter().map(|&row| covered.account(row)), MOST_ACCOUNTS);
            lines.push(format!("    {}", hanging(&named, 4)));
        }
    }
    lines.push(String::new());
    for role in &coverage.roles {
        let (name, accounts) = (covered.role(role.role), counted(role.covered.accounts, "account"));
        let left = role.uncovered.accounts;
        let bound = role.uncovered_at_least.accounts;
        let loads = format!(
            "the busiest is at {:.0} %, and nobody could do with less than {:.0} %",
            role.highest_load * 100.0,
            role.highest_load_at_least * 100.0
        );
        lines.push(format!("{}  {accounts} looked after, {} not", painted(STRONG, name), grouped(left)));
        lines.push(format!("    {}", hanging(&loads, 4)));
        if left > 0 {
            lines.push(format!("    at least {} must be left out, whoever does what", counted(bound, "account")));
        }
    }
    for misfit in coverage.misfits.iter().take(MOST_NAMED) {
        let left_out = named(covered.left_out(misfit), MOST_ACCOUNTS);
        let said = format!("No {} for {left_out}: {}", covered.role(misfit.role), misfit.why);
        lines.push(painted(CLASH, &hanging(&said, 4)));
    }
    let more = coverage.misfits.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        lines.push(format!("and {} more; --json names all", grouped(more as u64)));
    }
    for divided in &coverage.divided {
        let managers: Vec<_> = divided.managers.iter().map(|&one| covered.manager(one)).collect();
        let family = covered.account(divided.family);
        let said = format!("{family} is divided among {}: {}", managers.join(", "), divided.why);
        lines.push(hanging(&said, 4));
    }
    lines
}
