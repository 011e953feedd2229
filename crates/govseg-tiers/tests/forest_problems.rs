//! What keeps accounts from being a forest has a name, its rows and a way to mend it; several parents share an account
//! exactly; amounts that must not be added up are not.

mod common;

use common::{amount, some};
use govseg_tiers::{Amount, Choices, Forest, ForestError, ForestProblemKind as Kind, Mixed, Orphans, RollUp};
use proptest::prelude::*;

/// Accounts as `id>parent`.
fn build(rows: &[&str], choices: &Choices<'_>) -> Result<Forest, ForestError> {
    let cells: Vec<(&str, Option<&str>)> =
        rows.iter().map(|row| row.split_once('>').map_or((*row, None), |(id, parent)| (id, Some(parent)))).collect();
    let (ids, parents): (Vec<&str>, Vec<Option<&str>>) = cells.into_iter().unzip();
    Forest::build(&ids, &parents, choices)
}

fn refused(rows: &[&str]) -> Vec<(Kind, Vec<usize>)> {
    let error = build(rows, &Choices::default()).unwrap_err();
    error.problems().iter().map(|problem| (problem.kind, problem.rows.clone())).collect()
}

fn said(rows: &[&str]) -> String {
    build(rows, &Choices::default()).unwrap_err().to_string()
}

#[test]
fn rings() {
    assert_eq!(refused(&["a>a"]), [(Kind::Cycle, vec![1])]);
    assert_eq!(refused(&["a", "c>d", "d>b", "b>c", "e>d", "f>e"]), [(Kind::Cycle, vec![4, 2, 3])]);
    assert_eq!(refused(&["a>b", "b>a", "c>d", "d>c"]), [(Kind::Cycle, vec![1, 2]), (Kind::Cycle, vec![3, 4])]);
    assert_eq!(
        said(&["b>a", "a>b"]),
        "rows 2 and 1: `a` and `b` belong to one another in a ring; leave the parent of one of them empty, or name another"
    );
    let ids: Vec<String> = (0..100_000).map(|row| row.to_string()).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let parents: Vec<Option<&str>> = ids.iter().cycle().skip(1).take(ids.len()).copied().map(Some).collect();
    let error = Forest::build(&ids, &parents, &Choices::default()).unwrap_err();
    assert_eq!(error.problems()[0].rows.len(), 100_000);
}

#[test]
fn rings_below_several_parents() {
    let shares = [None, Some("0.5|0.5"), None, None];
    let choices = Choices { shares: Some(&shares), ..Choices::default() };
    let error = build(&["top", "a>top|b", "b>a", "c>b"], &choices).unwrap_err();
    assert_eq!((error.problems()[0].kind, error.problems()[0].rows.as_slice()), (Kind::Cycle, &[2, 3][..]));
}

#[test]
fn ids() {
    assert_eq!(refused(&["a", "", "b"]), [(Kind::NoId, vec![2])]);
    assert_eq!(refused(&["a", "b>a", "b>a", "b>a"]), [(Kind::Duplicate, vec![2, 3, 4])]);
    assert_eq!(refused(&["a", "c", "b>a", "b>c"]), [(Kind::SeveralParents, vec![3, 4])]);
    assert!(said(&["a", "a"]).starts_with("rows 1 and 2: `a` stands 2 times; keep one row"));
}

#[test]
fn orphans() {
    assert_eq!(refused(&["a", "b>z", "c>y"]), [(Kind::Orphan, vec![2]), (Kind::Orphan, vec![3])]);
    let roots = Choices { orphans: Orphans::Roots, ..Choices::default() };
    let forest = build(&["a", "b>z", "c>b"], &roots).unwrap();
    assert_eq!((forest.orphans(), forest.root(2), forest.parent(1)), (&[1][..], 1, None));
}

