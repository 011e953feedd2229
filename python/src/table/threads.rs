//! Threads that classify batches.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use arrow_array::RecordBatch;
use govseg_table::{Classified, ColumnWorker, TableError};

use super::plan::Shared;

/// A batch to classify, the number of its first row, and where the result shall go.
struct Job {
    batch: RecordBatch,
    first: u64,
    reply: SyncSender<Done>,
}

/// What came of a batch, and the batch itself: letting go of it may call into Python, which only the caller's thread may
/// wait for.
pub(super) type Done = (RecordBatch, Result<Classified, TableError>);

/// Threads that wait for batches. They end when this is dropped.
pub(super) struct Threads {
    jobs: Sender<Job>,
    count: usize,
}

impl Threads {
    /// Starts as many as there may be.
    pub(super) fn start(shared: &Arc<Shared>) -> Self {
        let (jobs, waiting) = channel();
        let waiting = Arc::new(Mutex::new(waiting));
        let count = shared.threads();
        for _ in 0..count {
            let (shared, waiting) = (shared.clone(), waiting.clone());
            thread::spawn(move || work(&shared, &waiting));
        }
        Self { jobs, count }
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Hands a batch to the next thread that is free; the result can be taken from the receiver.
    pub(super) fn hand_out(&self, batch: RecordBatch, first: u64) -> Receiver<Done> {
        let (reply, result) = sync_channel(1);
        // If no thread is left, the receiver says so.
        let _ = self.jobs.send(Job { batch, first, reply });
        result
    }
}

fn work(shared: &Shared, waiting: &Mutex<Receiver<Job>>) {
    // The same settling succeeded before the threads were started.
    let Ok(columns) = shared.columns() else { return };
    let mut worker = columns.worker();
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok(Job { batch, first, reply }) = next() {
        let classified = classify(&mut worker, &batch, first);
        // If the caller has gone, nobody wants it.
        let _ = reply.send((batch, classified));
    }
}

/// Classifies a batch; the first row that cannot be read is an error.
pub(super) fn classify(
    worker: &mut ColumnWorker<'_>,
    batch: &RecordBatch,
    first: u64,
) -> Result<Classified, TableError> {
    let mut classified = worker.classify(batch, first)?;
    if classified.rejected.is_empty() {
        Ok(classified)
    } else {
        Err(TableError::Row(Box::new(classified.rejected.swap_remove(0))))
    }
}
