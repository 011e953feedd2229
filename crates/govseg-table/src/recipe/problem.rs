//! What is wrong with a recipe, and where.

use std::fmt;
use std::ops::Range;

use govseg::words::{clip, mend};

/// One thing that is wrong with a recipe.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecipeProblem {
    /// The file, by the name it was read under; empty where the problem has no place.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, and what was expected.
    pub message: String,
}

impl RecipeProblem {
    pub(super) fn at(file: &str, text: &str, span: &Range<usize>, message: String) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(line_start..).unwrap_or_default().trim_start_matches('\u{feff}').chars().count();
        Self { file: file.to_owned(), line: 1 + before.matches('\n').count(), column: 1 + column, message }
    }
}

impl fmt::Display for RecipeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
        }
        f.write_str(&self.message)
    }
}

/// Everything that is wrong with a recipe.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct RecipeError {
    problems: Vec<RecipeProblem>,
}

impl RecipeError {
    pub(super) fn new(mut problems: Vec<RecipeProblem>) -> Self {
        problems.sort_by_key(|problem| (problem.line, problem.column));
        Self { problems }
    }

    pub(super) fn unknown(id: &str) -> Self {
        let ids: Vec<_> = super::Recipe::builtin_ids().collect();
        let message = format!("there is no built-in recipe `{}`; {}", clip(id), mend(id, &ids));
        Self { problems: vec![RecipeProblem { file: String::new(), line: 0, column: 0, message }] }
    }

    /// The problems, in the order in which they stand in the file.
    pub fn problems(&self) -> &[RecipeProblem] {
        &self.problems
    }
}
