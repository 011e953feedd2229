//! Programmes on accounts: what is assigned, why, and what is wrong with either.

mod airline;
mod cases;
mod problems;
mod properties;
mod shared_services;
mod tables;
