//! All that is wrong with a programme.

use govseg::Problem;

/// A programme that cannot be used, and all the reasons.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct ProgramError {
    problems: Vec<Problem>,
}

impl ProgramError {
    pub(crate) fn new(mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|problem| (problem.line, problem.column));
        Self { problems }
    }

    /// The problems, in the order in which they stand in the file.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}
