//! Nothing is dropped without a word: every row is used or set aside, by row and reason.

mod common;

use common::{measured, of, open_rules};
use govseg_measure::log::FaultKind;

const LOG: &str = "contact_id,channel,opened_at,closed_at,queued,abandoned,wait,csat\n\
    1,phone,2026-05-01T09:00,2026-05-01T09:10,1,0,10,5\n\
    2,phone,2026-05-01T09:00,2026-05-01T08:10,1,0,10,5\n\
    3,phone,2026-05-01T09:00,,1,0,-10,5\n\
    4,phone,2026-05-01T09:00,,1,0,10,6\n\
    1,phone,2026-05-01T09:00,,1,0,10,5\n\
    5,fone,2026-05-01T09:00,,1,0,10,5\n\
    6,phone,yesterday,,1,0,10,5\n\
    7,phone,2026-05-01T09:00,,0,1,10,5\n\
    8,phone,,,,,,\n";

#[test]
fn every_row_is_used_or_set_aside() {
    let report = measured(open_rules("UTC"), LOG, "", "");
    assert_eq!((report.rows_in, report.used, report.rows_set_aside()), (9, 2, 7));
    let faults: Vec<_> =
        report.faults.iter().map(|fault| (fault.row, fault.column.as_deref().unwrap_or(""), fault.kind)).collect();
    assert_eq!(
        faults,
        [
            (2, "closed_at", FaultKind::NegativeDuration),
            (3, "wait", FaultKind::OutOfRange),
            (4, "csat", FaultKind::OutOfRange),
            (5, "contact_id", FaultKind::Duplicate),
            (6, "channel", FaultKind::Unreadable),
            (7, "opened_at", FaultKind::Unreadable),
            (8, "abandoned", FaultKind::Contradictory),
        ]
    );
    assert!(report.faults[4].reason.contains("did you mean `phone`?"), "{}", report.faults[4].reason);
    // An empty cell is unknown: the row stays, and is counted as lacking.
    let csat = of(&report, &[], "csat_mean");
    assert_eq!((csat.n, csat.missing), (Some(1), Some(1)));
}

#[test]
fn rows_that_are_none_keep_the_others_numbers() {
    let log = "channel,wait\nphone,10\nphone\nphone,x\nphone,20\n\"phone,30\n";
    let report = measured(open_rules("UTC"), log, "", "percentile_wait");
    let rows: Vec<_> = report.faults.iter().map(|fault| (fault.row, fault.kind)).collect();
    assert_eq!(report.rows_in, report.used + report.rows_set_aside());
    assert_eq!(rows[..2], [(2, FaultKind::Row), (3, FaultKind::Unreadable)]);
}

#[test]
fn too_few_to_say() {
    let mut rules = open_rules("UTC");
    rules.least = 3;
    let report = measured(rules, "csat\n5\n4\n", "", "csat_mean,csat_top2");
    for outcome in &report.outcomes {
        assert_eq!(outcome.estimate.value, None);
        assert_eq!(outcome.estimate.absent.as_ref().unwrap().to_string(), "too few to say (2, fewer than 3)");
    }
}

#[test]
fn nothing_below_is_no_number() {
    let report = measured(open_rules("UTC"), "revenue,cost\n5,0\n0,0\n", "", "fee_cost_recovery");
    let said = of(&report, &[], "fee_cost_recovery");
    assert_eq!((said.value, said.n), (None, Some(2)));
    assert_eq!(said.absent.as_ref().unwrap().to_string(), "what it is a share of adds up to 0");
}

#[test]
fn a_measure_that_is_asked_for_says_what_it_needs() {
    let report = measured(open_rules("UTC"), "csat\n5\n", "", "asa");
    assert!(of(&report, &[], "asa").absent.as_ref().unwrap().to_string().starts_with("no data (needs wait"));
    let report = measured(open_rules("UTC"), "csat\n5\n", "", "");
    assert!(report.outcomes.iter().all(|outcome| outcome.estimate.measure != "asa"));
}

#[test]
fn the_policy_decides_a_segment_that_is_not_given() {
    let log = "customer,obligation,channel,csat\ncitizen,mandatory,phone,2\ncitizen,,phone,4\n";
    let report = measured(open_rules("UTC"), log, "segment", "csat_mean");
    assert_eq!(of(&report, &["dutiful"], "csat_mean").value, Some(2.0));
    assert_eq!(of(&report, &["(unknown)"], "csat_mean").value, Some(4.0));
}

#[test]
fn periods_go_by_the_log_s_time_zone() {
    let log = "opened_at,csat\n2026-10-01T03:00:00Z,5\n2026-09-30T12:00:00Z,3\n";
    let utc = measured(open_rules("UTC"), log, "fiscal_year", "csat_mean");
    assert_eq!(of(&utc, &["FY2027"], "csat_mean").value, Some(5.0));
    let there = measured(open_rules("America/New_York"), log, "fiscal_year", "csat_mean");
    assert_eq!(of(&there, &["FY2026"], "csat_mean").value, Some(4.0));
}
