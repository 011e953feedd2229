//! `ts/texts/LANGUAGE.ts`: what people read, one module for each language.

use std::fs;

use govseg::{Language, Text, catalog};
use serde_json::{Map, Value, json};

use crate::{Outcome, package};

pub(crate) const LANGUAGES: [Language; 2] = [Language::English, Language::Spanish];

pub(crate) fn write(language: Language) -> Outcome<String> {
    let say = |text: &Text| text.get(&language).cloned().unwrap_or_default();
    let catalog = catalog();
    let segments: Map<_, _> = catalog
        .segments
        .iter()
        .map(|segment| (segment.id.clone(), json!({ "label": say(&segment.label), "meaning": say(&segment.phrase) })))
        .collect();
    let facts: Map<_, _> = catalog
        .facts
        .iter()
        .map(|fact| {
            let values: Map<_, _> = fact
                .values
                .iter()
                .map(|value| (value.id.clone(), json!({ "label": say(&value.label), "help": say(&value.help) })))
                .collect();
            let texts = json!({ "label": say(&fact.label), "question": say(&fact.question), "help": say(&fact.help), "values": values });
            (fact.id.clone(), texts)
        })
        .collect();
    let rules: Map<_, _> =
        catalog.rules.iter().map(|rule| (rule.id.clone(), json!({ "because": say(&rule.because) }))).collect();
    let subs: Map<_, _> =
        catalog.sub_segments.iter().map(|sub| (sub.id.clone(), json!({ "label": say(&sub.label) }))).collect();
    let texts = json!({
        "language": language.to_string(),
        "form": form(language)?,
        "segments": segments,
        "facts": facts,
        "rules": rules,
        "sub_segments": subs,
    });
    let texts = serde_json::to_string_pretty(&texts).map_err(|error| error.to_string())?;
    Ok(format!(
        "// Made by `cargo xtask wasm` from crates/govseg/data. Change it there.\n\n\
         import type {{ Texts }} from \"../texts.js\";\n\nexport const texts: Texts = {texts};\n\nexport default texts;\n"
    ))
}

/// The words of the form, which only this package needs. Every language must have the same, with the same {braces}.
fn form(language: Language) -> Outcome<Value> {
    let ours = table(language)?;
    for other in LANGUAGES {
        let theirs = table(other)?;
        let differs = |key: &&String| braces(ours.get(*key)) != braces(theirs.get(*key));
        if let Some(key) = ours.keys().chain(theirs.keys()).find(differs) {
            return Err(format!("texts: form.{key} differs between {language} and {other} in more than its words"));
        }
    }
    serde_json::to_value(ours).map_err(|error| error.to_string())
}

fn table(language: Language) -> Outcome<toml::Table> {
    let path = package().join(format!("../crates/govseg/data/texts/{language}.toml"));
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut table: toml::Table = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    match table.remove("form") {
        Some(toml::Value::Table(form)) => Ok(form),
        _ => Err(format!("{}: no [form]", path.display())),
    }
}

/// The words in braces of a text, in order of the alphabet; nothing if there is no text.
fn braces(text: Option<&toml::Value>) -> Option<Vec<&str>> {
    let mut found: Vec<_> = text?.as_str()?.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    found.sort_unstable();
    Some(found)
}
