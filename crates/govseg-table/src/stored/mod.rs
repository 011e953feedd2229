//! Tables that are stored by column: Parquet, and Arrow IPC files and streams.
//!
//! `batches` reads them (`ipc`: no more than there is) and `sink` writes them (`parquet_schema`: like the file they were
//! made of). Between them stands `columns`; or `text`, where rows come out, and `parts`, where rows go in.

mod batches;
mod ipc;
mod parquet_schema;
mod parts;
mod sink;
mod text;
mod writer;

use std::io;

use arrow_array::RecordBatch;
use arrow_cast::display::array_value_to_string;
use arrow_schema::{ArrowError, Schema};
use govseg::Contact;
use govseg::words::clip;

pub(crate) use batches::Batches;
pub(crate) use parts::Parts;

use crate::answers::Kind;
use crate::beside::Beside;
use crate::classify::{Classify, Progress, Report};
use crate::columns::Columns;
use crate::error::TableError;
use crate::format::Form;
use crate::input::Input;
use crate::output::Output;
use crate::plan::Agreed;
use crate::reject::Reject;
use crate::report::{About, Ledger};
use writer::Writer;

/// Classifies a table that is stored by column, or several as one.
pub(crate) fn run(
    mut classify: Classify<'_>,
    inputs: Vec<Input<'_>>,
    output: Output<'_>,
    rejects: Option<Output<'_>>,
    about: About,
) -> Result<Report, TableError> {
    let (bytes, several) = (inputs.iter().map(|input| input.bytes).sum(), inputs.len() > 1);
    let mut inputs = inputs.into_iter();
    let Some(first) = inputs.next() else { return Err(TableError::NoInput) };
    let mut batches = first.by_column()?;
    let (schema, origin) = (batches.schema.clone(), batches.origin.of(several));
    let format = output.format(batches.origin.format())?;
    let form = if format.is_by_column() { Form::JsonLines } else { Form::JsonLines.in_format(format, format) };
    let chosen = classify.chosen().to_vec();
    let texts = classify.text_model();
    let columns = Columns::new(&batches.name, classify.plan(form), chosen.clone(), texts, &batches.schema)?;
    let agreed = Agreed { file: batches.name.clone(), names: columns.header.names.clone() };
    let pending = output.begin(rejects.is_none())?;
    let mut writer = Writer::new(&columns, &chosen, (format, pending), (&schema, &origin))?;
    let mut beside = Beside::new(rejects, classify.take_page(), about)?;
    let mut ledger = columns.plan.naming.as_ref().map(|_| Ledger::new(classify.policy));
    let (mut bytes_done, mut rows_done) = (0, 0);
    for place in 0.. {
        if let Some(ledger) = &mut ledger {
            ledger.begin(place, &batches.name);
        }
        let order = columns.plan.header(&batches.name, form, names(&batches), Some(&agreed))?.order;
        if format.is_by_column() {
            of_types(&batches, &order, &agreed.file, &schema)?;
        }
        let mut rows = 0;
        while let Some(batch) = batches.next()? {
            let batch = batch.project(&order).map_err(|error| refused("read", &batches.name, error))?;
            for part in cut(&batch) {
                let see = &mut |row: usize, contact: Contact, kind: &Kind| {
                    if let Some(ledger) = &mut ledger {
                        let cell = |place: usize| shown(&part, place, row).into();
                        let number = rows + 1 + row as u64;
                        ledger.see(&columns.header.naming.names(number, cell), contact, kind);
                    }
                };
                let rejected = writer.write(&part, rows + 1, see).map_err(|error| named(error, &batches.name))?;
                rows += part.num_rows() as u64;
                for (mut error, text) in rejected {
                    error.file.clone_from(&batches.name);
                    let reject = Reject::of_column(error, text);
                    if let Some(ledger) = &mut ledger {
                        ledger.reject(&reject);
                    }
                    beside.reject(reject)?;
                }
                let bytes_read = bytes_done + batches.bytes_read();
                classify.tell(Progress { bytes: bytes_read, of: bytes, rows: rows_done + rows })?;
            }
        }
        bytes_done += batches.bytes_read();
        rows_done += rows;
        let Some(mut next) = inputs.next() else { break };
        if !next.is_by_column()? {
            return Err(TableError::unfit(next.name(), "tables by row and by column cannot be read as one"));
        }
        batches = next.by_column()?;
    }
    let (summary, ended) = writer.end();
    let report = beside.complete(classify.policy, classify.recipe, (summary, columns.warnings()), ledger)?;
    ended.complete()?;
    Ok(report)
}

/// A cell as people see it.
fn shown(batch: &RecordBatch, place: usize, row: usize) -> String {
    let column = batch.columns().get(place);
    column.and_then(|column| array_value_to_string(column, row).ok()).unwrap_or_default()
}

fn names(batches: &Batches<'_>) -> Vec<String> {
    batches.schema.fields().iter().map(|field| field.name().clone()).collect()
}

/// Checks that the columns of a table are of the types that those of the first have.
fn of_types(batches: &Batches<'_>, order: &[usize], first: &str, schema: &Schema) -> Result<(), TableError> {
    for (&place, expected) in order.iter().zip(schema.fields()) {
        let field = batches.schema.field(place);
        if field.data_type() != expected.data_type() {
            let (name, is, other) = (clip(field.name()), field.data_type(), expected.data_type());
            let reason =
                format!("its column `{name}` holds {is}, and {other} in {first}; write text, or one of them anew");
            return Err(TableError::unfit(&batches.name, &reason));
        }
    }
    Ok(())
}

/// The batch in parts that are not too large.
fn cut(batch: &RecordBatch) -> impl Iterator<Item = RecordBatch> {
    let rows = batch.num_rows();
    (0..rows).step_by(Columns::MOST_ROWS).map(move |from| batch.slice(from, Columns::MOST_ROWS.min(rows - from)))
}

/// An error of the Arrow libraries, which may be one of the system.
fn refused(doing: &'static str, name: &str, error: ArrowError) -> TableError {
    let error = match error {
        ArrowError::IoError(_, error) => return TableError::io(doing, name, error),
        ArrowError::ExternalError(error) => match error.downcast::<io::Error>() {
            Ok(error) => return TableError::io(doing, name, *error),
            Err(error) => ArrowError::ExternalError(error),
        },
        error => error,
    };
    TableError::arrow(doing, name, error)
}

/// Where several tables are read as one, an error is of the one at hand.
fn named(error: TableError, file: &str) -> TableError {
    match error {
        TableError::Arrow { doing: "classify", source, .. } => TableError::arrow("classify", file, source),
        error => error,
    }
}
