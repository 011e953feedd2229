//! JSON Schemas (draft 2020-12) of what goes in and comes out, made from the taxonomy.

use serde_json::{Map, Value, json};
use strum::VariantArray;

use crate::{Fact, Segment};

/// The documents that have a schema.
pub const SCHEMAS: [&str; 4] = ["facts", "decision", "policy", "interview"];

/// The JSON Schema of the built-in `facts`, of a `decision`, of a `policy` file, or of a line of an `interview` with a
/// program, either way; nothing for other names.
///
/// The schema of facts knows the built-in ones only; an agency's own facts are known to its policy.
pub fn schema(name: &str) -> Option<String> {
    let mut schema = match name {
        "facts" => facts(),
        "decision" => decision(),
        "policy" => policy(),
        "interview" => interview(),
        _ => return None,
    };
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
        schema.insert("title".into(), json!(format!("govseg {name}")));
    }
    // Strings, lists and maps with string keys: nothing that JSON could refuse.
    Some(serde_json::to_string_pretty(&schema).unwrap_or_default())
}

fn segments() -> Value {
    json!(Segment::VARIANTS.iter().map(|&segment| <&str>::from(segment)).collect::<Vec<_>>())
}

/// Where a segment is read, its alias is too.
fn segments_read() -> Value {
    let mut names = segments();
    if let Some(names) = names.as_array_mut() {
        names.push(json!("exceptional"));
    }
    json!({ "enum": names })
}

fn by_fact(of: impl Fn(Fact) -> Value) -> Map<String, Value> {
    Fact::ALL.iter().map(|&fact| (fact.to_string(), of(fact))).collect()
}

fn facts() -> Value {
    let properties = by_fact(|fact| {
        let value = json!({ "enum": fact.values() });
        let mut forms =
            vec![value.clone(), json!({ "type": "array", "items": value, "minItems": 1 }), json!({ "type": "null" })];
        if fact.values() == ["yes", "no"] {
            forms.push(json!({ "type": "boolean" }));
        }
        json!({ "anyOf": forms })
    });
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn decision() -> Value {
    let strings = json!({ "type": "array", "items": { "type": "string" } });
    let some = json!({ "type": "array", "items": { "enum": segments() }, "uniqueItems": true });
    let text_or_null = json!({ "type": ["string", "null"] });
    let mut segment_or_null = segments();
    if let Some(names) = segment_or_null.as_array_mut() {
        names.push(Value::Null);
    }
    let properties = json!({
        "status": { "enum": ["decided", "open", "contradiction"] },
        "segment": { "enum": segment_or_null },
        "possible": some,
        "also": some,
        "rule": text_or_null,
        "sub_segment": text_or_null,
        "because": { "type": "object", "additionalProperties": { "anyOf": [{ "type": "string" }, strings] } },
        "ask": text_or_null,
        "cites": strings,
        "policy": {
            "type": "object",
            "properties": {
                "id": { "type": "string" },
                "version": { "type": "string" },
                "digest": { "type": "string", "pattern": "^sha256:[0-9a-f]{64}$" },
            },
            "required": ["id", "version", "digest"],
            "additionalProperties": false,
        },
    });
    let required: Vec<_> = properties.as_object().into_iter().flat_map(Map::keys).cloned().collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// What `govseg ask --json-lines` reads and writes, one object a line.
fn interview() -> Value {
    let text = json!({ "type": "string" });
    let object = |properties: Value, required: &[&str]| json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false });
    let told = |name: &str| object(json!({ name: { "const": true } }), &[name]);
    let answer = json!({ "anyOf": [text, { "type": "array", "items": text, "minItems": 1 }, { "type": "null" }] });
    let choice = object(json!({ "value": text, "label": text, "help": text }), &["value", "label", "help"]);
    let known = json!({ "type": "object", "additionalProperties": answer });
    let question = json!({
        "type": { "const": "question" },
        "fact": text,
        "question": text,
        "help": text,
        "reason": text,
        "choices": { "type": "array", "items": choice, "minItems": 1 },
        "expected": { "type": ["number", "null"], "minimum": 1 },
        "progress": text,
        "facts": known,
    });
    let what_if = object(
        json!({ "segment": { "enum": segments() }, "decided": { "type": "boolean" }, "replace": known }),
        &["segment", "decided", "replace"],
    );
    let end = json!({
        "type": { "const": "decision" },
        "decision": decision(),
        "explanation": text,
        "facts": known,
        "what_if": { "type": "array", "items": what_if },
    });
    let whole = |properties: Value| {
        let required: Vec<String> = properties.as_object().into_iter().flat_map(Map::keys).cloned().collect();
        object(properties, &required.iter().map(String::as_str).collect::<Vec<_>>())
    };
    json!({
        "oneOf": [
            object(json!({ "answer": answer, "change": text }), &["answer"]),
            told("back"),
            told("stop"),
            whole(question),
            whole(json!({ "type": { "const": "error" }, "message": text })),
            whole(end),
        ],
    })
}

fn policy() -> Value {
    let id = json!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9._-]*$" });
    let text = json!({ "type": "string" });
    let words =
        json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" }, "minItems": 1 }] });
    let condition = json!({
        "anyOf": [
            words,
            { "type": "object", "properties": { "not": words }, "required": ["not"], "additionalProperties": false },
        ],
    });
    let table = json!({ "type": "object", "additionalProperties": condition });
    let when = json!({ "anyOf": [table, { "type": "array", "items": table, "minItems": 1 }] });
    let item = |properties: Value, required: &[&str]| {
        json!({
            "type": "array",
            "items": { "type": "object", "properties": properties, "required": required, "additionalProperties": false },
        })
    };
    json!({
        "type": "object",
        "properties": {
            "id": id,
            "version": text,
            "title": { "type": ["string", "null"] },
            "extends": text,
            "drop": { "type": "array", "items": id },
            "fact": item(
                json!({
                    "id": { "type": "string", "pattern": "^[a-z][a-z0-9_]*$" },
                    "values": { "type": "array", "items": text, "minItems": 2, "uniqueItems": true },
                }),
                &["id", "values"],
            ),
            "implies": item(json!({ "when": when, "then": table }), &["then"]),
            "rule": item(
                json!({
                    "id": id,
                    "segment": segments_read(),
                    "when": when,
                    "cites": { "anyOf": [text, { "type": "array", "items": text }] },
                }),
                &["id", "segment"],
            ),
            "sub_segment": item(json!({ "id": id, "when": when }), &["id"]),
            "measured_as": item(
                json!({
                    "when": when,
                    "segment": segments_read(),
                    "measures": { "anyOf": [text, { "type": "array", "items": text }] },
                    "by": text,
                    "why": text,
                    "on": { "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$" },
                }),
                &[],
            ),
            "weights": {
                "type": "object",
                "additionalProperties": {
                    "type": "object",
                    "additionalProperties": { "type": "integer", "minimum": 1, "maximum": 1_000_000 },
                },
            },
        },
        "required": ["id", "version"],
        "additionalProperties": false,
    })
}
