//! Programmes and accounts from files.

use std::io::Write as _;

use govseg::words::{clip, is_day};
use govseg_table::named_text;
use govseg_tiers::{Accounts, Assignment, Program, ProgramError};

use super::table;
use crate::args;
use crate::failure::Failure;
use crate::inputs::one;
use crate::meanwhile::Classified;
use crate::style::{WARNING, painted};
use crate::text::page;

/// The built-in programme of that name, or the one in that file.
pub(super) fn program(choice: &str) -> Result<Result<Program, ProgramError>, Failure> {
    Ok(match named_text(choice, Program::builtin_text(choice))? {
        Some(text) => Program::parse(choice, &text),
        None => Program::builtin(choice),
    })
}

/// The day that was named.
pub(super) fn day(on: Option<&str>) -> Result<Option<&str>, Failure> {
    match on {
        Some(day) if !is_day(day) => Err(Failure::Input(format!("`{}` is no day; write YYYY-MM-DD (--on)", clip(day)))),
        on => Ok(on),
    }
}

/// The table of accounts that was named.
pub(super) fn table(args: &args::TiersAccounts) -> Result<Classified, Failure> {
    table::kept(one(&args.accounts, args.reading.from.map(Into::into))?, args.reading.quiet)
}

/// The accounts of a programme.
pub(super) fn accounts(table: &Classified, program: &Program) -> Result<Accounts, Failure> {
    let mut columns: Vec<String> = Vec::new();
    let mut reader = None;
    for (number, row) in table.rows()?.enumerate() {
        let row = row?;
        if reader.is_none() {
            columns = table::header(&row);
            let names: Vec<&str> = columns.iter().map(String::as_str).collect();
            reader = Some(Accounts::reader(program, &names)?);
        }
        let cells = table::cells(number + 1, &columns, &row)?;
        if let Some(reader) = &mut reader {
            reader.row(&cells);
        }
    }
    let reader = reader.ok_or_else(|| Failure::Input("there are no accounts".to_owned()))?;
    Ok(reader.finish()?)
}

/// Tells on standard error what is to be looked at.
pub(super) fn warn(assignment: &Assignment<'_>, quiet: bool) {
    if quiet {
        return;
    }
    let warnings = assignment.warnings().iter().map(|warning| format!("{} {warning}", painted(WARNING, "warning:")));
    let warnings: Vec<_> = warnings.collect();
    // If standard error is closed, there is nobody to tell.
    let _ = anstream::stderr().lock().write_all(page(&warnings).as_bytes());
}
