//! Tables: any object with the Arrow PyCapsule interface in, an Arrow stream with the added columns out.
//!
//! `plan` is what the caller chose; `threads` classify batches; `pipeline` hands them out and takes the results in order.
//! Which library a table is of, and how it is put together again, is written in Python.

mod pipeline;
mod plan;
mod threads;

pub(crate) use plan::{TablePlan, open_stream};
