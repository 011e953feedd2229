//! Which measures fit a contact: a catalogue of measures, methods and survey questions, each with the status of its
//! claims, and the way from a contact to a ranked list of them.
//!
//! The segment of a contact and how it is measured are two separate things. Where the agency's policy has a
//! `measured_as` that holds, the list follows it, and the choice stays on record beside the segment, which it never changes.

mod catalog;
mod choice;
mod fitting;
mod measure;
mod rank;
mod say;
mod wire;

pub use catalog::{
    Answers, MeasureSource, Measurement, Method, MethodStatus, SegmentDefault, SurveyForm, SurveyQuestion, Timing,
    measurement,
};
pub use choice::Choice;
pub use fitting::{Fitting, Measuring};
pub use measure::{Basis, Better, Claim, Combines, Formula, Measure, MeasureStatus, Target, Unit};
pub use rank::{Fit, Role, measures_for};
pub use say::MeasureWords;

#[cfg(test)]
mod tests;
