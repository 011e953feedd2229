//! Turns the catalogue under `data/` into what the crate compiles in, and refuses a catalogue that does not hold together.
//!
//! - `taxonomy.rs`: the enums, so that no word of the taxonomy is typed twice;
//! - `catalog.json`: segments, facts, citations and labels in every language, one document;
//! - `sentence.json`, `interview.json`, `document.json`, `report.json`, `measure.json`: the sentence templates by language;
//! - `policies/*.json`, `crosswalks.json`: the same files as JSON, so that the core reads them without a TOML parser;
//! - `measurement.json`: measures, methods, questions and their sources, one document.

#[path = "build/measures.rs"]
mod measures;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Map, Value, json};

const LANGUAGES: [&str; 2] = ["en", "es"];
/// The tables of the texts whose words in braces the program fills in.
const TEMPLATES: [&str; 5] = ["sentence", "interview", "document", "report", "measure"];

fn main() {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let data = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("data");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));

    let segments = list(&read(&data.join("segments.toml")), "segment");
    let facts = list(&read(&data.join("facts.toml")), "fact");
    let citations = read(&data.join("citations.toml"));
    let texts: Vec<(&str, Value)> =
        LANGUAGES.iter().map(|&code| (code, read(&data.join(format!("texts/{code}.toml"))))).collect();

    fs::write(out.join("taxonomy.rs"), taxonomy(&segments, &facts)).expect("OUT_DIR is writable");
    let (policies, policy_names) = directory(&data.join("policies"));
    let (crosswalks, _) = directory(&data.join("crosswalks"));
    for (id, text) in &policies {
        write(&out.join(format!("policy-{id}.json")), text);
    }
    write(&out.join("crosswalks.json"), &Value::Array(crosswalks.into_iter().map(|(_, value)| value).collect()));
    check_citations(&citations, &segments, &facts, &policies);
    write(&out.join("catalog.json"), &catalog(&segments, &facts, &citations, &texts, &policies));
    for table in TEMPLATES {
        write(&out.join(format!("{table}.json")), &templates(&texts, table));
    }
    write(&out.join("measurement.json"), &measures::measurement(&data.join("measures"), &segments, &facts, &citations));
    fs::write(out.join("builtin.rs"), builtin(&policies, &policy_names)).expect("OUT_DIR is writable");
}

/// Reads a TOML file as the JSON value of the same shape.
fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let table: toml::Table = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut value = serde_json::to_value(table).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    plain_dates(&mut value);
    value
}

/// A TOML date comes through serde as a one-key object; in JSON it is the string.
fn plain_dates(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if let Some(date) = map.get("$__toml_private_datetime") {
                *value = date.clone();
            } else {
                map.values_mut().for_each(plain_dates);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(plain_dates),
        _ => {}
    }
}

/// Every TOML file of a folder, by name, and the names.
fn directory(path: &Path) -> (Vec<(String, Value)>, Vec<String>) {
    let mut files: Vec<PathBuf> = fs::read_dir(path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    let values: Vec<_> = files
        .iter()
        .map(|path| {
            let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
            let value = read(path);
            let id = name.split('@').next().unwrap_or_default();
            assert_eq!(value["id"], json!(id), "{}: the id is not the file's name", path.display());
            (name, value)
        })
        .collect();
    let names = values.iter().map(|(name, _)| name.clone()).collect();
    (values, names)
}

fn list(value: &Value, key: &str) -> Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("no [[{key}]]")).clone()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no `{key}` in {value}"))
}

fn write(path: &Path, value: &Value) {
    fs::write(path, value.to_string()).expect("OUT_DIR is writable");
}

/// `to_customer` as `ToCustomer`.
fn camel(wire: &str) -> String {
    wire.split(['_', '-'])
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}

/// The Rust name of a fact's type.
fn type_name(fact: &str) -> String {
    if fact == "customer" { "CustomerType".into() } else { camel(fact) }
}

