//! From the text of a recipe to what it says.

use std::collections::HashMap;

use govseg::document::{Fields, Format, Node, Reader, Value};
use govseg::words::{clip, quoted};
use govseg::{Contact, ProblemKind, Vocabulary};

use super::Recipe;
use super::problem::RecipeError;
use crate::cell::{Codes, ColumnRule, Combine, Meaning, Unmapped};

const TOP: [&str; 10] =
    ["id", "title", "source", "licence", "note", "organization", "type", "label", "constant", "column"];
const COLUMN: [&str; 13] = [
    "name",
    "fact",
    "values",
    "crosswalk",
    "codes",
    "positive",
    "separator",
    "combine",
    "ignore_case",
    "alternative_to",
    "unmapped",
    "empty",
    "optional",
];
/// The ways in which a column can say something; each takes just one.
const MEANINGS: [&str; 4] = ["fact", "crosswalk", "codes", "positive"];

pub(super) fn recipe(name: &str, text: &str, names: &Vocabulary) -> Result<Recipe, RecipeError> {
    let mut reader = Reader::new(name, text);
    let recipe = reader.document(Format::of_name(name)).and_then(|document| top(&mut reader, &document, names));
    let problems = reader.into_problems();
    match recipe {
        Some(recipe) if problems.is_empty() => Ok(recipe),
        _ => Err(RecipeError::new(problems)),
    }
}

fn top(reader: &mut Reader, document: &Node, names: &Vocabulary) -> Option<Recipe> {
    let fields = reader.fields(document, &TOP)?;
    let id = reader.id(&fields);
    let columns = columns(reader, &fields, document, names);
    Some(Recipe {
        title: reader.optional_string(&fields, "title"),
        source: reader.optional_string(&fields, "source"),
        licence: reader.optional_string(&fields, "licence"),
        note: reader.optional_string(&fields, "note"),
        organization: reader.optional_string(&fields, "organization"),
        kind: reader.optional_string(&fields, "type"),
        label: reader.optional_string(&fields, "label"),
        constant: fields.get("constant").map_or(Contact::UNKNOWN, |node| reader.contact(node, names)),
        columns,
        id: id?,
    })
}

fn columns(reader: &mut Reader, fields: &Fields<'_>, document: &Node, names: &Vocabulary) -> Vec<ColumnRule> {
    let mut columns: Vec<ColumnRule> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    match fields.get("column") {
        Some(Node { value: Value::List(items), .. }) => {
            for item in items {
                if let Some(rule) = column(reader, item, names, &mut seen, &columns) {
                    columns.push(rule);
                }
            }
        }
        Some(node) => reader.wrong_type(node, "a list of tables, each headed [[column]]"),
        None if fields.get("constant").is_none() => {
            let message = "the recipe reads nothing; name the columns that say something under [[column]]";
            reader.fail(ProblemKind::MissingKey, &document.span, message);
        }
        None => {}
    }
    columns
}

/// One column. `seen` are the names before it, `before` the columns that can be read.
fn column(
    reader: &mut Reader,
    node: &Node,
    names: &Vocabulary,
    seen: &mut Vec<String>,
    before: &[ColumnRule],
) -> Option<ColumnRule> {
    let fields = reader.fields(node, &COLUMN)?;
    let name = reader.required_string(&fields, "name").map(ToOwned::to_owned);
    let alternative_to = alternative_to(reader, &fields, seen, before);
    if let Some(name) = &name {
        if seen.contains(name) {
            let message = format!("the column `{}` stands twice; say all that it means in one place", clip(name));
            reader.fail(ProblemKind::DuplicateId, fields.place("name"), message);
        }
        seen.push(name.clone());
    }
    let meaning = meaning(reader, &fields, names);
    only_with(reader, &fields, "values", &["fact"]);
    for key in ["separator", "combine", "ignore_case"] {
        only_with(reader, &fields, key, &["fact", "crosswalk", "codes"]);
    }
    let separator = reader.optional_string(&fields, "separator");
    if separator.as_deref() == Some("") {
        let message = "an empty separator; leave it out if a cell holds one code";
        reader.fail(ProblemKind::UnknownValue, fields.place("separator"), message);
    }
    let combine = reader.choice(&fields, "combine", &[("any", Combine::Any), ("all", Combine::All)]);
    let unmapped = reader.choice(&fields, "unmapped", &[("error", Unmapped::Error), ("unknown", Unmapped::Unknown)]);
    let empty = fields.get("empty").map_or_else(Vec::new, |node| reader.strings(node));
    let mut flag = |key: &str| fields.get(key).is_some_and(|node| reader.boolean(node));
    let (optional, ignore_case) = (flag("optional"), flag("ignore_case"));
    let meaning = meaning?;
    let default_separator = matches!(meaning, Meaning::Fact { .. }).then(|| ColumnRule::SEPARATOR.to_owned());
    let rule = ColumnRule {
        name: name?,
        meaning,
        separator: separator.filter(|text| !text.is_empty()).or(default_separator),
        combine: combine.unwrap_or_default(),
        unmapped: unmapped.unwrap_or_default(),
        empty: empty.iter().map(|text| text.trim().to_owned()).collect(),
        optional,
        strict: false,
        ignore_case: false,
        alternative_to,
    };
    if ignore_case {
        return rule
            .ignoring_case()
            .map_err(|clash| {
                let message = format!("`{}` and `{}` differ by case only and mean different things", clash.0, clash.1);
                reader.fail(ProblemKind::KeysClash, fields.place("ignore_case"), message);
            })
            .ok();
    }
    Some(rule)
}

