//! No manager has more than they can do, the bounds hold for every assignment that there is, and small cases are gone
//! through one by one.

use govseg_tiers::Amount;
use govseg_tiers::coverage::{Coverage, Demand, Manager, Quantity, Roster, Together, Way, Why};
use proptest::prelude::*;

fn hours(hours: i64) -> Amount {
    Amount::from(hours)
}

/// A small case: accounts with their demand and family, and managers.
#[derive(Clone, Debug)]
struct Case {
    ids: Vec<String>,
    families: Vec<u32>,
    demands: Vec<Demand>,
    managers: Vec<Manager>,
}

impl Case {
    fn cover(&self, together: Together) -> Coverage {
        let ids: Vec<&str> = self.ids.iter().map(String::as_str).collect();
        let Self { demands, managers, families, .. } = self;
        Roster { demands, managers, ids: &ids, families, together }.cover()
    }

    /// Whether these can be looked after by them, and how busy the busiest is.
    fn holds(&self, assigned: &[Option<u32>]) -> Option<f64> {
        let mut highest = 0.0_f64;
        for (number, manager) in (0..).zip(&self.managers) {
            let has =
                self.demands.iter().zip(assigned).filter(|(_, to)| **to == Some(number)).map(|(demand, _)| demand);
            let (mut count, mut sum) = (0, Amount::ZERO);
            for demand in has {
                let serves = manager.place.is_none() || demand.place.is_none() || manager.place == demand.place;
                if !serves || manager.role != demand.role {
                    return None;
                }
                count += 1;
                sum = sum + demand.hours;
            }
            if manager.accounts.is_some_and(|most| count > most) || manager.hours.is_some_and(|most| sum > most) {
                return None;
            }
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            let accounts = manager.accounts.filter(|most| *most > 0).map_or(0.0, |most| count as f64 / most as f64);
            let hours =
                manager.hours.filter(|most| *most > Amount::ZERO).map_or(0.0, |most| sum.to_f64() / most.to_f64());
            highest = highest.max(accounts).max(hours);
        }
        Some(highest)
    }

    fn left(&self, assigned: &[Option<u32>]) -> Quantity {
        let out = self.demands.iter().zip(assigned).filter(|(_, to)| to.is_none());
        out.fold(Quantity::default(), |sum, (demand, _)| Quantity {
            accounts: sum.accounts + 1,
            hours: sum.hours + demand.hours,
        })
    }

    /// Every assignment that keeps to the limits, and to families if they are kept together.
    fn every(&self, together: Together) -> Vec<Vec<Option<u32>>> {
        let mut found = Vec::new();
        let choices = u32::try_from(self.managers.len()).unwrap() + 1;
        for number in 0..choices.pow(u32::try_from(self.demands.len()).unwrap()) {
            let mut rest = number;
            let assigned: Vec<Option<u32>> = self
                .demands
                .iter()
                .map(|_| {
                    let choice = rest % choices;
                    rest /= choices;
                    choice.checked_sub(1)
                })
                .collect();
            let whole = together == Together::WherePossible
                || self.demands.iter().zip(&assigned).all(|(one, to)| {
                    let same =
                        self.demands.iter().zip(&assigned).filter(|(other, _)| self.family(one) == self.family(other));
                    same.into_iter().all(|(_, other)| other == to)
                });
            if whole && self.holds(&assigned).is_some() {
                found.push(assigned);
            }
        }
        found
    }

    fn family(&self, demand: &Demand) -> u32 {
        self.families[demand.account as usize]
    }
}

/// Up to five accounts of up to three families and up to three managers, of one role, in two places.
fn case() -> impl Strategy<Value = Case> {
    let place = || prop::option::weighted(0.6, 0..2_u32);
    let demand = (0..4_i64, place(), 0..2_u32, 0..3_u32);
    let manager = (place(), prop::option::of(0..4_u64), prop::option::of(0..8_i64));
    (prop::collection::vec(demand, 1..=5), prop::collection::vec(manager, 0..=3)).prop_map(|(demands, managers)| {
        let family = |family: u32| demands.iter().position(|(.., other)| *other == family).unwrap();
        Case {
            ids: (0..demands.len()).map(|account| format!("account {account}")).collect(),
            families: demands.iter().map(|(.., of)| u32::try_from(family(*of)).unwrap()).collect(),
            demands: (0..)
                .zip(&demands)
                .map(|(account, (takes, place, rank, _))| Demand {
                    account,
                    role: 0,
                    hours: hours(*takes),
                    place: *place,
                    rank: *rank,
                })
                .collect(),
            managers: managers
                .iter()
                .enumerate()
                .map(|(number, (place, accounts, most))| Manager {
                    id: format!("manager {number}"),
                    role: 0,
                    place: *place,
                    accounts: *accounts,
                    hours: most.map(hours),
                })
                .collect(),
        }
    })
}

