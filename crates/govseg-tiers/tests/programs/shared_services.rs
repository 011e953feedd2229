//! The source's example: two accounts that were not big enough alone, and big together.

use govseg_tiers::{Amount, Assignment, Program, Standing, WhatIf};

use crate::tables::{accounts, given, id};

fn run(look: impl Fn(&Assignment<'_>)) {
    let program = Program::builtin("shared-services").unwrap();
    assert_eq!(program.warnings(), []);
    let accounts = accounts(&program, Program::builtin_accounts("shared-services").unwrap()).unwrap();
    look(&Assignment::new(&program, &accounts, None).unwrap());
}

#[test]
fn ez1_and_ez3_fall_short_alone_and_qualify_together() {
    run(|assignment| {
        let program = assignment.program();
        for account in ["EZ1", "EZ3"] {
            let number = assignment.accounts().find(account).unwrap();
            let outcome = assignment.outcomes()[number];
            assert_eq!(id(program, outcome.alone), Some("growth"));
            assert_eq!(id(program, outcome.together), Some("key"));
            assert_eq!(id(program, outcome.tier), Some("key"));
            assert!(given(assignment, account).contains(&"own-manager"));
            let because = assignment.because(number).unwrap();
            let path: Vec<_> = because.path.iter().map(|&one| assignment.accounts().id(one)).collect();
            assert_eq!((path, because.together), (vec![account, "CBP"], true));
        }
        let cbp = assignment.outcomes()[0];
        assert_eq!((id(program, cbp.alone), id(program, cbp.tier)), (None, Some("key")));
        assert_eq!(assignment.whole_amount(0, 0), Some(Amount::from(1_160_000)));
    });
}

#[test]
fn what_is_missing_is_said_at_the_level_where_least_is() {
    run(|assignment| {
        let ez1 = assignment.missing_text(1, govseg_tiers::View::Internal).unwrap();
        let expected = "strategic: 3,840,000 more revenue of CBP and all below it (at least 5,000,000); \
                        or 1,340,000 more revenue of CBP and all below it (at least 2,500,000) and mission that is \
                        `critical` (now other)";
        assert_eq!(ez1, expected);
        // A customer is told of the published way only.
        let told = assignment.missing_text(1, govseg_tiers::View::Customer).unwrap();
        assert_eq!(told, "strategic: 3,840,000 more revenue of CBP and all below it (at least 5,000,000)");
    });
}

#[test]
fn need_gives_a_treatment_and_no_tier() {
    run(|assignment| {
        let levees = assignment.accounts().find("LEVEES").unwrap();
        let outcome = assignment.outcomes()[levees];
        assert_eq!((id(assignment.program(), outcome.tier), outcome.standing), (Some("standard"), Standing::Default));
        assert_eq!(given(assignment, "LEVEES"), ["desk"]);
        // With an account manager, whoever needs the desk is not worse off.
        assert!(given(assignment, "STORMS").contains(&"own-manager"));
    });
}

#[test]
fn a_former_tier_lands_softly() {
    run(|assignment| {
        let lights = assignment.outcomes()[assignment.accounts().find("LIGHTS").unwrap()];
        assert_eq!((id(assignment.program(), lights.tier), lights.standing), (Some("key"), Standing::SoftLanding));
        assert_eq!(lights.earned, None);
    });
}

#[test]
fn a_threshold_and_what_it_costs() {
    let program = Program::builtin("shared-services").unwrap();
    let table = "account,revenue,p_standard,p_growth,p_key,p_strategic\nA,900000,0,0.5,0.5,0\nB,700000,0,1,0,0";
    let accounts = accounts(&program, table).unwrap();
    let thresholds = [600_000, 800_000].map(Amount::from);
    let found = WhatIf::new(&program, &accounts, ("key", "revenue"), &thresholds, None).unwrap();
    let steps: Vec<_> = found.steps.iter().map(|one| (one.up, one.cost.to_string(), one.avoided.unwrap())).collect();
    // An account manager, planning: 18,000 + 3,000 instead of the desk, 2,400. Half of 40,000 is no longer lost on A.
    let both = (2, "37200".to_owned(), 20_000.0);
    let one = (1, "18600".to_owned(), 20_000.0);
    assert_eq!(steps, [both, one, (0, "0".to_owned(), 0.0)]);
    assert_eq!(found.best, Some(Amount::from(800_000)));
    assert_eq!(found.meet, [[600_000, 800_000], [800_000, 1_000_000]].map(|pair| pair.map(Amount::from)));
}
