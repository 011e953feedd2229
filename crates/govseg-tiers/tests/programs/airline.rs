//! The airline-like programme: thresholds, boarding, and what is granted without status.

use govseg_tiers::{Assignment, Program, Standing, View};

use crate::tables::{accounts, given, id};

fn run(on: Option<&str>, look: impl Fn(&Assignment<'_>)) {
    let program = Program::builtin("airline").unwrap();
    assert_eq!(program.warnings(), []);
    let accounts = accounts(&program, Program::builtin_accounts("airline").unwrap()).unwrap();
    look(&Assignment::new(&program, &accounts, on).unwrap());
}

#[test]
fn each_threshold_is_where_it_was_read() {
    let text = "traveller,points\na,39999\nb,40000\nc,74999\nd,75000\ne,124999\nf,125000\ng,199999\nh,200000";
    let program = Program::builtin("airline").unwrap();
    let accounts = accounts(&program, text).unwrap();
    let assignment = Assignment::new(&program, &accounts, None).unwrap();
    let tiers: Vec<_> = assignment.outcomes().iter().map(|one| id(&program, one.tier).unwrap()).collect();
    let expected = "member gold gold platinum platinum platinum-pro platinum-pro executive-platinum";
    assert_eq!(tiers.join(" "), expected);
}

#[test]
fn the_boarding_order() {
    run(None, |assignment| {
        for (account, boarding) in [
            ("T01", "group-6"),
            ("T02", "group-5"),
            ("T03", "group-4"),
            ("T05", "group-3"),
            ("T06", "group-2"),
            ("T07", "group-1"),
            ("T08", "preboard"),
            ("T09", "preboard"),
            ("T10", "preboard"),
            ("T11", "group-1"),
            ("T12", "preboard"),
            ("T13", "preboard"),
        ] {
            assert_eq!(given(assignment, account)[0], boarding, "{account}");
        }
    });
}

#[test]
fn a_grant_never_changes_what_was_earned() {
    run(None, |assignment| {
        for (account, earned) in [("T10", None), ("T11", Some("gold")), ("T12", Some("executive-platinum"))] {
            let outcome = assignment.outcomes()[assignment.accounts().find(account).unwrap()];
            assert_eq!(id(assignment.program(), outcome.earned), earned, "{account}");
        }
    });
}

#[test]
fn law_is_named_before_courtesy() {
    run(None, |assignment| {
        let json = assignment.to_json(11, View::Internal);
        assert_eq!(json["treatments"]["before"][0]["ground"], "legal_duty");
        assert_eq!(json["grants"][0]["cites"], "14 CFR 382.93");
        assert_eq!(json["grants"][1]["basis"], "courtesy");
    });
}

#[test]
fn an_invitation_is_not_told_to_customers() {
    run(None, |assignment| {
        let [internal, customer] = [View::Internal, View::Customer].map(|view| assignment.to_json(7, view));
        assert_eq!(internal["because"]["held"][0]["column"], "invited");
        assert_eq!(customer["because"], serde_json::json!({ "published": false }));
        for account in 0..assignment.accounts().len() {
            let told =
                assignment.to_json(account, View::Customer).to_string() + &assignment.explain(account, View::Customer);
            assert!(!told.contains("invited"), "{told}");
        }
        // Whoever has the highest published tier is told of no way further.
        assert_eq!(assignment.missing(6, true), None);
        assert!(assignment.missing(6, false).is_some());
    });
}

#[test]
fn status_is_held_until_its_day() {
    let standing = |on| {
        let program = Program::builtin("airline").unwrap();
        let accounts = accounts(&program, Program::builtin_accounts("airline").unwrap()).unwrap();
        let outcome = Assignment::new(&program, &accounts, on).unwrap().outcomes()[13];
        (outcome.tier, outcome.earned, outcome.standing)
    };
    assert_eq!(standing(Some("2026-03-31")), (Some(1), None, Standing::Kept));
    assert_eq!(standing(Some("2026-04-01")), (Some(0), None, Standing::Default));
}

#[test]
fn unknown_points_leave_tiers_open() {
    run(None, |assignment| {
        let outcome = assignment.outcomes()[14];
        assert_eq!((outcome.earned, id(assignment.program(), outcome.open)), (None, Some("executive-platinum")));
    });
}
