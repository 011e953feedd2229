//! `govseg measure`: measures from a contact log.

mod report;
mod table;

use std::cell::RefCell;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use govseg::measures::MeasureWords;
use govseg_measure::log::LogRecipe;
use govseg_measure::{By, ChoiceError, Choices, Measure, Reference, Report, Rules};
use govseg_table::{Format, Output};

use crate::args;
use crate::document::Form;
use crate::failure::{Failure, SOME_SET_ASIDE, print};
use crate::files::is_stream;
use crate::inputs;
use crate::policies;
use crate::progress::Watch;
use crate::text::page;

pub(crate) fn run(args: &args::Measure) -> Result<ExitCode, Failure> {
    let Some(log) = &args.log else { return show(args.show_recipe.as_deref().unwrap_or_default()) };
    if args.rejects.as_deref().is_some_and(is_stream) {
        return Err(Failure::Usage("--rejects takes a file; standard output is for the results".to_owned()));
    }
    let form = args.report.as_deref().map(Form::must).transpose()?;
    let policy = policies::load(&args.policy.policy)?;
    let recipe = args.recipe.as_deref().map(LogRecipe::load).transpose()?;
    let by = args.by.as_deref().map_or_else(|| Ok(Vec::new()), By::list).map_err(input)?;
    let rules = rules(args, recipe.as_ref())?;
    let watch = RefCell::new(Watch::new(args.quiet));
    let mut measure = Measure::new(&policy, rules).by(by.clone()).watch(|progress| watch.borrow_mut().see(progress));
    if let Some(recipe) = recipe {
        measure = measure.recipe(recipe);
    }
    if let Some(ids) = &args.measures {
        measure = measure.measures(ids)?;
    }
    if let Some(reference) = &args.reference {
        measure = measure.reference(Reference::named(reference, &by).map_err(choice)?);
    }
    let report = measure.run(inputs::one(log, args.from.map(Into::into))?)?;
    watch.borrow_mut().clear();
    if let Some(path) = &args.rejects {
        report.write_faults(Output::file(path, Some(Format::JsonLines)))?;
    }
    if let (Some(path), Some(form)) = (&args.report, form) {
        let words = MeasureWords::new(args.lang.into());
        form.write(&report::blocks(log, &by, &report, words), args.lang.into(), path)?;
    }
    deliver(args, &by, &report)?;
    if !args.quiet {
        let said = page(&table::rows(log, args.rejects.as_deref(), &report));
        // If standard error is closed, there is nobody to tell.
        let _ = anstream::stderr().lock().write_all(said.as_bytes());
    }
    Ok(if report.rows_set_aside() > 0 { ExitCode::from(SOME_SET_ASIDE) } else { ExitCode::SUCCESS })
}

/// Prints the results, or writes them.
fn deliver(args: &args::Measure, by: &[By], report: &Report) -> Result<(), Failure> {
    if let Some(path) = args.output.as_deref().filter(|path| !is_stream(path)) {
        let bytes = written(path, by, report)?;
        Output::file(path, None).write_whole(&bytes)?;
    }
    if args.json {
        return print(&format!("{}\n", report.json(by)));
    }
    match &args.output {
        Some(path) if is_stream(path) => print(&report.json_lines(by)),
        Some(_) => Ok(()),
        None => print(&page(&table::lines(by, report))),
    }
}

/// The results as the ending of the name says.
fn written(path: &Path, by: &[By], report: &Report) -> Result<Vec<u8>, Failure> {
    match Format::of_path(path)? {
        Format::JsonLines => Ok(report.json_lines(by).into_bytes()),
        Format::Csv => report.csv(by).map_err(input),
        _ => Err(Failure::Input(format!("results are written as .csv or .jsonl, not as {}", path.display()))),
    }
}

fn show(name: &str) -> Result<ExitCode, Failure> {
    match LogRecipe::builtin_text(name) {
        Some(text) => print(text)?,
        None => {
            LogRecipe::builtin(name)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn rules(args: &args::Measure, recipe: Option<&LogRecipe>) -> Result<Rules, Failure> {
    let choices = Choices {
        timezone: args.timezone.clone(),
        closed: args.closed.clone(),
        as_of: args.as_of.clone(),
        within: args.within,
        window: args.window,
        level: args.level,
        percentiles: args.percentiles.clone(),
        least: args.least,
        k: args.k,
    };
    choices.rules(recipe).map_err(choice)
}

/// A choice that cannot be is bad usage; a time or a place that is none is bad input.
fn choice(error: ChoiceError) -> Failure {
    match error {
        ChoiceError::Level { given } => Failure::Usage(format!("--level is from 0.5 up to 1, not {given}")),
        ChoiceError::Reference { given } => {
            Failure::Usage(format!("--reference takes NAME=PART, for example channel=phone, not `{given}`"))
        }
        ChoiceError::Percentile { .. } => Failure::Usage(error.to_string()),
        error => Failure::Input(error.to_string()),
    }
}

fn input(error: impl std::fmt::Display) -> Failure {
    Failure::Input(error.to_string())
}
