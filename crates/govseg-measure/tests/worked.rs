//! Every formula on a case worked out by hand. The formulas are those of the catalogue of measures; its sources are named
//! where they give one.

mod common;

use common::{measured, near, of, open_rules, value};
use govseg_measure::calendar::SECOND;
use govseg_measure::measures;

/// Five calls: answered after 10, 50 and 90 s, abandoned after 5 and 100 s.
const CALLS: &str = "channel,queued,answered,abandoned,wait,talk,hold,after,handled,transferred,idle,cost\n\
    phone,1,1,0,10,100,10,30,1,0,60,4.5\n\
    phone,1,1,0,50,200,0,40,1,1,0,5.5\n\
    phone,1,1,0,90,60,20,20,1,0,120,2\n\
    phone,1,0,1,5,,,,0,0,,0\n\
    phone,1,0,1,100,,,,0,0,,0\n";

/// Amazon Connect's definitions of the queue metrics.
#[test]
fn queues() {
    for (id, should) in [
        ("asa", 150.0 / 3.0),
        ("service_level_answered", 40.0),
        // Counts the one who gave up after 5 s as well.
        ("service_level_removed", 60.0),
        ("abandonment_rate", 40.0),
        ("transfer_rate", 100.0 / 3.0),
        ("aht", (140.0 + 240.0 + 100.0) / 3.0),
        ("cost_per_contact", 4.0),
        ("percentile_wait", 50.0),
    ] {
        near(value(open_rules("UTC"), CALLS, id), should);
    }
    near(value(open_rules("UTC"), CALLS, "occupancy"), 100.0 * 480.0 / 660.0);
    let mut strict = open_rules("UTC");
    strict.within = 20 * SECOND;
    let report = measured(strict, CALLS, "", "service_level_answered");
    let said = of(&report, &[], "service_level_answered");
    assert_eq!(said.variant.as_deref(), Some("within 20 s"));
    near(said.value.unwrap(), 20.0);
}

#[test]
fn a_wait_is_told_from_times_where_it_is_not_given() {
    let log = "opened_at,answered_at,abandoned,closed_at\n\
        2026-03-02T09:00:00Z,2026-03-02T09:00:30Z,0,2026-03-02T09:05:00Z\n\
        2026-03-02T09:00:00Z,,1,2026-03-02T09:02:00Z\n";
    near(value(open_rules("UTC"), log, "asa"), 30.0);
    near(value(open_rules("UTC"), log, "service_level_answered"), 50.0);
}

/// CSLIC: an estimate of the wait after 30 seconds; e-mails within 2 business days; letters within 15 days; walk-ins
/// within 15 minutes.
#[test]
fn promises() {
    let held = "wait,estimate_after\n45,28\n45,\n60,31\n10,\n90,5\n";
    near(value(open_rules("UTC"), held, "wait_estimate_given"), 50.0);
    // Wednesday before Thanksgiving to Friday is one business day, to Monday two, to Tuesday three.
    let mails = "channel,opened_at,first_response_at\n\
        email,2026-11-25T10:00,2026-11-27T10:00\n\
        email,2026-11-25T10:00,2026-11-30T10:00\n\
        email,2026-11-25T10:00,2026-12-01T10:00\n\
        phone,2026-11-25T10:00,2026-12-09T10:00\n";
    near(value(open_rules("America/New_York"), mails, "email_within_n_bd"), 200.0 / 3.0);
    let hard = "channel,complex,deferred,opened_at,first_response_at,estimate_at\n\
        email,1,1,2026-11-02T10:00,2026-11-09T10:00,2026-11-04T10:00\n\
        email,1,1,2026-11-02T10:00,2026-11-10T10:00,2026-11-05T10:00\n\
        email,0,0,2026-11-02T10:00,2026-11-30T10:00,\n";
    near(value(open_rules("UTC"), hard, "email_complex_within_5bd"), 50.0);
    near(value(open_rules("UTC"), hard, "email_ack_estimate_2bd"), 50.0);
    let letters = "channel,opened_at,first_response_at,estimate_at\n\
        postal_mail,2026-03-01T00:00,2026-03-16T23:00,\n\
        postal_mail,2026-03-01T00:00,2026-03-17T00:00,\n\
        postal_mail,2026-03-01T00:00,2026-04-17T00:00,2026-03-05T00:00\n\
        postal_mail,2026-03-01T00:00,,\n";
    let report = measured(open_rules("UTC"), letters, "", "letter_within_15d");
    let said = of(&report, &[], "letter_within_15d");
    near(said.value.unwrap(), 200.0 / 3.0);
    assert_eq!(said.missing, Some(1), "what has no reply may still wait for one");
    let mut later = open_rules("UTC");
    later.as_of = Some(later.calendar.clock().read("2026-06-01", None).unwrap());
    near(value(later, letters, "letter_within_15d"), 50.0);
    near(
        value(open_rules("UTC"), "channel,wait\nin_person,900\nin_person,901\nphone,5\n", "walkin_wait_le_15min"),
        50.0,
    );
}

