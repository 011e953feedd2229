//! Canonical JSON as RFC 8785 has it: keys sorted by UTF-16 code units, no white space.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A JSON value made by this crate. Its numbers are integers, so RFC 8785's rules for fractions never arise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Integer(u64),
    String(String),
    List(Vec<Json>),
    /// Sorted: made by [`Json::object`] only.
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(crate) fn string(text: impl AsRef<str>) -> Self {
        Self::String(text.as_ref().to_owned())
    }

    pub(crate) fn strings<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> Self {
        Self::List(texts.into_iter().map(Self::string).collect())
    }

    pub(crate) fn optional(text: Option<impl AsRef<str>>) -> Self {
        text.map_or(Self::Null, Self::string)
    }

    /// An object; the keys must differ.
    pub(crate) fn object<S: AsRef<str>>(entries: impl IntoIterator<Item = (S, Self)>) -> Self {
        // Few keys: putting each in its place takes less code than sorting, and the browser loads this code.
        let mut sorted: Vec<(String, Self)> = Vec::new();
        for (key, value) in entries {
            let key = key.as_ref();
            let place = sorted.partition_point(|(other, _)| other.encode_utf16().lt(key.encode_utf16()));
            sorted.insert(place, (key.to_owned(), value));
        }
        Self::Object(sorted)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Bool(yes) => serializer.serialize_bool(*yes),
            Self::Integer(number) => serializer.serialize_u64(*number),
            Self::String(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // serde_json escapes strings exactly as RFC 8785 asks: the short forms, \u00xx in lower case, nothing else.
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}
