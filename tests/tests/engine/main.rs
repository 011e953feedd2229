//! The engine held against the reference, the case files, the golden table and brute force.

mod ahead;
mod analysis;
mod because;
mod blocks;
mod cases;
mod common;
mod golden;
mod history;
mod hostile;
mod inherited;
mod partly_known;
mod properties;
mod random;
mod random_policies;
mod schemas;
mod show;
