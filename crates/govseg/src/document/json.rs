//! JSON, every value with its place.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Entry, Node, Span, SyntaxError, Value};

/// How deep a JSON document may nest: no file of ours goes beyond six.
const DEEPEST: usize = 32;

pub(super) fn parse(text: &str) -> Result<Node, SyntaxError> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let raw: &RawValue = serde_json::from_str(body).map_err(|error| syntax_error(text, body, &error))?;
    from_json(text, raw.get(), 0)
}

/// serde gives values without places, but raw values are slices of the text: their address is their place.
fn from_json(text: &str, raw: &str, depth: usize) -> Result<Node, SyntaxError> {
    let span = place(text, raw);
    if depth > DEEPEST {
        return Err(SyntaxError { message: format!("nested more than {DEEPEST} deep"), span });
    }
    let shallow: Shallow<'_> = serde_json::from_str(raw).map_err(|error| syntax_error(text, raw, &error))?;
    let value = match shallow {
        Shallow::Leaf(value) => value,
        Shallow::List(items) => {
            Value::List(items.into_iter().map(|item| from_json(text, item.get(), depth + 1)).collect::<Result<_, _>>()?)
        }
        Shallow::Table(entries) => {
            let mut table: Vec<Entry> = Vec::with_capacity(entries.len());
            for (raw_key, raw_value) in entries {
                let span = place(text, raw_key.get());
                let key: String =
                    serde_json::from_str(raw_key.get()).map_err(|error| syntax_error(text, raw_key.get(), &error))?;
                if table.iter().any(|entry| entry.key == key) {
                    return Err(SyntaxError { message: format!("duplicate key `{}`", crate::words::clip(&key)), span });
                }
                table.push(Entry { key, span, node: from_json(text, raw_value.get(), depth + 1)? });
            }
            Value::Table(table)
        }
    };
    Ok(Node { value, span })
}

fn place(text: &str, part: &str) -> Span {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + part.len()
}

fn syntax_error(text: &str, part: &str, error: &serde_json::Error) -> SyntaxError {
    let line_start: usize = part.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut at = place(text, part).start + (line_start + error.column().saturating_sub(1)).min(part.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let message = error.to_string().split(" at line ").next().unwrap_or_default().to_owned();
    SyntaxError { message, span: at..at }
}

/// One level of a JSON value, what is below left raw.
enum Shallow<'a> {
    Leaf(Value),
    List(Vec<&'a RawValue>),
    Table(Vec<(&'a RawValue, &'a RawValue)>),
}

impl<'de: 'a, 'a> Deserialize<'de> for Shallow<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Shallow<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }

            fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
                Ok(Shallow::Leaf(Value::Null))
            }

            fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
                Ok(Shallow::Leaf(Value::Boolean(value)))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Shallow::Leaf(Value::Integer(number)))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Shallow::Leaf(
                    i64::try_from(number).map_or(Value::Other("an integer beyond 64 bits"), Value::Integer),
                ))
            }

            fn visit_f64<E: de::Error>(self, _: f64) -> Result<Self::Value, E> {
                Ok(Shallow::Leaf(Value::Other("a fraction")))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Shallow::Leaf(Value::String(text.to_owned())))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    items.push(item);
                }
                Ok(Shallow::List(items))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Shallow::Table(entries))
            }
        }

        deserializer.deserialize_any(Reader)
    }
}
