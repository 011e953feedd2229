//! A TOML or JSON document in which every key and value knows its place, so that every error can name it.

use std::fmt;
use std::ops::Range;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// Bytes of the text, from where to where.
pub(crate) type Span = Range<usize>;

/// A value and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) span: Span,
}

/// What a configuration file can hold.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Null,
    String(String),
    Integer(i64),
    #[cfg_attr(not(feature = "toml"), expect(dead_code, reason = "JSON has no dates"))]
    Date(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// Of no use in any of our files.
    Other(&'static str),
}

/// A key of a table, its place, and its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) span: Span,
    pub(crate) node: Node,
}

impl Value {
    /// The type, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::String(_) => "a string",
            Self::Integer(_) => "an integer",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::Other(kind) => kind,
        }
    }
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// TOML 1.x.
    Toml,
    /// JSON of the same shape.
    Json,
}

impl Format {
    /// By the ending of a file's name: `.json` is JSON, all else TOML.
    pub fn of_name(name: &str) -> Self {
        let is_json =
            name.len() > 5 && name.get(name.len() - 5..).is_some_and(|ending| ending.eq_ignore_ascii_case(".json"));
        if is_json { Self::Json } else { Self::Toml }
    }
}

/// Text that is no document of its format.
#[derive(Clone, Debug)]
pub(crate) struct SyntaxError {
    pub(crate) message: String,
    pub(crate) span: Span,
}

/// Parses a whole document; its root is a table. A byte order mark is skipped.
pub(crate) fn parse(text: &str, format: Format) -> Result<Node, Vec<SyntaxError>> {
    match format {
        Format::Toml => parse_toml(text),
        Format::Json => parse_json(text).map_err(|error| vec![error]),
    }
}

#[cfg(feature = "toml")]
fn parse_toml(text: &str) -> Result<Node, Vec<SyntaxError>> {
    let (table, errors) = toml::de::DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let span = table.span();
        return Ok(from_toml(toml::de::DeValue::Table(table.into_inner()), span));
    }
    Err(errors
        .iter()
        .map(|error| SyntaxError { message: error.message().to_owned(), span: error.span().unwrap_or(0..0) })
        .collect())
}

#[cfg(not(feature = "toml"))]
fn parse_toml(_: &str) -> Result<Node, Vec<SyntaxError>> {
    Err(vec![SyntaxError { message: "this build reads JSON only".into(), span: 0..0 }])
}

#[cfg(feature = "toml")]
fn from_toml(value: toml::de::DeValue<'_>, span: Span) -> Node {
    use toml::de::DeValue;
    let value = match value {
        DeValue::String(text) => Value::String(text.into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(Value::Other("an integer beyond 64 bits"), Value::Integer),
        DeValue::Float(_) => Value::Other("a fraction"),
        DeValue::Boolean(_) => Value::Other("a boolean"),
        DeValue::Datetime(time) if time.time.is_none() => Value::Date(time.to_string()),
        DeValue::Datetime(_) => Value::Other("a time"),
        DeValue::Array(items) => Value::List(items.into_iter().map(from_toml_spanned).collect()),
        DeValue::Table(entries) => Value::Table(
            entries
                .into_iter()
                .map(|(key, item)| Entry {
                    span: key.span(),
                    key: key.into_inner().into_owned(),
                    node: from_toml_spanned(item),
                })
                .collect(),
        ),
    };
    Node { value, span }
}

#[cfg(feature = "toml")]
fn from_toml_spanned(item: toml::Spanned<toml::de::DeValue<'_>>) -> Node {
    let span = item.span();
    from_toml(item.into_inner(), span)
}

/// How deep a JSON document may nest: no file of ours goes beyond six.
const DEEPEST: usize = 32;

fn parse_json(text: &str) -> Result<Node, SyntaxError> {
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

            fn visit_bool<E: de::Error>(self, _: bool) -> Result<Self::Value, E> {
                Ok(Shallow::Leaf(Value::Other("a boolean")))
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

/// Line and column, both from 1, the column in characters.
pub(crate) fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let text =
        text.strip_prefix('\u{feff}').map_or((text, at), |rest| (rest, at.saturating_sub('\u{feff}'.len_utf8())));
    let (text, mut at) = (text.0, text.1.min(text.0.len()));
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = text.get(..at).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (1 + before.matches('\n').count(), 1 + before.get(line_start..).unwrap_or_default().chars().count())
}
