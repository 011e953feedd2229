//! A whole table, from where it comes to where it goes.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::Path;
use std::thread::available_parallelism;

use govseg::{FactId, Language, Policy};

use crate::beside::Beside;
use crate::column::Column;
use crate::error::TableError;
use crate::evidence::{TextColumn, TextModel, Texts};
use crate::format::Form;
use crate::input::Input;
use crate::output::{Output, same_file};
use crate::pipeline;
use crate::plan::{Plan, Sightings};
use crate::recipe::Recipe;
use crate::report::{About, Findings, Ledger, Naming};
#[cfg(feature = "parquet")]
use crate::stored;
use crate::summary::{Summary, Tally};
use crate::tables::Tables;
use crate::target::Target;
use crate::warning::Warning;
use crate::worker::Worker;

/// How a table shall be classified.
///
/// ```
/// use govseg::Policy;
/// use govseg_table::{Classify, Column, Input, Output};
///
/// let table = "name,customer,benefit\nPassport,citizen,diplomatic\nTown grant,government_agency,financial\n";
/// let mut out = Vec::new();
/// let report = Classify::new(Policy::gsa_2008())
///     .columns(vec![Column::Status, Column::Possible])
///     .run(Input::stream("table", table.as_bytes(), None), Output::stream("out", &mut out, None), None)?;
/// assert_eq!(
///     String::from_utf8(out).unwrap(),
///     "name,customer,benefit,status,possible\n\
///      Passport,citizen,diplomatic,open,beneficial|dutiful\n\
///      Town grant,government_agency,financial,decided,intergovernmental\n",
/// );
/// assert_eq!((report.summary.decided(), report.summary.open.unknown), (1, 1));
/// # Ok::<(), govseg_table::TableError>(())
/// ```
pub struct Classify<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) recipe: Option<&'a Recipe>,
    each: Option<FactId>,
    /// What is said of contacts, and what is said of texts.
    columns: Vec<Column>,
    of_text: Vec<Column>,
    prefix: String,
    threads: Option<NonZero<usize>>,
    page: Option<Page<'a>>,
    texts: Option<Texts<'a>>,
    watch: Box<dyn FnMut(Progress) -> ControlFlow<()> + 'a>,
}

/// The page that is asked for.
struct Page<'a> {
    output: Output<'a>,
    language: Language,
    naming: Naming,
}

/// How far the work is.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Progress {
    /// The bytes read.
    pub bytes: u64,
    /// The bytes there are, if that is known.
    pub of: Option<u64>,
    /// The rows read.
    pub rows: u64,
}

/// What is to be said of a table when it is done.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Report {
    /// The numbers.
    pub summary: Summary,
    /// What is probably not as it was meant.
    pub warnings: Vec<Warning>,
    /// What the page was made of, if one was asked for: [`page`](crate::page) makes it in another language.
    pub findings: Option<Findings>,
}

impl<'a> Classify<'a> {
    /// With a policy; columns named like its facts are read, and all columns are added.
    pub fn new(policy: &'a Policy) -> Self {
        let watch = Box::new(|_| ControlFlow::Continue(()));
        let (columns, of_text, prefix) = (Column::ALL.to_vec(), Vec::new(), String::new());
        Self {
            policy,
            recipe: None,
            each: None,
            columns,
            of_text,
            prefix,
            threads: None,
            page: None,
            texts: None,
            watch,
        }
    }

    /// Reads the columns that a recipe names, as it says.
    #[must_use]
    pub fn recipe(mut self, recipe: &'a Recipe) -> Self {
        self.recipe = Some(recipe);
        self
    }

    /// Takes a row once for each value that this fact has in it. A row in which it is unknown stays one row.
    ///
    /// # Errors
    /// If the policy has no such fact.
    pub fn each(mut self, fact: &str) -> Result<Self, TableError> {
        self.each = Some(self.policy.vocabulary().fact(fact)?);
        Ok(self)
    }

