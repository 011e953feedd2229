//! One row of JSON Lines: its keys, and its values as they stand there.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::cell::json_error;
use crate::rows::MOST_CELLS;

/// A key and its value.
pub struct Entry<'r> {
    /// The key.
    pub key: Cow<'r, str>,
    /// The value, as JSON.
    pub value: &'r str,
}

/// The entries of a row of JSON Lines, in order; keys may stand twice.
///
/// # Errors
/// If it is not an object.
pub fn entries(row: &str) -> Result<Vec<Entry<'_>>, String> {
    match row.trim_start().as_bytes().first() {
        Some(b'{') => {}
        _ => return Err("not an object; in JSON Lines each line is one object".to_owned()),
    }
    serde_json::from_str::<Entries<'_>>(row).map(|entries| entries.0).map_err(|error| json_error(&error))
}

/// A value of JSON as the text of a cell: lists joined with `|`, null empty.
///
/// ```
/// assert_eq!(govseg_table::json_text(r#"["a", 2]"#), "a|2");
/// ```
pub fn json_text(json: &str) -> Cow<'_, str> {
    let json = json.trim();
    match json.as_bytes().first() {
        Some(b'"') if !json.contains('\\') => json.trim_matches('"').into(),
        Some(b'"') => serde_json::from_str::<String>(json).unwrap_or_default().into(),
        Some(b'[') => {
            let parts: Vec<serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
            let words = parts.iter().map(|part| part.as_str().map_or_else(|| part.to_string(), ToOwned::to_owned));
            words.collect::<Vec<_>>().join("|").into()
        }
        Some(b'n') => "".into(),
        _ => json.into(),
    }
}

struct Entries<'r>(Vec<Entry<'r>>);

#[derive(serde::Deserialize)]
struct Key<'r>(#[serde(borrow)] Cow<'r, str>);

impl<'de: 'r, 'r> Deserialize<'de> for Entries<'r> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::with_capacity(32);
                while let Some(Key(key)) = map.next_key()? {
                    if entries.len() >= MOST_CELLS {
                        return Err(A::Error::custom(format_args!("more than {MOST_CELLS} keys")));
                    }
                    let value: &RawValue = map.next_value()?;
                    entries.push(Entry { key, value: value.get() });
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(Reader)
    }
}
