//! What is wrong with a policy, a crosswalk or a recipe, and where.

use std::fmt;

use strum::IntoStaticStr;

use crate::document::{Span, line_and_column};
use crate::json::Json;

/// The kinds of problem a policy, a crosswalk or a recipe can have; the names are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum ProblemKind {
    /// The text is not TOML.
    TomlSyntax,
    /// The text is not JSON.
    JsonSyntax,
    /// A key that has no place there.
    UnknownKey,
    /// A key that must be there.
    MissingKey,
    /// A value of another type than the key takes.
    WrongType,
    /// An id with characters that ids do not have.
    InvalidId,
    /// An id that stands twice.
    DuplicateId,
    /// An id of nothing that there is: not inherited, no crosswalk, no recipe, no column.
    UnknownId,
    /// No segment.
    UnknownSegment,
    /// No fact.
    UnknownFact,
    /// No value of that fact, or none of the words that a key takes.
    UnknownValue,
    /// Keys of which one makes the other meaningless.
    KeysClash,
    /// A condition that names no value, or leaves none.
    EmptyCondition,
    /// A channel where the segment would depend on it, or said not to have been used.
    ChannelNotAllowed,
    /// A fact that there is already.
    FactRedefined,
    /// A fact whose values cannot stand.
    InvalidFact,
    /// A weight that is no integer from 1 to 1,000,000.
    InvalidWeight,
    /// A day that is none.
    InvalidDate,
    /// `extends` names neither a built-in policy nor a file that can be read.
    UnknownPolicy,
    /// Policies that extend one another in a ring.
    ExtendsCycle,
    /// Too large to be decided exactly.
    PolicyTooLarge,
    /// Text or a number that is no amount.
    InvalidAmount,
    /// A tier by money for contacts that people have no choice about, or a right to.
    MonetaryTier,
    /// Treatments that exclude each other.
    TreatmentsClash,
    /// A tier that no customer is ever in.
    NeverReached,
    /// Customers whom no tier takes.
    Gap,
    /// What is listed and never given, or given and never used.
    Unused,
}

impl ProblemKind {
    /// The stable name.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A place in a file; of a policy that was compiled beforehand it is lost, and all is empty and 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The file, by the name it was read under; a built-in policy's id.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One thing that is wrong with a policy, a crosswalk or a recipe.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// What kind of problem.
    pub kind: ProblemKind,
    /// The file, by the name it was read under.
    pub file: String,
    /// Line, from 1; 0 where the problem has no place.
    pub line: usize,
    /// Column in characters, from 1; 0 where the problem has no place.
    pub column: usize,
    /// What is wrong, and what was expected.
    pub message: String,
}

impl Problem {
    pub(crate) fn at(kind: ProblemKind, file: &str, text: &str, span: &Span, message: String) -> Self {
        let (line, column) = line_and_column(text, span.start);
        Self { kind, file: file.to_owned(), line, column, message }
    }

    /// A problem that has no place in a file.
    pub fn nowhere(kind: ProblemKind, message: impl Into<String>) -> Self {
        Self { kind, file: String::new(), line: 0, column: 0, message: message.into() }
    }

    /// Its wire form; line and column are null where it has no place.
    pub(crate) fn json(&self) -> Json {
        let number = |number: usize| if number == 0 { Json::Null } else { Json::Integer(number as u64) };
        Json::object([
            ("kind", Json::string(self.kind.name())),
            ("file", Json::string(&self.file)),
            ("line", number(self.line)),
            ("column", number(self.column)),
            ("message", Json::string(&self.message)),
        ])
    }

    pub(crate) fn too_large(message: String) -> Self {
        Self::nowhere(ProblemKind::PolicyTooLarge, message)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
        }
        f.write_str(&self.message)
    }
}

/// Everything that is wrong with a policy file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", lines(problems))]
pub struct PolicyError {
    problems: Vec<Problem>,
}

impl PolicyError {
    pub(crate) fn new(mut problems: Vec<Problem>) -> Self {
        problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        Self { problems }
    }

    /// The problems, in the order in which they stand in the file.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl From<Problem> for PolicyError {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem] }
    }
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
