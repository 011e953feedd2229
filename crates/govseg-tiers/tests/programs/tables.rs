//! Tables of accounts as text.

#![allow(dead_code, reason = "not every test file uses all of it")]

use govseg_tiers::{Accounts, AccountsError, Assignment, Program};

/// The accounts of a table in CSV without quotes.
pub(crate) fn accounts(program: &Program, table: &str) -> Result<Accounts, AccountsError> {
    let mut lines = table.trim().lines().map(|line| line.trim().split(',').collect::<Vec<_>>());
    let mut reader = Accounts::reader(program, &lines.next().unwrap_or_default())?;
    for row in lines {
        reader.row(&row);
    }
    reader.finish()
}

/// The id of a tier.
pub(crate) fn id(program: &Program, tier: Option<u8>) -> Option<&str> {
    tier.map(|tier| program.tiers[usize::from(tier)].id.as_str())
}

/// What an account gets, by ids.
pub(crate) fn given<'a>(assignment: &Assignment<'a>, account: &str) -> Vec<&'a str> {
    let program = assignment.program();
    let number = assignment.accounts().find(account).unwrap();
    let given = assignment.treatments(number).into_iter();
    given.map(|given| program.treatments[given.treatment].id.as_str()).collect()
}