fn bounded(case: &Case, together: Together) -> Result<(), TestCaseError> {
    let coverage = case.cover(together);
    let role = &coverage.roles[0];
    let highest = case.holds(&coverage.assigned);
    prop_assert!(highest.is_some_and(|highest| (highest - role.highest_load).abs() < 1e-6), "limits: {coverage:?}");
    prop_assert_eq!(case.left(&coverage.assigned), role.uncovered);
    let every = case.every(together);
    prop_assert!(every.contains(&coverage.assigned), "families: {:?}", coverage);
    let least = |of: fn(Quantity) -> i128| every.iter().map(|assigned| of(case.left(assigned))).min().unwrap();
    prop_assert!(i128::from(role.uncovered_at_least.accounts) <= least(|left| i128::from(left.accounts)));
    prop_assert!(role.uncovered_at_least.hours.micros() <= least(|left| left.hours.micros()));
    // Whoever covers the same accounts has somebody at least so busy.
    if together == Together::WherePossible && coverage.divided.is_empty() {
        let out = |assigned: &[Option<u32>]| assigned.iter().map(Option::is_none).collect::<Vec<_>>();
        let same = every.iter().filter(|assigned| out(assigned) == out(&coverage.assigned));
        let whole = same.filter(|assigned| {
            let mut pairs = case.demands.iter().zip(*assigned).filter(|(_, to)| to.is_some());
            pairs.all(|(one, to)| {
                case.demands
                    .iter()
                    .zip(*assigned)
                    .all(|(other, at)| case.family(one) != case.family(other) || at.is_none() || at == to)
            })
        });
        let calmest = whole.filter_map(|assigned| case.holds(assigned)).fold(f64::INFINITY, f64::min);
        prop_assert!(role.highest_load_at_least <= calmest + 1e-6, "{} {calmest}", role.highest_load_at_least);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn bounds_hold_for_every_assignment(case in case()) {
        bounded(&case, Together::WherePossible)?;
        bounded(&case, Together::Always)?;
    }

    #[test]
    fn the_order_of_rows_does_not_matter(case in case(), turn in 0..5_usize) {
        let before = case.cover(Together::WherePossible);
        let count = case.ids.len();
        let mut turned = case.clone();
        turned.ids.rotate_left(turn % count);
        turned.managers.reverse();
        let now = |account: u32| u32::try_from((account as usize + count - turn % count) % count).unwrap();
        turned.families = (0..count).map(|row| now(case.families[(row + turn) % count])).collect();
        turned.demands.iter_mut().for_each(|demand| demand.account = now(demand.account));
        turned.demands.reverse();
        let after = turned.cover(Together::WherePossible);
        let named = |case: &Case, assigned: &[Option<u32>]| -> Vec<Option<String>> {
            assigned.iter().map(|to| to.map(|to| case.managers[to as usize].id.clone())).collect()
        };
        let mut after_named = named(&turned, &after.assigned);
        after_named.reverse();
        prop_assert_eq!(named(&case, &before.assigned), after_named);
        prop_assert_eq!(before.roles, after.roles);
    }

    #[test]
    fn every_account_is_looked_after_or_left_out_with_a_reason(case in case()) {
        let coverage = case.cover(Together::WherePossible);
        let mut out: Vec<u32> = coverage.misfits.iter().flat_map(|misfit| misfit.demands.clone()).collect();
        out.sort_unstable();
        let open = (0..).zip(&coverage.assigned).filter(|(_, to)| to.is_none()).map(|(number, _)| number);
        prop_assert_eq!(out, open.collect::<Vec<u32>>());
        for divided in &coverage.divided {
            prop_assert!(divided.managers.len() > 1);
        }
    }
}

fn plain(takes: &[i64], families: &[u32], managers: &[(Option<u64>, Option<i64>)]) -> Case {
    Case {
        ids: (0..takes.len()).map(|account| format!("account {account}")).collect(),
        families: families.to_vec(),
        demands: (0..)
            .zip(takes)
            .map(|(account, takes)| Demand { account, role: 0, hours: hours(*takes), place: None, rank: 0 })
            .collect(),
        managers: managers
            .iter()
            .enumerate()
            .map(|(number, (accounts, most))| Manager {
                id: format!("manager {number}"),
                role: 0,
                place: None,
                accounts: *accounts,
                hours: most.map(hours),
            })
            .collect(),
    }
}

#[test]
fn work_is_spread() {
    let case = plain(&[3, 3, 2, 2, 2], &[0, 1, 2, 3, 4], &[(None, Some(10)), (None, Some(10))]);
    let coverage = case.cover(Together::WherePossible);
    let role = &coverage.roles[0];
    assert_eq!(role.way, Way::Spread);
    assert_eq!(coverage.loads.iter().map(|load| load.has.accounts).sum::<u64>(), 5);
    assert!(coverage.loads.iter().all(|load| load.load >= 0.5), "{:?}", coverage.loads);
    assert!((role.highest_load_at_least - 0.6).abs() < 1e-9);
}

#[test]
fn what_does_not_fit_spread_may_fit_tight() {
    let case = plain(&[6, 4, 4, 3, 3], &[0, 1, 2, 3, 4], &[(None, Some(10)), (None, Some(10))]);
    let coverage = case.cover(Together::WherePossible);
    assert_eq!((coverage.roles[0].way, coverage.roles[0].uncovered), (Way::Tight, Quantity::default()));
    assert_eq!(coverage.roles[0].gap(), (0, Amount::ZERO, 0.0));
}

#[test]
fn families_stay_together_or_are_divided_with_a_reason() {
    let case = plain(&[4, 4, 4, 1], &[0, 0, 0, 3], &[(None, Some(8)), (None, Some(12))]);
    let coverage = case.cover(Together::WherePossible);
    assert_eq!(coverage.assigned, [Some(1), Some(1), Some(1), Some(0)]);
    let case = plain(&[4, 4, 4, 1], &[0, 0, 0, 3], &[(None, Some(8)), (None, Some(8))]);
    let coverage = case.cover(Together::WherePossible);
    assert_eq!(coverage.roles[0].uncovered, Quantity::default());
    assert_eq!(coverage.divided.len(), 1);
    assert_eq!(coverage.divided[0].why, Why::TooLarge { accounts: None, hours: Some(hours(8)) });
    let coverage = case.cover(Together::Always);
    assert_eq!(coverage.misfits[0].demands, [0, 1, 2]);
    assert_eq!(coverage.roles[0].uncovered_at_least, Quantity { accounts: 3, hours: hours(12) });
}

#[test]
fn higher_ranks_come_first_and_what_is_left_out_says_why() {
    let mut case = plain(&[5, 5, 5], &[0, 1, 2], &[(Some(2), None)]);
    case.demands[2].rank = 2;
    case.demands[1].rank = 1;
    let coverage = case.cover(Together::WherePossible);
    assert_eq!(coverage.assigned, [None, Some(0), Some(0)]);
    assert_eq!(coverage.misfits[0].why, Why::Full { accounts: Some(0), hours: None });
    assert_eq!(coverage.roles[0].uncovered_at_least.accounts, 1);
    assert_eq!(
        coverage.misfits[0].why.to_string(),
        "nobody has so much room left: the most that is left of one is 0 accounts"
    );
}

#[test]
fn places_and_roles_that_nobody_has() {
    let mut case = plain(&[1, 1, 1], &[0, 1, 2], &[(None, None)]);
    case.managers[0].place = Some(0);
    case.demands[0].place = Some(1);
    case.demands[1].role = 7;
    let coverage = case.cover(Together::WherePossible);
    assert_eq!(coverage.assigned, [None, None, Some(0)]);
    assert_eq!(coverage.misfits.iter().map(|misfit| misfit.why).collect::<Vec<_>>(), [Why::NotThere, Why::Nobody]);
    assert_eq!(coverage.roles.len(), 2);
}

#[test]
fn a_family_in_several_places_is_divided_by_places() {
    let mut case = plain(&[1, 1, 1], &[0, 0, 0], &[(None, None), (None, None)]);
    (case.managers[0].place, case.managers[1].place) = (Some(0), Some(1));
    (case.demands[0].place, case.demands[1].place) = (Some(0), Some(1));
    let coverage = case.cover(Together::WherePossible);
    assert_eq!(coverage.assigned[..2], [Some(0), Some(1)]);
    assert_eq!((coverage.divided[0].why, coverage.roles[0].uncovered.accounts), (Why::SeveralPlaces, 0));
}

#[test]
fn many_accounts_and_managers() {
    let takes: Vec<i64> = (0..200_000).map(|account| account % 7 + 1).collect();
    let families: Vec<u32> = (0..200_000).map(|account| account / 3 * 3).collect();
    let managers = vec![(Some(250), Some(1_000)); 1_000];
    let coverage = plain(&takes, &families, &managers).cover(Together::WherePossible);
    let role = &coverage.roles[0];
    assert_eq!(role.uncovered, Quantity::default());
    assert!(role.gap().2 < 0.02, "{role:?}");
}