#[test]
fn parts_of_wholes() {
    for (id, table, should) in [
        ("percent_standard_met", "outputs,outputs_met\n100,90\n300,150\n", 0.6),
        ("availability", "uptime,period_length\n3600,7200\n7200,7200\n", 75.0),
        ("misdirect_rate", "misdirected\nyes\nno\nno\nno\n", 25.0),
        ("critical_error_rate", "reviewed,critical\n1,0\n1,1\n0,0\n", 50.0),
        ("containment_rate", "self_service,contained\n10,4\n30,20\n", 60.0),
        // A correct refusal is completed (GOV.UK).
        ("completion_rate", "started,completed\n200,150\n100,75\n", 75.0),
        // Assisted digital counts as digital (GOV.UK).
        ("digital_takeup", "completed,digital,assisted\n100,40,10\n100,20,0\n", 35.0),
        ("cost_per_transaction", "cost,completed\n1000,100\n200,300\n", 3.0),
        ("cost_per_transaction", "cost_each,completed\n10,100\n2,300\n", 4.0),
        ("accessibility_conformance", "criteria,criteria_met\n50,40\n", 0.8),
        ("task_success", "task_asked,task_done\n1,1\n1,0\n1,1\n0,0\n", 200.0 / 3.0),
        ("denial_reversal_rate", "appeals,reversed\n40,10\n", 25.0),
        ("churn_procedural", "closures,procedural\n50,5\n", 10.0),
        ("take_up_rate", "eligible,participants\n1000,820\n", 82.0),
        ("compliance_rate", "inspected,compliant\n1,1\n1,0\n", 50.0),
        ("no_change_rate", "audits,unchanged\n8,2\n", 25.0),
        ("efile_rate", "filings,electronic\n10,9\n", 90.0),
        ("penalty_abatement_rate", "penalties,abated\n5,1\n", 20.0),
        ("filing_error_rate", "filings,corrected\n10,1\n", 10.0),
        ("order_accuracy", "filled,filled_right\n20,19\n", 95.0),
        ("refund_rate", "orders,refunded\n20,1\n", 5.0),
        ("cart_abandonment", "checkouts,checkouts_paid\n20,5\n", 75.0),
        ("match_rate", "submitted,matched\n20,5\n", 25.0),
        ("data_quality_defect", "sent,rejected\n20,5\n", 25.0),
        ("billing_accuracy", "invoices,invoices_right\n20,15\n", 75.0),
        ("fee_cost_recovery", "revenue,cost\n30,40\n", 0.75),
        ("payment_compliance_rate", "owed,paid_on_time\n100,90\n300,270\n", 90.0),
        ("complaint_rate", "complained\nno\nyes\nno\nno\n", 25.0),
    ] {
        near(value(open_rules("UTC"), table, id), should);
    }
}

/// Weights: the mean of 1 and 0 with 3 and 1 is 3/4, and two answers tell as much as 16/10.
#[test]
fn samples_with_weights() {
    let sample = "reviewed,correct,review_score,weight\n1,1,90,3\n1,0,50,1\n";
    let report = measured(open_rules("UTC"), sample, "", "answer_accuracy,contact_quality_score,determination_quality");
    near(of(&report, &[], "answer_accuracy").value.unwrap(), 75.0);
    near(of(&report, &[], "contact_quality_score").value.unwrap(), 80.0);
    near(of(&report, &[], "determination_quality").value.unwrap(), 0.0);
    let wilson = govseg_measure::stats::wilson(1.2, 1.6, 0.95).unwrap();
    near(of(&report, &[], "answer_accuracy").interval.unwrap().low, wilson.low * 100.0);
    let kept = "committed,committed_met,weight\n1,1,2\n1,0,1\n1,1,1\n";
    near(value(open_rules("UTC"), kept, "sla_attainment"), 75.0);
    // 31 U.S.C. 3351: over- and underpayments both count.
    let payments = "paid,overpaid,underpaid,weight\n100,10,0,5\n200,0,20,10\n";
    let report = measured(open_rules("UTC"), payments, "", "improper_payment_rate,overpayment_rate,underpayment_rate");
    near(of(&report, &[], "improper_payment_rate").value.unwrap(), 100.0 * 250.0 / 2500.0);
    near(of(&report, &[], "overpayment_rate").value.unwrap(), 2.0);
    near(of(&report, &[], "underpayment_rate").value.unwrap(), 8.0);
    near(
        value(open_rules("UTC"), "tax_due,tax_reported,weight\n100,80,1\n50,50,2\n", "voluntary_reporting_rate"),
        90.0,
    );
}

