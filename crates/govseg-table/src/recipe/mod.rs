//! Recipes: what a table's own columns and codes say about a contact.

mod builtin;
mod check;
mod draft;
mod problem;
mod read;

use govseg::{Contact, Vocabulary};

pub use check::{ColumnCheck, Narrowed, TableCheck, UnmappedCode};
pub use problem::RecipeError;

use crate::cell::ColumnRule;

/// What the columns of a kind of table say about a contact.
///
/// ```
/// use govseg_table::Recipe;
///
/// let recipe = Recipe::parse("permits.toml", r#"
///     id = "permits"
///
///     [constant]
///     obligation = "required_for_benefit"
///
///     [[column]]
///     name = "applicant"
///     fact = "customer"
///     values = { Resident = ["citizen", "noncitizen"], Firm = "business" }
/// "#)?;
/// assert_eq!(recipe.column_names().collect::<Vec<_>>(), ["applicant"]);
///
/// let error = Recipe::parse("permits.toml", "id = 'permits'\n[constant]\nobligaton = 'mandatory'").unwrap_err();
/// assert!(error.to_string().starts_with("permits.toml:3:1: `obligaton` is not a fact; did you mean `obligation`?"));
/// # Ok::<(), govseg_table::RecipeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Recipe {
    id: String,
    title: Option<String>,
    source: Option<String>,
    licence: Option<String>,
    note: Option<String>,
    organization: Option<String>,
    kind: Option<String>,
    label: Option<String>,
    /// What holds for every row.
    pub(crate) constant: Contact,
    pub(crate) columns: Vec<ColumnRule>,
}

impl Recipe {
    /// Reads a recipe that speaks of the built-in facts. `name` stands in its errors.
    ///
    /// # Errors
    /// All that is wrong with it, with line and column.
    pub fn parse(name: &str, text: &str) -> Result<Self, RecipeError> {
        Self::parse_with(name, text, &Vocabulary::default())
    }

    /// Reads a recipe that may speak of a policy's own facts too.
    ///
    /// # Errors
    /// All that is wrong with it, with line and column.
    pub fn parse_with(name: &str, text: &str, vocabulary: &Vocabulary) -> Result<Self, RecipeError> {
        read::recipe(name, text, vocabulary)
    }

    /// The recipe that reads no column. With it a table is passed on as it is.
    pub fn nothing() -> Self {
        Self {
            id: String::new(),
            title: None,
            source: None,
            licence: None,
            note: None,
            organization: None,
            kind: None,
            label: None,
            constant: Contact::UNKNOWN,
            columns: Vec::new(),
        }
    }

    /// The ids of the built-in recipes.
    pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
        builtin::RECIPES.iter().map(|(id, _)| *id)
    }

    /// The text of the built-in recipe of that id, if there is one: an example to copy.
    pub fn builtin_text(id: &str) -> Option<&'static str> {
        builtin::RECIPES.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
    }

    /// The built-in recipe of that id.
    ///
    /// # Errors
    /// If there is none, with the nearest one.
    pub fn builtin(id: &str) -> Result<Self, RecipeError> {
        let text = Self::builtin_text(id).ok_or_else(|| RecipeError::unknown(id))?;
        Self::parse(id, text)
    }

    /// The id by which it is named.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What kind of table it is for.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Where such tables come from.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// Under which licence, with the attribution it asks for.
    pub fn licence(&self) -> Option<&str> {
        self.licence.as_deref()
    }

    /// What to know before relying on it.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// The column that names the organization, for reports.
    pub fn organization(&self) -> Option<&str> {
        self.organization.as_deref()
    }

    /// The column that names the type of a service, for reports.
    pub fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// The column that names the service, for reports.
    pub fn label(&self) -> Option<&str> {
        self.label.as_deref()
    }

    /// The columns that it reads, in file order.
    pub fn column_names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|rule| rule.name.as_str())
    }
}
