//! How logs are measured: all that is settled before one is read.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::thread::available_parallelism;

use arrow_array::RecordBatch;
use arrow_schema::Schema as Columns;
use govseg::Policy;
use govseg_table::{
    Batches, Classify, Column, Format, Input, Lines, Output, Progress, Recipe, TableError, load_recipe,
};

use crate::by::By;
use crate::columns::{LogColumns, Part};
use crate::error::LogError;
use crate::gap::Reference;
use crate::log::{Binding, FaultKind, Question, Reads, Schema, Target, Text};
use crate::measurement::Measurement;
use crate::measures::{self, Spec};
use crate::rows::{ByRows, rejected};
use crate::rules::Rules;
use crate::run::{Measure, Report};

/// What stands before the name of the column with the segment that the policy decides.
const PREFIX: &str = "govseg_measure_";
pub(crate) const SEGMENT: &str = "govseg_measure_segment";

/// How logs are measured, settled once for all of them and for all parts of one.
pub struct Plan<'a> {
    policy: &'a Policy,
    rules: Arc<Rules>,
    by: Vec<By>,
    specs: Vec<&'static Spec>,
    asked: Vec<&'static str>,
    reference: Option<Reference>,
    pub(crate) schema: Schema,
    pub(crate) cells: Option<Reads>,
    /// Where the decided segment belongs among the groups.
    pub(crate) segment: Option<usize>,
    /// The recipe by which rows are contacts; without it, columns named like facts are read.
    facts: Option<Recipe>,
    decides: bool,
}

impl<'a> Plan<'a> {
    pub(crate) fn new(measure: Measure<'a>) -> Result<Self, LogError> {
        let Measure { policy, rules, recipe, by, asked, reference, .. } = measure;
        let segment = by.iter().position(|by| *by == By::Text(Text::Segment));
        let choice = recipe.as_ref().and_then(|recipe| recipe.facts.as_deref());
        let facts = match choice {
            Some(choice) => Some(load_recipe(choice, policy.vocabulary())?),
            // A log without a recipe may have columns named like facts; they are read only where they are needed.
            None if recipe.is_none() && segment.is_some() => None,
            None => Some(Recipe::nothing()),
        };
        let decides = choice.is_some() || facts.is_none();
        let (bindings, cells) = match recipe {
            Some(recipe) => (recipe.bindings, recipe.cells),
            None => (schema_bindings(), None),
        };
        let texts = by.iter().map(|by| by.text()).collect();
        Ok(Self {
            schema: Schema::new(bindings, texts, rules.calendar.clock().clone()),
            asked: asked.iter().map(|spec| spec.id).collect(),
            specs: if asked.is_empty() { measures::all().collect() } else { asked },
            rules: Arc::new(rules),
            policy,
            by,
            reference,
            cells,
            segment,
            facts,
            decides,
        })
    }

    /// The places of the columns of a log that are read, in order.
    ///
    /// # Errors
    /// If the log has nothing that is measured, or two columns of one name.
    pub fn needed(&self, name: &str, columns: &Columns) -> Result<Vec<usize>, LogError> {
        Ok(LogColumns::new(self, name, columns)?.needed())
    }

    /// Whether a column holds ids of contacts. Whoever divides a log must put the rows of one contact into one part, for
    /// that a contact is there twice is seen within a part only.
    pub fn is_contact_id(&self, column: &str) -> bool {
        self.schema.bindings(column).any(|binding| binding.target == Some(Target::Text(Text::ContactId)))
    }

    /// What comes of no rows.
    pub fn empty(&self) -> Part {
        Part { measurement: self.nothing(), faults: Vec::new(), rows: 0, used: 0, ignored: 0 }
    }

