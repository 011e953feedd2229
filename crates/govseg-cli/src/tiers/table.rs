//! A table's rows as text, read once for the accounts and once more to be written with what came of them.

use std::borrow::Cow;

use govseg::Policy;
use govseg_table::{Classify, Entry, Format, Input, Lines, Output, Recipe, cell_text, entries};

use crate::failure::Failure;
use crate::progress::Watch;

/// Hands out each row of a table: its number, from 1, and its cells. The first row that cannot be read ends it.
pub(super) fn rows(
    input: Input<'_>,
    quiet: bool,
    mut each: impl FnMut(usize, &[Entry<'_>]) -> Result<(), Failure> + Send,
) -> Result<(), Failure> {
    // A recipe that reads no column: the rows pass through as they are.
    let untouched = Recipe::parse("accounts", "id = 'accounts'\n[constant]\n")?;
    let mut watch = Watch::new(quiet);
    let mut failed = None;
    let mut number = 0;
    let passed = Lines::new(|row: &str| {
        number += 1;
        if failed.is_none() {
            // It was written as JSON by the reader of the table.
            failed = each(number, &entries(row).unwrap_or_default()).err();
        }
    });
    let classify = Classify::new(Policy::gsa_2008()).recipe(&untouched).columns(Vec::new());
    let output = Output::stream("the rows of the table", passed, Some(Format::JsonLines));
    classify.watch(|progress| watch.see(progress)).run(input, output, None)?;
    failed.map_or(Ok(()), Err)
}

/// The cells of a row as text, in the order of these columns.
pub(super) fn cells<'r>(number: usize, header: &[String], row: &[Entry<'r>]) -> Result<Vec<Cow<'r, str>>, Failure> {
    if let Some(new) = row.iter().find(|entry| !header.iter().any(|name| entry.key == name.as_str())) {
        let name = govseg::words::clip(&new.key);
        let message = format!("row {number} has `{name}`, which the first row has not; write it as null there");
        return Err(Failure::Input(message));
    }
    let same = row.len() == header.len() && row.iter().zip(header).all(|(entry, name)| entry.key == name.as_str());
    if same {
        return Ok(row.iter().map(|entry| cell_text(entry.value)).collect());
    }
    let cell = |name: &String| row.iter().find(|entry| entry.key == name.as_str());
    Ok(header.iter().map(|name| cell(name).map_or(Cow::Borrowed(""), |entry| cell_text(entry.value))).collect())
}

/// The names of a row's columns.
pub(super) fn header(row: &[Entry<'_>]) -> Vec<String> {
    row.iter().map(|entry| entry.key.clone().into_owned()).collect()
}
