//! Accounts made at random, the same in every run.

/// An account: its id, its parent's row, and its amount in millionths.
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) parent: Option<usize>,
    pub(crate) micros: i64,
}

/// Numbers that look random (`SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % most as u64).expect("below a usize")
    }
}

/// A million accounts in six levels; rows stand in any order.
pub(crate) fn six_levels() -> Vec<Account> {
    const LEVELS: [usize; 6] = [2_000, 10_000, 50_000, 150_000, 300_000, 488_000];
    let mut random = Random(6);
    let mut accounts = Vec::new();
    let mut above = 0..0;
    for level in LEVELS {
        let first = accounts.len();
        for _ in 0..level {
            let parent = (!above.is_empty()).then(|| above.start + random.below(above.len()));
            accounts.push(account(accounts.len(), parent, 0, &mut random));
        }
        above = first..accounts.len();
    }
    shuffled(&accounts, &mut random)
}

/// Forests of up to so many accounts each, one after the other: some nearly chains, some nearly stars.
pub(crate) fn forests(count: usize, most: usize) -> Vec<Account> {
    let mut random = Random(count as u64);
    let mut accounts: Vec<Account> = Vec::new();
    for _ in 0..count {
        let first = accounts.len();
        let (size, reach) = (1 + random.below(most), 1 + random.below(most));
        for place in 0..size {
            // The nearest few are parents of chains, any of them of bushes.
            let parent =
                (place > 0 && random.below(12) > 0).then(|| first + place - 1 - random.below(reach.min(place)));
            accounts.push(account(first + place, parent, -100_000_000_000, &mut random));
        }
    }
    shuffled(&accounts, &mut random)
}

fn account(number: usize, parent: Option<usize>, least: i64, random: &mut Random) -> Account {
    let micros = i64::try_from(random.below(2_000_000_000_000)).expect("small") + least;
    Account { id: format!("AGENCY-{number:07}"), parent, micros }
}

/// The same in any order.
fn shuffled(accounts: &[Account], random: &mut Random) -> Vec<Account> {
    let mut order: Vec<usize> = (0..accounts.len()).collect();
    for place in (1..order.len()).rev() {
        order.swap(place, random.below(place + 1));
    }
    let mut now = vec![0; accounts.len()];
    for (place, before) in order.iter().enumerate() {
        now[*before] = place;
    }
    let moved = |before: &usize| {
        let Account { id, parent, micros } = accounts[*before].clone();
        Account { id, parent: parent.map(|parent| now[parent]), micros }
    };
    order.iter().map(moved).collect()
}
