//! `govseg measures --plan`: how each service of an inventory is to be measured.
//!
//! The table is classified into a file beside, with what is known of each row; from that a row's plan is made (`service`).
//! The plans go out as a table, or as a document (`document`, which is laid out by `page`).

mod document;
mod page;
mod service;

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;

use govseg::measures::Measuring;
use govseg::{Contact, Policy};
use govseg_table::{Classify, Column, Format, Input, Output, Recipe};
use tempfile::NamedTempFile;

use self::document::Document;
use self::service::{Lists, Service};
use crate::args::Measures;
use crate::failure::Failure;
use crate::files::deliver;
use crate::row::Row;
use crate::{inputs, policies, recipe};

const COLUMNS: [Column; 4] = [Column::Segment, Column::Status, Column::Possible, Column::Facts];
/// Under which they stand meanwhile.
const PREFIX: &str = "govseg: ";

pub(super) fn run(args: &Measures, table: &Path, output: &Path) -> Result<ExitCode, Failure> {
    let policy = policies::load(&args.policy.policy)?;
    let recipe = args.recipe.as_deref().map(|choice| recipe::load(choice, policy.vocabulary())).transpose()?;
    let classified = classified(args, table, &policy, recipe.as_ref())?;
    let rows = BufReader::new(classified.reopen().map_err(|error| failed(&error))?).lines();
    let mut plans = Plans::new(&policy, args)?;
    let ending = output.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    if ["md", "html"].contains(&ending.as_str()) {
        let usual = recipe.as_ref().and_then(Recipe::label);
        let name = recipe.as_ref().and_then(Recipe::title).map_or_else(|| inputs::name(table), ToOwned::to_owned);
        let mut document = Document::new(&name, &policies::title(&policy), args.lang.into());
        for row in rows {
            let row = Row::read(&row.map_err(|error| failed(&error))?, PREFIX)?;
            document.add(&plans.of(&row)?, row.label(args.label.as_deref(), usual)?);
        }
        let text = document.blocks();
        let text = if ending == "md" { page::markdown(&text) } else { page::html(&text, args.lang.into()) };
        deliver(&text, Some(output))?;
    } else {
        let lists = if ["jsonl", "ndjson"].contains(&ending.as_str()) { Lists::Apart } else { Lists::Joined };
        let mut planned = NamedTempFile::new().map_err(|error| failed(&error))?;
        let mut lines = BufWriter::new(planned.as_file_mut());
        for row in rows {
            let row = Row::read(&row.map_err(|error| failed(&error))?, PREFIX)?;
            let line = row.with(&plans.of(&row)?.columns(lists))?;
            lines.write_all(line.as_bytes()).map_err(|error| failed(&error))?;
        }
        lines.flush().map_err(|error| failed(&error))?;
        drop(lines);
        written(planned.reopen().map_err(|error| failed(&error))?, output)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The table as JSON Lines, with what is known of each row and what follows from it.
fn classified(
    args: &Measures,
    table: &Path,
    policy: &Policy,
    recipe: Option<&Recipe>,
) -> Result<NamedTempFile, Failure> {
    let mut classify = Classify::new(policy).prefix(PREFIX).columns(COLUMNS.to_vec());
    if let Some(recipe) = recipe {
        classify = classify.recipe(recipe);
    }
    if let Some(fact) = &args.each {
        classify = classify.each(fact)?;
    }
    let file = NamedTempFile::new().map_err(|error| failed(&error))?;
    let output = Output::stream("a temporary file", file.as_file(), Some(Format::JsonLines));
    classify.run(inputs::one(table, args.from.map(Into::into))?, output, None)?;
    Ok(file)
}

/// The planned rows as a table of the format that the file's name asks for: nothing is added to them any more.
fn written(rows: File, path: &Path) -> Result<(), Failure> {
    let input = Input::stream("the plan", rows, Some(Format::JsonLines));
    let output = if inputs::is_stream(path) {
        Output::stream("standard output", std::io::stdout(), Some(Format::Csv))
    } else {
        Output::file(path, None)
    };
    let bare = Policy::from_json(NO_FACTS)?;
    Classify::new(&bare).columns(Vec::new()).run(input, output, None)?;
    Ok(())
}

/// A policy for passing rows on.
const NO_FACTS: &str = r#"{ "id": "plan", "version": "1" }"#;

/// The plans made so far: many services have the same facts.
struct Plans<'p> {
    policy: &'p Policy,
    measuring: Measuring<'p>,
    most: usize,
    known: HashMap<(Contact, bool), Rc<Service>>,
}

impl<'p> Plans<'p> {
    fn new(policy: &'p Policy, args: &Measures) -> Result<Self, Failure> {
        Ok(Self { policy, measuring: Measuring::new(policy)?, most: args.most(), known: HashMap::new() })
    }

    fn of(&mut self, row: &Row) -> Result<Rc<Service>, Failure> {
        let clashes = row.text("status").as_deref() == Some("contradiction");
        // A fact of which nothing is left cannot be read again, and need not be.
        let contact = if clashes { Contact::UNKNOWN } else { self.policy.parse(&row.value("facts").to_string())? };
        if let Some(known) = self.known.get(&(contact, clashes)) {
            return Ok(Rc::clone(known));
        }
        let fitting =
            if clashes { self.measuring.within(govseg::Segments::NONE, contact) } else { self.measuring.of(contact) };
        let service = Rc::new(Service::new(fitting, self.most));
        self.known.insert((contact, clashes), Rc::clone(&service));
        Ok(service)
    }
}

fn failed(error: &std::io::Error) -> Failure {
    Failure::Input(format!("cannot keep the table meanwhile: {error}"))
}