/// A-11 section 280: means and the top two, of counts and of single answers alike.
#[test]
fn likert() {
    let counts = "satisfaction_1,satisfaction_2,satisfaction_3,satisfaction_4,satisfaction_5\n1,1,2,3,3\n";
    let single = "satisfaction\n1\n2\n3\n3\n4\n4\n4\n5\n5\n5\n";
    for table in [counts, single] {
        near(value(open_rules("UTC"), table, "a11_satisfaction_top2"), 60.0);
        near(value(open_rules("UTC"), table, "a11_satisfaction_mean"), 3.6);
    }
    for (question, id) in [
        ("effectiveness", "a11_driver_effectiveness_top2"),
        ("ease", "a11_driver_ease_top2"),
        ("efficiency", "a11_driver_efficiency_top2"),
        ("transparency", "a11_driver_transparency_top2"),
        ("employee", "a11_driver_employee_top2"),
        ("satisfaction_uk", "user_satisfaction_uk"),
        ("csat", "csat_top2"),
        ("fairness", "procedural_fairness"),
        ("referral", "referral_outcome"),
        ("partner", "partner_satisfaction"),
        ("trust", "a11_trust_likert_top2"),
    ] {
        near(value(open_rules("UTC"), &format!("{question}\n5\n4\n3\n1\n"), id), 50.0);
    }
    near(value(open_rules("UTC"), "csat\n5\n4\n3\n1\n", "csat_mean"), 3.25);
    near(value(open_rules("UTC"), "trust\n5\n4\n3\n1\n", "a11_trust_likert_mean"), 3.25);
    for driver in ["effectiveness", "ease", "efficiency", "transparency", "employee", "humanity"] {
        let table = format!("{driver}_up,{driver}_down\n30,10\n0,0\n5,5\n");
        near(value(open_rules("UTC"), &table, &format!("a11_driver_{driver}_net")), 40.0);
    }
    near(value(open_rules("UTC"), "trust_up,trust_down\n1,0\n0,1\n1,0\n1,0\n", "a11_trust_thumb"), 75.0);
}

#[test]
fn trust_in_several_wordings_is_not_pooled() {
    let table = "wording,trust\nI trust it,5\nIt increased my trust,2\n";
    let report = measured(open_rules("UTC"), table, "", "a11_trust_likert_mean");
    let said = of(&report, &[], "a11_trust_likert_mean");
    assert_eq!(said.value, None);
    assert!(said.absent.as_ref().unwrap().to_string().contains("2 wordings"));
    let report = measured(open_rules("UTC"), table, "wording", "a11_trust_likert_mean");
    near(of(&report, &["I trust it"], "a11_trust_likert_mean").value.unwrap(), 5.0);
    assert_eq!(of(&report, &["(all)"], "a11_trust_likert_mean").value, None);
}

/// Promoters answer 9 or 10, detractors 0 to 6. The customer effort score goes by three conventions.
#[test]
fn scores_of_one_s_own() {
    let answers = "recommend,effort\n10,7\n9,6\n8,4\n6,3\n0,1\n";
    near(value(open_rules("UTC"), answers, "nps"), 0.0);
    near(value(open_rules("UTC"), answers, "ces_mean"), 4.2);
    near(value(open_rules("UTC"), answers, "ces_easy"), 40.0);
    near(value(open_rules("UTC"), answers, "ces_net"), 0.0);
    let drivers = "cmt_timeliness,cmt_knowledge,cmt_courtesy,cmt_fairness,cmt_outcome\n5,4,3,4,4\n1,1,1,1,1\n";
    near(value(open_rules("UTC"), drivers, "cmt_driver_index"), 37.5);
    near(value(open_rules("UTC"), "repurchase\n10\n1\n", "repurchase_intent"), 50.0);
    near(
        value(open_rules("UTC"), "acsi_quality_for_price,acsi_price_for_quality\n10,1\n", "acsi_perceived_value"),
        50.0,
    );
    near(value(open_rules("UTC"), "acsi_recommend,acsi_confidence\n10,10\n1,1\n", "acsi_citizen_trust"), 50.0);
}