fn doc(out: &mut String, indent: &str, lines: &str) {
    for line in lines.lines() {
        let _ = writeln!(out, "{indent}#[doc = {line:?}]");
    }
}

const DERIVES: &str = "#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize, \
     ::strum::Display, ::strum::EnumString, ::strum::IntoStaticStr, ::strum::VariantArray)]\n";

/// One enum with its wire names; `error` makes the error for a word that is none of them.
fn enumeration(out: &mut String, name: &str, grows: bool, error: &str, variants: &[(String, Vec<String>, String)]) {
    out.push_str(DERIVES);
    let _ = writeln!(out, "#[strum(parse_err_ty = crate::Error, parse_err_fn = {error})]");
    if grows {
        out.push_str("#[non_exhaustive]\n");
    }
    let _ = writeln!(out, "pub enum {name} {{");
    for (wire, aliases, meaning) in variants {
        doc(out, "    ", meaning);
        let _ = writeln!(out, "    #[serde(rename = {wire:?})]");
        let mut names = format!("to_string = {wire:?}");
        for alias in aliases {
            let _ = writeln!(out, "    #[serde(alias = {alias:?})]");
            let _ = write!(names, ", serialize = {alias:?}");
        }
        let _ = writeln!(out, "    #[strum({names})]\n    {},", camel(wire));
    }
    out.push_str("}\n\n");
}

/// The enums of the taxonomy, and where each fact has its bits.
fn taxonomy(segments: &[Value], facts: &[Value]) -> String {
    let mut out = String::new();
    let variants: Vec<_> = segments
        .iter()
        .map(|segment| {
            let aliases =
                segment["aliases"].as_array().into_iter().flatten().map(|a| a.as_str().expect("a string").to_owned());
            let mut meaning = text(segment, "definition").to_owned();
            let examples: Vec<_> =
                segment["examples"].as_array().into_iter().flatten().map(|e| text(e, "text")).collect();
            if !examples.is_empty() {
                let _ = write!(meaning, "\n\nThe source names: {}.", examples.join("; "));
            }
            (text(segment, "id").to_owned(), aliases.collect(), meaning)
        })
        .collect();
    doc(
        &mut out,
        "",
        "The kind of contact: what the six segments of GSA's USA Services tell apart.\n\nIn this order they stand in every list.",
    );
    enumeration(&mut out, "Segment", false, "crate::Error::no_segment", &variants);

    doc(&mut out, "", "What may be known about a contact, in the order in which facts are written and asked.");
    let variants: Vec<_> =
        facts.iter().map(|fact| (text(fact, "id").to_owned(), vec![], text(fact, "meaning").to_owned())).collect();
    enumeration(&mut out, "Fact", true, "crate::Error::no_fact", &variants);

    let mut shift = 0;
    let (mut fields, mut values, mut all) = (String::new(), String::new(), String::new());
    for fact in facts {
        let (id, rust) = (text(fact, "id"), type_name(text(fact, "id")));
        let options = list(fact, "value");
        let width = options.len();
        let mut meaning = format!("{} The values of [`Fact::{}`].", text(fact, "meaning"), camel(id));
        if let Some(note) = fact["note"].as_str() {
            let _ = write!(meaning, "\n\n{note}");
        }
        doc(&mut out, "", &meaning);
        let variants: Vec<_> = options
            .iter()
            .map(|value| (text(value, "id").to_owned(), vec![], text(value, "meaning").to_owned()))
            .collect();
        enumeration(&mut out, &rust, id == "channel", &format!("{rust}::no_value"), &variants);
        let _ = writeln!(
            out,
            "impl {rust} {{\n    fn no_value(value: &str) -> crate::Error {{\n        crate::Error::no_value(Fact::{}, value)\n    }}\n}}\n\n\
             impl crate::facts::Sealed for {rust} {{}}\n\nimpl Value for {rust} {{\n    const FACT: Fact = Fact::{};\n    \
             const ALL: &'static [Self] = <Self as ::strum::VariantArray>::VARIANTS;\n\n    \
             fn index(self) -> u32 {{\n        self as u32\n    }}\n}}\n",
            camel(id),
            camel(id)
        );
        let _ = writeln!(fields, "            Self::{} => Field::new(0, {shift}, {width}),", camel(id));
        let names: Vec<_> = options.iter().map(|value| format!("{:?}", text(value, "id"))).collect();
        let _ = writeln!(values, "            Self::{} => &[{}],", camel(id), names.join(", "));
        let _ = write!(all, "Self::{}, ", camel(id));
        shift += width;
    }
    assert!(shift <= 64, "the facts no longer fit a machine word");
    let _ = writeln!(
        out,
        "impl Fact {{\n    /// All facts, in order.\n    pub const ALL: &'static [Self] = &[{all}];\n\n    \
         /// The wire names of the fact's values, in order.\n    pub const fn values(self) -> &'static [&'static str] {{\n        match self {{\n{values}        }}\n    }}\n\n    \
         /// Where the fact has its bits in the word of [`Facts`](crate::Facts).\n    pub(crate) const fn field(self) -> Field {{\n        match self {{\n{fields}        }}\n    }}\n}}"
    );
    out
}

