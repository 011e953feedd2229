//! Contacts to decide, the same in every run.

use govseg::{
    Benefit, Capacity, Charge, Content, CustomerType, Determination, Duty, Fact, Facts, Obligation, Policy, Value,
};

/// A small generator of numbers (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn pick<V: Value>(&mut self) -> V {
        let values = V::ALL;
        values[usize::try_from(self.next() % values.len() as u64).expect("a small number")]
    }
}

fn one(random: &mut Random) -> Facts {
    loop {
        let facts = Facts::UNKNOWN
            .with(random.pick::<CustomerType>())
            .with(random.pick::<Capacity>())
            .with(random.pick::<Obligation>())
            .with(random.pick::<Content>())
            .with(random.pick::<Determination>())
            .with(random.pick::<Benefit>())
            .with(random.pick::<Charge>())
            .with(random.pick::<Duty>());
        if !Policy::gsa_2008().decide(facts).possible().is_empty() {
            return facts;
        }
    }
}

/// Contacts of which everything that decides is known.
pub(crate) fn full(count: usize) -> Vec<Facts> {
    let random = &mut Random(1);
    (0..count).map(|_| one(random)).collect()
}

/// Contacts of which every second fact is unknown or has a second value.
pub(crate) fn half_known(count: usize) -> Vec<Facts> {
    let random = &mut Random(2);
    (0..count)
        .map(|_| {
            let (facts, other) = (one(random), one(random));
            Fact::ALL.iter().fold(Facts::UNKNOWN, |known, &fact| match random.next() % 4 {
                0 => known,
                1 => known.narrow(facts.union(other).only(fact)),
                _ => known.narrow(facts.only(fact)),
            })
        })
        .collect()
}
