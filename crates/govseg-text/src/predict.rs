//! From a text to evidence.

use govseg::{Contact, FactId, Facts, Policy, Segment, Segments, Vocabulary};

use crate::calibrate::shares;
use crate::language::{Language, Tally};
use crate::memory::Memory;
use crate::model::{LATENT, Model};
use crate::outputs::{OUTPUTS, SEGMENTS, facts, segments};
use crate::tokens::{Word, words};

/// Reads texts with a model, one after the other, in a memory that does not grow.
///
/// ```
/// use govseg::{Segment, Segments};
/// use govseg_text::{Model, Reader};
///
/// let model = Model::shipped()?;
/// let mut reader = Reader::new(&model);
/// let evidence = reader.read("Apply for a passport. Citizens apply for a passport to travel abroad.");
/// assert_eq!(evidence.suggestion(Segments::ALL).unwrap().0, Segment::Beneficial);
/// # Ok::<(), govseg_text::ModelError>(())
/// ```
#[derive(Debug)]
pub struct Reader<'m> {
    model: &'m Model,
    memory: Memory,
    /// The words of the text at hand.
    words: Vec<Word>,
}

/// What a text says of its contact.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence<'m> {
    model: &'m Model,
    pub(crate) latent: [f32; LATENT],
    known: u32,
    language: Language,
}

impl<'m> Reader<'m> {
    /// With a model.
    pub fn new(model: &'m Model) -> Self {
        Self { model, memory: Memory::new(), words: Vec::new() }
    }

    /// What the text says. It is taken for English: see [`Evidence::language`].
    pub fn read(&mut self, text: &str) -> Evidence<'m> {
        // One thing after the other for all words: what one waits for from memory, the next need not wait for.
        self.words.clear();
        self.words.extend(words(text));
        let mut tally = Tally::default();
        for (place, word) in self.words.iter().enumerate() {
            tally.add(self.memory.count(word, place, self.model));
        }
        let sum = self.memory.sum();
        Evidence { model: self.model, latent: sum.within(sum.length()), known: sum.known, language: tally.language() }
    }
}

impl<'m> Evidence<'m> {
    /// Whether the text is English. Evidence from a text that is not is worth nothing: who uses it should abstain.
    pub fn language(&self) -> Language {
        self.language
    }

    /// How many features of its words the model knows; with none, all that is said is what is usual.
    pub fn known(&self) -> u32 {
        self.known
    }

    /// The logarithm of each segment's weight.
    pub(crate) fn logits(&self) -> [f32; SEGMENTS] {
        self.model.shares.logits(&self.model.weights.segments(&self.latent))
    }

    /// How probable each segment is, given that it is one of those possible; in the order of segments.
    pub fn distribution(&self, possible: Segments) -> [(Segment, f32); SEGMENTS] {
        let said =
            shares(&self.logits(), |place| segments().get(place).is_some_and(|&segment| possible.contains(segment)));
        let mut place = said.into_iter();
        segments().map(|segment| (segment, place.next().unwrap_or_default()))
    }

    /// The segment that is most probable among those possible, and how probable it is; none if none is possible.
    pub fn suggestion(&self, possible: Segments) -> Option<(Segment, f32)> {
        let among = self.distribution(possible).into_iter().filter(|(segment, _)| possible.contains(*segment));
        among.reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    pub(crate) fn outputs(&self) -> [f32; OUTPUTS] {
        self.model.weights.outputs(&self.latent)
    }

    /// For each fact the values that the text leaves plausible: together a set that holds the truth with that probability,
    /// for each fact by itself. Facts of which nothing can be ruled out are unknown.
    pub fn facts(&self, probability: f64) -> Facts {
        let vocabulary = Vocabulary::default();
        let contact = self
            .sets(probability)
            .fold(Contact::UNKNOWN, |contact, (fact, set)| vocabulary.narrow(contact, FactId::from(fact), set));
        contact.facts
    }

    /// The sets themselves, bit after bit the values of a fact; each has at least the likeliest value.
    pub(crate) fn sets(&self, probability: f64) -> impl Iterator<Item = (govseg::Fact, u64)> {
        let outputs = self.outputs();
        facts().enumerate().map(move |(place, (fact, first))| {
            let scores = outputs.get(first..first + fact.values().len()).unwrap_or_default();
            let most = scores.iter().copied().fold(f32::MIN, f32::max);
            let needed = self.model.quantiles.needed(place, probability).min(most);
            let set = (0..).zip(scores).filter(|(_, score)| **score >= needed).fold(0, |set, (bit, _)| set | 1 << bit);
            (fact, set)
        })
    }

    /// What is known of a contact when the text is taken at its word where nothing else is given: given facts with the
    /// sets of the text. A set that clashes with what is given, or with what follows from it, is dropped and named.
    pub fn narrow(&self, policy: &Policy, given: impl Into<Contact>, probability: f64) -> (Contact, Vec<govseg::Fact>) {
        let names = policy.vocabulary();
        let (mut contact, mut dropped) = (given.into(), Vec::new());
        for (fact, set) in self.sets(probability) {
            let narrowed = names.narrow(contact, FactId::from(fact), set);
            if policy.decide(narrowed).possible().is_empty() {
                dropped.push(fact);
            } else {
                contact = narrowed;
            }
        }
        (contact, dropped)
    }

    /// The labelled texts that lie nearest, with how near: 1 is the same direction.
    pub fn nearest(&self, count: usize) -> Vec<(&'m crate::Example, f32)> {
        let length = |numbers: &[f32; LATENT]| numbers.iter().map(|number| number * number).sum::<f32>().sqrt();
        let own = length(&self.latent);
        let mut all: Vec<_> = self
            .model
            .examples
            .iter()
            .map(|example| {
                let place = example.place.map(f32::from);
                let dot: f32 = place.iter().zip(&self.latent).map(|(one, other)| one * other).sum();
                (example, dot / (own * length(&place)).max(1e-9))
            })
            .collect();
        all.sort_by(|one, other| other.1.total_cmp(&one.1));
        all.truncate(count);
        all
    }
}

impl PartialEq for Model {
    /// Equal if they say the same of every text.
    fn eq(&self, other: &Self) -> bool {
        self.to_bytes() == other.to_bytes()
    }
}
