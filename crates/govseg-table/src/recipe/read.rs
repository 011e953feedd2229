//! From the text of a recipe to what it says.

use std::collections::HashMap;

use govseg::{Contact, FactId, Vocabulary};
use toml::de::DeTable;

use super::Recipe;
use super::document::{Document, Fields, Node};
use super::problem::RecipeError;
use crate::cell::{Codes, ColumnRule, Combine, Meaning, Unmapped};
use govseg::words::{clip, quoted};

const TOP: [&str; 10] =
    ["id", "title", "source", "licence", "note", "organization", "type", "label", "constant", "column"];
const COLUMN: [&str; 11] = [
    "name",
    "fact",
    "values",
    "crosswalk",
    "codes",
    "positive",
    "separator",
    "combine",
    "unmapped",
    "empty",
    "optional",
];
/// The ways in which a column can say something; each takes just one.
const MEANINGS: [&str; 4] = ["fact", "crosswalk", "codes", "positive"];

pub(super) fn recipe(name: &str, text: &str, names: &Vocabulary) -> Result<Recipe, RecipeError> {
    let (mut document, table) = Document::parse(name, text);
    let recipe = table.and_then(|table| top(&mut document, table.get_ref(), table.span(), names));
    let problems = document.into_problems();
    match recipe {
        Some(recipe) if problems.is_empty() => Ok(recipe),
        _ => Err(RecipeError::new(problems)),
    }
}

fn top<'t>(
    document: &mut Document<'t>,
    table: &DeTable<'t>,
    span: std::ops::Range<usize>,
    names: &Vocabulary,
) -> Option<Recipe> {
    let fields = document.fields(table, span.start..span.start, &TOP);
    let id = document.required_string(&fields, "id");
    if let (Some(id), Some(node)) = (&id, fields.get("id")) {
        check_id(document, id, node);
    }
    let (mut columns, mut seen) = (Vec::new(), Vec::new());
    match fields.get("column").map(|node| (node, node.get_ref().as_array())) {
        Some((_, Some(items))) => {
            for item in items {
                columns.extend(column(document, item, names, &mut seen));
            }
        }
        Some((node, None)) => document.wrong_type(node, "a list of tables, each headed [[column]]"),
        None if fields.get("constant").is_none() => {
            let message = "the recipe reads nothing; name the columns that say something under [[column]]".to_owned();
            document.fail(fields.span(), message);
        }
        None => {}
    }
    Some(Recipe {
        title: document.optional_string(&fields, "title"),
        source: document.optional_string(&fields, "source"),
        licence: document.optional_string(&fields, "licence"),
        note: document.optional_string(&fields, "note"),
        organization: document.optional_string(&fields, "organization"),
        kind: document.optional_string(&fields, "type"),
        label: document.optional_string(&fields, "label"),
        constant: fields.get("constant").map_or(Contact::UNKNOWN, |node| document.facts(node, names)),
        columns,
        id: id?,
    })
}

fn check_id(document: &mut Document<'_>, id: &str, node: &Node<'_>) {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "._-".contains(letter);
    if id.is_empty() || id.starts_with(['.', '_', '-']) || !id.chars().all(fits) {
        let takes = "it takes a-z, 0-9, `.`, `_` and `-`, and begins with a letter or digit";
        document.fail(&node.span(), format!("`{}` is no id: {takes}", clip(id)));
    }
}

