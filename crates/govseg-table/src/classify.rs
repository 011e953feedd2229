//! A whole table, from where it comes to where it goes.

use std::ops::ControlFlow;

use govseg::{FactId, Policy};

use crate::column::Column;
use crate::error::TableError;
use crate::format::Form;
use crate::input::Input;
use crate::json_row::entries;
use crate::output::{Output, Pending, same_file};
use crate::plan::{Header, Plan};
use crate::recipe::Recipe;
use crate::rows::{Batch, Rows};
use crate::summary::Summary;
use crate::warning::Warning;
use crate::worker::{Outcome, Worker, distinct_keys};
use crate::write::cell;

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
    policy: &'a Policy,
    recipe: Option<&'a Recipe>,
    each: Option<FactId>,
    columns: Vec<Column>,
    prefix: String,
    watch: Box<dyn FnMut(Progress) -> ControlFlow<()> + 'a>,
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
}

impl<'a> Classify<'a> {
    /// With a policy; columns named like its facts are read, and all columns are added.
    pub fn new(policy: &'a Policy) -> Self {
        let watch = Box::new(|_| ControlFlow::Continue(()));
        Self { policy, recipe: None, each: None, columns: Column::ALL.to_vec(), prefix: String::new(), watch }
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

    /// Adds these columns, in this order.
    #[must_use]
    pub fn columns(mut self, columns: Vec<Column>) -> Self {
        self.columns = columns;
        self
    }

    /// Puts this before the name of every added column.
    #[must_use]
    pub fn prefix(mut self, prefix: &str) -> Self {
        prefix.clone_into(&mut self.prefix);
        self
    }

    /// Tells how far the work is, from time to time; it stops, leaving nothing, if it is told to.
    #[must_use]
    pub fn watch(mut self, watch: impl FnMut(Progress) -> ControlFlow<()> + 'a) -> Self {
        self.watch = Box::new(watch);
        self
    }

    /// What is to be done, for a table in one form to come out in another.
    pub(crate) fn plan(&self, forms: (Form, Form)) -> Plan<'a> {
        Plan::new(self.policy, self.recipe, self.each, &self.columns, &self.prefix, forms)
    }

    /// The columns to add.
    #[cfg(feature = "arrow")]
    pub(crate) fn chosen(&self) -> &[Column] {
        &self.columns
    }

    /// Classifies a table.
    ///
    /// Rows that cannot be read go to `rejects`, as JSON Lines with row, line, column, reason and text. Without it the
    /// first of them is an error, and nothing is written; a stream is then held back until the table has ended.
    ///
    /// # Errors
    /// If the table or a place cannot be read or written, if its columns are unfit, or if a row is and rejects are not
    /// collected.
    pub fn run(
        mut self,
        input: Input<'_>,
        output: Output<'_>,
        rejects: Option<Output<'_>>,
    ) -> Result<Report, TableError> {
        if let Some(rejects) = &rejects
            && let Some(path) = &rejects.path
            && [&input.path, &output.path].into_iter().flatten().any(|other| same_file(path, other))
        {
            return Err(TableError::SameFile { name: rejects.name.clone() });
        }
        let opened = input.open()?;
        let (bytes, format) = (opened.bytes, opened.format);
        let to = output.format(format)?;
        let (mut rows, from, first) = Rows::new(opened)?;
        let form = from.in_format(format, to);
        let plan = self.plan((from, form));
        let mut worker = Worker::new(&plan, &self.columns);

        let mut header = None;
        let mut head = Vec::new();
        if let Some(first) = first {
            let settled = plan.header(rows.name(), first.names)?;
            worker.see(&settled);
            head = header_line(&plan, &settled, Some(&first.text));
            header = Some(settled);
        }
        let mut pending = output.begin(rejects.is_none())?;
        let mut rejects = rejects.map(|rejects| rejects.begin(false)).transpose()?;

        let (mut batch, mut outcome) = (Batch::default(), Outcome::default());
        let mut rejected = 0;
        while rows.next(&mut batch)? {
            if header.is_none()
                && let Some(names) = first_keys(&batch)
            {
                let settled = plan.header(rows.name(), names)?;
                head = header_line(&plan, &settled, None);
                header = Some(settled);
            }
            if header.is_some() {
                pending.write(&std::mem::take(&mut head))?;
            }
            worker.work(&batch, header.as_ref(), &mut outcome);
            pending.write(&outcome.bytes)?;
            outcome.bytes.clear();
            for reject in outcome.rejects.drain(..) {
                rejected += 1;
                match &mut rejects {
                    Some(rejects) => rejects.write(&reject.line())?,
                    None => return Err(TableError::Row(Box::new(reject.into_error(rows.name())))),
                }
            }
            pending.pass_on()?;
            let progress = Progress { bytes: rows.bytes_read(), of: bytes, rows: rows.count() };
            if (self.watch)(progress).is_break() {
                return Err(TableError::Stopped);
            }
        }
        if header.is_none() {
            // No row was readable: the added columns are all there are.
            head = header_line(&plan, &plan.header(rows.name(), Vec::new())?, None);
        }
        pending.write(&head)?;
        let (tally, sightings) = worker.finish();
        let summary = tally.summary(&plan, (rows.count(), rejected, outcome.rows));
        let warnings = sightings.warnings(&plan);
        rejects.map_or(Ok(()), Pending::complete)?;
        pending.complete()?;
        Ok(Report { summary, warnings })
    }
}

/// The keys of the first row that can be read.
fn first_keys(batch: &Batch) -> Option<Vec<String>> {
    batch.rows().find_map(|row| {
        let text = std::str::from_utf8(row.text).ok().filter(|_| row.broken.is_none())?;
        distinct_keys(&entries(text).ok()?).ok()
    })
}

/// The line of column names, where the output has one; the input's own as it was written, if it may stay.
fn header_line(plan: &Plan<'_>, header: &Header, text: Option<&str>) -> Vec<u8> {
    let mut line = Vec::new();
    let Form::Cells { delimiter, terminator } = plan.to else { return line };
    let kept = text.filter(|_| plan.from == plan.to);
    if let Some(text) = kept {
        line.extend_from_slice(text.as_bytes());
    }
    let own = header.names.iter().filter(|_| kept.is_none());
    for (index, name) in own.chain(&plan.added).enumerate() {
        if index > 0 || kept.is_some() {
            line.push(delimiter);
        }
        cell(&mut line, name, delimiter);
    }
    line.extend_from_slice(terminator.as_bytes());
    line
}
