//! Tables of accounts, and what is asked of them besides their tiers: who moves, what a threshold changes, who looks after
//! whom, how tiers fall across groups.

use std::borrow::Cow;
use std::collections::BTreeSet;

use arrow_array::{RecordBatch, RecordBatchReader};
use govseg_table::{cell_text, named_text};
use govseg_tiers::coverage::Together;
use govseg_tiers::fairness::Asked;
use govseg_tiers::{Accounts, Amount, AmountError, Assignment, Program, View, WhatIf};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;

use crate::error::{Outcome, Refusal, plain};

/// How the columns are called in which pandas exports an index.
const PANDAS_INDEX: &str = "__index_level_";

/// The text of a programme: a built-in one, or that of a file.
#[pyfunction]
pub(crate) fn program_text(choice: &str) -> Outcome<String> {
    match named_text(choice, Program::builtin_text(choice))? {
        Some(text) => Ok(text),
        None => Err(Program::builtin(choice).err().map_or_else(|| plain("program", choice), Into::into)),
    }
}

/// What is to be said of a programme, sound or not, as JSON.
#[pyfunction]
pub(crate) fn program_report(name: &str, text: &str) -> String {
    Program::parse(name, text).map_or_else(|error| error.report(), |program| program.report()).to_string()
}

/// Accounts of a programme. Each question assigns their tiers anew: that takes less time than reading them.
#[pyclass(frozen, module = "govseg._govseg")]
pub(crate) struct TierAccounts {
    program: Program,
    accounts: Accounts,
    on: Option<String>,
}

#[pymethods]
impl TierAccounts {
    /// The places of the columns that programmes read of a table with such columns.
    #[staticmethod]
    fn needed(programs: Vec<(String, String)>, header: Vec<String>) -> Outcome<Vec<usize>> {
        all_needed(&parsed(&programs)?, &header)
    }

    /// Reads a table once for each of the programmes. If `header` names its columns, the source may have the needed ones
    /// only.
    #[staticmethod]
    fn read(
        py: Python<'_>,
        programs: Vec<(String, String)>,
        source: AnyRecordBatch,
        header: Option<Vec<String>>,
        on: Option<String>,
    ) -> Outcome<Vec<Self>> {
        let programs = parsed(&programs)?;
        let on = day(on)?;
        let source = source.into_reader()?;
        let header = header.unwrap_or_else(|| source.schema().fields().iter().map(|one| one.name().clone()).collect());
        let places = all_needed(&programs, &header)?;
        py.detach(|| {
            let batches = collected(source)?;
            let read = programs.into_iter().map(|program| {
                let accounts = accounts(&program, &header, &places, &batches)?;
                Ok(Self { program, accounts, on: on.clone() })
            });
            read.collect()
        })
    }

    /// What is to be looked at.
    #[getter]
    fn warnings(&self) -> Outcome<Vec<String>> {
        Ok(self.assignment()?.warnings().to_vec())
    }

    /// What is said of one account, as JSON.
    fn explain(&self, account: &str, customer: bool) -> Outcome<String> {
        let found = self.assignment()?;
        let Some(row) = self.accounts.find(account) else {
            let near = govseg::words::nearest(account, &self.accounts.ids);
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            let message = format!("there is no account `{}`{near}", govseg::words::clip(account));
            return Err(plain("unknown_id", &message));
        };
        let view = if customer { View::Customer } else { View::Internal };
        let mut said = found.to_json(row, view);
        said["explanation"] = found.explain(row, view).into();
        Ok(said.to_string())
    }

    /// What another programme would change, whose accounts are those of the same table.
    fn moves(&self, py: Python<'_>, after: &Self) -> Outcome<String> {
        py.detach(|| written(serde_json::to_string(&self.assignment()?.moves(&after.assignment()?))))
    }

    /// What other thresholds would change.
    fn what_if(&self, py: Python<'_>, tier: &str, measure: &str, thresholds: Vec<String>) -> Outcome<String> {
        let amounts = thresholds.iter().map(|text| text.parse()).collect::<Result<Vec<Amount>, AmountError>>();
        let amounts = amounts.map_err(|error| plain("bad_choice", &error.to_string()))?;
        py.detach(|| {
            let found = WhatIf::new(&self.program, &self.accounts, (tier, measure), &amounts, self.on.as_deref())?;
            written(serde_json::to_string(&found))
        })
    }