fn column<'t>(
    document: &mut Document<'t>,
    node: &Node<'t>,
    names: &Vocabulary,
    before: &mut Vec<String>,
) -> Option<ColumnRule> {
    let table = document.table(node)?;
    let fields = document.fields(table, node.span(), &COLUMN);
    let name = document.required_string(&fields, "name");
    if let (Some(name), Some(node)) = (&name, fields.get("name")) {
        if before.contains(name) {
            let message = format!("the column `{}` stands twice; say all that it means in one place", clip(name));
            document.fail(&node.span(), message);
        }
        before.push(name.clone());
    }
    let meaning = meaning(document, &fields, names);
    only_with(document, &fields, "values", &["fact"]);
    for key in ["separator", "combine"] {
        only_with(document, &fields, key, &["fact", "crosswalk", "codes"]);
    }
    let separator = document.optional_string(&fields, "separator");
    if let (Some(""), Some(node)) = (separator.as_deref(), fields.get("separator")) {
        document.fail(&node.span(), "an empty separator; leave it out if a cell holds one code".to_owned());
    }
    let combine = document.choice(&fields, "combine", &[("any", Combine::Any), ("all", Combine::All)]);
    let unmapped = document.choice(&fields, "unmapped", &[("error", Unmapped::Error), ("unknown", Unmapped::Unknown)]);
    let empty = fields.get("empty").map_or_else(Vec::new, |node| document.strings(node));
    let optional = fields.get("optional").is_some_and(|node| document.boolean(node));
    let meaning = meaning?;
    let default_separator = matches!(meaning, Meaning::Fact { .. }).then(|| ColumnRule::SEPARATOR.to_owned());
    Some(ColumnRule {
        name: name?,
        meaning,
        separator: separator.filter(|text| !text.is_empty()).or(default_separator),
        combine: combine.unwrap_or_default(),
        unmapped: unmapped.unwrap_or_default(),
        empty: empty.iter().map(|text| text.trim().to_owned()).collect(),
        optional,
        strict: false,
    })
}

/// A key that has a meaning beside some others only.
fn only_with(document: &mut Document<'_>, fields: &Fields<'_, '_>, key: &str, beside: &[&str]) {
    if let Some(node) = fields.get(key)
        && !beside.iter().any(|other| fields.get(other).is_some())
    {
        document.fail(&node.span(), format!("`{key}` goes with {} only", quoted(beside)));
    }
}

/// What the cells of a column mean.
fn meaning<'t>(document: &mut Document<'t>, fields: &Fields<'_, 't>, names: &Vocabulary) -> Option<Meaning> {
    let given: Vec<_> = MEANINGS.iter().filter_map(|key| Some((*key, fields.get(key)?))).collect();
    let (key, node) = match given.as_slice() {
        [one] => *one,
        [] => {
            document.fail(fields.span(), format!("the column says nothing; give it {}", quoted(&MEANINGS)));
            return None;
        }
        [(first, _), (second, node), ..] => {
            document.fail(&node.span(), format!("`{second}` beside `{first}`; a column takes one of them"));
            return None;
        }
    };
    match key {
        "fact" => fact(document, fields, node, names),
        "crosswalk" => crosswalk(document, node),
        "codes" => own_codes(document, node, names),
        _ => Some(Meaning::Positive(document.facts(node, names))),
    }
}

fn fact<'t>(
    document: &mut Document<'t>,
    fields: &Fields<'_, 't>,
    node: &Node<'t>,
    names: &Vocabulary,
) -> Option<Meaning> {
    let word = document.string(node)?;
    let fact = match names.fact(word) {
        Ok(fact) => fact,
        Err(error) => {
            document.fail(&node.span(), error.to_string());
            return None;
        }
    };
    let mut values = HashMap::new();
    if let Some(node) = fields.get("values")
        && let Some(table) = document.table(node)
    {
        for (key, node) in table {
            if let Some(set) = document.condition(node, fact, names) {
                values.insert(key.get_ref().trim().to_owned(), one_fact(fact, set, names));
            }
        }
    }
    Some(Meaning::Fact { fact, values })
}

fn one_fact(fact: FactId, set: u64, names: &Vocabulary) -> Contact {
    names.narrow(Contact::UNKNOWN, fact, set)
}

fn crosswalk<'t>(document: &mut Document<'t>, node: &Node<'t>) -> Option<Meaning> {
    let id = document.string(node)?;
    match govseg::crosswalk(id) {
        Ok(scheme) => {
            let codes = scheme.codes.iter().map(|entry| (entry.code.clone(), Contact::from(entry.facts)));
            Some(Meaning::Codes(Codes { scheme: Some(scheme.id.clone()), codes: codes.collect() }))
        }
        Err(error) => {
            document.fail(&node.span(), error.to_string());
            None
        }
    }
}

fn own_codes<'t>(document: &mut Document<'t>, node: &Node<'t>, names: &Vocabulary) -> Option<Meaning> {
    let table = document.table(node)?;
    if table.is_empty() {
        document.fail(&node.span(), "no codes; write what each says, like { Y = { charge = \"fee\" } }".to_owned());
    }
    let codes = table.iter().map(|(key, node)| (key.get_ref().trim().to_owned(), document.facts(node, names)));
    Some(Meaning::Codes(Codes { scheme: None, codes: codes.collect() }))
}
