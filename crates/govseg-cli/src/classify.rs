//! `govseg classify`: a table.

use std::cell::RefCell;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use govseg::Vocabulary;
use govseg_table::{Classify, Column, Format, Input, Output, Recipe, Report};

use crate::args;
use crate::failure::Failure;
use crate::progress::Watch;
use crate::style::{WARNING, painted};
use crate::text::page;
use crate::{files, policies, summary};

/// The code for: done, but some rows were rejected.
const SOME_REJECTED: u8 = 3;

pub(crate) fn run(args: &args::Classify) -> Result<ExitCode, Failure> {
    let policy = policies::load(&args.policy.policy)?;
    let recipe = args.recipe.as_deref().map(|choice| recipe(choice, policy.vocabulary())).transpose()?;
    let watch = RefCell::new(Watch::new(args.quiet));
    let mut classify = Classify::new(&policy).prefix(&args.prefix).watch(|progress| watch.borrow_mut().see(progress));
    if let Some(recipe) = &recipe {
        classify = classify.recipe(recipe);
    }
    if let Some(columns) = &args.columns {
        classify = classify.columns(Column::list(columns)?);
    }
    if let Some(fact) = &args.each {
        classify = classify.each(fact)?;
    }
    let (from, to) = (args.from.map(Into::into), args.to.map(Into::into));
    let input = if is_stream(&args.input) {
        Input::stream("standard input", io::stdin(), from)
    } else {
        Input::file(&args.input, from)?
    };
    let output = if is_stream(&args.output) {
        Output::stream("standard output", io::stdout(), to)
    } else {
        Output::file(&args.output, to)
    };
    let rejects = match &args.rejects {
        Some(path) if is_stream(path) => {
            return Err(Failure::Usage("--rejects takes a file; standard output is for the table".to_owned()));
        }
        Some(path) => Some(Output::file(path, Some(Format::JsonLines))),
        None => None,
    };
    let report = classify.run(input, output, rejects)?;
    watch.borrow_mut().clear();
    if !args.quiet {
        tell(args, &report);
    }
    Ok(if report.summary.rows_rejected > 0 { ExitCode::from(SOME_REJECTED) } else { ExitCode::SUCCESS })
}

fn is_stream(path: &Path) -> bool {
    path == Path::new("-")
}

/// The built-in recipe of that name, or the one in that file.
fn recipe(choice: &str, names: &Vocabulary) -> Result<Recipe, Failure> {
    if Recipe::builtin_ids().any(|id| id == choice) {
        return Ok(Recipe::builtin(choice)?);
    }
    let path = Path::new(choice);
    let is_file = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) || path.is_file();
    if is_file {
        return Ok(Recipe::parse_with(choice, &files::text(path)?, names)?);
    }
    match Recipe::builtin(choice) {
        Ok(recipe) => Ok(recipe),
        Err(error) => Err(Failure::Input(format!("{error}\n(a recipe of your own is named by its file: mine.toml)"))),
    }
}

fn tell(args: &args::Classify, report: &Report) {
    let warnings: Vec<_> =
        report.warnings.iter().map(|warning| format!("{} {warning}", painted(WARNING, "warning:"))).collect();
    let said = page(&warnings) + &summary::summary(args, &report.summary);
    // If standard error is closed, there is nobody to tell.
    let _ = anstream::stderr().lock().write_all(said.as_bytes());
}

impl From<args::TableFormat> for Format {
    fn from(format: args::TableFormat) -> Self {
        match format {
            args::TableFormat::Csv => Self::Csv,
            args::TableFormat::Tsv => Self::Tsv,
            args::TableFormat::Jsonl => Self::JsonLines,
        }
    }
}
