//! JSON in the canonical form of RFC 8785, and the digest of a text.

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The RFC 8785 text of a JSON value: keys sorted, no whitespace.
///
/// Written out here so that the bytes depend on no feature of the JSON library (such as keeping keys in
/// the order in which they were written).
///
/// # Panics
///
/// On a number that is not an integer: the contract has none, and the general case is a science of its own.
pub fn to_string(value: &Value) -> String {
    let mut text = String::new();
    write_value(value, &mut text);
    text
}

/// `sha256:` and the hash of a text in hexadecimal.
pub fn digest(text: &str) -> String {
    format!("sha256:{}", sha256_hex(text))
}

/// The SHA-256 hash of a text in hexadecimal.
pub fn sha256_hex(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
        hex
    })
}

fn write_value(value: &Value, text: &mut String) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Value::Number(number) => {
            assert!(number.is_i64() || number.is_u64(), "{number} is no integer");
            text.push_str(&number.to_string());
        }
        Value::String(string) => write_string(string, text),
        Value::Array(items) => {
            text.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    text.push(',');
                }
                write_value(item, text);
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut keys: Vec<&String> = members.keys().collect();
            // RFC 8785 sorts by UTF-16 code units, which differs from Rust's order beyond the basic plane.
            keys.sort_by_key(|key| key.encode_utf16().collect::<Vec<u16>>());
            text.push('{');
            for (position, key) in keys.into_iter().enumerate() {
                if position > 0 {
                    text.push(',');
                }
                write_string(key, text);
                text.push(':');
                write_value(&members[key], text);
            }
            text.push('}');
        }
    }
}

fn write_string(string: &str, text: &mut String) {
    text.push('"');
    for character in string.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            control if control < ' ' => {
                write!(text, "\\u{:04x}", u32::from(control)).expect("writing to a string cannot fail");
            }
            other => text.push(other),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_by_utf16_and_nothing_is_spaced() {
        // U+FB33 stands after the surrogates of U+1F600 in Unicode's own order, but before in UTF-8.
        let value = json!({"\u{fb33}": 1, "\u{1f600}": [true, null], "b": {"d": "x", "c": {}}, "a": -3});
        assert_eq!(
            to_string(&value),
            "{\"a\":-3,\"b\":{\"c\":{},\"d\":\"x\"},\"\u{1f600}\":[true,null],\"\u{fb33}\":1}"
        );
    }

    #[test]
    fn only_what_must_be_escaped_is_escaped() {
        let value = json!("\u{0}\u{8}\t\n\u{c}\r\u{1f}\u{7f}\"\\/é");
        assert_eq!(to_string(&value), "\"\\u0000\\b\\t\\n\\f\\r\\u001f\u{7f}\\\"\\\\/é\"");
    }

    #[test]
    fn the_hash_is_sha256() {
        assert_eq!(digest("abc"), "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
