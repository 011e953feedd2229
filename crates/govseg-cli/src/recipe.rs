//! `govseg recipe`: the built-in recipes.

use std::process::ExitCode;

use govseg_table::Recipe;

use crate::args;
use crate::failure::{Failure, print};
use crate::style::{STRONG, painted};
use crate::text::{hanging, page};

pub(crate) fn run(command: &args::Recipe) -> Result<ExitCode, Failure> {
    match command {
        args::Recipe::List => {
            let widest = Recipe::builtin_ids().map(str::len).max().unwrap_or_default() + 2;
            let mut lines = Vec::new();
            for id in Recipe::builtin_ids() {
                let recipe = Recipe::builtin(id)?;
                let title = hanging(recipe.title().unwrap_or_default(), widest);
                lines.push(painted(STRONG, &format!("{id:widest$}")) + &title);
            }
            print(&page(&lines))?;
        }
        args::Recipe::Show { name } => match Recipe::builtin_text(name) {
            Some(text) => print(text)?,
            None => {
                Recipe::builtin(name)?;
            }
        },
    }
    Ok(ExitCode::SUCCESS)
}