    /// Adds evidence from a column of text: behind all other columns `suggested_segment` and `probability`, for every row
    /// that has text. The status of an open row becomes `suggested` where the model is sure; nothing else of it changes.
    #[must_use]
    pub fn texts(mut self, column: &str, model: &'a dyn TextModel) -> Self {
        self.texts = Some(Texts { column: column.to_owned(), model });
        self
    }

    /// Adds these columns, in this order; those of a column of text last, and both if none of them is named.
    #[must_use]
    pub fn columns(mut self, columns: Vec<Column>) -> Self {
        (self.of_text, self.columns) = columns.into_iter().partition(|column| Column::OF_TEXT.contains(column));
        self
    }

    /// Puts this before the name of every added column.
    #[must_use]
    pub fn prefix(mut self, prefix: &str) -> Self {
        prefix.clone_into(&mut self.prefix);
        self
    }

    /// Writes a report beside: one self-contained HTML page for people, with the rows grouped and called by the columns
    /// that are named.
    #[must_use]
    pub fn report(mut self, output: Output<'a>, language: Language, naming: Naming) -> Self {
        self.page = Some(Page { output, language, naming });
        self
    }

    /// Tells how far the work is, from time to time; it stops, leaving nothing, if it is told to.
    #[must_use]
    pub fn watch(mut self, watch: impl FnMut(Progress) -> ControlFlow<()> + 'a) -> Self {
        self.watch = Box::new(watch);
        self
    }

