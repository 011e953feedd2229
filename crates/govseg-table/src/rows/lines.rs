//! Rows that are lines: JSON Lines.

use super::{Batch, LONGEST_ROW, NO_CELLS, TOO_LONG};
use crate::chunks::Chunks;

/// How far the lines were followed.
#[derive(Default)]
pub(super) struct LineFramer {
    /// The lines that have ended.
    lines: u64,
    /// How much of what is available was searched for the end of a line.
    searched: usize,
    /// Within a line that is too long: it is skipped to its end.
    skipping: bool,
}

/// Moves the lines that are available to the batch; `true` when the table has ended.
pub(super) fn frame(framer: &mut LineFramer, chunks: &mut Chunks<'_>, batch: &mut Batch, rows: &mut u64) -> bool {
    while !batch.is_full() {
        let available = chunks.available();
        let unsearched = available.get(framer.searched..).unwrap_or_default();
        let newline = memchr::memchr(b'\n', unsearched).map(|at| framer.searched + at);
        let length = newline.unwrap_or(available.len());
        if newline.is_none() && !chunks.ended {
            framer.searched = length;
            if length > LONGEST_ROW {
                // Reported when its end is found, so that rows keep their order and count.
                framer.skipping = true;
                framer.searched = 0;
                chunks.consume(length);
            }
            return false;
        }
        let line = available.get(..length).unwrap_or_default();
        let too_long = framer.skipping || length > LONGEST_ROW;
        if too_long || !line.trim_ascii().is_empty() {
            *rows += 1;
            let (text, broken) = if too_long { (&[][..], Some(TOO_LONG.into())) } else { (line, None) };
            batch.push(*rows, framer.lines + 1, text, NO_CELLS, broken);
        }
        framer.skipping = false;
        framer.searched = 0;
        framer.lines += 1;
        chunks.consume(length + usize::from(newline.is_some()));
        if newline.is_none() {
            return true;
        }
    }
    false
}
