//! The same numbers as `SciPy`, statsmodels and pandas: `reference/main.py` works them out on random data, and
//! `cargo xtask measure-reference` runs it anew.

mod common;

use common::{measured, near, of, open_rules};
use govseg_measure::accumulate::{Mean, Ratio, Spread};
use govseg_measure::amount::{ONE, parse};
use govseg_measure::calendar::federal_holidays;
use govseg_measure::stats::{Moments, newcombe, order_interval, t_interval, t_quantile, welch, wilson, z};
use serde_json::Value;

fn part(name: &str) -> Value {
    let whole: Value = serde_json::from_str(include_str!("data/reference.json")).unwrap();
    whole[name].clone()
}

fn list(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn cases(name: &str) -> Vec<Value> {
    let cases = part(name).as_array().unwrap().clone();
    assert!(!cases.is_empty());
    cases
}

fn amount(value: f64) -> i64 {
    parse(&value.to_string()).unwrap()
}

fn close(is: f64, should: f64) {
    assert!((is - should).abs() <= 1e-7 * should.abs().max(1.0), "{is} is not {should}");
}

#[test]
fn quantiles_of_distributions() {
    let part = part("quantiles");
    for case in part["z"].as_array().unwrap().iter().map(list) {
        close(z(case[0]), case[1]);
    }
    for case in part["t"].as_array().unwrap().iter().map(list) {
        close(t_quantile(case[0], case[1]).unwrap(), case[2]);
    }
}

#[test]
fn intervals_of_shares() {
    for case in cases("wilson").iter().map(list) {
        let interval = wilson(case[0], case[1], 0.95).unwrap();
        close(interval.low, case[2]);
        close(interval.high, case[3]);
    }
    for case in cases("newcombe").iter().map(list) {
        let interval = newcombe((case[0], case[1]), (case[2], case[3]), 0.95).unwrap();
        close(interval.low, case[4]);
        close(interval.high, case[5]);
    }
}

#[test]
fn intervals_of_means() {
    for case in cases("means") {
        let moments = |name: &str| -> Moments {
            let mut mean = Mean::default();
            for value in list(&case[name]) {
                mean.add(amount(value), 1);
            }
            mean.moments().unwrap()
        };
        let (one, other) = (moments("one"), moments("other"));
        near(one.mean, case["mean"].as_f64().unwrap());
        near(one.variance, case["variance"].as_f64().unwrap());
        let (t, gap) = (t_interval(one, 0.95).unwrap(), welch(one, other, 0.95).unwrap());
        let (should_t, should_gap) = (list(&case["t"]), list(&case["welch"]));
        for (is, should) in
            [(t.low, should_t[0]), (t.high, should_t[1]), (gap.low, should_gap[0]), (gap.high, should_gap[1])]
        {
            close(is, should);
        }
    }
}

#[test]
fn percentiles_and_their_ranks() {
    for case in cases("percentiles") {
        let mut spread = Spread::default();
        for value in list(&case["values"]) {
            spread.add(amount(value), 1);
        }
        for (place, p) in list(&case["shares"]).into_iter().enumerate() {
            near(spread.at(&[spread.rank(p)])[0].unwrap(), case["said"][place].as_f64().unwrap());
            let ranks = order_interval(spread.n, p, 0.95).map(|(low, high)| vec![low, high]);
            assert_eq!(serde_json::json!(ranks), case["ranks"][place], "{} values, {p}", spread.n);
        }
    }
}

#[test]
fn weighted_means() {
    for case in cases("weighted") {
        let mut ratio = Ratio::default();
        for (value, weight) in list(&case["values"]).into_iter().zip(list(&case["weights"])) {
            ratio.add(amount(value), ONE, amount(weight), 1, 1);
        }
        near(ratio.value().unwrap(), case["mean"].as_f64().unwrap());
        near(ratio.effective(), case["effective"].as_f64().unwrap());
        let (interval, should) = (ratio.interval(0.95).unwrap(), list(&case["interval"]));
        close(interval.low, should[0]);
        close(interval.high, should[1]);
    }
}

#[test]
fn a_whole_log() {
    let part = part("log");
    let report = measured(open_rules("UTC"), part["csv"].as_str().unwrap(), "channel", "");
    assert_eq!((report.used, report.rows_set_aside()), (600, 0), "{:?}", report.faults);
    for (channel, measures) in part["said"].as_object().unwrap() {
        for (id, should) in measures.as_object().unwrap() {
            near(of(&report, &[channel], id).value.unwrap(), should.as_f64().unwrap());
        }
    }
}

#[test]
fn holidays() {
    let ours: Vec<String> = (2011..=2035).flat_map(federal_holidays).map(|day| day.to_string()).collect();
    // pandas observes New Year's Day of 2036 (a Tuesday) in no other year, so both lists end alike.
    let theirs: Vec<String> = cases("holidays").iter().map(|day| day.as_str().unwrap().to_owned()).collect();
    assert_eq!(ours, theirs);
}
