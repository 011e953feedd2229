//! What is known about one contact: for every fact, the set of values still possible.

use std::fmt;
use std::marker::PhantomData;

use crate::stored::stored;
use crate::{CustomerType, Fact};

/// Where a fact has its bits: one bit for each value still possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Field {
    /// 0 for the built-in facts, 1 for an agency's own; the diagrams of sub-segments use 2 for channels.
    pub(crate) word: u8,
    pub(crate) shift: u8,
    pub(crate) width: u8,
}

stored!(Field { word, shift, width });

impl Field {
    pub(crate) const fn new(word: u8, shift: u8, width: u8) -> Self {
        Self { word, shift, width }
    }

    /// All values of the fact, as a set that starts at bit 0.
    pub(crate) const fn all(self) -> u64 {
        if self.width >= 64 { u64::MAX } else { (1 << self.width) - 1 }
    }

    /// The bits of this fact in `word`, as a set that starts at bit 0.
    pub(crate) const fn read(self, word: u64) -> u64 {
        (word >> self.shift) & self.all()
    }

    /// `word` with this fact's bits replaced.
    pub(crate) const fn write(self, word: u64, set: u64) -> u64 {
        (word & !(self.all() << self.shift)) | ((set & self.all()) << self.shift)
    }
}

/// Keeps [`Value`] to the enums of the taxonomy, whose bits are laid out.
pub trait Sealed {}

/// A value of a built-in fact.
pub trait Value: Sealed + Copy + Into<&'static str> + 'static {
    /// The fact whose value it is.
    const FACT: Fact;
    /// All values, in order.
    const ALL: &'static [Self];
    /// Its place in that order.
    fn index(self) -> u32;
}

/// A set of values of one fact.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Values<V> {
    bits: u64,
    of: PhantomData<V>,
}

impl<V: Value> Values<V> {
    const fn new(bits: u64) -> Self {
        Self { bits, of: PhantomData }
    }

    /// Whether `value` is in the set.
    pub fn contains(self, value: V) -> bool {
        self.bits >> value.index() & 1 == 1
    }

    /// How many values are in the set.
    pub const fn len(self) -> u32 {
        self.bits.count_ones()
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// The value, if there is just one.
    pub fn single(self) -> Option<V> {
        if self.len() == 1 { self.iter().next() } else { None }
    }

    /// The values, in order.
    pub fn iter(self) -> impl Iterator<Item = V> {
        V::ALL.iter().copied().filter(move |&value| self.contains(value))
    }
}

impl<V: Value> fmt::Debug for Values<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Into::<&str>::into)).finish()
    }
}

impl<V: Value> FromIterator<V> for Values<V> {
    fn from_iter<I: IntoIterator<Item = V>>(values: I) -> Self {
        Self::new(values.into_iter().fold(0, |bits, value| bits | 1 << value.index()))
    }
}

/// What is known about one contact, in the built-in facts: a bit set in one machine word.
///
/// Every fact has the set of values still possible: one value means known, all unknown, several partly known,
/// none a contradiction. `channel` is the exception: its set means "all of these were used", and none means unknown.
///
/// ```
/// use govseg::{Benefit, Capacity, CustomerType, Facts};
///
/// let facts = Facts::UNKNOWN.with(CustomerType::Military).with_any([Benefit::Financial, Benefit::Administrative]);
/// assert_eq!(facts.get::<CustomerType>().single(), Some(CustomerType::Military));
/// assert_eq!(facts.get::<Benefit>().len(), 2);
/// assert_eq!(facts.get::<Capacity>().len(), 2); // nothing is guessed
/// assert_eq!(size_of::<Facts>(), 8);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Facts(u64);

const CHANNELS: Field = Fact::Channel.field();

impl Facts {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self((1 << CHANNELS.shift) - 1);

    /// The facts with only these values of one fact still possible: what was possible before and is not among them falls away.
    ///
    /// A channel is added to those used.
    #[must_use]
    pub fn with_any<V: Value>(self, values: impl IntoIterator<Item = V>) -> Self {
        self.narrow_to(V::FACT, values.into_iter().collect::<Values<V>>().bits)
    }

    /// The facts with this value known.
    #[must_use]
    pub fn with<V: Value>(self, value: V) -> Self {
        self.narrow_to(V::FACT, 1 << value.index())
    }

    pub(crate) fn narrow_to(self, fact: Fact, set: u64) -> Self {
        let field = fact.field();
        let now = field.read(self.0);
        Self(field.write(self.0, if fact == Fact::Channel { now | set } else { now & set }))
    }

    /// What holds when both hold: the values that both leave possible, the channels of either.
    ///
    /// ```
    /// # use govseg::{CustomerType::*, Facts};
    /// let form = Facts::UNKNOWN.with_any([Citizen, Business]);
    /// let records = Facts::UNKNOWN.with_any([Business, Military]);
    /// assert_eq!(form.narrow(records), Facts::UNKNOWN.with(Business));
    /// ```
    #[must_use]
    pub const fn narrow(self, other: Self) -> Self {
        Self((self.0 & other.0 & Self::UNKNOWN.0) | ((self.0 | other.0) & !Self::UNKNOWN.0))
    }

    /// What holds when one of the two holds: for each fact, the values that either leaves possible.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The values of one fact still possible; for `channel` those used.
    pub fn get<V: Value>(self) -> Values<V> {
        Values::new(V::FACT.field().read(self.0))
    }

