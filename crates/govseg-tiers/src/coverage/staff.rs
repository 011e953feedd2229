//! The managers as a table: one a row.

use std::collections::BTreeMap;
use std::fmt;

use govseg::words::{clip, mend};
use serde::Serialize;

use super::Manager;
use crate::Amount;

const COLUMNS: [&str; 5] = ["manager", "role", "place", "accounts", "hours"];
/// Without these columns there is no table of managers.
const NEEDED: [&str; 2] = ["manager", "role"];

/// One thing that is wrong with the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StaffProblem {
    /// The row, from 1; 0 for the names of columns.
    pub row: usize,
    /// The column's name.
    pub column: String,
    /// What is wrong, and how to mend it.
    pub message: String,
}

impl fmt::Display for StaffProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { row, column, message } = self;
        if *row > 0 {
            write!(f, "row {row}, ")?;
        }
        write!(f, "column `{}`: {message}", clip(column))
    }
}

/// All that is wrong with the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffError {
    problems: Vec<StaffProblem>,
}

impl StaffError {
    /// What is wrong, in the order of rows.
    pub fn problems(&self) -> &[StaffProblem] {
        &self.problems
    }
}

impl fmt::Display for StaffError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.problems.iter().map(StaffProblem::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for StaffError {}

/// Reads the table of managers: the columns `manager` and `role`, and if wanted `place`, `accounts` and `hours`. An
/// empty cell is no limit, and an empty place is everywhere. Places that no account has are added to `places`.
///
/// # Errors
/// All that is wrong: columns that are lacking or none, managers without a name or named twice, roles that are none,
/// limits that are no numbers.
///
/// ```
/// use govseg_tiers::coverage::managers;
///
/// let rows = [["Ada", "account_manager", "40"]];
/// let read = managers(&["manager", "role", "hours"], &rows, &["account_manager"], &mut Vec::new())?;
/// assert_eq!(read[0].hours, Some("40".parse()?));
/// let rows = [["Ada", "acount_manager", "40"]];
/// let error = managers(&["manager", "role", "hours"], &rows, &["account_manager"], &mut Vec::new()).unwrap_err();
/// assert!(error.to_string().ends_with("is no role of the programme; did you mean `account_manager`?"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn managers<S: AsRef<str>>(
    header: &[&str],
    rows: &[impl AsRef<[S]>],
    roles: &[&str],
    places: &mut Vec<String>,
) -> Result<Vec<Manager>, StaffError> {
    let mut reading = Reading { header, roles, problems: Vec::new() };
    reading.columns();
    if !reading.problems.is_empty() {
        return Err(StaffError { problems: reading.problems });
    }
    let mut numbers: BTreeMap<String, u32> =
        (0..).zip(&*places).map(|(number, place)| (place.clone(), number)).collect();
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    let mut managers = Vec::with_capacity(rows.len());
    for (row, cells) in (1..).zip(rows) {
        let cells: Vec<&str> = cells.as_ref().iter().map(|cell| cell.as_ref().trim()).collect();
        let place = reading.cell(&cells, "place").map(|place| {
            *numbers.entry(place.to_owned()).or_insert_with(|| {
                places.push(place.to_owned());
                u32::try_from(places.len() - 1).unwrap_or(u32::MAX)
            })
        });
        let id = reading.name(row, &cells, &mut named);
        let role = reading.role(row, &cells);
        let whole = "a whole number of accounts, or nothing where there is no limit";
        let accounts = reading.number(row, &cells, "accounts", whole, |text| text.parse().ok());
        let amount = |text: &str| text.parse().ok().filter(|hours: &Amount| *hours >= Amount::ZERO);
        let hours =
            reading.number(row, &cells, "hours", "hours of 0 or more, or nothing where there is no limit", amount);
        managers.extend(role.map(|role| Manager { id, role, place, accounts, hours }));
    }
    if reading.problems.is_empty() { Ok(managers) } else { Err(StaffError { problems: reading.problems }) }
}

struct Reading<'a> {
    header: &'a [&'a str],
    roles: &'a [&'a str],
    problems: Vec<StaffProblem>,
}

impl Reading<'_> {
    fn wrong(&mut self, row: usize, column: &str, message: String) {
        self.problems.push(StaffProblem { row, column: column.to_owned(), message });
    }

    fn columns(&mut self) {
        for name in self.header.iter().filter(|name| !COLUMNS.contains(&name.trim())) {
            self.wrong(0, name, format!("managers have no such column; {}", mend(name, &COLUMNS)));
        }
        for (place, name) in self.header.iter().enumerate() {
            if self.header.iter().take(place).any(|earlier| earlier.trim() == name.trim()) {
                self.wrong(0, name, "it stands twice; keep one".to_owned());
            }
        }
        for name in NEEDED.into_iter().filter(|name| !self.header.iter().any(|known| known.trim() == *name)) {
            self.wrong(0, name, "it is lacking; add it".to_owned());
        }
    }

    fn cell<'c>(&self, cells: &[&'c str], column: &str) -> Option<&'c str> {
        let place = self.header.iter().position(|name| name.trim() == column)?;
        cells.get(place).copied().filter(|cell| !cell.is_empty())
    }

    fn name(&mut self, row: usize, cells: &[&str], named: &mut BTreeMap<String, usize>) -> String {
        let id = self.cell(cells, "manager").unwrap_or_default().to_owned();
        if id.is_empty() {
            self.wrong(row, "manager", "the manager has no name; give one".to_owned());
        } else if let Some(earlier) = named.insert(id.clone(), row) {
            let message = format!("`{}` stands in row {earlier}, too; give each manager one row", clip(&id));
            self.wrong(row, "manager", message);
        }
        id
    }

    fn role(&mut self, row: usize, cells: &[&str]) -> Option<u32> {
        let role = self.cell(cells, "role").unwrap_or_default();
        let number = self.roles.iter().position(|known| *known == role).and_then(|number| u32::try_from(number).ok());
        if number.is_none() {
            let message = format!("`{}` is no role of the programme; {}", clip(role), mend(role, self.roles));
            self.wrong(row, "role", message);
        }
        number
    }

    fn number<T>(
        &mut self,
        row: usize,
        cells: &[&str],
        column: &str,
        takes: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let cell = self.cell(cells, column)?;
        let number = read(cell);
        if number.is_none() {
            self.wrong(row, column, format!("`{}` is no limit; write {takes}", clip(cell)));
        }
        number
    }
}
