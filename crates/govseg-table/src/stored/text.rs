//! From columns to rows: batches written as cells or as JSON Lines.

use std::fmt::Write as _;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_cast::{CastOptions, cast_with_options};
use arrow_json::EncoderOptions;
use arrow_json::writer::{NullableEncoder, make_encoder};
use arrow_schema::{ArrowError, DataType, Field, FieldRef};

use crate::format::Form;
use crate::write::{cell, string};

/// The columns of a batch that are written as text.
pub(super) struct Texts {
    columns: Vec<(FieldRef, ArrayRef)>,
    keys: Vec<Vec<u8>>,
    options: EncoderOptions,
}

impl Texts {
    pub(super) fn new(batch: &RecordBatch) -> Self {
        let columns = batch.schema_ref().fields().iter().zip(batch.columns()).map(readable).collect();
        let key = |field: &FieldRef| {
            let mut key = Vec::new();
            string(&mut key, field.name());
            key.push(b':');
            key
        };
        let keys = batch.schema_ref().fields().iter().map(key).collect();
        Self { columns, keys, options: EncoderOptions::default().with_explicit_nulls(true) }
    }

    /// What writes the rows in a form.
    pub(super) fn writer(&self, form: Form) -> Result<RowWriter<'_>, ArrowError> {
        let columns = self.columns.iter().map(|(field, array)| match form {
            Form::Cells { .. } if !nested(array.data_type()) => {
                Ok(ColumnWriter::Plain(ArrayFormatter::try_new(array.as_ref(), &FORMAT)?))
            }
            _ => Ok(ColumnWriter::Json(make_encoder(field, array.as_ref(), &self.options)?)),
        });
        Ok(RowWriter {
            form,
            keys: &self.keys,
            columns: columns.collect::<Result<_, ArrowError>>()?,
            text: String::new(),
            json: Vec::new(),
        })
    }
}

const FORMAT: FormatOptions<'static> = FormatOptions::new();

/// Bytes that are text are written as text; others stay bytes, which are written as hexadecimal digits.
fn readable((field, array): (&FieldRef, &ArrayRef)) -> (FieldRef, ArrayRef) {
    let strict = CastOptions { safe: false, ..CastOptions::default() };
    let text = match array.data_type() {
        DataType::Binary | DataType::BinaryView | DataType::FixedSizeBinary(_) => DataType::Utf8,
        DataType::LargeBinary => DataType::LargeUtf8,
        _ => return (field.clone(), array.clone()),
    };
    match cast_with_options(array, &text, &strict) {
        Ok(array) => (Field::new(field.name(), text, true).into(), array),
        Err(_) => (field.clone(), array.clone()),
    }
}

/// Whether cells hold several values, which only JSON can write.
fn nested(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => nested(values),
        DataType::RunEndEncoded(_, values) => nested(values.data_type()),
        kind => kind.is_nested(),
    }
}

enum ColumnWriter<'a> {
    Plain(ArrayFormatter<'a>),
    Json(NullableEncoder<'a>),
}

/// Writes one row after the other, without what is added to them.
pub(super) struct RowWriter<'a> {
    form: Form,
    keys: &'a [Vec<u8>],
    columns: Vec<ColumnWriter<'a>>,
    text: String,
    json: Vec<u8>,
}

impl RowWriter<'_> {
    /// Appends a row: cells with the delimiter between them, or an object that is not closed.
    pub(super) fn row(&mut self, row: usize, out: &mut Vec<u8>) -> Result<(), ArrowError> {
        let Self { form, keys, columns, text, json } = self;
        if matches!(form, Form::JsonLines) {
            out.push(b'{');
        }
        for (place, (column, key)) in columns.iter_mut().zip(*keys).enumerate() {
            match form {
                Form::Cells { delimiter, .. } if place > 0 => out.push(*delimiter),
                Form::Cells { .. } => {}
                _ => {
                    if place > 0 {
                        out.push(b',');
                    }
                    out.extend_from_slice(key);
                }
            }
            match (column, *form) {
                (ColumnWriter::Plain(values), Form::Cells { delimiter, .. }) => {
                    text.clear();
                    write!(text, "{}", values.value(row)).map_err(|_| unwritten())?;
                    cell(out, text, delimiter);
                }
                (ColumnWriter::Json(values), Form::Cells { delimiter, .. }) => {
                    if !values.is_null(row) {
                        json.clear();
                        values.encode(row, json);
                        cell(out, std::str::from_utf8(json).unwrap_or_default(), delimiter);
                    }
                }
                (ColumnWriter::Json(values), _) if values.is_null(row) => out.extend_from_slice(b"null"),
                (ColumnWriter::Json(values), _) => values.encode(row, out),
                (ColumnWriter::Plain(_), _) => {}
            }
        }
        Ok(())
    }
}

fn unwritten() -> ArrowError {
    ArrowError::InvalidArgumentError("a value that cannot be written as text".to_owned())
}