/// The table of built-in policies. `gsa-2008.toml` is the version in force; one that was superseded keeps its file under
/// the name `gsa-2008@1.toml`.
fn builtin(policies: &[(String, Value)], names: &[String]) -> String {
    let mut out = String::from(
        "/// The built-in policies: id, version, whether it is in force, and JSON text.\n\
         pub(crate) const POLICIES: &[(&str, &str, bool, &str)] = &[\n",
    );
    for (name, policy) in policies {
        let (id, version) = (text(policy, "id"), text(policy, "version"));
        if let Some((_, named)) = name.split_once('@') {
            assert_eq!(version, named, "{name}.toml: the version is not the file's");
            assert!(names.iter().any(|other| other == id), "{name}.toml: no version of {id} is in force");
        }
        let in_force = name == id;
        let _ = writeln!(
            out,
            "    ({id:?}, {version:?}, {in_force}, include_str!(concat!(env!(\"OUT_DIR\"), \"/policy-{name}.json\"))),"
        );
    }
    out.push_str("];\n");
    out
}

/// Every citation that is used must stand in `citations.toml`, and every citation needs a source.
fn check_citations(citations: &Value, segments: &[Value], facts: &[Value], policies: &[(String, Value)]) {
    let sources: BTreeSet<_> = list(citations, "source").iter().map(|source| text(source, "id").to_owned()).collect();
    let known: BTreeSet<_> = list(citations, "citation")
        .iter()
        .map(|citation| {
            assert!(sources.contains(text(citation, "source")), "citations.toml: {citation} names no source");
            text(citation, "id").to_owned()
        })
        .collect();
    let rules = policies.iter().flat_map(|(_, policy)| policy["rule"].as_array().into_iter().flatten());
    for user in segments.iter().chain(facts).chain(rules) {
        let cites = match &user["cites"] {
            Value::Array(items) => items.clone(),
            Value::Null => vec![],
            single => vec![single.clone()],
        };
        for cite in cites {
            assert!(
                known.contains(cite.as_str().expect("a string")),
                "{}: {cite} is not in citations.toml",
                user["id"]
            );
        }
    }
}

