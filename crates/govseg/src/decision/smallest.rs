//! The smallest sets of things that are enough.

/// The smallest set of `0..many` for which `enough` holds, as a bit set; of several, the first in lexicographic order.
///
/// `enough` must hold for the whole set, and for every set that contains one for which it holds.
///
/// Whatever a sufficient set is, it must meet the complement of every insufficient set. So: take the smallest set that
/// meets all complements found so far; if it is enough, it is the answer, for every sufficient set meets them too; if
/// not, grow it until one more would be enough, and its complement is one more to meet.
pub(super) fn smallest(many: usize, mut enough: impl FnMut(u64) -> bool) -> u64 {
    let all = if many >= 64 { u64::MAX } else { (1 << many) - 1 };
    // What is necessary by itself: mostly that is already all.
    let necessary = bits(all).filter(|one| !enough(all & !one)).fold(0, |set, one| set | one);
    let mut to_meet: Vec<u64> = Vec::new();
    loop {
        let candidate = necessary | meeting(&to_meet, all & !necessary);
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

/// All smallest sets for which `enough` holds, in lexicographic order, and whether these are all: no more than `most`
/// are looked for.
pub(super) fn all_smallest(many: usize, most: usize, mut enough: impl FnMut(u64) -> bool) -> (Vec<u64>, bool) {
    let first = smallest(many, &mut enough);
    let all = if many >= 64 { u64::MAX } else { (1 << many) - 1 };
    let mut search = Search { all, most, enough, to_meet: Vec::new(), found: Vec::new() };
    let complete = search.each(0, all, first.count_ones());
    search.found.sort_by_key(|&set| bits(set).collect::<Vec<_>>());
    (search.found, complete)
}

/// Goes through the sets that meet all complements of insufficient sets found so far.
struct Search<E> {
    all: u64,
    most: usize,
    enough: E,
    to_meet: Vec<u64>,
    found: Vec<u64>,
}

impl<E: FnMut(u64) -> bool> Search<E> {
    /// Finds every sufficient set that adds to `chosen` at most `left` elements of `from`; `false` if there are too many.
    fn each(&mut self, chosen: u64, mut from: u64, left: u32) -> bool {
        let Some(set) = self.to_meet.iter().copied().find(|set| set & chosen == 0) else {
            if !(self.enough)(chosen) {
                let mut insufficient = chosen;
                for one in bits(self.all & !chosen) {
                    if !(self.enough)(insufficient | one) {
                        insufficient |= one;
                    }
                }
                self.to_meet.push(self.all & !insufficient);
                return self.each(chosen, from, left);
            }
            let room = self.found.len() < self.most;
            if room {
                self.found.push(chosen);
            }
            return room;
        };
        if left == 0 {
            return true;
        }
        for one in bits(set & from) {
            // The sets with this element are found here, and not again behind the elements that follow.
            from &= !one;
            if !self.each(chosen | one, from, left - 1) {
                return false;
            }
        }
        true
    }
}

/// The elements of a set, in rising order.
fn bits(mut set: u64) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let one = set & set.wrapping_neg();
        set ^= one;
        (one != 0).then_some(one)
    })
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
            let first = obvious(8, &enough);
            proptest::prop_assert_eq!(smallest(8, enough), first);

            let mut sets: Vec<u64> = (0_u64..256).filter(|&set| set.count_ones() == first.count_ones() && enough(set)).collect();
            sets.sort_by_key(|&set| bits(set).collect::<Vec<_>>());
            proptest::prop_assert_eq!(all_smallest(8, 256, enough), (sets.clone(), true));
            let (some, complete) = all_smallest(8, sets.len() - 1, enough);
            proptest::prop_assert!(!complete && some.len() == sets.len() - 1 && some.iter().all(|set| sets.contains(set)));
        }
    }
}
