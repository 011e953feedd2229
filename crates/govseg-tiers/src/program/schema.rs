//! The JSON Schema (draft 2020-12) of a programme, for editors and for checks before a file gets here.

use govseg::Segment;
use serde_json::{Map, Value, json};
use strum::VariantArray as _;

use super::{Basis, Kind, Program, RoleKind, Stage};

impl Program {
    /// The JSON Schema of a programme, in TOML or JSON.
    ///
    /// It tells keys, types and closed words; what refers to what, and what may not be, only reading tells.
    ///
    /// ```
    /// let schema: serde_json::Value = serde_json::from_str(&govseg_tiers::Program::schema())?;
    /// assert_eq!(schema["properties"]["tier"]["items"]["required"], serde_json::json!(["id"]));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn schema() -> String {
        let mut schema = program();
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
            schema.insert("title".into(), json!("govseg program"));
        }
        // Strings, lists and maps with string keys: nothing that JSON could refuse.
        serde_json::to_string_pretty(&schema).unwrap_or_default()
    }
}

/// A table. What may be left out may also be null.
fn object(mut properties: Value, required: &[&str]) -> Value {
    for (key, value) in properties.as_object_mut().into_iter().flatten() {
        if !required.contains(&key.as_str()) {
            *value = json!({ "anyOf": [value, { "type": "null" }] });
        }
    }
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn one_of(words: impl IntoIterator<Item = &'static str>) -> Value {
    json!({ "enum": words.into_iter().collect::<Vec<_>>() })
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn id() -> Value {
    json!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9._-]*$" })
}

fn ids() -> Value {
    json!({ "type": "array", "items": id(), "uniqueItems": true })
}

fn day() -> Value {
    json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$" })
}

/// A whole number, or text where there are decimals.
fn amount() -> Value {
    json!({ "anyOf": [{ "type": "integer" }, { "type": "string", "pattern": r"^\s*[+-]?[\d,]*\.?\d*\s*$" }] })
}

/// One table of conditions, or several of which one must hold.
fn when() -> Value {
    let words = json!({ "anyOf": [text(), { "type": "array", "items": text(), "minItems": 1 }] });
    let ruled_out = json!({ "anyOf": [text(), { "type": "array", "items": text() }] });
    let bounds: Map<String, Value> =
        ["at_least", "above", "at_most", "below"].map(|bound| (bound.to_owned(), amount())).into_iter().collect();
    let range = json!({ "type": "object", "properties": bounds, "additionalProperties": false, "minProperties": 1 });
    let condition = json!({ "anyOf": [words, object(json!({ "not": ruled_out }), &["not"]), range] });
    let table = json!({ "type": "object", "additionalProperties": condition });
    json!({ "anyOf": [table, { "type": "array", "items": table, "minItems": 1 }] })
}

fn program() -> Value {
    let segments = Segment::VARIANTS.iter().map(|&segment| <&str>::from(segment)).chain(["exceptional"]);
    object(
        json!({
            "id": id(),
            "version": text(),
            "title": text(),
            "note": text(),
            "segments": { "type": "array", "items": one_of(segments), "minItems": 1 },
            "allow_monetary_tiers": { "type": "string", "pattern": r"\S" },
            "default": id(),
            "window": window(),
            "accounts": accounts(),
            "measure": list(&measure()),
            "column": list(&column()),
            "role": list(&object(json!({ "id": id(), "kind": one_of(RoleKind::ALL.map(Into::into)) }), &["id", "kind"])),
            "slot": list(&object(json!({ "id": id(), "by": one_of(["order", "ground"]) }), &["id"])),
            "treatment": list(&treatment()),
            "tier": { "type": "array", "items": tier(), "minItems": 1, "maxItems": Program::MOST_TIERS },
            "grant": list(&grant()),
            "costs": costs(),
        }),
        &["id", "version", "tier"],
    )
}

fn window() -> Value {
    let steps = json!({ "type": "integer", "minimum": 1 });
    let keys = json!({ "from": day(), "to": day(), "until": day(), "period": text(), "soft_landing": steps });
    object(keys, &["from", "to"])
}

fn accounts() -> Value {
    let names = ["id", "parent", "shares", "currency", "period", "held", "held_until", "place"];
    let mut keys: Map<String, Value> = names.map(|name| (name.to_owned(), text())).into_iter().collect();
    keys.insert("together".into(), json!({ "anyOf": [{ "const": "root" }, { "type": "integer", "minimum": 0 }] }));
    keys.insert("mixed".into(), one_of(["refuse", "apart"]));
    keys.insert("orphans".into(), one_of(["refuse", "roots"]));
    object(Value::Object(keys), &[])
}

fn measure() -> Value {
    let mut measure = object(
        json!({
            "id": id(),
            "column": text(),
            "kind": one_of(Kind::ALL.map(Into::into)),
            "unit": text(),
            "roll_up": one_of(["sum", "max", "weighted"]),
            "weight": text(),
        }),
        &["id", "kind"],
    );
    // A weight goes with roll_up = "weighted", and that with a weight.
    let weighted = json!({ "properties": { "roll_up": { "const": "weighted" } }, "required": ["roll_up"] });
    if let Some(measure) = measure.as_object_mut() {
        measure.insert("if".into(), weighted);
        measure.insert("then".into(), json!({ "properties": { "weight": text() }, "required": ["weight"] }));
        measure.insert("else".into(), json!({ "properties": { "weight": { "type": "null" } } }));
    }
    measure
}

fn column() -> Value {
    let word = json!({ "type": "string", "pattern": r"\S" });
    let values = json!({ "type": "array", "items": word, "minItems": 1, "uniqueItems": true });
    object(json!({ "id": id(), "column": text(), "values": values }), &["id"])
}

fn treatment() -> Value {
    let needs = object(json!({ "role": id(), "hours": amount() }), &["role"]);
    object(
        json!({
            "id": id(),
            "title": text(),
            "stage": one_of(Stage::ALL.map(Into::into)),
            "slot": id(),
            "cost": amount(),
            "needs": needs,
        }),
        &["id", "stage"],
    )
}

fn tier() -> Value {
    object(
        json!({
            "id": id(),
            "title": text(),
            "level": one_of(["alone", "together"]),
            "when": when(),
            "when_internal": when(),
            "gives": ids(),
            "instead": { "type": "boolean" },
        }),
        &["id"],
    )
}

fn grant() -> Value {
    let mut gives = ids();
    if let Some(gives) = gives.as_object_mut() {
        gives.insert("minItems".into(), json!(1));
    }
    let mut grant = object(
        json!({
            "id": id(),
            "title": text(),
            "basis": one_of(Basis::ALL.map(Into::into)),
            "cites": text(),
            "when": when(),
            "when_internal": when(),
            "gives": gives,
        }),
        &["id", "basis", "gives"],
    );
    if let Some(grant) = grant.as_object_mut() {
        // A legal duty cites its law.
        let duty = json!({ "properties": { "basis": { "const": "legal_duty" } }, "required": ["basis"] });
        grant.insert("if".into(), duty);
        grant.insert("then".into(), json!({ "properties": { "cites": text() }, "required": ["cites"] }));
        grant.insert("anyOf".into(), json!([{ "required": ["when"] }, { "required": ["when_internal"] }]));
    }
    grant
}

/// By steps, or a whole matrix.
fn costs() -> Value {
    let chances = json!({ "type": "object", "additionalProperties": text(), "minProperties": 1 });
    let matrix = json!({ "type": "array", "items": { "type": "array", "items": amount() } });
    json!({
        "oneOf": [
            object(json!({ "under": amount(), "over": amount(), "chances": chances }), &["under", "over"]),
            object(json!({ "matrix": matrix, "chances": chances }), &["matrix"]),
        ],
    })
}