/// Looks up one entry's texts in every language and joins them by key: `{"label": {"en": …, "es": …}, …}`.
fn in_every_language(entry: &mut Value, texts: &[(&str, Value)], path: &[&str]) {
    let mut keys: Option<BTreeSet<String>> = None;
    for (code, document) in texts {
        let found = path.iter().fold(document, |value, step| &value[*step]);
        let table = found.as_object().unwrap_or_else(|| panic!("texts/{code}.toml: nothing for {}", path.join(".")));
        let here: BTreeSet<String> =
            table.iter().filter(|(_, value)| value.is_string()).map(|(key, _)| key.clone()).collect();
        assert!(
            keys.as_ref().is_none_or(|keys| *keys == here),
            "texts/{code}.toml: {} has other keys than its fellow",
            path.join(".")
        );
        for key in &here {
            // An entry's own `meaning` is the definition; the text is how it is said in a sentence.
            let name = if key == "meaning" { "phrase" } else { key };
            entry[name][*code] = table[key].clone();
        }
        keys = Some(here);
    }
}

/// The templates of one table by language. Each must be there in every language and have the same {placeholders}.
fn templates(texts: &[(&str, Value)], table: &str) -> Value {
    let mut every = Map::new();
    let mut first: Option<BTreeMap<&str, BTreeSet<&str>>> = None;
    for (code, document) in texts {
        let entries = document[table].as_object().unwrap_or_else(|| panic!("texts/{code}.toml: no [{table}]"));
        let here = entries.iter().map(|(key, value)| {
            let template = value.as_str().unwrap_or_else(|| panic!("texts/{code}.toml: {table}.{key} is no text"));
            (key.as_str(), placeholders(template).collect())
        });
        let here: BTreeMap<&str, BTreeSet<&str>> = here.collect();
        if let Some(first) = &first {
            for key in first.keys().chain(here.keys()) {
                assert_eq!(
                    first.get(key),
                    here.get(key),
                    "texts/{code}.toml: {table}.{key} is not there in every language, or has other {{braces}} there"
                );
            }
        }
        first.get_or_insert(here);
        every.insert((*code).to_owned(), document[table].clone());
    }
    Value::Object(every)
}

/// The words in braces.
fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .skip(1)
        .map(move |rest| rest.split_once('}').unwrap_or_else(|| panic!("a brace is not closed: {template}")).0)
}

/// One document of all there is to know about the taxonomy.
fn catalog(
    segments: &[Value],
    facts: &[Value],
    citations: &Value,
    texts: &[(&str, Value)],
    policies: &[(String, Value)],
) -> Value {
    let mut segments = segments.to_vec();
    for segment in &mut segments {
        let id = text(segment, "id").to_owned();
        in_every_language(segment, texts, &["segment", &id]);
    }
    let mut facts = facts.to_vec();
    for fact in &mut facts {
        let id = text(fact, "id").to_owned();
        in_every_language(fact, texts, &["fact", &id]);
        let mut values = list(fact, "value");
        for value in &mut values {
            let value_id = text(value, "id").to_owned();
            in_every_language(value, texts, &["fact", &id, "value", &value_id]);
        }
        let object = fact.as_object_mut().expect("a table");
        object.remove("value");
        object.insert("values".into(), Value::Array(values));
    }
    let named = |kind: &str| -> Vec<Value> {
        let ids: BTreeSet<String> = texts
            .iter()
            .flat_map(|(_, t)| t[kind].as_object().into_iter().flatten())
            .map(|(id, _)| id.clone())
            .collect();
        let used: BTreeSet<String> = policies
            .iter()
            .flat_map(|(_, policy)| policy[kind].as_array().into_iter().flatten())
            .map(|entry| text(entry, "id").to_owned())
            .collect();
        assert_eq!(ids, used, "the texts for each {kind} and the built-in policies do not name the same ones");
        ids.iter()
            .map(|id| {
                let mut entry = json!({ "id": id });
                in_every_language(&mut entry, texts, &[kind, id]);
                entry
            })
            .collect()
    };
    json!({
        "segments": segments,
        "facts": facts,
        "rules": named("rule"),
        "sub_segments": named("sub_segment"),
        "sources": list(citations, "source"),
        "citations": list(citations, "citation"),
        "languages": texts.iter().map(|(code, text)| json!({"id": code, "name": text["name"]})).collect::<Vec<_>>(),
    })
}
