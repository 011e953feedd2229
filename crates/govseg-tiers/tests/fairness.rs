//! Shares are those counted by hand, gaps those of others' formulas, and nothing that is hidden can be worked out.

use govseg_numbers::stats::{newcombe, wilson};
use govseg_tiers::fairness::{ALL, Asked, Fairness, Groups, THE_REST, UNKNOWN};
use proptest::prelude::*;

const TIERS: [&str; 3] = ["standard", "key", "strategic"];

/// A report of so many accounts of each group and tier.
fn report(counts: &[[usize; 3]], asked: &Asked) -> Fairness {
    let cells = counts.iter().enumerate().flat_map(|(group, counts)| {
        counts.iter().enumerate().flat_map(move |(tier, count)| std::iter::repeat_n((group, tier), *count))
    });
    let number = |number: usize| Some(u32::try_from(number).unwrap());
    let (groups, tiers): (Vec<_>, Vec<_>) = cells.map(|(group, tier)| (number(group), number(tier))).unzip();
    let names: Vec<String> = (0..counts.len()).map(|group| format!("group {group}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Groups { tiers: &tiers, tier_names: &TIERS, groups: &groups, group_names: &names }.fairness(asked)
}

#[test]
fn shares_and_gaps() {
    let said = report(&[[60, 25, 15], [80, 40, 80]], &Asked::default());
    assert_eq!((said.hidden, said.against.as_str(), said.groups[2].group.as_str()), (0, THE_REST, ALL));
    let key = &said.groups[0].tiers[1];
    assert_eq!(key.accounts, Some(25));
    assert_eq!(key.share.unwrap().interval, wilson(25.0, 100.0, 0.95));
    assert!((key.reached.unwrap().value - 0.4).abs() < 1e-12);
    assert_eq!(key.gap.unwrap().interval, newcombe((40.0, 100.0), (120.0, 200.0), 0.95));
    assert!((key.gap.unwrap().value + 0.2).abs() < 1e-12);
    assert_eq!((said.groups[2].accounts, said.groups[2].tiers[2].accounts), (Some(300), Some(95)));
}

#[test]
fn a_reference_instead_of_the_rest() {
    let counts = [[60, 25, 15], [80, 40, 80], [50, 30, 20]];
    let said = report(&counts, &Asked { reference: Some(1), ..Asked::default() });
    assert_eq!(said.against, "group 1");
    assert!(said.groups[1].tiers.iter().all(|tier| tier.gap.is_none()), "not against itself");
    assert_eq!(said.groups[2].tiers[2].gap.unwrap().interval, newcombe((20.0, 100.0), (80.0, 200.0), 0.95));
}

#[test]
fn what_is_not_known_stands_apart() {
    let tiers: Vec<_> = (0..100).map(|account| (account >= 20).then_some(account % 2)).collect();
    let groups: Vec<_> = (0..100).map(|account| (account % 5 > 0).then_some(0)).collect();
    let said = Groups { tiers: &tiers, tier_names: &TIERS[..2], groups: &groups, group_names: &["one"] }
        .fairness(&Asked { k: 0, ..Asked::default() });
    assert_eq!(said.groups.iter().map(|group| group.group.as_str()).collect::<Vec<_>>(), ["one", UNKNOWN, ALL]);
    let unknown = &said.groups[0].tiers[2];
    assert_eq!((unknown.tier.as_str(), unknown.accounts, unknown.reached), (UNKNOWN, Some(16), None));
    assert_eq!(said.groups[2].tiers[1].accounts, Some(40));
}

#[test]
fn nothing_of_nothing() {
    let said = report(&[[0, 0, 0]], &Asked::default());
    assert!(said.groups.iter().flat_map(|group| &group.tiers).all(|tier| tier.share.is_none()));
    assert!(report(&[], &Asked::default()).groups.len() == 1);
}

/// The sums of cells that what is said tells: of a cell, a share or a gap says so many of so many.
fn told(said: &Fairness, counts: &[[usize; 3]]) -> Result<(), TestCaseError> {
    let small = |count: usize| 0 < count && count < 11;
    for (group, counts) in said.groups.iter().zip(counts) {
        for (place, tier) in group.tiers.iter().enumerate() {
            prop_assert!(tier.accounts.is_none_or(|_| !small(counts[place])), "a small cell is shown");
            prop_assert!(tier.share.is_none() || tier.accounts.is_some() && group.accounts.is_some());
            let above = group.tiers[place..].iter().all(|tier| tier.accounts.is_some());
            prop_assert!(tier.reached.is_none() || above, "a sum of hidden cells is shown");
            prop_assert!(tier.gap.is_none() || tier.reached.is_some());
        }
    }
    for (place, tier) in said.groups.last().unwrap().tiers.iter().enumerate() {
        let hidden: Vec<_> =
            said.groups[..counts.len()].iter().filter(|group| group.tiers[place].accounts.is_none()).collect();
        prop_assert!(
            tier.accounts.is_none() || hidden.len() != 1,
            "the one hidden cell of a tier follows from its total"
        );
    }
    Ok(())
}

proptest! {
    #[test]
    fn small_cells_are_not_told(
        counts in prop::collection::vec(prop::array::uniform3(prop_oneof![0..15_usize, 0..60_usize]), 1..5),
    ) {
        told(&report(&counts, &Asked::default()), &counts)?;
        told(&report(&counts, &Asked { reference: Some(0), ..Asked::default() }), &counts)?;
    }
}
