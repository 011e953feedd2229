//! All that is wrong with a policy or a recipe, with its places.

use std::io::Write as _;
use std::process::ExitCode;

use govseg::Problem;
use serde_json::json;

use crate::failure::{Failure, print};
use crate::style::{ERROR, painted};
use crate::text::{counted, page};

/// Reports them, and ends as bad input does.
pub(crate) fn report(choice: &str, problems: &[Problem], as_json: bool) -> Result<ExitCode, Failure> {
    if as_json {
        print(&json_of(problems))?;
    } else {
        let mut lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        let count = painted(ERROR, &counted(problems.len() as u64, "problem"));
        lines.push(format!("{count} in {choice}"));
        // If standard error is closed, there is nobody to tell.
        let _ = anstream::stderr().lock().write_all(page(&lines).as_bytes());
    }
    Ok(ExitCode::from(1))
}

fn json_of(problems: &[Problem]) -> String {
    let problems = problems.iter().map(|problem| {
        json!({
            "kind": problem.kind.name(),
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "message": problem.message,
        })
    });
    format!("{}\n", json!({ "sound": false, "problems": problems.collect::<Vec<_>>() }))
}
