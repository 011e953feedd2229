//! A log in a file or a stream, measured from its first row to its last.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;

use govseg::Policy;
use govseg::words::{clip, mend};
use govseg_table::{Input, Output, Progress, TableError};

use crate::by::By;
use crate::error::LogError;
use crate::gap::Reference;
use crate::log::{Fault, FaultKind, LogRecipe};
use crate::measures::{self, Spec};
use crate::outcome::Outcome;
use crate::plan::Plan;
use crate::rules::Rules;

/// How a log shall be measured.
///
/// ```
/// use govseg::Policy;
/// use govseg_measure::{By, Measure, Rules};
/// use govseg_table::Input;
///
/// let log = format!("channel,answered,wait\n{}", "phone,yes,20\nphone,no,90\nphone,yes,70\n".repeat(20));
/// let rules = Rules::new("UTC", &[])?;
/// let report = Measure::new(Policy::gsa_2008(), rules)
///     .by(By::list("channel")?)
///     .measures("service_level_answered")?
///     .run(Input::stream("log", log.as_bytes(), None))?;
/// let first = &report.outcomes[0];
/// assert_eq!((first.group[0].as_str(), first.estimate.n), ("phone", Some(60)));
/// assert!((first.estimate.value.unwrap() - 100.0 / 3.0).abs() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Measure<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) rules: Rules,
    pub(crate) recipe: Option<LogRecipe>,
    pub(crate) by: Vec<By>,
    pub(crate) asked: Vec<&'static Spec>,
    pub(crate) reference: Option<Reference>,
    watch: Box<dyn FnMut(Progress) -> ControlFlow<()> + 'a>,
}

/// What came of a log. What goes in comes out: `rows_in` is `used`, `ignored`, and what was set aside.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Report {
    /// What is said, by measure and group.
    pub outcomes: Vec<Outcome>,
    /// The rows that were read.
    pub rows_in: u64,
    /// The rows that were measured.
    pub used: u64,
    /// The rows that the recipe passes over.
    pub ignored: u64,
    /// The rows that were set aside, by the kind of fault.
    pub set_aside: BTreeMap<FaultKind, u64>,
    /// Why each was, in the order of the rows.
    pub faults: Vec<Fault>,
}

impl<'a> Measure<'a> {
    /// By these rules, not told apart, all that the log gives.
    pub fn new(policy: &'a Policy, rules: Rules) -> Self {
        let watch = Box::new(|_| ControlFlow::Continue(()));
        Self { policy, rules, recipe: None, by: Vec::new(), asked: Vec::new(), reference: None, watch }
    }

    /// With a recipe that says what the log's own columns mean. Its time zone does not count here: see [`Rules`].
    #[must_use]
    pub fn recipe(mut self, recipe: LogRecipe) -> Self {
        self.recipe = Some(recipe);
        self
    }

    /// Told apart by these.
    #[must_use]
    pub fn by(mut self, by: Vec<By>) -> Self {
        self.by = by;
        self
    }

    /// These measures only, by their ids, separated by commas.
    ///
    /// # Errors
    /// If one of them is none that a log gives.
    pub fn measures(mut self, ids: &str) -> Result<Self, LogError> {
        for id in ids.split(',').map(str::trim) {
            let spec = measures::find(id).ok_or_else(|| {
                let all: Vec<_> = measures::all().map(|spec| spec.id).collect();
                let near = govseg::words::nearest(id, &all);
                let mend =
                    near.map_or_else(|| mend(id, &["asa", "fcr", "nps"]), |near| format!("did you mean `{near}`?"));
                LogError::UnknownMeasure { name: clip(id), mend }
            })?;
            if !self.asked.iter().any(|known| known.id == spec.id) {
                self.asked.push(spec);
            }
        }
        Ok(self)
    }

    /// Says how far groups are from these, too.
    #[must_use]
    pub fn reference(mut self, reference: Reference) -> Self {
        self.reference = Some(reference);
        self
    }

    /// Tells how far the work is, from time to time; it stops if it is told to.
    #[must_use]
    pub fn watch(mut self, watch: impl FnMut(Progress) -> ControlFlow<()> + 'a) -> Self {
        self.watch = Box::new(watch);
        self
    }

    /// Settles how logs are measured.
    ///
    /// # Errors
    /// If the recipe for the facts cannot be used.
    pub fn plan(self) -> Result<Plan<'a>, LogError> {
        Plan::new(self)
    }

    /// Reads the log and measures it. Tables of cells and those stored by column are measured by all cores, and
    /// JSON Lines and spreadsheets row by row; the results are the same.
    ///
    /// # Errors
    /// If it cannot be read at all. Rows that cannot be used are set aside and reported.
    pub fn run(mut self, input: Input<'a>) -> Result<Report, LogError> {
        let watch = std::mem::replace(&mut self.watch, Box::new(|_| ControlFlow::Continue(())));
        let plan = self.plan()?;
        let part = plan.read(input, watch)?;
        Ok(plan.report(part))
    }
}

impl Report {
    /// The rows that were set aside.
    pub fn rows_set_aside(&self) -> u64 {
        self.set_aside.values().sum()
    }

    /// Writes why each row was set aside, one line of JSON each.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write_faults(&self, output: Output<'_>) -> Result<(), TableError> {
        let mut lines = Vec::new();
        for fault in &self.faults {
            serde_json::to_writer(&mut lines, fault).map_err(|error| TableError::Io {
                doing: "write",
                name: "the faults".to_owned(),
                source: io::Error::other(error),
            })?;
            lines.push(b'\n');
        }
        output.write_whole(&lines)
    }
}
