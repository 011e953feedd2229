//! However the rows are dealt out and put together, the results are the same to the last digit.

use std::sync::Arc;

use govseg_measure::log::{Answer, Score};
use govseg_measure::log::{Field, Question, Row};
use govseg_measure::{By, Measurement, Rules, measures};
use proptest::prelude::*;

/// What a random row says.
#[derive(Clone, Debug)]
struct Said {
    group: u8,
    wait: Option<i64>,
    answered: bool,
    csat: Option<u8>,
    weight: Option<i64>,
    cost: i64,
    issue: u8,
    at: i64,
    wording: bool,
}

fn said() -> impl Strategy<Value = Said> {
    let numbers = (proptest::option::of(0..9_000_000_000_i64), any::<bool>(), proptest::option::of(1..=5_u8));
    let weights = proptest::option::weighted(0.3, 1..5_000_000_i64);
    (0..3_u8, numbers, weights, 0..1_000_000_000_000_i64, 0..6_u8, 0..1_000_000_i64, any::<bool>()).prop_map(
        |(group, (wait, answered, csat), weight, cost, issue, at, wording)| Said {
            group,
            wait,
            answered,
            csat,
            weight,
            cost,
            issue,
            at: at * 1_000_000,
            wording,
        },
    )
}

fn add(measurement: &mut Measurement, said: &Said) {
    let mut columns = vec![Field::Wait, Field::Answered, Field::Cost, Field::OpenedAt];
    columns.extend(said.weight.map(|_| Field::Weight));
    let mut row = Row::new(columns);
    row.groups = vec![format!("group {}", said.group)];
    if let Some(wait) = said.wait {
        row.set(Field::Wait, wait);
    }
    if let Some(weight) = said.weight {
        row.set(Field::Weight, weight);
    }
    row.set(Field::Answered, i64::from(said.answered));
    row.set(Field::Cost, said.cost);
    row.set(Field::OpenedAt, said.at);
    row.issue = format!("issue {}", said.issue);
    row.wording = format!("wording {}", said.wording);
    let questions = [Question::Csat, Question::Trust];
    row.answers.extend(
        said.csat.into_iter().flat_map(|level| questions.map(|question| Answer { question, score: Score::One(level) })),
    );
    measurement.add(&row);
}

/// Nothing measured yet.
fn empty() -> Measurement {
    let mut rules = Rules::new("UTC", &[]).unwrap();
    (rules.k, rules.least) = (1, 1);
    let specs = measures::all().collect();
    Measurement::new(Arc::new(rules), By::list("service").unwrap(), specs)
}

fn results(measurement: Measurement) -> String {
    serde_json::to_string(&measurement.outcomes(&[], None)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_split_in_any_grouping_is_the_same(
        rows in prop::collection::vec(said(), 0..90),
        parts in prop::collection::vec(0..5_usize, 90),
        order in Just((0..5_usize).collect::<Vec<_>>()).prop_shuffle(),
        left in any::<bool>(),
    ) {
        let mut whole = empty();
        for said in &rows {
            add(&mut whole, said);
        }
        let mut pieces = vec![empty(); 5];
        for (said, part) in rows.iter().rev().zip(parts) {
            add(&mut pieces[part], said);
        }
        let mut pieces: Vec<_> = order.into_iter().map(|place| pieces[place].clone()).collect();
        // From the left, or in pairs.
        let together = if left {
            pieces.into_iter().fold(empty(), |mut sum, piece| { sum.merge(piece); sum })
        } else {
            while pieces.len() > 1 {
                let last = pieces.pop().unwrap();
                let middle = pieces.len() / 2;
                pieces[middle].merge(last);
            }
            pieces.pop().unwrap()
        };
        prop_assert_eq!(results(whole), results(together));
    }

    #[test]
    fn a_sketch_is_the_same_however_it_was_made(seed in any::<u32>(), cut in 1..200_000_u32) {
        use govseg_measure::accumulate::Spread;

        let value = |number: u32| i64::from(number.wrapping_mul(2_654_435_761) ^ seed) * 1_000;
        let (mut whole, mut one, mut other) = (Spread::default(), Spread::default(), Spread::default());
        for number in 0..200_000 {
            whole.add(value(number), 1);
        }
        for number in (cut..200_000).rev() {
            one.add(value(number), 1);
        }
        for number in 0..cut {
            other.add(value(number), 1);
        }
        other.merge(&one);
        prop_assert!(whole.is_sketch());
        let ranks: Vec<u64> = (1..20).map(|twentieth| twentieth * 10_000).collect();
        prop_assert_eq!(whole.at(&ranks), other.at(&ranks));
        // Within the stated error of the true ones.
        let mut values: Vec<i64> = (0..200_000).map(value).collect();
        values.sort_unstable();
        for (rank, said) in ranks.iter().zip(whole.at(&ranks)) {
            let exact = f64::from(u32::try_from(values[usize::try_from(*rank).unwrap() - 1] / 1_000).unwrap()) * 1e-3;
            prop_assert!((said.unwrap() - exact).abs() <= 0.00501 * exact + 1e-6, "{} is not {}", said.unwrap(), exact);
        }
    }
}
