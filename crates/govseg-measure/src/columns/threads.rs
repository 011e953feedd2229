//! Batches shared out among threads.

use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::worker::Worker;
use super::{LogColumns, Part, Piece};
use crate::error::LogError;

/// How many rows one thread takes at a time: their numbers stay close by.
const ROWS: usize = 1 << 14;

/// Measures batches on so many threads, reading them on this one; `read` tells how many rows were read.
pub(super) fn run(
    columns: &LogColumns<'_>,
    threads: usize,
    batches: impl Iterator<Item = Result<Piece, LogError>>,
    mut read: impl FnMut(u64) -> Result<(), LogError>,
) -> Result<Part, LogError> {
    let mut rows = 0;
    let pieces = batches.flat_map(|batch| match batch {
        Ok(batch) => cut(batch).into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error)],
    });
    let mut numbered = pieces.map(|piece| {
        let (piece, first) = (piece?, rows + 1);
        rows += piece.0.num_rows() as u64;
        read(rows)?;
        Ok((first, piece))
    });
    if threads < 2 {
        let mut worker = Worker::new(columns);
        numbered.try_for_each(|piece| piece.and_then(|(first, piece)| worker.add(piece, first)))?;
        return Ok(worker.finish());
    }
    thread::scope(|scope| {
        let (send, pieces) = sync_channel(threads);
        let pieces = Arc::new(Mutex::new(pieces));
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                let pieces = Arc::clone(&pieces);
                scope.spawn(move || work(columns, &pieces))
            })
            .collect();
        drop(pieces);
        // Where nobody takes a piece any more, the workers say why.
        let sent = numbered.try_for_each(|piece| piece.map(|piece| drop(send.send(piece))));
        drop(send);
        let ended: Vec<_> = workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect();
        sent?;
        together(ended).map(|part| part.unwrap_or_else(|| Worker::new(columns).finish()))
    })
}

/// Measures one piece after the other, until there are no more.
fn work(columns: &LogColumns<'_>, pieces: &Mutex<Receiver<(u64, Piece)>>) -> Result<Part, (u64, LogError)> {
    let mut worker = Worker::new(columns);
    while let Some((first, piece)) = next(pieces) {
        if let Err(error) = worker.add(piece, first) {
            columns.turn.fail();
            return Err((first, error));
        }
    }
    Ok(worker.finish())
}

/// The next piece for a thread that is free.
fn next(pieces: &Mutex<Receiver<(u64, Piece)>>) -> Option<(u64, Piece)> {
    pieces.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// What came of all; of several errors the first by the order of the rows.
fn together(ended: Vec<Result<Part, (u64, LogError)>>) -> Result<Option<Part>, LogError> {
    let mut parts: Option<Part> = None;
    let mut errors = Vec::new();
    for part in ended {
        match (part, &mut parts) {
            (Ok(part), Some(parts)) => parts.merge(part),
            (Ok(part), none) => *none = Some(part),
            (Err(error), _) => errors.push(error),
        }
    }
    match errors.into_iter().min_by_key(|(first, _)| *first) {
        Some((_, error)) => Err(error),
        None => Ok(parts),
    }
}

/// A batch in pieces that are not too large, which copies nothing. Where rows could not be read, it is small already.
fn cut((batch, refused): Piece) -> Vec<Piece> {
    let rows = batch.num_rows();
    if rows <= ROWS || !refused.is_empty() {
        return vec![(batch, refused)];
    }
    (0..rows).step_by(ROWS).map(|from| (batch.slice(from, ROWS.min(rows - from)), Vec::new())).collect()
}
