//! Recipes for logs: what the columns of somebody's own log mean, in the words of the schema.

use std::collections::HashMap;

use govseg::document::{Fields, Format, Node, Reader, Value};
use govseg::words::{clip, mend};
use govseg::{Problem, ProblemKind};
use govseg_table::{LoadError, RecipeError, named_text};

use super::{Binding, Field, FieldType, Target};
use crate::amount::ONE;

const TOP: [&str; 9] = ["id", "title", "source", "licence", "note", "timezone", "facts", "cells", "column"];
const COLUMN: [&str; 7] = ["name", "field", "values", "empty", "pattern", "unit", "present"];
const CELLS: [&str; 4] = ["thing", "number", "value", "ignore"];
/// Units of time, in millionths of a second.
const UNITS: [(&str, i64); 5] =
    [("milliseconds", 1_000), ("seconds", ONE), ("minutes", 60 * ONE), ("hours", 3_600 * ONE), ("days", 86_400 * ONE)];

const BUILTIN: [(&str, &str); 7] = [
    ("a11-likert-counts", include_str!("../../recipes/a11-likert-counts.toml")),
    ("a11-thumbs", include_str!("../../recipes/a11-thumbs.toml")),
    ("gc-service-standards", include_str!("../../recipes/gc-service-standards.toml")),
    ("gc-service-volumes", include_str!("../../recipes/gc-service-volumes.toml")),
    ("nyc-311", include_str!("../../recipes/nyc-311.toml")),
    ("queue-log", include_str!("../../recipes/queue-log.toml")),
    ("uk-transactions", include_str!("../../recipes/uk-transactions.toml")),
];

/// How a log that has one number a row is joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reads {
    /// The columns that say to which thing a row belongs.
    pub thing: Vec<String>,
    /// The column that says which number it is.
    pub number: String,
    /// The column with the number.
    pub value: String,
    /// The numbers that are not used.
    pub ignore: Vec<String>,
}

/// What the columns of a kind of log mean.
///
/// ```
/// use govseg_measure::log::LogRecipe;
///
/// let recipe = LogRecipe::parse("calls.toml", r#"
///     id = "calls"
///     timezone = "America/New_York"
///
///     [[column]]
///     name = "Queue time (min)"
///     field = "wait"
///     unit = "minutes"
/// "#)?;
/// assert_eq!(recipe.bindings.len(), 1);
///
/// let error = LogRecipe::parse("calls.toml", "id = 'calls'\n[[column]]\nname = 'q'\nfield = 'wiat'").unwrap_err();
/// assert!(error.to_string().ends_with("`wiat` is nothing that a log says; did you mean `wait`?"));
/// # Ok::<(), govseg_table::RecipeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct LogRecipe {
    /// Its name.
    pub id: String,
    /// What kind of log it is for.
    pub title: Option<String>,
    /// Where such logs come from.
    pub source: Option<String>,
    /// Under which licence, with the attribution it asks for.
    pub licence: Option<String>,
    /// What to know before relying on it.
    pub note: Option<String>,
    /// The time zone of times without an offset.
    pub timezone: Option<String>,
    /// The recipe by which the same table's rows are contacts whose segment is decided.
    pub facts: Option<String>,
    /// How it is joined, if it has one number a row.
    pub cells: Option<Reads>,
    /// Its columns.
    pub bindings: Vec<Binding>,
}

impl LogRecipe {
    /// Reads a recipe. `name` stands in its errors.
    ///
    /// # Errors
    /// All that is wrong with it, with line and column.
    pub fn parse(name: &str, text: &str) -> Result<Self, RecipeError> {
        let mut reader = Reader::new(name, text);
        let recipe = reader.document(Format::of_name(name)).and_then(|document| top(&mut reader, &document));
        let problems = reader.into_problems();
        recipe.filter(|_| problems.is_empty()).ok_or_else(|| RecipeError::new(problems))
    }

    /// The ids of the built-in recipes.
    pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
        BUILTIN.iter().map(|(id, _)| *id)
    }

    /// The text of the built-in recipe of that id, if there is one.
    pub fn builtin_text(id: &str) -> Option<&'static str> {
        BUILTIN.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
    }

    /// The built-in recipe of that id.
    ///
    /// # Errors
    /// If there is none, with the nearest one.
    pub fn builtin(id: &str) -> Result<Self, RecipeError> {
        Self::parse(id, Self::builtin_text(id).ok_or_else(|| Self::unknown(id))?)
    }

    /// The built-in recipe of that id, or the one in that file.
    ///
    /// # Errors
    /// If there is neither, with the nearest built-in one, or if something is wrong with it.
    pub fn load(choice: &str) -> Result<Self, LoadError> {
        Ok(Self::parse(choice, &Self::text(choice)?)?)
    }

    /// The text of the built-in recipe of that id, or of the one in that file.
    ///
    /// # Errors
    /// If there is neither, with the nearest built-in one.
    pub fn text(choice: &str) -> Result<String, LoadError> {
        named_text(choice, Self::builtin_text(choice))?.ok_or_else(|| Self::unknown(choice).into())
    }

    fn unknown(id: &str) -> RecipeError {
        let ids: Vec<_> = Self::builtin_ids().collect();
        let message = format!("there is no built-in recipe `{}` for logs; {}", clip(id), mend(id, &ids));
        RecipeError::new(vec![Problem::nowhere(ProblemKind::UnknownId, message)])
    }
}

