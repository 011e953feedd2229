//! How a Parquet file is written: like the one it was made of, as far as its columns are the same.

use std::sync::Arc;

use arrow_schema::{ArrowError, DataType, Schema};
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::arrow::{ARROW_SCHEMA_META_KEY, ArrowSchemaConverter};
use parquet::basic::{Compression, Type as Physical, ZstdLevel};
use parquet::file::metadata::{ColumnChunkMetaData, KeyValue, ParquetMetaData};
use parquet::file::properties::WriterProperties;
use parquet::schema::types::{SchemaDescriptor, Type, TypePtr};

/// From how many bytes on a row group is written: it is held in memory until then.
const ROW_GROUP: usize = 128 << 20;

/// How to write a table whose first columns are those of a Parquet file, if they come from one.
pub(super) fn options(
    schema: &Schema,
    own: usize,
    origin: Option<&ParquetMetaData>,
) -> Result<ArrowWriterOptions, ArrowError> {
    let group = origin.and_then(|origin| origin.row_groups().first());
    let compression = group.and_then(|group| group.columns().first()).map(ColumnChunkMetaData::compression);
    let said = origin.and_then(|origin| origin.file_metadata().key_value_metadata());
    let said = said.map(|said| said.iter().filter(|pair| pair.key != ARROW_SCHEMA_META_KEY).cloned().collect());
    let properties = WriterProperties::builder()
        .set_compression(
            compression.filter(|codec| writable(*codec)).unwrap_or(Compression::ZSTD(ZstdLevel::default())),
        )
        .set_max_row_group_bytes(Some(ROW_GROUP))
        .set_key_value_metadata(said.filter(|said: &Vec<KeyValue>| !said.is_empty()))
        .build();
    let options = ArrowWriterOptions::new().with_properties(properties);
    let made = ArrowSchemaConverter::new().convert(schema)?;
    match origin {
        Some(origin) => Ok(options.with_parquet_schema(kept(&made, own, origin)?)),
        None => Ok(options),
    }
}

/// The codecs that can be written.
fn writable(compression: Compression) -> bool {
    // LZ4 without framing is read differently by different readers; LZO is not written here.
    !matches!(compression, Compression::LZ4 | Compression::LZO)
}

/// The schema, with the flat columns of the file as they are there: an enum stays an enum. Nested ones are made anew, as
/// are times of 96 bits, which nobody should write any more.
fn kept(made: &SchemaDescriptor, own: usize, origin: &ParquetMetaData) -> Result<SchemaDescriptor, ArrowError> {
    let root = origin.file_metadata().schema_descr().root_schema();
    let stays = |kind: &&TypePtr| {
        kind.is_primitive() && kind.get_basic_info().has_repetition() && kind.get_physical_type() != Physical::INT96
    };
    let fields = made.root_schema().get_fields().iter().enumerate().map(|(place, field)| {
        let before = root.get_fields().get(place).filter(|_| place < own).filter(stays);
        let same = before.filter(|before| field.is_primitive() && like(before, field));
        same.unwrap_or(field).clone()
    });
    let root = Type::group_type_builder(root.name()).with_fields(fields.collect()).build()?;
    Ok(SchemaDescriptor::new(Arc::new(root)))
}

/// Whether values of one column can be written into the other.
fn like(one: &TypePtr, other: &TypePtr) -> bool {
    one.name() == other.name()
        && one.get_physical_type() == other.get_physical_type()
        && one.get_basic_info().repetition() == other.get_basic_info().repetition()
}

/// Parquet has no unions.
pub(super) fn refuse_unions(schema: &Schema) -> Result<(), ArrowError> {
    let union = |kind: &DataType| matches!(kind, DataType::Union(..));
    match schema.flattened_fields().into_iter().find(|field| union(field.data_type())) {
        Some(field) => {
            let message = format!("the column `{}` is a union, which Parquet does not have", field.name());
            Err(ArrowError::SchemaError(message))
        }
        None => Ok(()),
    }
}