#[test]
fn many_problems_are_counted() {
    let rows: Vec<String> = (0..250).map(|row| format!("account {row}>nobody {row}")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let error = build(&rows, &Choices::default()).unwrap_err();
    assert_eq!((error.problems().len(), error.more()), (100, 150));
    assert!(error.to_string().ends_with("\nand 150 more"));
}

#[test]
fn columns_of_one_length() {
    let error = Forest::build(&["a", "b"], &[None], &Choices::default()).unwrap_err();
    assert_eq!(error.problems()[0].kind, Kind::Lengths);
}

#[test]
fn an_id_may_have_a_line_in_it() {
    let forest = build(&["a|b", "c>a|b"], &Choices::default()).unwrap();
    assert_eq!(forest.parent(1), Some(0));
}

#[test]
fn several_parents_need_shares() {
    assert_eq!(refused(&["a", "b", "c>a|b"]), [(Kind::SeveralParents, vec![3])]);
    for (cell, share, kind) in [
        ("c>a|b", None, Kind::Shares),
        ("c>a|b", Some("0.5"), Kind::Shares),
        ("c>a|b", Some("0.5|0.6"), Kind::Shares),
        ("c>a|b", Some("1.5|-0.5"), Kind::Shares),
        ("c>a|b", Some("half|half"), Kind::Shares),
        ("c>a|a", Some("0.5|0.5"), Kind::SeveralParents),
        ("c>a|z", Some("0.5|0.5"), Kind::Orphan),
        ("c>a", Some("0.5"), Kind::Shares),
    ] {
        let shares = [None, None, share];
        let error = build(&["a", "b", cell], &Choices { shares: Some(&shares), ..Choices::default() }).unwrap_err();
        assert_eq!((error.problems()[0].kind, error.problems()[0].rows[0]), (kind, 3), "{cell} {share:?}");
    }
}

#[test]
fn several_parents_share_an_account() {
    let shares = [None, None, Some("0.25|0.75"), Some("1")];
    let forest =
        build(&["a", "b", "c>a | b", "d>c"], &Choices { shares: Some(&shares), ..Choices::default() }).unwrap();
    let rolled = forest.roll_up(&[some(1), some(2), some(4), some(8)], RollUp::Sum).unwrap();
    assert_eq!(rolled.values, [some(4), some(11), some(12), some(8)]);
    assert_eq!(forest.parents(2).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(forest.path_to(3, 1), [3, 2, 1]);
    assert_eq!(forest.path_to(0, 3), [0; 0]);
}

#[test]
fn weights_count_so_much_of_an_account() {
    let forest = build(&["a", "b>a", "c>b"], &Choices::default()).unwrap();
    let weights = [Amount::from(1), amount("0.5"), amount("0.1")];
    let rolled = forest.roll_up(&[some(1), some(1), Some(amount("0.00003"))], RollUp::Weighted(&weights)).unwrap();
    // 1.0000015 is rounded down, but only once it is whole.
    assert_eq!(rolled.values, [Some(amount("1.500001")), Some(amount("1.000003")), Some(amount("0.00003"))]);
    let error = forest.roll_up(&[], RollUp::Weighted(&[Amount::from(-1)])).unwrap_err();
    assert_eq!((error.problems()[0].kind, error.problems()[0].rows.as_slice()), (Kind::Weight, &[1][..]));
}

/// Shares as tenths, one for each of two parents; whether there are two.
fn divided() -> impl Strategy<Value = Vec<(prop::sample::Index, prop::sample::Index, u32, i64)>> {
    prop::collection::vec(
        (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1..10_u32, -1_000..1_000_i64),
        1..10,
    )
}

proptest! {
    #[test]
    fn what_several_parents_share_is_what_all_ways_up_give(rows in divided()) {
        let ids: Vec<String> = (0..rows.len()).map(|row| format!("account {row}")).collect();
        // Each row's parents, with how many tenths of it they have.
        let mut ups: Vec<Vec<(usize, i128)>> = Vec::new();
        for (row, (one, other, tenths, _)) in rows.iter().enumerate() {
            let tenths = i128::from(*tenths);
            ups.push(match row {
                0 => Vec::new(),
                _ if one.index(row) == other.index(row) => vec![(one.index(row), 10)],
                _ => vec![(one.index(row), tenths), (other.index(row), 10 - tenths)],
            });
        }
        let cells = |part: &dyn Fn(&(usize, i128)) -> String| -> Vec<Option<String>> {
            let cells = ups.iter().map(|ups| ups.iter().map(part).collect::<Vec<_>>().join("|"));
            cells.map(|cell| (!cell.is_empty()).then_some(cell)).collect()
        };
        let parents = cells(&|(parent, _)| ids[*parent].clone());
        let shares = cells(&|(_, tenths)| if *tenths == 10 { "1".to_owned() } else { format!("0.{tenths}") });
        let parents: Vec<Option<&str>> = parents.iter().map(Option::as_deref).collect();
        let shares: Vec<Option<&str>> = shares.iter().map(Option::as_deref).collect();
        let names: Vec<&str> = ids.iter().map(String::as_str).collect();
        let choices = Choices { shares: Some(&shares), ..Choices::default() };
        let forest = Forest::build(&names, &parents, &choices).unwrap();
        let own: Vec<i128> = rows.iter().map(|(.., own)| i128::from(*own)).collect();
        // Every way up, in parts of a millionth of a millionth.
        let mut all = vec![0_i128; rows.len()];
        let mut ways: Vec<(usize, i128)> = own.iter().map(|own| own * 1_000_000_000_000).enumerate().collect();
        while let Some((row, part)) = ways.pop() {
            all[row] += part;
            ways.extend(ups[row].iter().map(|(parent, tenths)| (*parent, part / 10 * tenths)));
        }
        let amount = |micros: i128| Some(Amount::from_micros(micros));
        let expected: Vec<_> = all.iter().map(|sum| amount(sum.div_euclid(1_000_000_000_000))).collect();
        let own: Vec<_> = own.into_iter().map(amount).collect();
        prop_assert_eq!(forest.roll_up(&own, RollUp::Sum).unwrap().values, expected);
    }
}

const IDS: [&str; 6] = ["top", "left>top", "right>top", "usd>left", "eur>left", "more eur>right"];
const WORDS: [&str; 2] = ["USD", "EUR"];

#[test]
fn currencies_are_not_added_up() {
    let forest = build(&IDS, &Choices::default()).unwrap();
    let words = [None, None, None, Some(0), Some(1), Some(1)];
    let error = forest.mixed(Mixed::Currency, &words, &WORDS, &IDS).unwrap_err();
    assert_eq!(
        error.problems().iter().map(|problem| (problem.kind, problem.rows.clone())).collect::<Vec<_>>(),
        [(Kind::MixedCurrency, vec![2])]
    );
    assert!(error.to_string().contains("there are amounts in `EUR` and `USD`"));
    let apart = forest.apart(&words);
    assert_eq!(apart.parent(3).or(apart.parent(4)), None);
    assert_eq!((apart.parent(5), apart.root(5)), (Some(2), 0));
    apart.mixed(Mixed::Currency, &words, &WORDS, &IDS).unwrap();
    assert_eq!(apart.order().len(), 6);
}

#[test]
fn an_account_with_another_currency_stands_apart() {
    let forest = build(&IDS, &Choices::default()).unwrap();
    let words = [Some(0), None, None, Some(0), Some(0), Some(1)];
    let error = forest.mixed(Mixed::Period, &words, &WORDS, &IDS).unwrap_err();
    assert_eq!((error.problems()[0].kind, error.problems()[0].rows.as_slice()), (Kind::MixedPeriod, &[1][..]));
    let apart = forest.apart(&words);
    assert_eq!((apart.root(5), apart.root(4)), (2, 0));
    forest.mixed(Mixed::Period, &[Some(1); 6], &WORDS, &IDS).unwrap();
}