fn top(reader: &mut Reader, document: &Node) -> Option<LogRecipe> {
    let fields = reader.fields(document, &TOP)?;
    let id = reader.id(&fields);
    let cells = fields.get("cells").and_then(|node| cells(reader, node));
    let columns = reader.items(&fields, "column");
    let bindings: Vec<Binding> = columns.iter().filter_map(|node| column(reader, node)).collect();
    Some(LogRecipe {
        title: reader.optional_string(&fields, "title"),
        source: reader.optional_string(&fields, "source"),
        licence: reader.optional_string(&fields, "licence"),
        note: reader.optional_string(&fields, "note"),
        timezone: reader.optional_string(&fields, "timezone"),
        facts: reader.optional_string(&fields, "facts"),
        cells,
        bindings,
        id: id?,
    })
}

fn cells(reader: &mut Reader, node: &Node) -> Option<Reads> {
    let fields = reader.fields(node, &CELLS)?;
    let thing = reader.required(&fields, "thing").map(|node| reader.strings(node));
    let number = reader.required_string(&fields, "number").map(ToOwned::to_owned);
    let value = reader.required_string(&fields, "value").map(ToOwned::to_owned);
    let ignore = fields.get("ignore").map_or_else(Vec::new, |node| reader.strings(node));
    Some(Reads { thing: thing?, number: number?, value: value?, ignore })
}

fn column(reader: &mut Reader, node: &Node) -> Option<Binding> {
    let fields = reader.fields(node, &COLUMN)?;
    let name = reader.required_string(&fields, "name").map(ToOwned::to_owned);
    let target = match fields.get("field") {
        Some(node) => Some(target(reader, node)?),
        None => None,
    };
    let present = match fields.get("present") {
        Some(node) => Some(present(reader, node)?),
        None => None,
    };
    if target.is_none() && present.is_none() {
        let message = "the column says nothing; give it `field` or `present`";
        reader.fail(ProblemKind::MissingKey, fields.span(), message);
    }
    let kind = match target {
        Some(Target::Field(field)) => Some(field.kind()),
        _ => None,
    };
    for (key, of) in [("unit", FieldType::Seconds), ("pattern", FieldType::Time)] {
        if fields.get(key).is_some() && kind != Some(of) {
            let message = format!("`{key}` goes with a column of {of} only");
            reader.fail(ProblemKind::KeysClash, fields.place(key), message);
        }
    }
    Some(Binding {
        target,
        present,
        values: values(reader, &fields),
        empty: fields.get("empty").map_or_else(Vec::new, |node| reader.strings(node)),
        pattern: reader.optional_string(&fields, "pattern"),
        unit: reader.choice(&fields, "unit", &UNITS).unwrap_or(ONE),
        column: name?,
    })
}

fn target(reader: &mut Reader, node: &Node) -> Option<Target> {
    let name = reader.string(node)?;
    let target = Target::named(name);
    if target.is_none() {
        let message = format!("`{}` is nothing that a log says; {}", clip(name), mend(name, &Target::names()));
        reader.fail(ProblemKind::UnknownValue, &node.span, message);
    }
    target
}

fn present(reader: &mut Reader, node: &Node) -> Option<Field> {
    match target(reader, node)? {
        Target::Field(field) if field.kind() == FieldType::Count => Some(field),
        _ => {
            reader.fail(ProblemKind::UnknownValue, &node.span, "`present` takes a count, for example `answered`");
            None
        }
    }
}

fn values(reader: &mut Reader, fields: &Fields<'_>) -> HashMap<String, String> {
    let Some(node) = fields.get("values") else { return HashMap::new() };
    let Value::Table(entries) = &node.value else {
        reader.wrong_type(node, "a table from the column's words to those of the schema");
        return HashMap::new();
    };
    entries.iter().filter_map(|entry| Some((entry.key.clone(), reader.string(&entry.node)?.to_owned()))).collect()
}
