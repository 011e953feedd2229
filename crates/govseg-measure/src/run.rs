//! A log in a file or a stream, measured from its first row to its last.

mod reading;

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

use govseg::Policy;
use govseg::words::{clip, mend};
use govseg_table::{
    Classify, Column, Format, Input, Lines, LoadError, Output, Progress, Recipe, RecipeError, TableError, load_recipe,
};

use self::reading::{PREFIX, Reading, rejected};
use crate::by::By;
use crate::calendar::CalendarError;
use crate::gap::Reference;
use crate::log::{Binding, Fault, FaultKind, LogRecipe, Text};
use crate::measurement::Measurement;
use crate::measures::{self, Spec};
use crate::outcome::Outcome;
use crate::rules::Rules;

/// Why a log could not be measured.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LogError {
    /// The table cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The recipe cannot be used.
    #[error(transparent)]
    Recipe(#[from] RecipeError),
    /// The recipe for the facts cannot be used.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The time zone is none.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// A measure that is none, or that no log gives.
    #[error("`{name}` is not a measure that a log gives; {mend}")]
    UnknownMeasure {
        /// The id as given.
        name: String,
        /// The nearest one.
        mend: String,
    },
    /// The log has nothing that is measured.
    #[error("{name} has no column that a measure is made from; name them as the schema does, or give a recipe")]
    NothingRead {
        /// The file.
        name: String,
    },
}

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
    policy: &'a Policy,
    rules: Rules,
    recipe: Option<LogRecipe>,
    by: Vec<By>,
    asked: Vec<&'static Spec>,
    reference: Option<Reference>,
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

    /// Reads the log and measures it.
    ///
    /// # Errors
    /// If it cannot be read at all. Rows that cannot be used are set aside and reported.
    pub fn run(self, input: Input<'a>) -> Result<Report, LogError> {
        let name = input.name().to_owned();
        let asked: Vec<_> = self.asked.iter().map(|spec| spec.id).collect();
        let specs = if self.asked.is_empty() { measures::all().collect() } else { self.asked };
        let by_segment = self.by.contains(&By::Text(Text::Segment));
        let own = self.recipe.as_ref();
        let facts = match own.and_then(|recipe| recipe.facts.as_deref()) {
            Some(choice) => Some(load_recipe(choice, self.policy.vocabulary())?),
            // A log without a recipe may have columns named like facts; they are read only where they are needed.
            None if own.is_none() && by_segment => None,
            None => Some(Recipe::nothing()),
        };
        let rules = Arc::new(self.rules);
        let mut reading = Reading::new(Measurement::new(rules, self.by, specs), self.recipe, by_segment);
        let mut rejects = Vec::new();
        let columns = if by_segment { vec![Column::Segment] } else { Vec::new() };
        let mut classify = Classify::new(self.policy).columns(columns).prefix(PREFIX).watch(self.watch);
        if let Some(facts) = &facts {
            classify = classify.recipe(facts);
        }
        let done = classify.run(
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
        let read = reading.finish(rejects);
        let mut set_aside: BTreeMap<FaultKind, u64> = BTreeMap::new();
        for fault in &read.faults {
            *set_aside.entry(fault.kind).or_default() += 1;
        }
        let outcomes = read.measurement.outcomes(&asked, self.reference.as_ref());
        let rows_in = done.summary.rows_in;
        Ok(Report { outcomes, rows_in, used: read.used, ignored: read.ignored, set_aside, faults: read.faults })
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

/// All the columns of the schema, by their own names.
fn schema_bindings() -> Vec<Binding> {
    use crate::log::{Question, Target};
    let mut names: Vec<String> = Target::names().into_iter().map(ToOwned::to_owned).collect();
    for question in Question::ALL {
        let name: &str = question.into();
        let (least, most) = question.scale();
        names.extend((least..=most).map(|level| format!("{name}_{level}")));
        names.extend(["up", "down"].map(|side| format!("{name}_{side}")));
    }
    names.iter().filter_map(|name| Some(Binding::plain(name, Target::named(name)?))).collect()
}
