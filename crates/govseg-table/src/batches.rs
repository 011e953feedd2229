//! A table as record batches, for whoever works on them: those that it is stored in, or rows of cells made into columns
//! of texts.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::classify::Progress;
use crate::error::{RowError, TableError};
use crate::input::{Body, Input};
use crate::reject::Reject;
use crate::rows::{Batch, Rows};
#[cfg(feature = "parquet")]
use crate::stored;
use crate::worker::{fits, text};

/// A table in batches, read as they are asked for.
///
/// ```
/// use govseg_table::Input;
///
/// let table = "channel,wait\nphone,20\nphone\nemail,90\n";
/// let Ok(mut batches) = Input::stream("log", table.as_bytes(), None).batches()? else { panic!("it has cells") };
/// let piece = batches.piece()?.unwrap();
/// // A row that is none keeps its place.
/// assert_eq!((piece.batch.num_rows(), piece.refused[0].row), (3, 2));
/// assert!(batches.piece()?.is_none());
/// # Ok::<(), govseg_table::TableError>(())
/// ```
pub struct Batches<'a> {
    name: String,
    schema: SchemaRef,
    source: Source<'a>,
    /// How many bytes there are, if that is known.
    bytes: Option<u64>,
    rows: u64,
}

enum Source<'a> {
    #[cfg(feature = "parquet")]
    Stored(stored::Batches<'a>),
    Cells(Rows<'a>, Batch),
}

/// Some rows of a table.
#[derive(Debug)]
#[non_exhaustive]
pub struct Piece {
    /// The rows.
    pub batch: RecordBatch,
    /// Those of them that cannot be read, each with its number, counted from 1 in the table. Their cells are null.
    pub refused: Vec<RowError>,
}

impl<'a> Input<'a> {
    /// The table in batches, if it is stored by column or made of cells. Otherwise the table, to be read by rows.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn batches(self) -> Result<Result<Batches<'a>, Self>, TableError> {
        #[cfg(feature = "parquet")]
        let mut this = self;
        #[cfg(not(feature = "parquet"))]
        let this = self;
        let (name, bytes) = (this.name.clone(), this.bytes);
        #[cfg(feature = "parquet")]
        if this.is_by_column()? {
            let stored = this.by_column()?;
            let (schema, bytes) = (stored.schema.clone(), stored.bytes);
            return Ok(Ok(Batches { name, schema, source: Source::Stored(stored), bytes, rows: 0 }));
        }
        let path = this.path.clone();
        let opened = this.open()?;
        if !matches!(opened.body, Body::Text { form: crate::format::Form::Cells { .. }, .. }) {
            return Ok(Err(Self::opened(opened, path, bytes)));
        }
        let (rows, header) = Rows::new(opened)?;
        let names = header.map(|header| header.names).unwrap_or_default();
        let fields: Vec<Field> = names.into_iter().map(|name| Field::new(name, DataType::Utf8, true)).collect();
        let source = Source::Cells(rows, Batch::default());
        Ok(Ok(Batches { name, schema: Arc::new(Schema::new(fields)), source, bytes, rows: 0 }))
    }
}

impl Batches<'_> {
    /// The name of the table in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its columns.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// How far it is read.
    pub fn progress(&self) -> Progress {
        let bytes = match &self.source {
            #[cfg(feature = "parquet")]
            Source::Stored(stored) => stored.bytes_read(),
            Source::Cells(rows, _) => rows.bytes_read(),
        };
        Progress { bytes, of: self.bytes, rows: self.rows }
    }

    /// The next rows; nothing at the end.
    ///
    /// # Errors
    /// If they cannot be read at all.
    pub fn piece(&mut self) -> Result<Option<Piece>, TableError> {
        let piece = match &mut self.source {
            #[cfg(feature = "parquet")]
            Source::Stored(stored) => stored.next()?.map(|batch| Piece { batch, refused: Vec::new() }),
            Source::Cells(rows, batch) => {
                if rows.next(batch)? {
                    Some(columns(rows, batch, &self.schema, &self.name)?)
                } else {
                    None
                }
            }
        };
        self.rows += piece.as_ref().map_or(0, |piece| piece.batch.num_rows() as u64);
        Ok(piece)
    }
}

/// Rows of cells as columns of texts.
fn columns(rows: &Rows<'_>, batch: &Batch, schema: &SchemaRef, name: &str) -> Result<Piece, TableError> {
    let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
    let mut columns: Vec<StringBuilder> = names.iter().map(|_| StringBuilder::new()).collect();
    let mut refused = Vec::new();
    for row in batch.rows() {
        match text(row, rows.origin(), Some(&names)).and_then(|_| fits(row, &names)) {
            Ok(()) => {
                for (column, cell) in columns.iter_mut().zip(row.cells.iter()) {
                    column.append_value(std::str::from_utf8(cell).unwrap_or_default());
                }
            }
            Err(fault) => {
                refused.push(Reject::new(name, row, fault).into_error());
                columns.iter_mut().for_each(StringBuilder::append_null);
            }
        }
    }
    let columns = columns.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef).collect();
    let batch = RecordBatch::try_new(Arc::clone(schema), columns);
    Ok(Piece { batch: batch.map_err(|error| TableError::arrow("read", name, error))?, refused })
}
