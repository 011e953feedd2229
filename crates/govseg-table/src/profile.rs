//! What the columns of a table hold: how many rows have a value, and which values come how often.

use std::collections::HashMap;
use std::io;
use std::ops::ControlFlow;

use govseg::Policy;
use serde_json::Value;

use crate::classify::Classify;
use crate::error::TableError;
use crate::format::Format;
use crate::input::Input;
use crate::json_row::entries;
use crate::lines::Lines;
use crate::output::Output;
use crate::recipe::Recipe;

/// How many rows are looked at.
const MOST_ROWS: u64 = 1 << 20;
/// How many bytes the different values of a column may have together; beyond, new ones are not looked at.
const MOST_BYTES: usize = 4 << 20;

/// A table's columns.
#[derive(Debug, Default)]
pub(crate) struct Profile {
    /// The rows that could be read.
    pub(crate) rows: u64,
    /// In the order in which they come.
    pub(crate) columns: Vec<Held>,
}

/// What one column holds.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) name: String,
    /// The rows that have a value.
    pub(crate) filled: u64,
    /// The values with the rows that have them, the most frequent first.
    pub(crate) values: Vec<(Value, u64)>,
    /// Whether these are all.
    pub(crate) whole: bool,
}

impl Profile {
    /// Goes through a table of any format. It is read as a classification reads it: with no column to read and none to
    /// add, what comes out is the table itself, row by row as JSON.
    pub(crate) fn of(input: Input<'_>) -> Result<Self, TableError> {
        let (reads_nothing, mut seen) = (Recipe::nothing(), Seen::default());
        let done = Classify::new(Policy::gsa_2008())
            .recipe(&reads_nothing)
            .columns(Vec::new())
            .watch(
                |progress| if progress.rows < MOST_ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) },
            )
            .run(
                input,
                Output::stream("the table", Lines::new(|row| seen.see(row)), Some(Format::JsonLines)),
                Some(Output::stream("unreadable rows", io::sink(), Some(Format::JsonLines))),
            );
        match done {
            Ok(_) | Err(TableError::Stopped) => Ok(seen.profile()),
            Err(error) => Err(error),
        }
    }

    pub(crate) fn column(&self, name: &str) -> Option<&Held> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// A value as one text, as it would stand in a cell.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

/// Rows as they are written to it.
#[derive(Default)]
struct Seen {
    rows: u64,
    columns: Vec<Counted>,
    places: HashMap<String, usize>,
}

struct Counted {
    name: String,
    filled: u64,
    values: HashMap<Box<str>, u64>,
    /// How many bytes they have.
    bytes: usize,
    whole: bool,
}

impl Seen {
    fn see(&mut self, row: &str) {
        let Ok(entries) = entries(row) else { return };
        self.rows += 1;
        for entry in entries {
            let place = match self.places.get(entry.key.as_ref()) {
                Some(place) => *place,
                None => self.new_column(&entry.key),
            };
            if let Some(column) = self.columns.get_mut(place)
                && !matches!(entry.value.trim(), "null" | "\"\"" | "[]")
            {
                column.see(entry.value);
            }
        }
    }

    fn new_column(&mut self, name: &str) -> usize {
        let place = self.columns.len();
        self.places.insert(name.to_owned(), place);
        self.columns.push(Counted { name: name.to_owned(), filled: 0, values: HashMap::new(), bytes: 0, whole: true });
        place
    }

    fn profile(self) -> Profile {
        Profile { rows: self.rows, columns: self.columns.into_iter().map(Counted::held).collect() }
    }
}

impl Counted {
    fn see(&mut self, value: &str) {
        self.filled += 1;
        if let Some(rows) = self.values.get_mut(value) {
            *rows += 1;
        } else if self.bytes + value.len() <= MOST_BYTES {
            self.bytes += value.len();
            self.values.insert(value.into(), 1);
        } else {
            self.whole = false;
        }
    }

    fn held(self) -> Held {
        let mut values: Vec<_> = self.values.into_iter().collect();
        values.sort_by(|(a, one), (b, other)| other.cmp(one).then_with(|| a.cmp(b)));
        let parsed = values.into_iter().filter_map(|(text, rows)| Some((serde_json::from_str(&text).ok()?, rows)));
        Held { name: self.name, filled: self.filled, values: parsed.collect(), whole: self.whole }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(text: &str, format: Format) -> Profile {
        Profile::of(Input::stream("t", text.as_bytes(), Some(format))).unwrap()
    }

    #[test]
    fn columns_keep_their_order_and_values_are_counted() {
        let profile = profile("b,a,customer\nx,,oops\ny,2,\nx,\"two\nlines\",\n", Format::Csv);
        assert_eq!(profile.rows, 3);
        let names: Vec<_> = profile.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["b", "a", "customer"]);
        assert_eq!(profile.columns[0].values, [("x".into(), 2), ("y".into(), 1)]);
        assert_eq!(profile.column("a").map(|column| column.filled), Some(2));
    }

    #[test]
    fn json_keeps_its_types() {
        let profile = profile("{\"a\":[\"x\",\"y\"],\"b\":1}\nbroken\n{\"b\":null,\"c\":true}\n", Format::JsonLines);
        assert_eq!((profile.rows, profile.columns.len()), (2, 3));
        assert_eq!(profile.columns[0].values, [(serde_json::json!(["x", "y"]), 1)]);
        assert_eq!(profile.column("b").map(|column| column.filled), Some(1));
        assert_eq!(profile.column("c").map(|column| column.values.clone()), Some(vec![(Value::Bool(true), 1)]));
    }
}