    /// Whether something is known of this fact.
    pub const fn is_given(self, fact: Fact) -> bool {
        let set = fact.field().read(self.0);
        set != fact.field().read(Self::UNKNOWN.0)
    }

    /// Whether this one fact is known to have one value (for `channel`: at least one).
    pub const fn is_known(self, fact: Fact) -> bool {
        let set = fact.field().read(self.0);
        match fact {
            Fact::Channel => set != 0,
            _ => set.is_power_of_two(),
        }
    }

    /// What is known of one fact, all others unknown.
    #[must_use]
    pub const fn only(self, fact: Fact) -> Self {
        let field = fact.field();
        Self(field.write(Self::UNKNOWN.0, field.read(self.0)))
    }

    /// The first fact that has no value left, if there is one. A policy's implications may clash besides.
    pub fn emptied(self) -> Option<Fact> {
        Fact::ALL.iter().copied().find(|&fact| fact != Fact::Channel && fact.field().read(self.0) == 0)
    }

    /// Whether some fact but the channel has no value left.
    ///
    /// Adding a field's mask to it carries into the bit above just if the field is not empty. Every other field at a
    /// time, so that this bit is free.
    pub(crate) const fn lacks_a_value(self) -> bool {
        #[expect(clippy::indexing_slicing, reason = "worked out when the crate is compiled")]
        const fn every_other(from: usize) -> u64 {
            let (mut mask, mut index) = (0, from);
            while index < Fact::Channel as usize {
                let field = Fact::ALL[index].field();
                mask |= field.all() << field.shift;
                index += 2;
            }
            mask
        }
        const EVEN: u64 = every_other(0);
        const ODD: u64 = every_other(1);
        const fn above(mask: u64) -> u64 {
            (mask << 1) & !mask
        }
        let even = (self.0 & EVEN) + EVEN;
        let odd = (self.0 & ODD) + ODD;
        even & above(EVEN) != above(EVEN) || odd & above(ODD) != above(ODD)
    }

    /// The facts of which something is known, each with the wire names of its values, in order.
    pub fn iter(self) -> impl Iterator<Item = (Fact, Vec<&'static str>)> {
        Fact::ALL.iter().copied().filter(move |&fact| self.is_given(fact)).map(move |fact| {
            let set = fact.field().read(self.0);
            (
                fact,
                fact.values()
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| set >> index & 1 == 1)
                    .map(|(_, &name)| name)
                    .collect(),
            )
        })
    }

    /// The word itself: bit after bit the values of every fact, in order. For columns of facts; not a format to store.
    pub const fn word(self) -> u64 {
        self.0
    }

    /// Facts from such a word; bits that belong to no value are dropped.
    pub const fn from_word(word: u64) -> Self {
        Self(word & (((1 << CHANNELS.width) - 1) << CHANNELS.shift | Self::UNKNOWN.0))
    }
}

impl Default for Facts {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter().map(|(fact, values)| (<&str>::from(fact), values))).finish()
    }
}

impl From<CustomerType> for Facts {
    fn from(customer: CustomerType) -> Self {
        Self::UNKNOWN.with(customer)
    }
}

/// What is known in the facts that an agency's own policy adds; which bit means what, the policy says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OwnFacts(pub(crate) u64);

impl OwnFacts {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self(u64::MAX);

    /// The word itself, like [`Facts::word`]: bit after bit the values of the policy's own facts, in order.
    pub const fn word(self) -> u64 {
        self.0
    }

    /// Facts from such a word.
    pub const fn from_word(word: u64) -> Self {
        Self(word)
    }
}

impl Default for OwnFacts {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

/// All that is known about one contact: the built-in facts, and a policy's own.
///
/// Plain [`Facts`] turn into one wherever a contact is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Contact {
    /// The built-in facts.
    pub facts: Facts,
    /// The policy's own facts.
    pub own: OwnFacts,
}

impl Contact {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { facts: Facts::UNKNOWN, own: OwnFacts::UNKNOWN };

    /// No value of any fact.
    pub(crate) const NOTHING: Self = Self { facts: Facts(0), own: OwnFacts(0) };

    /// What holds when both hold.
    #[must_use]
    pub const fn narrow(self, other: Self) -> Self {
        Self { facts: self.facts.narrow(other.facts), own: OwnFacts(self.own.0 & other.own.0) }
    }

    /// What holds when one of the two holds.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self { facts: self.facts.union(other.facts), own: OwnFacts(self.own.0 | other.own.0) }
    }

    pub(crate) const fn words(self) -> [u64; 3] {
        [self.facts.0, self.own.0, 0]
    }

    /// The word of the built-in facts, at place 0, or of the policy's own.
    pub(crate) const fn word(self, place: usize) -> u64 {
        if place == 0 { self.facts.0 } else { self.own.0 }
    }

    /// The set of one field.
    pub(crate) const fn read(self, field: Field) -> u64 {
        field.read(self.word(field.word as usize))
    }

    /// The contact with the set of one field replaced.
    pub(crate) const fn write(mut self, field: Field, set: u64) -> Self {
        if field.word == 0 {
            self.facts.0 = field.write(self.facts.0, set);
        } else {
            self.own.0 = field.write(self.own.0, set);
        }
        self
    }
}

impl From<Facts> for Contact {
    fn from(facts: Facts) -> Self {
        Self { facts, own: OwnFacts::UNKNOWN }
    }
}