    /// What is to be done, for a table to come out in a form.
    pub(crate) fn plan(&self, to: Form) -> Plan<'a> {
        let naming = self.page.as_ref().map(|page| page.naming.clone());
        let of_text = if self.of_text.is_empty() { Column::OF_TEXT } else { &self.of_text };
        let text = self.texts.as_ref().map(|texts| TextColumn {
            column: texts.column.clone(),
            added: of_text.iter().map(|&column| (column, format!("{}{column}", self.prefix))).collect(),
        });
        Plan::new(self.policy, self.recipe, self.each, naming, &self.columns, &self.prefix, to).with_text(text)
    }

    /// The columns to add, but for those of texts.
    #[cfg(feature = "arrow")]
    pub(crate) fn chosen(&self) -> &[Column] {
        &self.columns
    }

    /// What reads the texts.
    #[cfg(feature = "arrow")]
    pub(crate) fn text_model(&self) -> Option<&'a dyn TextModel> {
        self.texts.as_ref().map(|texts| texts.model)
    }

    /// Fails if a column of texts is asked for and there are none.
    pub(crate) fn fits(&self) -> Result<(), TableError> {
        match self.of_text.first().filter(|_| self.texts.is_none()) {
            Some(column) => Err(TableError::ColumnOfText { name: column.to_string() }),
            None => Ok(()),
        }
    }

    /// Tells how far the work is.
    #[cfg(feature = "parquet")]
    pub(crate) fn tell(&mut self, progress: Progress) -> Result<(), TableError> {
        if (self.watch)(progress).is_break() { Err(TableError::Stopped) } else { Ok(()) }
    }

    /// Where the page goes, if one was asked for, and in which language.
    #[cfg(feature = "parquet")]
    pub(crate) fn take_page(&mut self) -> Option<(Output<'a>, Language)> {
        self.page.take().map(|page| (page.output, page.language))
    }

    /// Shares the work among so many threads, of which one alone also reads and writes; all that the machine offers
    /// unless it is said. The outcome is the same with any number.
    #[must_use]
    pub fn threads(mut self, threads: NonZero<usize>) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Classifies a table, or several as one: all must have the columns of the first, in any order.
    ///
    /// Rows that cannot be read go to `rejects`, as JSON Lines with file, row, line, column, reason and text. Without it
    /// the first of them is an error, and nothing is written; a stream is then held back until the table has ended.
    ///
    /// # Errors
    /// If a table or a place cannot be read or written, if its columns are unfit, or if a row is and rejects are not
    /// collected.
    pub fn run<'i>(
        mut self,
        inputs: impl IntoIterator<Item = Input<'i>>,
        output: Output<'_>,
        rejects: Option<Output<'_>>,
    ) -> Result<Report, TableError> {
        self.fits()?;
        #[cfg_attr(not(feature = "parquet"), expect(unused_mut, reason = "only looked at for columns"))]
        let mut inputs: Vec<_> = inputs.into_iter().collect();
        spare(&inputs, &output, rejects.iter().chain(self.page.as_ref().map(|page| &page.output)))?;
        let about = About {
            sources: inputs.iter().map(|input| input.name.clone()).collect(),
            set_aside: rejects.as_ref().map(|rejects| rejects.name.clone()),
            each: self.each.map(|fact| self.policy.vocabulary().name(fact).to_owned()),
            naming: self.page.as_ref().map(|page| page.naming.clone()).unwrap_or_default(),
        };
        #[cfg(feature = "parquet")]
        if let Some(first) = inputs.first_mut()
            && first.is_by_column()?
        {
            return stored::run(self, inputs, output, rejects, about);
        }
        let bytes = inputs.iter().map(|input| input.bytes).sum();
        let (mut tables, format, form) = Tables::open(inputs)?;
        let written = output.format(format)?;
        let plan = self.plan(form.in_format(format, written));
        let threads = self.threads.or_else(|| available_parallelism().ok()).map_or(1, NonZero::get);
        let reader = || self.texts.as_ref().map(|texts| texts.model.reader());
        let mut workers: Vec<_> = (0..threads).map(|_| Worker::new(&plan, &self.columns, threads, reader())).collect();

        let mut target = Target::new(output.begin(rejects.is_none())?, written, &plan, &self.columns);
        let page = self.page.take().map(|page| (page.output, page.language));
        let mut beside = Beside::new(rejects, page, about)?;
        let mut ledger = plan.naming.as_ref().map(|_| Ledger::new(self.policy));
        let mut rows_out = 0;
        pipeline::run(&mut tables, &plan, &mut workers, |parcel| {
            target.head(&parcel.head)?;
            target.rows(&parcel.outcome.bytes)?;
            rows_out += parcel.outcome.rows;
            if let (Some(ledger), Some(part)) = (&mut ledger, parcel.outcome.ledger.take()) {
                ledger.absorb(part);
            }
            parcel.outcome.rejects.drain(..).try_for_each(|reject| beside.reject(reject))?;
            target.pass_on()?;
            let progress = Progress { bytes: parcel.bytes, of: bytes, rows: parcel.rows };
            if (self.watch)(progress).is_break() { Err(TableError::Stopped) } else { Ok(()) }
        })?;
        let rows_in = tables.count();
        let (head, seen) = tables.finish(&plan)?;
        target.head(&head)?;
        let mut tally = Tally::default();
        let mut sightings = vec![seen];
        for worker in workers {
            let (counted, seen) = worker.finish();
            tally.join(counted);
            sightings.push(seen);
        }
        let summary = tally.summary(&plan, (rows_in, beside.rejected, rows_out));
        let warnings = Sightings::united(sightings).warnings(&plan);
        let report = beside.complete(self.policy, self.recipe, (summary, warnings), ledger)?;
        target.complete()?;
        Ok(report)
    }
}

/// What is read must not be overwritten: by what is written beside never, by the output only if it replaces the one
/// input. Nor may two things be written to one place.
fn spare<'o>(
    inputs: &[Input<'_>],
    output: &'o Output<'o>,
    beside: impl Iterator<Item = &'o Output<'o>>,
) -> Result<(), TableError> {
    let among = |path: &Path| inputs.iter().any(|input| input.path.as_ref().is_some_and(|own| same_file(path, own)));
    let mut taken: Vec<&Path> = output.path.as_deref().into_iter().collect();
    for beside in beside {
        let Some(path) = &beside.path else { continue };
        if among(path) || taken.iter().any(|taken| same_file(path, taken)) {
            return Err(TableError::SameFile { name: beside.name.clone() });
        }
        taken.push(path);
    }
    match &output.path {
        Some(path) if inputs.len() > 1 && among(path) => {
            Err(TableError::InputOverwritten { name: output.name.clone() })
        }
        _ => Ok(()),
    }
}