/// The column of which this one is an alternative, by its place.
fn alternative_to(reader: &mut Reader, fields: &Fields<'_>, seen: &[String], before: &[ColumnRule]) -> Option<usize> {
    let other = reader.optional_string(fields, "alternative_to")?;
    if !seen.contains(&other) {
        let message = match govseg::words::nearest(&other, seen) {
            Some(near) => format!("no column above is named `{}`; did you mean `{near}`?", clip(&other)),
            None => format!("no column above is named `{}`; name one that stands before this one", clip(&other)),
        };
        reader.fail(ProblemKind::UnknownId, fields.place("alternative_to"), message);
    }
    let place = before.iter().position(|rule| rule.name == other)?;
    // Alternatives of an alternative are alternatives of the first of them.
    Some(before.get(place).and_then(|rule| rule.alternative_to).unwrap_or(place))
}

/// A key that has a meaning beside some others only.
fn only_with(reader: &mut Reader, fields: &Fields<'_>, key: &str, beside: &[&str]) {
    if fields.get(key).is_some() && !beside.iter().any(|other| fields.get(other).is_some()) {
        let message = format!("`{key}` goes with {} only", quoted(beside));
        reader.fail(ProblemKind::KeysClash, fields.place(key), message);
    }
}

/// What the cells of a column mean.
fn meaning(reader: &mut Reader, fields: &Fields<'_>, names: &Vocabulary) -> Option<Meaning> {
    let given: Vec<_> = MEANINGS.iter().filter_map(|key| Some((*key, fields.get(key)?))).collect();
    let (key, node) = match given.as_slice() {
        [one] => *one,
        [] => {
            let message = format!("the column says nothing; give it {}", quoted(&MEANINGS));
            reader.fail(ProblemKind::MissingKey, fields.span(), message);
            return None;
        }
        [(first, _), (second, node), ..] => {
            let message = format!("`{second}` beside `{first}`; a column takes one of them");
            reader.fail(ProblemKind::KeysClash, &node.span, message);
            return None;
        }
    };
    match key {
        "fact" => fact(reader, fields, node, names),
        "crosswalk" => crosswalk(reader, node),
        "codes" => own_codes(reader, node, names),
        _ => Some(Meaning::Positive(reader.contact(node, names))),
    }
}

fn fact(reader: &mut Reader, fields: &Fields<'_>, node: &Node, names: &Vocabulary) -> Option<Meaning> {
    let fact = match names.fact(reader.string(node)?) {
        Ok(fact) => fact,
        Err(error) => {
            reader.fail(ProblemKind::UnknownFact, &node.span, error.to_string());
            return None;
        }
    };
    let mut values = HashMap::new();
    if let Some(node) = fields.get("values") {
        let Value::Table(entries) = &node.value else {
            reader.wrong_type(node, "a table from the column's values to those of the fact");
            return None;
        };
        for entry in entries {
            if let Some(set) = reader.allowed(&entry.node, names, fact) {
                values.insert(entry.key.trim().to_owned(), names.narrow(Contact::UNKNOWN, fact, set));
            }
        }
    }
    Some(Meaning::Fact { fact, values })
}

fn crosswalk(reader: &mut Reader, node: &Node) -> Option<Meaning> {
    match govseg::crosswalk(reader.string(node)?) {
        Ok(scheme) => {
            let codes = scheme.codes.iter().map(|entry| (entry.code.clone(), Contact::from(entry.facts)));
            Some(Meaning::Codes(Codes { scheme: Some(scheme.id.clone()), codes: codes.collect() }))
        }
        Err(error) => {
            reader.fail(ProblemKind::UnknownId, &node.span, error.to_string());
            None
        }
    }
}

fn own_codes(reader: &mut Reader, node: &Node, names: &Vocabulary) -> Option<Meaning> {
    let Value::Table(entries) = &node.value else {
        reader.wrong_type(node, "a table from code to facts");
        return None;
    };
    if entries.is_empty() {
        let message = "no codes; write what each says, like { Y = { charge = \"fee\" } }";
        reader.fail(ProblemKind::MissingKey, &node.span, message);
    }
    let codes = entries.iter().map(|entry| (entry.key.trim().to_owned(), reader.contact(&entry.node, names)));
    Some(Meaning::Codes(Codes { scheme: None, codes: codes.collect() }))
}