    /// Measures batches of a log, in their order, on so many threads besides this one (on this one alone if it is one),
    /// which reads them. `name` stands in errors; `read` is told how many rows were read.
    ///
    /// # Errors
    /// If a batch cannot be read, `read` says so, or the log has nothing that is measured.
    ///
    /// ```
    /// use std::num::NonZero;
    /// use std::sync::Arc;
    /// use arrow_array::{ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray};
    /// use govseg::Policy;
    /// use govseg_measure::{By, Measure, Rules};
    ///
    /// let columns: [(&str, ArrayRef); 3] = [
    ///     ("channel", Arc::new(StringArray::from(vec!["phone"; 30]))),
    ///     ("answered", Arc::new(BooleanArray::from(vec![true; 30]))),
    ///     ("wait", Arc::new(Int64Array::from_iter_values(0..30))),
    /// ];
    /// let batch = RecordBatch::try_from_iter(columns)?;
    /// let measure = Measure::new(Policy::gsa_2008(), Rules::new("UTC", &[])?);
    /// let plan = measure.by(By::list("channel")?).measures("asa")?.plan()?;
    /// let part = plan.measure("log", &batch.schema(), NonZero::<usize>::MIN, [Ok(batch)].into_iter(), |_| Ok(()))?;
    /// let report = plan.report(part);
    /// assert_eq!((report.used, report.outcomes[0].estimate.value), (30, Some(14.5)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn measure(
        &self,
        name: &str,
        columns: &Columns,
        threads: NonZero<usize>,
        batches: impl Iterator<Item = Result<RecordBatch, LogError>>,
        read: impl FnMut(u64) -> Result<(), LogError>,
    ) -> Result<Part, LogError> {
        let pieces = batches.map(|batch| batch.map(|batch| (batch, Vec::new())));
        LogColumns::new(self, name, columns)?.measure(threads.get(), pieces, read)
    }

    /// What the parts of a log, merged, come to.
    pub fn report(&self, part: Part) -> Report {
        let Part { measurement, mut faults, rows, used, ignored } = part;
        faults.sort_by_key(|fault| fault.row);
        let mut set_aside: BTreeMap<FaultKind, u64> = BTreeMap::new();
        for fault in &faults {
            *set_aside.entry(fault.kind).or_default() += 1;
        }
        let outcomes = measurement.outcomes(&self.asked, self.reference.as_ref());
        Report { outcomes, rows_in: rows, used, ignored, set_aside, faults }
    }

    /// Reads a log and measures it: by column if its table can be read so, else by rows.
    pub(crate) fn read(
        &self,
        input: Input<'_>,
        watch: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Part, LogError> {
        match input.batches()? {
            Ok(batches) => self.read_columns(batches, watch),
            Err(input) => self.read_rows(input, watch),
        }
    }

    fn read_columns(
        &self,
        mut batches: Batches<'_>,
        mut watch: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Part, LogError> {
        let columns = LogColumns::new(self, batches.name(), batches.schema())?;
        let pieces = std::iter::from_fn(|| {
            let piece = batches.piece().transpose()?;
            let stopped = watch(batches.progress()).is_break();
            Some(
                piece
                    .and_then(|piece| if stopped { Err(TableError::Stopped) } else { Ok(piece) })
                    .map_err(LogError::from),
            )
        });
        let threads = available_parallelism().map_or(1, NonZero::get);
        columns.measure(threads, pieces.map(|piece| piece.map(|piece| (piece.batch, piece.refused))), |_| Ok(()))
    }

    fn read_rows(&self, input: Input<'_>, watch: impl FnMut(Progress) -> ControlFlow<()>) -> Result<Part, LogError> {
        let name = input.name().to_owned();
        let mut reading = ByRows::new(self);
        let mut rejects = Vec::new();
        let classify = self.classify().watch(watch);
        classify.run(
            input,
            Output::stream("the rows of the log", Lines::new(|row| reading.row(row)), Some(Format::JsonLines)),
            Some(Output::stream(
                "unreadable rows",
                Lines::new(|reject| rejects.extend(rejected(reject))),
                Some(Format::JsonLines),
            )),
        )?;
        if reading.reads_nothing() {
            return Err(LogError::NothingRead { name });
        }
        Ok(reading.finish(rejects))
    }

    /// How the segments of the rows are decided, if that is wanted.
    pub(crate) fn classify(&self) -> Classify<'_> {
        let columns = if self.segment.is_some() { vec![Column::Segment] } else { Vec::new() };
        let classify = Classify::new(self.policy).columns(columns).prefix(PREFIX);
        self.facts.iter().fold(classify, Classify::recipe)
    }

    /// Whether rows are looked at as contacts at all.
    pub(crate) fn decides(&self) -> bool {
        self.decides
    }

    /// Nothing measured yet.
    pub(crate) fn nothing(&self) -> Measurement {
        Measurement::new(Arc::clone(&self.rules), self.by.clone(), self.specs.clone())
    }

    /// What results are told apart by.
    pub(crate) fn by(&self) -> &[By] {
        &self.by
    }
}

/// All the columns of the schema, by their own names.
fn schema_bindings() -> Vec<Binding> {
    let mut names: Vec<String> = Target::names().into_iter().map(ToOwned::to_owned).collect();
    for question in Question::ALL {
        let name: &str = question.into();
        let (least, most) = question.scale();
        names.extend((least..=most).map(|level| format!("{name}_{level}")));
        names.extend(["up", "down"].map(|side| format!("{name}_{side}")));
    }
    names.iter().filter_map(|name| Some(Binding::plain(name, Target::named(name)?))).collect()
}