/// Unemployment insurance: first payments within 14 days, appeals within 30 (UI Performs). SNAP: decisions in time.
#[test]
fn decisions() {
    let decided = "opened_at,complete_at,decided_at,limit_days\n\
        2026-01-01T00:00,2026-01-03T00:00,2026-01-08T00:00,7\n\
        2026-01-01T00:00,2026-01-01T00:00,2026-01-31T00:00,30\n\
        2026-01-01T00:00,2026-01-02T00:00,2026-02-01T00:00,30\n";
    near(value(open_rules("UTC"), decided, "time_to_decision"), 30.0);
    near(value(open_rules("UTC"), decided, "decision_timeliness"), 200.0 / 3.0);
    let paid = "week_end_at,paid_at\n2026-01-03,2026-01-17\n2026-01-03,2026-01-18\n";
    near(value(open_rules("UTC"), paid, "first_payment_promptness"), 50.0);
    let appeals = "appeals,filed_at,decided_at\n1,2026-01-01,2026-01-31\n1,2026-01-01,2026-02-01\n0,,\n";
    near(value(open_rules("UTC"), appeals, "appeal_timeliness"), 50.0);
    let dues = "due_at,filed_at,delivered_at,exchanged_at\n\
        2026-04-15,2026-04-15,2026-04-15,2026-04-14\n\
        2026-04-15,2026-04-16,2026-04-10,2026-04-16\n";
    near(value(open_rules("UTC"), dues, "on_time_filing_rate"), 50.0);
    near(value(open_rules("UTC"), dues, "on_time_delivery"), 100.0);
    near(value(open_rules("UTC"), dues, "data_exchange_timeliness"), 50.0);
}

/// Paperwork Reduction Act: respondents, times responses, times hours.
#[test]
fn burden() {
    let collections = "respondents,responses_each,hours_each,wage,other_cost\n1000,2,0.5,30,500\n10,1,0.25,20,0\n";
    near(value(open_rules("UTC"), collections, "pra_burden_hours"), 1002.5);
    near(value(open_rules("UTC"), collections, "pra_burden_cost"), 30_000.0 + 500.0 + 50.0);
}

#[test]
fn contacts_that_belong_together() {
    // Issue a: once. b: again after two days. c: again after ten. d: once, and not resolved.
    let log = "channel,issue_id,opened_at,resolved\n\
        phone,a,2026-05-01T09:00,1\n\
        phone,b,2026-05-01T09:00,1\n\
        email,b,2026-05-03T09:00,1\n\
        email,c,2026-05-01T09:00,1\n\
        phone,c,2026-05-11T09:00,1\n\
        phone,d,2026-05-01T09:00,0\n";
    near(value(open_rules("UTC"), log, "fcr"), 50.0);
    // An issue counts where its first contact was.
    let report = measured(open_rules("UTC"), log, "channel", "fcr");
    assert_eq!(of(&report, &["phone"], "fcr").n, Some(3));
    near(of(&report, &["email"], "fcr").value.unwrap(), 100.0);
    let orders =
        "person_id,orders,opened_at\nx,1,2026-05-01\nx,1,2026-05-05\ny,1,2026-05-01\ny,1,2026-06-01\nz,0,2026-05-01\n";
    near(value(open_rules("UTC"), orders, "repeat_purchase_rate"), 50.0);
}

#[test]
fn what_is_open() {
    let log = "opened_at,closed_at\n2026-05-01,2026-05-03\n2026-05-01,\n2026-05-09,2026-06-01\n2026-05-20,\n";
    let mut rules = open_rules("UTC");
    rules.as_of = Some(rules.calendar.clock().read("2026-05-11", None).unwrap());
    near(value(rules.clone(), log, "backlog"), 2.0);
    near(value(rules, log, "backlog_age"), 6.0);
    let report = measured(open_rules("UTC"), log, "", "backlog");
    assert!(of(&report, &[], "backlog").absent.as_ref().unwrap().to_string().contains("a moment to count at"));
}

/// Every measure is in a test of this file or of `published.rs`.
#[test]
fn no_measure_is_left_out() {
    let tests = [include_str!("worked.rs"), include_str!("published.rs")].concat();
    for spec in measures::all() {
        let driver = spec.id.strip_prefix("a11_driver_").is_some_and(|rest| rest.ends_with("_net"));
        assert!(
            driver || tests.contains(&format!("\"{}", spec.id)) || tests.contains(&format!(",{}", spec.id)),
            "{}",
            spec.id
        );
    }
}
