//! Logs that have one number a row, by column: their rows are joined as texts.

use std::borrow::Cow;
use std::collections::HashSet;

use govseg_table::{RowError, TableError, cell_text};

use super::decided::Decided;
use super::{LogColumns, Part, Piece};
use crate::error::LogError;
use crate::log::{Fault, FaultKind};
use crate::plan::SEGMENT;
use crate::rows::ByRows;

/// Measures batches row by row.
pub(super) fn run(
    columns: &LogColumns<'_>,
    batches: impl Iterator<Item = Result<Piece, LogError>>,
    mut read: impl FnMut(u64) -> Result<(), LogError>,
) -> Result<Part, LogError> {
    let mut rows = ByRows::new(columns.plan);
    let mut facts = columns.facts.worker();
    let (mut seen, mut rejects) = (0, Vec::new());
    for batch in batches {
        let (batch, mut broken) = batch?;
        let mut decided = Decided::of(&mut facts, &batch, seen + 1)?;
        broken.append(&mut decided.refused);
        let refused: HashSet<u64> = broken.iter().map(|error| error.row).collect();
        for (number, row) in (seen + 1..).zip(0..batch.num_rows()).filter(|(number, _)| !refused.contains(number)) {
            let names = columns.names.iter().map(String::as_str).zip(batch.columns());
            let cells = names.map(|(name, array)| Ok((name, cell_text(array, row)?)));
            let unfit = |source| TableError::Arrow { doing: "read", name: format!("row {number} of the log"), source };
            let mut cells = cells.collect::<Result<Vec<(&str, Cow<'_, str>)>, _>>().map_err(unfit)?;
            cells.push((SEGMENT, decided.name(row).into()));
            rows.cells(&cells);
        }
        rejects.extend(broken.into_iter().map(|error| {
            let RowError { row, column, reason, .. } = error;
            Fault { row, column, kind: FaultKind::Row, reason }
        }));
        seen += batch.num_rows() as u64;
        read(seen)?;
    }
    Ok(rows.finish(rejects))
}