    /// Who looks after whom.
    fn coverage(&self, py: Python<'_>, managers: AnyRecordBatch, always_together: bool) -> Outcome<String> {
        let source = managers.into_reader()?;
        let schema = source.schema();
        let fields = schema.fields().iter().map(|field| field.name().as_str()).enumerate();
        let (places, header): (Vec<usize>, Vec<&str>) =
            fields.filter(|(_, name)| !name.starts_with(PANDAS_INDEX)).unzip();
        let batches = collected(source)?;
        let mut rows: Vec<Vec<Cow<'_, str>>> = Vec::new();
        for batch in &batches {
            for row in 0..batch.num_rows() {
                let cells = places.iter().map(|&place| cell_text(batch.column(place), row));
                rows.push(cells.collect::<Result<_, _>>().map_err(|error| broken(&error))?);
            }
        }
        let together = if always_together { Together::Always } else { Together::WherePossible };
        py.detach(|| Ok(self.assignment()?.cover(&header, &rows, together)?.to_json().to_string()))
    }

    /// How tiers fall across the groups of a column.
    fn fairness(&self, py: Python<'_>, by: &str, k: u64, level: f64) -> Outcome<String> {
        if !(level > 0.0 && level < 1.0) {
            return Err(plain("bad_choice", &format!("the level {level} is not between 0 and 1")));
        }
        let asked = Asked { k, level, ..Asked::default() };
        py.detach(|| written(serde_json::to_string(&self.assignment()?.fairness(by, &asked)?)))
    }
}

impl TierAccounts {
    fn assignment(&self) -> Outcome<Assignment<'_>> {
        Ok(Assignment::new(&self.program, &self.accounts, self.on.as_deref())?)
    }
}

/// The day that was named.
pub(crate) fn day(on: Option<String>) -> Outcome<Option<String>> {
    match on {
        Some(day) if !govseg::words::is_day(&day) => {
            Err(plain("bad_choice", &format!("`{}` is no day; write YYYY-MM-DD", govseg::words::clip(&day))))
        }
        on => Ok(on),
    }
}

fn parsed(programs: &[(String, String)]) -> Outcome<Vec<Program>> {
    programs.iter().map(|(name, text)| Ok(Program::parse(name, text)?)).collect()
}

/// The places of the columns that are read of a table with such columns.
pub(crate) fn needed(program: &Program, header: &[String]) -> Outcome<Vec<usize>> {
    let names: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut places: Vec<usize> = Accounts::reader(program, &names)?.places().collect();
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

fn all_needed(programs: &[Program], header: &[String]) -> Outcome<Vec<usize>> {
    let needed = programs.iter().map(|program| needed(program, header)).collect::<Result<Vec<_>, _>>()?;
    Ok(needed.concat().into_iter().collect::<BTreeSet<_>>().into_iter().collect())
}

/// All batches of a stream.
pub(crate) fn collected(source: Box<dyn RecordBatchReader + Send>) -> Outcome<Vec<RecordBatch>> {
    source.collect::<Result<_, _>>().map_err(|error| broken(&error))
}

/// The accounts of a table with these columns, of which the batches have all, or only those at some places.
pub(crate) fn accounts(
    program: &Program,
    header: &[String],
    places: &[usize],
    batches: &[RecordBatch],
) -> Outcome<Accounts> {
    let names: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut reader = Accounts::reader(program, &names)?;
    let read = needed(program, header)?;
    let mut cells: Vec<Cow<'_, str>> = vec![Cow::Borrowed(""); header.len()];
    for batch in batches {
        // Beside the narrowed columns there may be an index.
        let whole = batch.schema_ref().fields().iter().map(|field| field.name()).eq(header);
        let place_of = |place: usize| if whole { Some(place) } else { places.iter().position(|one| *one == place) };
        let columns: Vec<_> =
            read.iter().filter_map(|&place| Some((place, batch.columns().get(place_of(place)?)?))).collect();
        for row in 0..batch.num_rows() {
            for &(place, column) in &columns {
                cells[place] = cell_text(column, row).map_err(|error| broken(&error))?;
            }
            reader.row(&cells);
        }
    }
    Ok(reader.finish()?)
}

pub(crate) fn broken(error: &dyn std::fmt::Display) -> Refusal {
    plain("cannot_read", &error.to_string())
}

fn written(json: serde_json::Result<String>) -> Outcome<String> {
    json.map_err(|error| broken(&error))
}
