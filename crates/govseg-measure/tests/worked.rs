//! What the shared cases do not say: how sure an answer with weights is, worked out by hand.

mod common;

use common::{measured, near, of, open_rules};

/// The mean of 1 and 0 with the weights 3 and 1 is 3/4, and two answers tell as much as 16/10.
#[test]
fn samples_with_weights() {
    let sample = "reviewed,correct,weight\n1,1,3\n1,0,1\n";
    let report = measured(open_rules("UTC"), sample, "", "answer_accuracy");
    let wilson = govseg_measure::stats::wilson(1.2, 1.6, 0.95).unwrap();
    let interval = of(&report, &[], "answer_accuracy").interval.unwrap();
    near(interval.low, wilson.low * 100.0);
    near(interval.high, wilson.high * 100.0);
}
