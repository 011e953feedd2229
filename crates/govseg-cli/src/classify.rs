//! `govseg classify`: a table.

use std::cell::RefCell;
use std::io::Write as _;
use std::process::ExitCode;

use govseg_table::{Classify, Column, Format, Naming, Output, Recipe, Report};
use govseg_text::{Sure, TableTexts};

use crate::args;
use crate::failure::{Failure, SOME_SET_ASIDE};
use crate::files::{self, is_stream};
use crate::progress::Watch;
use crate::style::{WARNING, painted};
use crate::text::page;
use crate::{inputs, policies, recipe, suggest, summary};

pub(crate) fn run(args: &args::Classify) -> Result<ExitCode, Failure> {
    let policy = policies::load(&args.policy.policy)?;
    let recipe = args.recipe.as_deref().map(|choice| recipe::load(choice, policy.vocabulary())).transpose()?;
    let texts = args.text.as_ref().map(|_| texts(args)).transpose()?;
    let watch = RefCell::new(Watch::new(args.quiet));
    let mut classify = Classify::new(&policy).prefix(&args.prefix).watch(|progress| watch.borrow_mut().see(progress));
    if let Some(recipe) = &recipe {
        classify = classify.recipe(recipe);
    }
    if let (Some(column), Some(texts)) = (&args.text, &texts) {
        classify = classify.texts(column, texts);
    }
    if let Some(columns) = &args.columns {
        classify = classify.columns(Column::list(columns)?);
    }
    if let Some(fact) = &args.each {
        classify = classify.each(fact)?;
    }
    if let Some(threads) = args.threads {
        classify = classify.threads(threads);
    }
    let inputs = inputs::open(args)?;
    let read = inputs.iter().map(|input| input.name().to_owned()).collect::<Vec<_>>();
    let output = files::output(&args.output, args.to.map(Into::into));
    let rejects = match &args.rejects {
        Some(path) if is_stream(path) => {
            return Err(Failure::Usage("--rejects takes a file; standard output is for the table".to_owned()));
        }
        Some(path) => Some(Output::file(path, Some(Format::JsonLines))),
        None => None,
    };
    if let Some(path) = &args.report {
        if is_stream(path) {
            return Err(Failure::Usage("--report takes a file; standard output is for the table".to_owned()));
        }
        let page = Output::file(path, Some(Format::JsonLines));
        classify = classify.report(page, args.lang.into(), naming(args, recipe.as_ref()));
    }
    let report = classify.run(inputs, output, rejects)?;
    watch.borrow_mut().clear();
    if !args.quiet {
        tell(args, &read, &report);
    }
    Ok(if report.summary.rows_rejected > 0 { ExitCode::from(SOME_SET_ASIDE) } else { ExitCode::SUCCESS })
}

/// What reads the texts, and when it is sure.
fn texts(args: &args::Classify) -> Result<TableTexts, Failure> {
    let sure = match &args.costs {
        None => Sure::From(args.threshold),
        Some(path) => {
            let costs = files::text(path)?.parse();
            Sure::Costs(Box::new(costs.map_err(|error| Failure::Input(format!("{}: {error}", path.display())))?))
        }
    };
    Ok(TableTexts::new(suggest::load(&args.model)?, sure))
}

/// What the report calls rows by: what is asked for, or else what the recipe says.
fn naming(args: &args::Classify, recipe: Option<&Recipe>) -> Naming {
    let of_recipe = recipe.map(Naming::of).unwrap_or_default();
    Naming {
        organization: args.organization.clone().or(of_recipe.organization),
        kind: args.kind.clone().or(of_recipe.kind),
        label: args.label.clone().or(of_recipe.label),
    }
}

fn tell(args: &args::Classify, read: &[String], report: &Report) {
    let warnings: Vec<_> =
        report.warnings.iter().map(|warning| format!("{} {warning}", painted(WARNING, "warning:"))).collect();
    let said = page(&warnings) + &summary::summary(args, read, &report.summary);
    // If standard error is closed, there is nobody to tell.
    let _ = anstream::stderr().lock().write_all(said.as_bytes());
}

impl From<args::TableFormat> for Format {
    fn from(format: args::TableFormat) -> Self {
        match format {
            args::TableFormat::Csv => Self::Csv,
            args::TableFormat::Tsv => Self::Tsv,
            args::TableFormat::Jsonl => Self::JsonLines,
            args::TableFormat::Xlsx => Self::Xlsx,
            args::TableFormat::Parquet => Self::Parquet,
            args::TableFormat::Arrow => Self::Arrow,
        }
    }
}
