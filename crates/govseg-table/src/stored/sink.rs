//! Where batches go: a Parquet file, or an Arrow IPC file or stream.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_cast::cast;
use arrow_ipc::writer::{FileWriter, StreamWriter};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema, SchemaRef};

use super::batches::Origin;
use super::refused;
use crate::error::TableError;
use crate::format::Format;
use crate::output::Pending;

/// A table being written. Dropped before it is complete, it leaves nothing behind.
pub(super) struct Sink<'a> {
    name: String,
    schema: SchemaRef,
    writer: Writer<'a>,
}

enum Writer<'a> {
    Parquet(Box<parquet::arrow::ArrowWriter<Pending<'a>>>),
    File(Box<FileWriter<Pending<'a>>>),
    Stream(Box<StreamWriter<Pending<'a>>>),
}

impl<'a> Sink<'a> {
    /// Begins to write a table whose own columns, the first of `schema`, come from there.
    pub(super) fn new(
        pending: Pending<'a>,
        format: Format,
        schema: &Schema,
        own: usize,
        origin: Option<&Origin>,
    ) -> Result<Self, TableError> {
        let name = pending.name().to_owned();
        // A file has one dictionary for each column. Those of a file stay; of all others it is not known before the end.
        let single = format == Format::Arrow && !matches!(origin, Some(Origin::File));
        let field = |(place, field): (usize, &FieldRef)| match field.data_type() {
            DataType::Dictionary(..) if place >= own && is_small(field) => field.clone(),
            _ if place >= own || single => plain(field),
            _ => field.clone(),
        };
        let fields: Vec<_> = schema.fields().iter().enumerate().map(field).collect();
        let schema = Arc::new(Schema::new_with_metadata(fields, schema.metadata().clone()));
        let writer = match format {
            Format::Parquet => parquet_writer(pending, &schema, own, origin),
            Format::ArrowStream => {
                StreamWriter::try_new(pending, &schema).map(|writer| Writer::Stream(Box::new(writer)))
            }
            _ => FileWriter::try_new(pending, &schema).map(|writer| Writer::File(Box::new(writer))),
        };
        let writer = writer.map_err(|error| refused("write", &name, error))?;
        Ok(Self { name, schema, writer })
    }

    pub(super) fn write(&mut self, batch: &RecordBatch) -> Result<(), TableError> {
        self.put(batch).map_err(|error| refused("write", &self.name, error))
    }

    fn put(&mut self, batch: &RecordBatch) -> Result<(), ArrowError> {
        let columns = batch.columns().iter().zip(self.schema.fields());
        let columns = columns.map(|(column, field)| {
            let same = column.data_type() == field.data_type();
            if same { Ok(column.clone()) } else { cast(column, field.data_type()) }
        });
        let batch = RecordBatch::try_new(self.schema.clone(), columns.collect::<Result<_, _>>()?)?;
        match &mut self.writer {
            Writer::Parquet(writer) => Ok(writer.write(&batch)?),
            Writer::File(writer) => writer.write(&batch),
            Writer::Stream(writer) => writer.write(&batch).and_then(|()| writer.flush()),
        }
    }

    /// It is complete: it appears.
    pub(super) fn complete(self) -> Result<(), TableError> {
        let pending = match self.writer {
            Writer::Parquet(writer) => writer.into_inner().map_err(ArrowError::from),
            Writer::File(writer) => writer.into_inner(),
            Writer::Stream(writer) => writer.into_inner(),
        };
        pending.map_err(|error| refused("write", &self.name, error))?.complete()
    }
}

/// Whether the dictionary of an added column is the same in every batch.
fn is_small(field: &Field) -> bool {
    matches!(field.data_type(), DataType::Dictionary(key, _) if **key != DataType::Int32)
}

/// The field without dictionaries, at any depth.
fn plain(field: &FieldRef) -> FieldRef {
    let kind = match field.data_type() {
        DataType::Dictionary(_, values) => values.as_ref().clone(),
        DataType::List(item) => DataType::List(plain(item)),
        DataType::LargeList(item) => DataType::LargeList(plain(item)),
        DataType::FixedSizeList(item, length) => DataType::FixedSizeList(plain(item), *length),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(plain).collect()),
        _ => return field.clone(),
    };
    Arc::new(field.as_ref().clone().with_data_type(kind))
}

fn parquet_writer<'a>(
    pending: Pending<'a>,
    schema: &SchemaRef,
    own: usize,
    origin: Option<&Origin>,
) -> Result<Writer<'a>, ArrowError> {
    use super::parquet_schema::{options, refuse_unions};

    refuse_unions(schema)?;
    let metadata = match origin {
        Some(Origin::Parquet(metadata)) => Some(metadata.as_ref()),
        _ => None,
    };
    let options = options(schema, own, metadata)?;
    let writer = parquet::arrow::ArrowWriter::try_new_with_options(pending, schema.clone(), options)?;
    Ok(Writer::Parquet(Box::new(writer)))
}
