//! What words were found to be, so that one that comes again need not be looked up again: most words of a text do.

use crate::features::at_head;
use crate::language::Kind;
use crate::model::Model;
use crate::sum::Sum;
use crate::tokens::{LONGEST, MOST_WORDS, Word};

/// How many words are remembered from text to text; beyond, all are forgotten, so that memory does not grow.
const MOST: usize = 8192;

/// Places to look in, so many that some are always free.
const SLOTS: usize = (MOST + MOST_WORDS).next_power_of_two();

/// The words that a reader has met.
#[derive(Debug)]
pub(crate) struct Memory {
    /// The number of a word and one, or 0; a word that finds its place taken takes the next.
    slots: Vec<u16>,
    met: Vec<Met>,
    /// The numbers of the words of the text at hand, each once.
    said: Vec<u16>,
}

/// What a word was found to be.
#[derive(Debug)]
struct Met {
    word: [u8; LONGEST],
    head: bool,
    kind: Kind,
    /// How often it occurs in the text at hand.
    times: u16,
    sum: Sum,
}

impl Memory {
    pub(crate) fn new() -> Self {
        Self { slots: vec![0; SLOTS], met: Vec::new(), said: Vec::new() }
    }

    /// Counts a word at that place of a text; tells of which kind it is.
    pub(crate) fn count(&mut self, word: &Word, place: usize, model: &Model) -> Kind {
        let number = self.number(word, place, model);
        let Some(met) = self.met.get_mut(usize::from(number)) else { return Kind::Unknown };
        if met.times == 0 {
            self.said.push(number);
        }
        met.times += 1;
        met.kind
    }

    /// What the counted words add up to; counts begin anew then.
    pub(crate) fn sum(&mut self) -> Sum {
        let mut sum = Sum::default();
        for number in self.said.drain(..) {
            if let Some(met) = self.met.get_mut(usize::from(number)) {
                sum.add(&met.sum, std::mem::take(&mut met.times));
            }
        }
        // Nothing is forgotten while a text is read.
        if self.met.len() > MOST {
            self.slots.fill(0);
            self.met.clear();
        }
        sum
    }

    fn number(&mut self, word: &Word, place: usize, model: &Model) -> u16 {
        let head = at_head(place);
        let mut slot = hash(word.padded(), head) % SLOTS;
        while let Some(number) = self.slots.get(slot).and_then(|next| next.checked_sub(1)) {
            if self.met.get(usize::from(number)).is_some_and(|met| met.word == *word.padded() && met.head == head) {
                return number;
            }
            slot = (slot + 1) % SLOTS;
        }
        let number = u16::try_from(self.met.len()).unwrap_or(u16::MAX);
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = number.saturating_add(1);
        }
        let (word, kind, sum) = (*word.padded(), Kind::of(word), Sum::of(word, place, model));
        self.met.push(Met { word, head, kind, times: 0, sum });
        number
    }
}

/// Three numbers multiplied together.
fn hash(word: &[u8; LONGEST], head: bool) -> usize {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (numbers, _) = word.as_chunks::<8>();
    let mixed = |sum: u64, number: &[u8; 8]| (sum.rotate_left(23) ^ u64::from_le_bytes(*number)).wrapping_mul(ODD);
    usize::try_from(numbers.iter().fold(u64::from(head), mixed) >> 40).unwrap_or_default()
}
