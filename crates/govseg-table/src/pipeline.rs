//! Reading, working and writing at the same time, with the rows in the order in which they came.
//!
//! Each worker has a lane. Parcels go to the lanes in turn and are taken from them in the same turn, so that nothing has
//! to be put in order again, and nobody works further ahead than a lane holds.

use std::sync::mpsc::{channel, sync_channel};
use std::thread::{self, Builder};

use crate::error::TableError;
use crate::plan::Plan;
use crate::tables::{Parcel, Tables};
use crate::worker::Worker;

/// How many parcels wait before a worker, and as many behind it.
const WAITING: usize = 1;

/// Up to how many bytes of rows it does not pay to share the work.
const ALONE: usize = 1 << 20;

/// Takes the parcels through the workers to `write`. With n workers at most 3 n + 2 parcels are under way: before, in and
/// behind each worker, and where they are read and written.
pub(crate) fn run<'p>(
    tables: &mut Tables<'_>,
    plan: &'p Plan<'p>,
    workers: &mut [Worker<'p>],
    mut write: impl FnMut(&mut Parcel<'p>) -> Result<(), TableError>,
) -> Result<(), TableError> {
    let share = workers.len() > 1;
    let Some(first) = workers.first_mut() else { return Ok(()) };
    let (mut bytes, mut used) = (0, None);
    while let Some(mut parcel) = tables.next(plan, used.take())? {
        first.work(&mut parcel);
        write(&mut parcel)?;
        bytes += parcel.batch.len();
        if share && bytes > ALONE {
            return together(tables, plan, workers, write);
        }
        used = Some(parcel);
    }
    Ok(())
}

fn together<'p>(
    tables: &mut Tables<'_>,
    plan: &'p Plan<'p>,
    workers: &mut [Worker<'p>],
    mut write: impl FnMut(&mut Parcel<'p>) -> Result<(), TableError>,
) -> Result<(), TableError> {
    let refused = |error| TableError::io("start", "a thread", error);
    thread::scope(|scope| {
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        for worker in workers {
            let (start, parcels) = sync_channel::<Parcel<'p>>(WAITING);
            let (done, end) = sync_channel(WAITING);
            let work = move || {
                for mut parcel in parcels {
                    worker.work(&mut parcel);
                    if done.send(parcel).is_err() {
                        return;
                    }
                }
            };
            Builder::new().name("govseg worker".to_owned()).spawn_scoped(scope, work).map_err(refused)?;
            starts.push(start);
            ends.push(end);
        }
        let (back, used) = channel();
        let read = move || {
            for start in starts.iter().cycle() {
                let Some(parcel) = tables.next(plan, used.try_recv().ok())? else { break };
                // If nobody takes it, the work has failed elsewhere.
                if start.send(parcel).is_err() {
                    break;
                }
            }
            Ok(())
        };
        let reader = Builder::new().name("govseg reader".to_owned()).spawn_scoped(scope, read).map_err(refused)?;
        for end in ends.iter().cycle() {
            let Ok(mut parcel) = end.recv() else { break };
            write(&mut parcel)?;
            // At the end of the table there is nothing to be read into it any more.
            let _ = back.send(parcel);
        }
        reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}
