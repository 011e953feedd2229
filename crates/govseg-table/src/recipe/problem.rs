//! All that is wrong with a recipe.

use govseg::words::{clip, mend};
use govseg::{Problem, ProblemKind};

/// Everything that is wrong with a recipe.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct RecipeError {
    problems: Vec<Problem>,
}

impl RecipeError {
    /// These problems.
    pub fn new(mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|problem| (problem.line, problem.column));
        Self { problems }
    }

    pub(crate) fn unknown(id: &str) -> Self {
        let ids: Vec<_> = super::Recipe::builtin_ids().collect();
        let message = format!("there is no built-in recipe `{}`; {}", clip(id), mend(id, &ids));
        Self { problems: vec![Problem::nowhere(ProblemKind::UnknownId, message)] }
    }

    /// The problems, in the order in which they stand in the file.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}
