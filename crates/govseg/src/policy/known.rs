//! Fully known contacts by one multiplication and one look-up.
//!
//! Of a known contact, a few bits of the word say everything: for each fact one bit for every value that is told apart
//! from the commonest kind. A multiplication adds shifted copies of these bits up, and the top of the product numbers
//! an entry of a small table. A factor is good if no two contacts with different answers share an entry. There is no
//! telling which one is; so some are tried, and where none is good this way is not taken.

use crate::facts::Field;
use crate::{Contact, Facts, Segments};

/// The table has 2^14 entries of a byte: half of a common first-level cache.
const BITS: u32 = 14;
/// How many entries may be taken: with more, hardly any factor is good.
const MOST_KEYS: usize = 1 << (BITS - 1);
/// How many factors are tried: some milliseconds' worth.
const TRIES: u16 = 1 << 12;

/// A fact and its classes of values that the policy tells apart.
pub(super) type Classes<'a> = (Field, &'a [u64]);

/// Answers for contacts of which everything that decides is known.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// The top bits of the facts of which one value must be known.
    tops: u64,
    /// The top bits of the facts that need a value, whichever.
    other_tops: u64,
    /// The bits that tell whether all this is so.
    checked: u64,
    /// The bits that decide.
    mask: u64,
    factor: u64,
    answers: Box<[Segments; 1 << BITS]>,
}

/// The lowest bit of every fact but the channel, and of what stands above them.
const LOWEST: u64 = {
    let (mut lowest, mut rest) = (0, crate::Fact::ALL);
    while let [fact, others @ ..] = rest {
        lowest |= 1 << fact.field().shift;
        rest = others;
    }
    lowest
};

impl Known {
    /// The table for the built-in facts; `answer` decides one contact.
    pub(super) fn new(facts: &[Classes<'_>], answer: impl Fn(Facts) -> Segments) -> Option<Self> {
        let (mut tops, mut other_tops, mut checked, mut mask) = (0, 0, 0, 0);
        // The contacts to tell apart: the bits that decide, and one contact that has them.
        let mut keys = vec![(0, Facts::UNKNOWN)];
        for &(field, classes) in facts {
            let top = 1 << (field.shift + field.width - 1);
            if classes.len() < 2 {
                (other_tops, checked) = (other_tops | top, checked | top);
                continue;
            }
            (tops, checked) = (tops | top, checked | field.all() << field.shift);
            let commonest = classes.iter().copied().max_by_key(|class| class.count_ones())?;
            mask |= (field.all() & !commonest) << field.shift;
            let ones = (0..field.width).map(|value| 1 << value).filter(|one| commonest & one == 0);
            let values: Vec<u64> = ones.chain([commonest & commonest.wrapping_neg()]).collect();
            if keys.len() * values.len() > MOST_KEYS {
                return None;
            }
            keys = keys
                .iter()
                .flat_map(|&(_, facts): &(u64, Facts)| {
                    values.iter().map(move |&one| Contact::from(facts).write(field, one).facts)
                })
                .map(|facts| (facts.word() & mask, facts))
                .collect();
        }
        let mut keys: Vec<(u64, Segments)> = keys.into_iter().map(|(key, facts)| (key, answer(facts))).collect();
        // Contacts that are alike are far apart then: a bad factor shows soon.
        keys.sort_by_key(|&(key, _)| scattered(key));
        let factor = good_factor(&keys)?;
        let mut answers = Box::new([Segments::NONE; 1 << BITS]);
        for (key, segments) in keys {
            *answers.get_mut(entry(key, factor))? = segments;
        }
        Some(Self { tops, other_tops, checked, mask, factor, answers })
    }

    /// Whether the table has the answers to all these contacts: nothing is known of the policy's own facts, and all
    /// that decides is.
    ///
    /// One is taken from every fact at once. Of a fact with one value that leaves the bits below it: none of its own,
    /// and not its top. Of a fact with several it leaves some of its own; a fact with none takes from the next, and
    /// its top comes up. The lowest fact that is not as it should be has nothing taken from it by another, so it shows.
    pub(super) fn covers<C: Copy + Into<Contact>>(&self, contacts: &[C]) -> bool {
        let (odd, own) = contacts.iter().fold((0, u64::MAX), |(odd, own), &contact| {
            let [word, more, _] = contact.into().words();
            (odd | word.wrapping_sub(LOWEST) & ((word | self.tops) ^ self.other_tops), own & more)
        });
        odd & self.checked == 0 && own == u64::MAX
    }

    /// The answers, to contacts that the table covers.
    pub(super) fn answer<C: Copy + Into<Contact>>(&self, contacts: &[C], possible: &mut [Segments]) {
        // Several at a time, since counting them would take as long as answering.
        const STEP: usize = 8;
        let answer = |contact: C| {
            let entry = entry(contact.into().facts.word() & self.mask, self.factor);
            self.answers.get(entry).copied().unwrap_or_default()
        };
        let ((contacts, last), (possible, last_possible)) =
            (contacts.as_chunks::<STEP>(), possible.as_chunks_mut::<STEP>());
        for (contacts, possible) in contacts.iter().zip(possible) {
            *possible = contacts.map(answer);
        }
        for (&contact, possible) in last.iter().zip(last_possible) {
            *possible = answer(contact);
        }
    }
}

fn entry(key: u64, factor: u64) -> usize {
    usize::try_from(key.wrapping_mul(factor) >> (u64::BITS - BITS)).unwrap_or(0)
}

/// The first factor by which no two keys with different answers share an entry.
fn good_factor(keys: &[(u64, Segments)]) -> Option<u64> {
    let mut taken = vec![(0, Segments::NONE); 1 << BITS];
    // Few bits make few copies, that get into each other's way less.
    (1..=TRIES).map(|round| (round, scattered(round.into()) & scattered(u64::from(round) << 16))).find_map(
        |(round, factor)| {
            let good = keys.iter().all(|&(key, segments)| match taken.get_mut(entry(key, factor)) {
                Some((last, other)) if *last == round => *other == segments,
                Some(free) => {
                    *free = (round, segments);
                    true
                }
                None => false,
            });
            good.then_some(factor)
        },
    )
}

/// The number with its bits mixed up (splitmix64).
fn scattered(number: u64) -> u64 {
    let mut mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use crate::{Fact, Facts, Policy};

    #[test]
    fn the_default_policy_has_a_table() {
        let policy = Policy::gsa_2008();
        let known = policy.compiled.known(|facts| policy.decide(facts).possible());
        assert!(known.is_some());
    }

    #[test]
    fn it_covers_what_is_known_and_nothing_else() {
        let policy = Policy::gsa_2008();
        let known = policy.compiled.known(|facts| policy.decide(facts).possible()).unwrap();
        let first = Facts::from_word(Fact::ALL.iter().fold(0, |word, fact| word | 1 << fact.field().shift));
        assert!(known.covers(&[first; 3]));
        for &fact in Fact::ALL.iter().filter(|&&fact| fact != Fact::Channel) {
            for set in 0..=fact.field().all() {
                let facts = Facts::from_word(fact.field().write(first.word(), set));
                let free = matches!(fact, Fact::Direction | Fact::Occurrence | Fact::Outcome);
                let covered = if free { set != 0 } else { set.is_power_of_two() };
                assert_eq!(known.covers(&[first, facts, first]), covered, "{facts:?}");
            }
        }
    }
}
