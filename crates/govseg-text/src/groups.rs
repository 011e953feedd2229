//! Which rows must stay together when some are held out: those of one organization, and those of organizations that offer
//! the same service in nearly the same words, which is one organization under two names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::labels::Labelled;
use crate::tokens::words;

/// From how much of their words on two texts are nearly the same.
const NEARLY: f64 = 0.5;

/// The words of a text, each once.
type Words = BTreeSet<Vec<u8>>;

/// For each row the number of its group.
pub(crate) fn groups(rows: &[Labelled]) -> Vec<usize> {
    let mut names: HashMap<&str, usize> = HashMap::new();
    // Rows of which nobody knows whose they are stand alone.
    let mut next = 0;
    let mut new = || {
        next += 1;
        next - 1
    };
    let mut groups: Vec<usize> = Vec::with_capacity(rows.len());
    for row in rows {
        let known = !matches!(row.organization.as_str(), "" | "N/A");
        groups.push(if known { *names.entry(&row.organization).or_insert_with(&mut new) } else { new() });
    }
    let mut alike: BTreeMap<Vec<u8>, Vec<(usize, Words)>> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        let all: Words = words(&row.text).map(|word| word.bytes().to_vec()).collect();
        let name: Vec<u8> = words(&row.name).flat_map(|word| [word.bytes(), b" "].concat()).collect();
        let same = alike.entry(name).or_default();
        for (other, others) in same.iter() {
            let (Some(&here), Some(&there)) = (groups.get(place), groups.get(*other)) else { continue };
            if here != there && nearly(&all, others) {
                groups.iter_mut().filter(|group| **group == here).for_each(|group| *group = there);
            }
        }
        same.push((place, all));
    }
    groups
}

fn nearly(one: &Words, other: &Words) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    let share = |count: usize| count as f64;
    share(one.intersection(other).count()) >= NEARLY * share(one.union(other).count())
}

/// For each row the fold in which it is held out, groups whole, folds of about one size; another seed, other folds.
pub(crate) fn folds(groups: &[usize], folds: usize, seed: u64) -> Vec<usize> {
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for group in groups {
        *sizes.entry(*group).or_default() += 1;
    }
    let mut order: Vec<(usize, u64, usize)> =
        sizes.iter().map(|(&group, &size)| (size, mixed(seed, group), group)).collect();
    // Large ones first: whatever is left evens the folds out.
    order.sort_by_key(|&(size, mixed, _)| (std::cmp::Reverse(size.ilog2()), mixed));
    let mut loads = vec![0; folds.max(1)];
    let mut fold_of: HashMap<usize, usize> = HashMap::new();
    for (size, mixed, group) in order {
        let least = loads.iter().min().copied().unwrap_or_default();
        let free: Vec<usize> = (0..loads.len()).filter(|&fold| loads.get(fold) == Some(&least)).collect();
        let chosen = usize::try_from(mixed % free.len().max(1) as u64).ok().and_then(|place| free.get(place)).copied();
        let fold = chosen.unwrap_or_default();
        fold_of.insert(group, fold);
        loads.iter_mut().skip(fold).take(1).for_each(|load| *load += size);
    }
    groups.iter().map(|group| fold_of.get(group).copied().unwrap_or_default()).collect()
}

/// A number that nobody would guess of the two (splitmix64).
pub(crate) fn mixed(seed: u64, group: usize) -> u64 {
    let mut bits =
        seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(group as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
