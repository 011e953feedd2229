//! `govseg recipe`: the built-in recipes, and recipes of one's own.

mod check;
mod table;

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use govseg::Vocabulary;
use govseg_table::{LoadError, Recipe, RecipeError, load_recipe};

use crate::args;
use crate::failure::{Failure, print};
use crate::inputs;
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
        args::Recipe::New { table, output, from } => {
            let table_input = inputs::one(table, from.map(Into::into))?;
            let draft = Recipe::draft(&inputs::name(table), table_input)?;
            match output {
                Some(path) => create(path, &draft)?,
                None => print(&draft)?,
            }
        }
        args::Recipe::Check(args) => return check::run(args),
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a new file; a recipe that somebody has worked on is never overwritten.
fn create(path: &Path, text: &str) -> Result<(), Failure> {
    let written = File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Failure::Input(format!("{} is there already; a draft goes into a new file", path.display()))
        }
        _ => Failure::Input(format!("cannot write {}: {error}", path.display())),
    })
}

/// The built-in recipe of that name, or the one in that file.
pub(crate) fn load(choice: &str, names: &Vocabulary) -> Result<Recipe, Failure> {
    find(choice, names)?.map_err(Into::into)
}

/// The recipe, or what is wrong with it; it is a failure if there is none.
fn find(choice: &str, names: &Vocabulary) -> Result<Result<Recipe, RecipeError>, Failure> {
    match load_recipe(choice, names) {
        Ok(recipe) => Ok(Ok(recipe)),
        Err(LoadError::Recipe(error)) if Path::new(choice).is_file() => Ok(Err(error)),
        Err(LoadError::Recipe(error)) => {
            Err(Failure::Input(format!("{error}\n(a recipe of your own is named by its file: mine.toml)")))
        }
        Err(error) => Err(error.into()),
    }
}
