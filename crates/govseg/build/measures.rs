//! Measures, methods, questions and their sources: what `data/measures` holds, as one document whose parts fit together.
//!
//! What must be one of a few words (a unit, a direction, a status) is left to the types that read the document; here is
//! looked at what concerns several files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

use crate::{LANGUAGES, list, read, text};

/// The lists of the document, by the key of their entries in the files.
const LISTS: [(&str, &str); 5] =
    [("measure", "measures"), ("method", "methods"), ("segment", "defaults"), ("form", "forms"), ("source", "sources")];

pub(crate) fn measurement(folder: &Path, segments: &[Value], facts: &[Value], citations: &Value) -> Value {
    let mut document = json!({});
    for (key, plural) in LISTS {
        document[plural] = Value::Array(files(folder).iter().flat_map(|file| entries(file, key)).collect());
    }
    add_cited(&mut document, citations);
    check(&document, segments, facts);
    document
}

/// The files of the folder, in the order of their names.
fn files(folder: &Path) -> Vec<Value> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn entries(file: &Value, key: &str) -> Vec<Value> {
    file[key].as_array().cloned().unwrap_or_default()
}

/// Sources of `citations.toml` that are named here, too.
fn add_cited(document: &mut Value, citations: &Value) {
    let mut named = BTreeSet::new();
    for plural in ["measures", "methods", "forms"] {
        named.extend(list(document, plural).iter().filter_map(|entry| entry["source"].as_str().map(str::to_owned)));
    }
    for entry in list(document, "measures") {
        named.extend(entry["target"]["source"].as_str().map(str::to_owned));
    }
    for entry in list(document, "defaults") {
        named.extend(strings(&entry, "sources").map(str::to_owned));
    }
    let known: BTreeSet<_> = list(document, "sources").iter().map(|source| text(source, "id").to_owned()).collect();
    for id in named.difference(&known) {
        let source = list(citations, "source").into_iter().find(|source| source["id"] == json!(id));
        let source = source.unwrap_or_else(|| panic!("measures: the source `{id}` is nowhere described"));
        let entry = json!({ "id": id, "title": source["title"], "url": source["url"] });
        document["sources"].as_array_mut().expect("made above").push(entry);
    }
}

fn strings<'a>(entry: &'a Value, key: &str) -> impl Iterator<Item = &'a str> {
    entry[key].as_array().into_iter().flatten().map(|item| item.as_str().expect("a string"))
}

fn ids(document: &Value, plural: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for entry in list(document, plural) {
        let id = text(&entry, "id").to_owned();
        assert!(ids.insert(id.clone()), "measures: `{id}` stands twice among the {plural}");
    }
    ids
}

fn check(document: &Value, segments: &[Value], facts: &[Value]) {
    let [measures, methods, defaults] = ["measures", "methods", "defaults"].map(|plural| ids(document, plural));
    let names: BTreeSet<_> = segments.iter().map(|segment| text(segment, "id").to_owned()).collect();
    assert_eq!(defaults, names, "measures/segments.toml: one entry for each segment");
    let values: BTreeMap<&str, BTreeSet<String>> = facts
        .iter()
        .map(|fact| (text(fact, "id"), list(fact, "value").iter().map(|value| text(value, "id").to_owned()).collect()))
        .collect();

    let mut variants: BTreeMap<String, usize> = BTreeMap::new();
    for entry in list(document, "measures").iter().chain(&list(document, "methods")) {
        let id = text(entry, "id");
        for key in ["name", "definition", "formula", "does", "limits"] {
            languages(entry, key, id);
        }
        known(id, strings(entry, "primary").chain(strings(entry, "secondary")), &names);
        known(id, strings(entry, "channels"), &values["channel"]);
        known(id, strings(entry, "methods"), &methods);
        for (fact, allowed) in entry["only"].as_object().into_iter().flatten() {
            let of_fact = values.get(fact.as_str()).filter(|_| fact != "channel");
            let of_fact = of_fact.unwrap_or_else(|| panic!("measures: {id}: `only.{fact}` is no fact that narrows"));
            known(
                id,
                allowed.as_array().expect("a list").iter().map(|value| value.as_str().expect("a string")),
                of_fact,
            );
        }
        let twice =
            strings(entry, "primary").find(|segment| strings(entry, "secondary").any(|other| other == *segment));
        assert!(twice.is_none(), "measures: {id} is both primary and secondary for {twice:?}");
        if let Some(family) = entry["variant_of"].as_str() {
            assert!(!measures.contains(family), "measures: {id}: `{family}` is a measure, and no name of variants");
            *variants.entry(family.to_owned()).or_default() += 1;
        }
    }
    let single = variants.iter().find(|(_, count)| **count < 2);
    assert!(single.is_none(), "measures: {single:?} has no second variant");

    for default in list(document, "defaults") {
        let segment = text(&default, "id");
        languages(&default, "why", segment);
        known(segment, strings(&default, "methods"), &methods);
        known(segment, strings(&default, "lead"), &measures);
        for lead in strings(&default, "lead") {
            let entry = list(document, "measures").into_iter().find(|entry| entry["id"] == json!(lead));
            let fits = entry.is_some_and(|entry| {
                strings(&entry, "primary").chain(strings(&entry, "secondary")).any(|fitting| fitting == segment)
            });
            assert!(fits, "measures/segments.toml: {lead} leads {segment}, but is not for it");
        }
    }
    for form in list(document, "forms") {
        languages(&form, "name", text(&form, "id"));
        for question in list(&form, "question") {
            languages(&question, "asks", text(&form, "id"));
            known(text(&form, "id"), strings(&question, "measures"), &measures);
        }
    }
}

fn known<'a>(id: &str, given: impl Iterator<Item = &'a str>, allowed: &BTreeSet<String>) {
    for word in given {
        assert!(allowed.contains(word), "measures: {id}: `{word}` is not known");
    }
}

/// A text that is there must be there in every language.
fn languages(entry: &Value, key: &str, id: &str) {
    if entry[key].is_null() {
        return;
    }
    for language in LANGUAGES {
        let said = entry[key][language].as_str().is_some_and(|said| !said.trim().is_empty());
        assert!(said, "measures: {id}: no `{key}.{language}`");
    }
}
