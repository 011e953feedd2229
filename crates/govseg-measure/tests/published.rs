//! Figures that others have published come out.

mod common;

use common::{by_recipe, near, of, open_rules, value};
use govseg_measure::ALL;
use govseg_measure::cost::target_cost;

/// Government of Canada, `ss_2024.csv`, row 3261: 31,283 of 31,689 calls answered within the standard, 0.9872.
#[test]
fn the_canadian_standard() {
    let report = by_recipe("gc-service-standards", "gc_service_standard_3261.csv", "", "percent_standard_met");
    let said = of(&report, &[], "percent_standard_met");
    assert_eq!(said.n, Some(31_689));
    near(said.value.unwrap(), 31_283.0 / 31_689.0);
    assert_eq!(format!("{:.4}", said.value.unwrap()), "0.9872");
}

/// GOV.UK Service Manual, measuring cost per transaction: its worked target is 1.00.
#[test]
fn the_target_for_the_cost_of_a_transaction() {
    near(target_cost(2.0, 0.5, 0.4, 0.8).unwrap(), 1.0);
    assert_eq!(target_cost(2.0, 0.5, 1.0, 1.0), None, "if all is digital, there is nothing to shift");
}

/// ACSI's formula with equal weights is (sum - 3) / 27 x 100 (Verint 2013).
#[test]
fn an_acsi_like_score() {
    for (answers, sum) in [("10,10,10", 30.0), ("1,1,1", 3.0), ("7,8,6", 21.0), ("10,5,2", 17.0)] {
        let table = format!("acsi_overall,acsi_expectation,acsi_ideal\n{answers}\n");
        let score = value(open_rules("UTC"), &table, "acsi_score");
        // The weights have six decimals.
        assert!((score - (sum - 3.0) / 27.0 * 100.0).abs() < 2e-4, "{score} for {answers}");
    }
    let mut ohio = open_rules("UTC");
    ohio.acsi = [388_500, 319_000, 292_500];
    let score = value(ohio, "acsi_overall,acsi_expectation,acsi_ideal\n9,8,7\n", "acsi_score");
    // A score is kept to six decimals.
    assert!((score - 100.0 * (8.0 * 0.3885 + 7.0 * 0.319 + 6.0 * 0.2925) / 9.0).abs() < 1e-6);
}

/// performance.gov, VA health: the published response rates are 17, 16, 17, 20 and 31 %.
#[test]
fn the_response_rates_of_a_high_impact_service() {
    let file = "us_hisp_quarterly_response_2019_2020.csv";
    let report = by_recipe("a11-likert-counts", file, "period", "survey_response_rate,survey_offer_rate");
    for (quarter, rate) in [("2020-1", "17"), ("2019-4", "16"), ("2019-3", "17"), ("2019-2", "20"), ("2019-1", "31")] {
        let said = of(&report, &[quarter], "survey_response_rate");
        assert_eq!(format!("{:.0}", said.value.unwrap()), rate, "{quarter}");
    }
    let all = of(&report, &[ALL], "survey_response_rate");
    let (answered, offered) =
        (304_687 + 310_992 + 329_662 + 346_694 + 377_268, 1_808_680 + 1_924_646 + 1_899_830 + 1_726_622 + 1_236_483);
    near(all.value.unwrap(), 100.0 * f64::from(answered) / f64::from(offered));
    near(of(&report, &["2019-1"], "survey_offer_rate").value.unwrap(), 100.0 * 1_236_483.0 / 4_282_563.0);
}

/// The digital share of the UK's transactional services is digital volume over volume, by quarters that have both, added
/// up; the numbers are added up here by reading the file another way.
#[test]
fn the_digital_share_of_uk_services() {
    let file = "uk_transactional_services_metrics_slice.csv";
    let report = by_recipe("uk-transactions", file, "service", "digital_takeup,cost_per_transaction");
    let text = include_str!("data/uk_transactional_services_metrics_slice.csv");
    let number = |line: &str| line.rsplit(',').next().map(ToOwned::to_owned);
    let mut cells = std::collections::BTreeMap::<(String, String), [Option<f64>; 2]>::new();
    for line in text.lines().skip(1) {
        let slug = line.split(',').next().unwrap();
        let (place, rest) = match (line.split_once(",Vol.,"), line.split_once(",Digital vol.,")) {
            (Some((before, value)), _) => (0, (before, value)),
            (_, Some((before, value))) => (1, (before, value)),
            _ => continue,
        };
        let quarter = number(rest.0).unwrap();
        let value = rest.1.replace([',', '"'], "").parse().ok();
        cells.entry((slug.to_owned(), quarter)).or_default()[place] = value;
    }
    let both = cells.values().filter_map(|[all, digital]| Some(((*all)?, (*digital)?)));
    let (all, digital) = both.fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    let said = of(&report, &[ALL], "digital_takeup");
    assert_eq!(report.rows_set_aside(), 0, "{:?}", report.faults);
    near(said.value.unwrap(), 100.0 * digital / all);
    assert_eq!(format!("{:.2}", said.value.unwrap()), "91.90");
    assert_eq!(report.rows_in, report.used + report.ignored);
    assert!(report.ignored > 0, "the cost of digital transactions is passed over");
}
