//! `govseg tiers assign`.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use govseg::words::{clip, nearest};
use govseg_tiers::{Assignment, COLUMNS, View};

use super::{fairness, load, pyramid};
use crate::args;
use crate::failure::{Failure, print};
use crate::files::is_stream;
use crate::meanwhile::{Classified, Gathered};
use crate::text::{WIDTH, counted, page, wrapped};

pub(super) fn run(args: &args::Assign) -> Result<ExitCode, Failure> {
    let reading = &args.accounts.reading;
    let program = load::program(&args.accounts.program)??;
    let on = load::day(reading.on.as_deref())?;
    let table = load::table(&args.accounts)?;
    let accounts = load::accounts(&table, &program)?;
    let assignment = Assignment::new(&program, &accounts, on)?;
    load::warn(&assignment, reading.quiet);
    if let Some(id) = &args.account {
        return one(args, &assignment, id);
    }
    if let Some(path) = &args.output {
        write(args, path, &table, &assignment)?;
    }
    if args.json {
        let view = args.view.into();
        let lines = (0..accounts.len()).map(|account| format!("{}\n", assignment.to_json(account, view)));
        return print(&lines.collect::<String>()).map(|()| ExitCode::SUCCESS);
    }
    let mut lines = pyramid::lines(&assignment, &args.accounts.accounts);
    if let Some(column) = &args.by {
        lines.push(String::new());
        lines.extend(fairness::lines(&assignment, column, args.k)?);
    }
    match &args.output {
        Some(path) if is_stream(path) => {}
        Some(path) => {
            lines.push(String::new());
            lines.push(format!("{} in {}", counted(accounts.len() as u64, "account"), path.display()));
        }
        None => return print(&page(&lines)).map(|()| ExitCode::SUCCESS),
    }
    if !reading.quiet {
        // If standard error is closed, there is nobody to tell.
        let _ = anstream::stderr().lock().write_all(page(&lines).as_bytes());
    }
    Ok(ExitCode::SUCCESS)
}

/// One account, in words or as JSON.
fn one(args: &args::Assign, assignment: &Assignment<'_>, id: &str) -> Result<ExitCode, Failure> {
    let ids = &assignment.accounts().ids;
    let account = assignment.accounts().find(id).ok_or_else(|| {
        let near = nearest(id, ids).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        Failure::Input(format!("there is no account `{}`{near}", clip(id)))
    })?;
    let view = args.view.into();
    if args.json {
        print(&format!("{}\n", assignment.to_json(account, view)))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut lines = wrapped(&assignment.explain(account, view), WIDTH);
    lines.push(String::new());
    lines.extend(pyramid::treatments(assignment, account));
    print(&page(&lines))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the table with what came of each account behind it.
fn write(args: &args::Assign, path: &Path, table: &Classified, assignment: &Assignment<'_>) -> Result<(), Failure> {
    let names = COLUMNS.map(|name| format!("{}{name}", args.prefix));
    let mut gathered = Gathered::new()?;
    for (account, row) in table.rows()?.enumerate() {
        let row = row?;
        if let Some((taken, _)) = row.own().find(|(name, _)| names.iter().any(|added| added == name)) {
            let message = format!("the table has a column `{taken}` already; --prefix renames those that are added");
            return Err(Failure::Input(message));
        }
        let mut found = assignment.row(account, args.view.into());
        let added = names.iter().zip(COLUMNS);
        let added: Vec<_> =
            added.map(|(name, column)| (name.as_str(), found.remove(column).unwrap_or_default())).collect();
        gathered.add(&row.with(&added)?)?;
    }
    gathered.hand_on("the accounts", path)
}

impl From<args::TiersView> for View {
    fn from(view: args::TiersView) -> Self {
        match view {
            args::TiersView::Internal => Self::Internal,
            args::TiersView::Customer => Self::Customer,
        }
    }
}
