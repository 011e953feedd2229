//! What can be wrong with what a user gives, said so that it can be mended.

use crate::json::Json;
use crate::problem::{PolicyError, Problem};
use crate::words::{clip, how_to_mend, nearest};
use crate::{Fact, Segment};

/// Bad input: where, what, and how to mend it.
///
/// ```
/// let error = "militry".parse::<govseg::CustomerType>().unwrap_err();
/// assert_eq!(error.to_string(), "`militry` is not a customer type; did you mean `military`?");
/// assert_eq!((error.kind(), error.suggestion()), ("unknown_value", Some("military")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A name that is no fact of the policy.
    #[error("`{name}` is not a fact; {}", how_to_mend(suggestion.as_deref(), allowed))]
    UnknownFact {
        /// The name as given.
        name: String,
        /// The nearest fact, if one is near.
        suggestion: Option<String>,
        /// The facts there are.
        allowed: Vec<String>,
    },
    /// A word that is no value of its fact.
    #[error("`{value}` is not {}; {}", noun(fact), how_to_mend(suggestion.as_deref(), allowed))]
    UnknownValue {
        /// The fact.
        fact: String,
        /// The value as given.
        value: String,
        /// The nearest value, if one is near.
        suggestion: Option<String>,
        /// The values there are.
        allowed: Vec<String>,
    },
    /// A word that is no segment.
    #[error("`{value}` is not a segment; {}", how_to_mend(suggestion.as_deref(), allowed))]
    UnknownSegment {
        /// The word as given.
        value: String,
        /// The nearest segment, if one is near.
        suggestion: Option<String>,
        /// The segments there are.
        allowed: Vec<String>,
    },
    /// A name that is no built-in crosswalk.
    #[error("`{scheme}` is not a crosswalk; {}", how_to_mend(suggestion.as_deref(), allowed))]
    UnknownScheme {
        /// The name as given.
        scheme: String,
        /// The nearest crosswalk, if one is near.
        suggestion: Option<String>,
        /// The crosswalks there are.
        allowed: Vec<String>,
    },
    /// A code that the scheme does not have.
    #[error("`{code}` is not a code of `{scheme}`; {}", how_to_mend(suggestion.as_deref(), allowed))]
    UnknownCode {
        /// The scheme.
        scheme: String,
        /// The code as given.
        code: String,
        /// The nearest code, if one is near.
        suggestion: Option<String>,
        /// The codes there are.
        allowed: Vec<String>,
    },
    /// `[]`, `""` or `[null]`: neither a value nor "unknown".
    #[error("`{fact}` is given without a value; leave it out (or write null) if it is unknown")]
    EmptyValue {
        /// The fact.
        fact: String,
    },
    /// A JSON value of a type that no fact can have.
    #[error("`{fact}` is {found}; write one value as a string, or a list of the values still possible")]
    WrongType {
        /// The fact; `facts` if the whole document is meant.
        fact: String,
        /// What was found.
        found: String,
    },
    /// A fact given twice.
    #[error("`{fact}` is given twice; give it once, as a list if several values are possible")]
    DuplicateFact {
        /// The fact.
        fact: String,
    },
    /// Text that is not JSON.
    #[error("line {line}, column {column}: not valid JSON: {message}")]
    JsonSyntax {
        /// What the parser says.
        message: String,
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// Bytes that are no policy compiled by this version.
    #[error("not a policy compiled by this version of govseg; compile it anew from its file")]
    NotCompiled,
    /// A policy that cannot be used.
    #[error(transparent)]
    Policy(#[from] PolicyError),
}

impl Error {
    /// A stable word for the kind of error, the same in every language.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::UnknownFact { .. } => "unknown_fact",
            Self::UnknownValue { .. } => "unknown_value",
            Self::UnknownSegment { .. } => "unknown_segment",
            Self::UnknownScheme { .. } => "unknown_scheme",
            Self::UnknownCode { .. } => "unknown_code",
            Self::EmptyValue { .. } => "empty_value",
            Self::WrongType { .. } => "wrong_type",
            Self::DuplicateFact { .. } => "duplicate_fact",
            Self::JsonSyntax { .. } => "json_syntax",
            Self::NotCompiled => "not_compiled",
            Self::Policy(error) => error.problems().first().map_or("policy", |problem| problem.kind.name()),
        }
    }

    /// The fact concerned.
    pub fn fact(&self) -> Option<&str> {
        match self {
            Self::UnknownFact { name: fact, .. }
            | Self::UnknownValue { fact, .. }
            | Self::EmptyValue { fact }
            | Self::WrongType { fact, .. }
            | Self::DuplicateFact { fact } => Some(fact),
            _ => None,
        }
    }

    /// The value that was refused.
    pub fn value(&self) -> Option<&str> {
        match self {
            Self::UnknownValue { value, .. }
            | Self::UnknownSegment { value, .. }
            | Self::UnknownScheme { scheme: value, .. }
            | Self::UnknownCode { code: value, .. } => Some(value),
            _ => None,
        }
    }

    /// The nearest word that would have been right.
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            Self::UnknownFact { suggestion, .. }
            | Self::UnknownValue { suggestion, .. }
            | Self::UnknownSegment { suggestion, .. }
            | Self::UnknownScheme { suggestion, .. }
            | Self::UnknownCode { suggestion, .. } => suggestion.as_deref(),
            _ => None,
        }
    }

    /// The error as RFC 8785 JSON: `{"fact", "kind", "message", "problems", "suggestion", "value"}`. What it does not
    /// have is null; `problems` are those of a policy, `{"column", "file", "kind", "line", "message"}`, else none.
    ///
    /// ```
    /// let error = govseg::Policy::gsa_2008().parse(r#"{"customer": "militry"}"#).unwrap_err();
    /// assert!(error.to_json().starts_with(r#"{"fact":"customer","kind":"unknown_value","message":"`militry` is not"#));
    /// ```
    pub fn to_json(&self) -> String {
        let problems = match self {
            Self::Policy(error) => error.problems().iter().map(Problem::json).collect(),
            _ => Vec::new(),
        };
        Json::object([
            ("kind", Json::string(self.kind())),
            ("fact", Json::optional(self.fact())),
            ("value", Json::optional(self.value())),
            ("suggestion", Json::optional(self.suggestion())),
            ("message", Json::string(self.to_string())),
            ("problems", Json::List(problems)),
        ])
        .to_string()
    }

    pub(crate) fn no_segment(value: &str) -> Self {
        let allowed = names::<Segment>();
        Self::UnknownSegment { value: clip(value), suggestion: nearest(value, &allowed), allowed }
    }

    pub(crate) fn no_fact(name: &str) -> Self {
        Self::unknown_fact(name, names::<Fact>())
    }

    pub(crate) fn no_value(fact: Fact, value: &str) -> Self {
        Self::unknown_value(fact.into(), value, fact.values().iter().map(|&name| name.to_owned()).collect())
    }

    pub(crate) fn unknown_fact(name: &str, allowed: Vec<String>) -> Self {
        Self::UnknownFact { name: clip(name), suggestion: nearest(name, &allowed), allowed }
    }

    pub(crate) fn unknown_value(fact: &str, value: &str, allowed: Vec<String>) -> Self {
        Self::UnknownValue { fact: fact.to_owned(), value: clip(value), suggestion: nearest(value, &allowed), allowed }
    }
}

fn names<T: strum::VariantArray + Into<&'static str> + Copy + 'static>() -> Vec<String> {
    T::VARIANTS.iter().map(|&value| value.into().to_owned()).collect()
}

/// "a customer type", "a value of `duty`".
fn noun(fact: &str) -> String {
    match fact {
        "customer" => "a customer type".into(),
        "channel" => "a channel".into(),
        _ => format!("a value of `{fact}`"),
    }
}
