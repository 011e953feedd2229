//! A stream of batches through the threads: handed out as they come, taken back in order, only a few at a time.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchOptions, RecordBatchReader, UInt64Array};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use arrow_select::take::take;
use govseg_table::{Classified, TableError};

use super::plan::Shared;
use super::threads::{Done, Threads};

/// How many rows one thread takes at a time: enough to make the way there worth while, few enough to share out.
const ROWS: usize = 1 << 16;

/// What goes with the added columns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// The table's own columns.
    Columns,
    /// Where rows are taken several times, the number of the row that each belongs to.
    Rows,
}

/// Classifies a stream while it is read.
pub(super) struct Pipeline {
    threads: Threads,
    source: Box<dyn RecordBatchReader + Send>,
    keep: Keep,
    schema: SchemaRef,
    /// The rest of a large batch.
    rest: Option<RecordBatch>,
    /// What was handed out, in order, each with the number of its first row, counted from 0.
    pending: VecDeque<(u64, Receiver<Done>)>,
    rows: u64,
}

impl Pipeline {
    pub(super) fn new(
        shared: &Arc<Shared>,
        added: &Fields,
        source: Box<dyn RecordBatchReader + Send>,
        keep: Keep,
    ) -> Self {
        let own = source.schema();
        let own = own.fields().iter().filter(|_| keep == Keep::Columns).cloned();
        let row = Arc::new(Field::new("row", DataType::UInt64, false));
        let row = (keep == Keep::Rows && shared.takes_rows_several_times()).then_some(row);
        let fields: Fields = own.chain(added.iter().cloned()).chain(row).collect();
        Self {
            threads: Threads::start(shared),
            schema: Arc::new(Schema::new(fields)),
            source,
            keep,
            rest: None,
            pending: VecDeque::new(),
            rows: 0,
        }
    }

    /// All of it, worked out now.
    pub(super) fn collect(mut self) -> Result<Box<dyn RecordBatchReader + Send>, TableError> {
        let mut batches = Vec::new();
        while let Some(batch) = self.advance() {
            batches.push(batch?);
        }
        Ok(Box::new(RecordBatchIterator::new(batches.into_iter().map(Ok), self.schema)))
    }

    /// The next piece of the source, small enough for one thread.
    fn piece(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        let batch = match self.rest.take() {
            Some(rest) => rest,
            None => match self.source.next() {
                Some(batch) => batch?,
                None => return Ok(None),
            },
        };
        if batch.num_rows() <= ROWS {
            return Ok(Some(batch));
        }
        self.rest = Some(batch.slice(ROWS, batch.num_rows() - ROWS));
        Ok(Some(batch.slice(0, ROWS)))
    }

    /// Hands out as much as there may be at a time.
    fn hand_out(&mut self) -> Result<(), ArrowError> {
        while self.pending.len() <= self.threads.count() {
            let Some(batch) = self.piece()? else { break };
            let first = self.rows;
            self.rows += batch.num_rows() as u64;
            self.pending.push_back((first, self.threads.hand_out(batch, first + 1)));
        }
        Ok(())
    }

    fn advance(&mut self) -> Option<Result<RecordBatch, TableError>> {
        let refused = |source| TableError::Arrow { doing: "read", name: "the table".to_owned(), source };
        if let Err(error) = self.hand_out() {
            return Some(Err(refused(error)));
        }
        let (first, result) = self.pending.pop_front()?;
        let Ok((batch, classified)) = result.recv() else {
            return Some(Err(refused(ArrowError::ComputeError("a thread has ended".to_owned()))));
        };
        Some(classified.and_then(|classified| self.put_together(&batch, classified, first).map_err(refused)))
    }

    fn put_together(&self, batch: &RecordBatch, said: Classified, first: u64) -> Result<RecordBatch, ArrowError> {
        let Classified { added, taken, .. } = said;
        let rows = taken.as_ref().map_or(batch.num_rows(), arrow_array::Array::len);
        let own: Vec<ArrayRef> = match (&taken, self.keep) {
            (_, Keep::Rows) => Vec::new(),
            (None, Keep::Columns) => batch.columns().to_vec(),
            (Some(taken), Keep::Columns) => {
                batch.columns().iter().map(|column| take(column, taken, None)).collect::<Result<_, _>>()?
            }
        };
        let numbers = || match &taken {
            Some(taken) => UInt64Array::from_iter_values(taken.values().iter().map(|&row| first + u64::from(row))),
            None => UInt64Array::from_iter_values(first..first + batch.num_rows() as u64),
        };
        let numbered = self.schema.fields().len() > own.len() + added.len();
        let numbers: Option<ArrayRef> = numbered.then(|| Arc::new(numbers()) as ArrayRef);
        let columns = own.into_iter().chain(added).chain(numbers).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        RecordBatch::try_new_with_options(self.schema.clone(), columns, &options)
    }
}

impl Iterator for Pipeline {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.advance()?.map_err(|error| ArrowError::ExternalError(Box::new(error))))
    }
}

impl RecordBatchReader for Pipeline {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}
