//! TOML, every value with its place.

#[cfg(feature = "toml")]
use super::{Entry, Span, Value};
use super::{Node, SyntaxError};

#[cfg(feature = "toml")]
pub(super) fn parse(text: &str) -> Result<Node, Vec<SyntaxError>> {
    let (table, errors) = ::toml::de::DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let span = table.span();
        return Ok(from_toml(::toml::de::DeValue::Table(table.into_inner()), span));
    }
    Err(errors
        .iter()
        .map(|error| SyntaxError { message: error.message().to_owned(), span: error.span().unwrap_or(0..0) })
        .collect())
}

#[cfg(not(feature = "toml"))]
pub(super) fn parse(_: &str) -> Result<Node, Vec<SyntaxError>> {
    Err(vec![SyntaxError { message: "this build reads JSON only".into(), span: 0..0 }])
}

#[cfg(feature = "toml")]
fn from_toml(value: ::toml::de::DeValue<'_>, span: Span) -> Node {
    use ::toml::de::DeValue;
    let value = match value {
        DeValue::String(text) => Value::String(text.into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(Value::Other("an integer beyond 64 bits"), Value::Integer),
        DeValue::Float(_) => Value::Other("a fraction"),
        DeValue::Boolean(value) => Value::Boolean(value),
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
fn from_toml_spanned(item: ::toml::Spanned<::toml::de::DeValue<'_>>) -> Node {
    let span = item.span();
    from_toml(item.into_inner(), span)
}
