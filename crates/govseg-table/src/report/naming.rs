//! The columns that name what a row is about: not what it is decided by, but how a reader finds it again.

use std::borrow::Cow;

use crate::recipe::Recipe;

/// The columns of a table that a report groups by and calls rows by.
///
/// ```
/// use govseg_table::{Naming, Recipe};
///
/// let naming = Naming::of(&Recipe::builtin("gc-service-inventory-2023")?);
/// assert_eq!(naming.kind.as_deref(), Some("service_type"));
/// # Ok::<(), govseg_table::RecipeError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    /// The column that names the organization.
    pub organization: Option<String>,
    /// The column that names the type of a service.
    pub kind: Option<String>,
    /// The column that names the service.
    pub label: Option<String>,
}

impl Naming {
    /// The columns that a recipe names.
    pub fn of(recipe: &Recipe) -> Self {
        let owned = |column: Option<&str>| column.map(ToOwned::to_owned);
        Self { organization: owned(recipe.organization()), kind: owned(recipe.kind()), label: owned(recipe.label()) }
    }

    /// The columns, as far as they are chosen.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        [&self.organization, &self.kind, &self.label].into_iter().flatten().map(String::as_str)
    }

    /// Where they stand in a row.
    pub(crate) fn places(&self, place: impl Fn(&str) -> Option<usize>) -> Places {
        let place = |column: &Option<String>| column.as_deref().and_then(&place);
        Places { organization: place(&self.organization), kind: place(&self.kind), label: place(&self.label) }
    }
}

/// Where the naming columns stand in a row.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Places {
    organization: Option<usize>,
    kind: Option<usize>,
    label: Option<usize>,
}

impl Places {
    /// The names of a row whose cells are these.
    pub(crate) fn names<'r>(self, number: u64, cell: impl Fn(usize) -> Cow<'r, str>) -> RowNames<'r> {
        let text = |place: Option<usize>| place.map_or(Cow::Borrowed(""), &cell);
        RowNames { number, organization: text(self.organization), kind: text(self.kind), label: text(self.label) }
    }
}

/// How a row is called. What it does not say is empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowNames<'r> {
    /// The row's place in the table, from 1.
    pub(crate) number: u64,
    pub(crate) organization: Cow<'r, str>,
    pub(crate) kind: Cow<'r, str>,
    pub(crate) label: Cow<'r, str>,
}
