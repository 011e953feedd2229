//! The smallest set of things that is enough.

/// The smallest set of `0..many` for which `enough` holds, as a bit set; of several, the first in lexicographic order.
///
/// `enough` must hold for the whole set, and for every set that contains one for which it holds.
///
/// Whatever a sufficient set is, it must meet the complement of every insufficient set. So: take the smallest set that
/// meets all complements found so far; if it is enough, it is the answer, for every sufficient set meets them too; if
/// not, grow it until one more would be enough, and its complement is one more to meet.
pub(super) fn smallest(many: usize, mut enough: impl FnMut(u64) -> bool) -> u64 {
    let all = if many >= 64 { u64::MAX } else { (1 << many) - 1 };
    let mut to_meet: Vec<u64> = Vec::new();
    // What is necessary by itself: mostly that is already all.
    for one in bits(all) {
        if !enough(all & !one) {
            to_meet.push(one);
        }
    }
    loop {
        let candidate = meeting(&to_meet, all);
        if enough(candidate) {
            return candidate;
        }
        let mut insufficient = candidate;
        for one in bits(all & !candidate) {
            if !enough(insufficient | one) {
                insufficient |= one;
            }
        }
        to_meet.push(all & !insufficient);
    }
}

fn bits(set: u64) -> impl Iterator<Item = u64> {
    (0..64).map(|index| 1_u64 << index).filter(move |one| set & one != 0)
}

/// The smallest set that meets all of `sets`, the first of several.
fn meeting(sets: &[u64], all: u64) -> u64 {
    (0..=all.count_ones()).find_map(|size| meeting_with(sets, all, size)).unwrap_or(all)
}

/// A set of at most `size` that meets all of `sets`, elements from `from` only, the first of several.
fn meeting_with(sets: &[u64], from: u64, size: u32) -> Option<u64> {
    let Some(first) = sets.first() else { return Some(0) };
    if size == 0 || sets.iter().any(|set| set & from == 0) {
        return None;
    }
    // Elements are taken in rising order, and none is of use after the last that can meet the first set left.
    let last = (first & from).ilog2();
    bits(from).take_while(|one| one.trailing_zeros() <= last).find_map(|one| {
        let left: Vec<u64> = sets.iter().copied().filter(|set| set & one == 0).collect();
        if left.len() == sets.len() {
            return None;
        }
        meeting_with(&left, from & !(one | (one - 1)), size - 1).map(|rest| rest | one)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All subsets, by size and then in lexicographic order of their elements.
    fn obvious(many: usize, enough: &dyn Fn(u64) -> bool) -> u64 {
        let mut sets: Vec<u64> = (0..1 << many).collect();
        sets.sort_by_key(|&set| (set.count_ones(), bits(set).collect::<Vec<_>>()));
        sets.into_iter().find(|&set| enough(set)).unwrap()
    }

    proptest::proptest! {
        #[test]
        fn agrees_with_trying_all(sets in proptest::collection::vec(1_u64..256, 0..6), needed in proptest::collection::vec(0_u64..256, 1..5)) {
            // Monotone by construction: meets all of `sets`, and contains one of `needed`.
            let enough = |set: u64| sets.iter().all(|other| other & set != 0) && needed.iter().any(|other| other & !set == 0);
            proptest::prop_assume!(enough(255));
            proptest::prop_assert_eq!(smallest(8, enough), obvious(8, &enough));
        }
    }
}
