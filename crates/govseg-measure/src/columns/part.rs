//! What came of some of the rows of a log.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::accumulate::{Cell, Journey};
use crate::log::Fault;
use crate::measurement::Measurement;
use crate::plan::Plan;

/// What came of some of the rows of a log: to be merged with what came of others, or sent to where they are.
///
/// ```
/// # use std::num::NonZero;
/// # use std::sync::Arc;
/// # use arrow_array::{ArrayRef, Int64Array, RecordBatch};
/// # use govseg::Policy;
/// # use govseg_measure::{Measure, Rules};
/// # let waits: ArrayRef = Arc::new(Int64Array::from_iter_values(0..30));
/// # let batch = RecordBatch::try_from_iter([("wait", waits)])?;
/// # let plan = Measure::new(Policy::gsa_2008(), Rules::new("UTC", &[])?).measures("percentile_wait")?.plan()?;
/// # let one = || plan.measure("log", &batch.schema(), NonZero::<usize>::MIN, [Ok(batch.clone())].into_iter(), |_| Ok(()));
/// let (mut here, there) = (one()?, one()?);
/// here.merge(plan.part(&there.to_bytes()?)?);
/// assert_eq!(plan.report(here).rows_in, 60);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Part {
    pub(crate) measurement: Measurement,
    pub(crate) faults: Vec<Fault>,
    pub(crate) rows: u64,
    pub(crate) used: u64,
    pub(crate) ignored: u64,
}

/// What bytes cannot be made into.
#[derive(Debug, thiserror::Error)]
#[error("not a part of a measurement by this plan: {reason}")]
pub struct PartError {
    reason: String,
}

impl PartError {
    pub(crate) fn new(reason: &dyn std::fmt::Display) -> Self {
        Self { reason: reason.to_string() }
    }
}

/// What stands in the bytes.
#[derive(Deserialize, Serialize)]
pub(crate) struct Written {
    /// What was measured, told apart by what.
    pub(crate) measures: Vec<String>,
    pub(crate) by: Vec<String>,
    pub(crate) groups: Vec<(Arc<str>, Vec<Cell>)>,
    pub(crate) journeys: Vec<(usize, Box<str>, Journey)>,
    faults: Vec<Fault>,
    counts: [u64; 3],
}

impl Part {
    /// What came of both. The order makes no difference.
    pub fn merge(&mut self, other: Self) {
        self.measurement.merge(other.measurement);
        self.faults.extend(other.faults);
        self.rows += other.rows;
        self.used += other.used;
        self.ignored += other.ignored;
    }

    /// The rows that were set aside; those of one part are in order.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// As bytes, for a plan that was settled alike, elsewhere. They are read by the same version only.
    ///
    /// # Errors
    /// None that memory does not have.
    pub fn to_bytes(&self) -> Result<Vec<u8>, PartError> {
        let (groups, journeys) = self.measurement.kept();
        let Self { measurement, faults, rows, used, ignored } = self;
        let (measures, by) = measurement.names();
        let counts = [*rows, *used, *ignored];
        let written = Written { measures, by, groups, journeys, faults: faults.clone(), counts };
        postcard::to_stdvec(&written).map_err(|error| PartError::new(&error))
    }
}

impl Plan<'_> {
    /// A part that was written as bytes.
    ///
    /// # Errors
    /// If it is none, or one by another plan.
    pub fn part(&self, bytes: &[u8]) -> Result<Part, PartError> {
        let written: Written = postcard::from_bytes(bytes).map_err(|error| PartError::new(&error))?;
        let mut measurement = self.nothing();
        if measurement.names() != (written.measures, written.by) {
            return Err(PartError::new(&"other measures, or told apart by something else"));
        }
        measurement.restore(written.groups, written.journeys)?;
        let [rows, used, ignored] = written.counts;
        Ok(Part { measurement, faults: written.faults, rows, used, ignored })
    }
}
