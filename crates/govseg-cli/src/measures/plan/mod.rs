//! `govseg measures --plan`: how each service of an inventory is to be measured.
//!
//! The table is classified into a file beside, with what is known of each row; from that a row's plan is made (`service`).
//! The plans go out as a table, or as a document.

mod document;
mod service;

use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;

use govseg::measures::Measuring;
use govseg::{Contact, Policy};
use govseg_table::{Classify, Column, Recipe};

use self::document::Document;
use self::service::{Lists, Service};
use crate::args::Measures;
use crate::document::Form;
use crate::failure::Failure;
use crate::meanwhile::{Classified, Gathered};
use crate::row::Row;
use crate::{inputs, policies, recipe};

/// What is to be known of a row.
const COLUMNS: [Column; 4] = [Column::Segment, Column::Status, Column::Possible, Column::Facts];

pub(super) fn run(args: &Measures, table: &Path, output: &Path) -> Result<ExitCode, Failure> {
    let policy = policies::load(&args.policy.policy)?;
    let recipe = args.recipe.as_deref().map(|choice| recipe::load(choice, policy.vocabulary())).transpose()?;
    let classified = classified(args, table, &policy, recipe.as_ref())?;
    let mut plans = Plans::new(&policy, args)?;
    if let Some(form) = Form::of(output) {
        let usual = recipe.as_ref().and_then(Recipe::label);
        let name = recipe.as_ref().and_then(Recipe::title).map_or_else(|| inputs::name(table), ToOwned::to_owned);
        let mut document = Document::new(&name, &policies::title(&policy), args.lang.into());
        for row in classified.rows()? {
            let row = row?;
            document.add(&plans.of(&row)?, row.label(args.label.as_deref(), usual)?);
        }
        form.write(&document.blocks(), args.lang.into(), output)?;
    } else {
        let ending = output.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
        let lists = if ["jsonl", "ndjson"].contains(&ending.as_str()) { Lists::Apart } else { Lists::Joined };
        let mut planned = Gathered::new()?;
        for row in classified.rows()? {
            let row = row?;
            planned.add(&row.with(&plans.of(&row)?.columns(lists))?)?;
        }
        planned.hand_on("the plan", output)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn classified(args: &Measures, table: &Path, policy: &Policy, recipe: Option<&Recipe>) -> Result<Classified, Failure> {
    let mut classify = Classify::new(policy).columns(COLUMNS.to_vec());
    if let Some(recipe) = recipe {
        classify = classify.recipe(recipe);
    }
    if let Some(fact) = &args.each {
        classify = classify.each(fact)?;
    }
    Classified::new(classify, inputs::one(table, args.from.map(Into::into))?)
}

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
