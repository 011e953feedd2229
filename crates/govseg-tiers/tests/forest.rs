//! Rolled amounts are those that walking up from every account gives, whatever the order of rows and however accounts
//! are split; and no shape is too deep or too wide.

mod common;

use common::{Accounts, accounts, amount, some};
use govseg_tiers::{Amount, Choices, Forest, RollUp};
use proptest::prelude::*;

fn sums(accounts: &Accounts) -> Vec<Option<Amount>> {
    let rolled = accounts.forest().roll_up(&accounts.own, RollUp::Sum).unwrap();
    rolled.values
}

proptest! {
    #[test]
    fn sums_are_what_walking_up_gives(accounts in accounts(40)) {
        prop_assert_eq!(sums(&accounts), accounts.walked(|sum, own| sum + own));
    }

    #[test]
    fn the_largest_is_what_walking_up_gives(accounts in accounts(40)) {
        let rolled = accounts.forest().roll_up(&accounts.own, RollUp::Max).unwrap();
        prop_assert_eq!(rolled.values, accounts.walked(Ord::max));
    }

    #[test]
    fn means_are_sums_over_sums(
        accounts in accounts(40),
        weights in prop::collection::vec(prop::option::of(0..50_i64), 40),
    ) {
        let weights: Vec<Option<Amount>> = weights.into_iter().map(|weight| weight.map(Amount::from)).collect();
        let weights = &weights[..accounts.own.len()];
        let rolled = accounts.forest().roll_up(&accounts.own, RollUp::Mean(weights)).unwrap();
        // The sums of something that is made of an amount and its weight.
        let walked = |of: fn(Amount, Amount) -> i128| {
            let both = accounts.own.iter().zip(weights).map(|(own, weight)| own.zip(*weight));
            let own = both.map(|both| both.map(|(own, weight)| Amount::from_micros(of(own, weight)))).collect();
            Accounts { own, ..accounts.clone() }.walked(|sum, own| sum + own)
        };
        let above = walked(|own, weight| own.micros() * weight.micros());
        let below = walked(|_, weight| weight.micros());
        for (value, (above, below)) in rolled.values.iter().zip(above.iter().zip(below)) {
            let both = above.zip(below).filter(|(_, below)| below.micros() > 0);
            let mean = both.map(|(above, below)| Amount::from_micros(above.micros().div_euclid(below.micros())));
            prop_assert_eq!(*value, mean);
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(accounts in accounts(40), seed in any::<u64>()) {
        let (shuffled, places) = accounts.shuffled(seed);
        let before = sums(&accounts);
        for (place, sum) in places.iter().zip(sums(&shuffled)) {
            prop_assert_eq!(sum, before[*place]);
        }
    }

    #[test]
    fn splitting_an_account_changes_nothing_above(
        accounts in accounts(30),
        which in any::<prop::sample::Index>(),
        part in 0..1_000_i64,
    ) {
        let which = which.index(accounts.ids.len());
        let before = sums(&accounts);
        let mut split = accounts.clone();
        split.ids.push("the other half".to_owned());
        split.parents.push(accounts.parents[which]);
        let part = accounts.own[which].map(|own| (Amount::from(part), own - Amount::from(part)));
        split.own.push(part.map(|(part, _)| part));
        split.own[which] = part.map(|(_, rest)| rest);
        let after = sums(&split);
        for (row, sum) in before.iter().enumerate().filter(|(row, _)| *row != which) {
            // What lay below the account that was split still does.
            prop_assert_eq!(after[row], *sum);
        }
    }

    #[test]
    fn what_is_open_is_below(accounts in accounts(40)) {
        let rolled = accounts.forest().roll_up(&accounts.own, RollUp::Sum).unwrap();
        let childless = |row: usize| !accounts.parents.contains(&Some(row));
        for (row, open) in rolled.open.iter().enumerate() {
            let silent = (0..accounts.ids.len()).filter(|below| accounts.above(*below).contains(&row));
            prop_assert_eq!(*open, silent.into_iter().any(|below| childless(below) && accounts.own[below].is_none()));
        }
    }

    #[test]
    fn ranks_come_from_the_nearest_of_the_highest(
        accounts in accounts(40),
        ranks in prop::collection::vec(0..4_u32, 40),
    ) {
        let forest = accounts.forest();
        for (row, from) in forest.inherit(&ranks).into_iter().enumerate() {
            let above = accounts.above(row);
            let most = above.iter().map(|row| ranks[*row]).max().unwrap();
            prop_assert_eq!(from as usize, *above.iter().find(|row| ranks[**row] == most).unwrap());
            prop_assert_eq!(forest.path(row).collect::<Vec<_>>(), above.clone());
            prop_assert_eq!(forest.roots()[row] as usize, *above.last().unwrap());
            let way = forest.path_to(row, from as usize);
            prop_assert_eq!(&way[..], &above[..way.len()]);
            prop_assert_eq!(way.last(), Some(&(from as usize)));
        }
    }

    #[test]
    fn children_are_those_that_name_their_parent(accounts in accounts(40)) {
        let forest = accounts.forest();
        for row in 0..forest.len() {
            let named = (0..forest.len()).filter(|child| accounts.parents[*child] == Some(row));
            prop_assert_eq!(forest.children(row).collect::<Vec<_>>(), named.collect::<Vec<_>>());
        }
    }
}

/// Each account belongs to the one before it, `length` of them to one another.
fn chains(count: usize, length: usize) -> (Vec<String>, Vec<Option<usize>>) {
    let ids = (0..count).map(|row| row.to_string()).collect();
    (ids, (0..count).map(|row| (row % length > 0).then(|| row - 1)).collect())
}

#[test]
fn chains_of_ten_and_of_a_million() {
    for (length, whole) in [(10, 10), (1_000_000, 1_000_000)] {
        let (ids, parents) = chains(1_000_000, length);
        let accounts = Accounts { ids, parents, own: vec![some(1); 1_000_000] };
        let sums = sums(&accounts);
        assert_eq!(sums[0], some(whole));
        assert_eq!(sums[999_999], some(1));
        let forest = accounts.forest();
        assert_eq!(forest.root(length - 1), 0);
        assert_eq!(forest.path_to(length - 1, 0).len(), length);
    }
}

#[test]
fn a_million_children_of_one_parent() {
    let ids = (0..=1_000_000).map(|row| row.to_string()).collect();
    let parents = (0..=1_000_000).map(|row| (row > 0).then_some(0)).collect();
    let accounts = Accounts { ids, parents, own: vec![Some(amount("0.000001")); 1_000_001] };
    assert_eq!(sums(&accounts)[0], Some(amount("1.000001")));
    assert_eq!(accounts.forest().children(0).len(), 1_000_000);
}

#[test]
fn two_that_fall_short_alone_qualify_together() {
    let forest = Forest::build(
        &["EZ1", "Customs and Border Patrol", "EZ3"],
        &[Some("Customs and Border Patrol"), None, Some("Customs and Border Patrol")],
        &Choices::default(),
    )
    .unwrap();
    let rolled = forest.roll_up(&[some(300_000), None, some(450_000)], RollUp::Sum).unwrap();
    assert_eq!(rolled.values, [some(300_000), some(750_000), some(450_000)]);
    assert_eq!(rolled.open, [false; 3], "a parent without an amount of its own adds nothing");
}

#[test]
fn what_may_have_been_counted_twice() {
    let forest =
        Forest::build(&["a", "b", "c", "d"], &[None, Some("a"), Some("a"), Some("b")], &Choices::default()).unwrap();
    assert_eq!(forest.counted_twice(&[some(5), some(2), some(3), some(2)]), [0]);
    assert_eq!(forest.counted_twice(&[some(6), some(2), some(3), None]), [0; 0]);
    assert_eq!(forest.counted_twice(&[some(2), some(2), None, None]), [0; 0]);
}

#[test]
fn amounts_too_large_to_be_added_are_refused() {
    let forest = Forest::build(&["a", "b"], &[None, Some("a")], &Choices::default()).unwrap();
    let most = Some(Amount::from_micros(i128::MAX));
    assert!(forest.roll_up(&[most, most], RollUp::Sum).is_err());
    assert!(forest.roll_up(&[most, some(1)], RollUp::Mean(&[some(2), some(1)])).is_err());
    assert_eq!(forest.roll_up(&[most, None], RollUp::Sum).unwrap().values[0], most);
}
