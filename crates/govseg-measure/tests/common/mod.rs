//! Measures a table that stands in the test.

#![allow(dead_code, reason = "not every test file uses all of it")]

use govseg::Policy;
use govseg_measure::log::LogRecipe;
use govseg_measure::{By, Estimate, Measure, Report, Rules};
use govseg_table::Input;

/// The rules with nothing held back.
pub(crate) fn open_rules(zone: &str) -> Rules {
    let mut rules = Rules::new(zone, &[]).expect("a time zone");
    (rules.k, rules.least) = (1, 1);
    rules
}

pub(crate) fn measured(rules: Rules, table: &str, by: &str, ids: &str) -> Report {
    let mut measure = Measure::new(Policy::gsa_2008(), rules);
    if !by.is_empty() {
        measure = measure.by(By::list(by).expect("groupings"));
    }
    if !ids.is_empty() {
        measure = measure.measures(ids).expect("measures");
    }
    measure.run(Input::stream("log", table.as_bytes(), None)).expect("a log")
}

pub(crate) fn by_recipe(recipe: &str, file: &str, by: &str, ids: &str) -> Report {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file);
    let recipe = LogRecipe::builtin(recipe).expect("a recipe");
    let rules = open_rules(recipe.timezone.as_deref().unwrap_or("UTC"));
    let mut measure = Measure::new(Policy::gsa_2008(), rules).recipe(recipe).measures(ids).expect("measures");
    if !by.is_empty() {
        measure = measure.by(By::list(by).expect("groupings"));
    }
    measure.run(Input::file(&path, None).expect("the file")).expect("a log")
}

/// What is said of a measure in a group.
pub(crate) fn of<'r>(report: &'r Report, group: &[&str], measure: &str) -> &'r Estimate {
    let found = report.outcomes.iter().find(|outcome| outcome.group == group && outcome.estimate.measure == measure);
    &found.unwrap_or_else(|| panic!("{measure} of {group:?} in {:#?}", report.outcomes)).estimate
}

/// The only number.
pub(crate) fn value(rules: Rules, table: &str, id: &str) -> f64 {
    let report = measured(rules, table, "", id);
    assert_eq!(report.used, report.rows_in, "{:?}", report.faults);
    of(&report, &[], id).value.unwrap_or_else(|| panic!("{:?}", report.outcomes))
}

pub(crate) fn near(is: f64, should: f64) {
    assert!((is - should).abs() <= 1e-9 * should.abs().max(1.0), "{is} is not {should}");
}
