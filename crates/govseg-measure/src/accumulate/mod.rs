//! What is kept of the rows that were read: little, and the same however they were dealt out.
//!
//! Every part is whole numbers that are added up, or a set that is united, so putting two together is exact, and neither
//! the order nor the grouping matters: chunks, threads and partitions give the same to the last digit.

mod cell;
mod journey;
mod mean;
mod ratio;
mod spread;
mod wide;

pub use cell::{Cell, Kind, Sum};
pub use journey::{Journey, Stop};
pub use mean::Mean;
pub use ratio::Ratio;
pub use spread::Spread;
