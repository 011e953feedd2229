//! The rows of a table as text, in the order of its columns.

use std::borrow::Cow;
use std::cell::RefCell;

use govseg::words::clip;
use govseg_table::{Input, Recipe};

use crate::failure::Failure;
use crate::meanwhile::{Classified, as_it_is};
use crate::progress::Watch;
use crate::row::Row;

/// The table as it is, to be gone through more than once.
pub(super) fn kept(input: Input<'_>, quiet: bool) -> Result<Classified, Failure> {
    let nothing = Recipe::nothing();
    let watch = RefCell::new(Watch::new(quiet));
    Classified::new(as_it_is(&nothing).watch(|progress| watch.borrow_mut().see(progress)), input)
}

/// The names of a row's columns.
pub(super) fn header(row: &Row) -> Vec<String> {
    row.own().map(|(name, _)| name.to_owned()).collect()
}

/// The cells of a row, in the order of these columns.
pub(super) fn cells<'r>(number: usize, header: &[String], row: &'r Row) -> Result<Vec<Cow<'r, str>>, Failure> {
    if row.own().map(|(name, _)| name).eq(header) {
        return Ok(row.own().map(|(_, cell)| cell).collect());
    }
    if let Some((new, _)) = row.own().find(|(name, _)| !header.iter().any(|known| known == name)) {
        let new = clip(new);
        let message = format!("row {number} has `{new}`, which the first row has not; write it as null there");
        return Err(Failure::Input(message));
    }
    let cell = |name: &String| row.own().find(|(own, _)| own == name).map(|(_, cell)| cell).unwrap_or_default();
    Ok(header.iter().map(cell).collect())
}
