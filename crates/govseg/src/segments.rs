//! Sets of segments.

use std::fmt;

use strum::VariantArray;

use crate::Segment;
use crate::stored::stored;

/// A set of segments, in the order in which they always stand.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Segments(u8);

stored!(tuple Segments);

impl Segments {
    /// No segment.
    pub const NONE: Self = Self(0);
    /// All six.
    pub const ALL: Self = Self(0b11_1111);

    /// The set with one more.
    #[must_use]
    pub const fn with(self, segment: Segment) -> Self {
        Self(self.0 | 1 << segment as u8)
    }

    /// The set with one less.
    #[must_use]
    pub const fn without(self, segment: Segment) -> Self {
        Self(self.0 & !(1 << segment as u8))
    }

    /// Whether `segment` is in the set.
    pub const fn contains(self, segment: Segment) -> bool {
        self.0 >> segment as u8 & 1 == 1
    }

    /// How many there are.
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set as a number below 64: bit after bit, in order. For tables by set; not a format to store.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The segment, if there is just one.
    pub fn single(self) -> Option<Segment> {
        if self.len() == 1 { self.iter().next() } else { None }
    }

    /// The segments, in order.
    pub fn iter(self) -> impl Iterator<Item = Segment> {
        Segment::VARIANTS.iter().copied().filter(move |&segment| self.contains(segment))
    }
}

impl FromIterator<Segment> for Segments {
    fn from_iter<I: IntoIterator<Item = Segment>>(segments: I) -> Self {
        segments.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Display for Segments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, segment) in self.iter().enumerate() {
            write!(f, "{}{segment}", if index > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

impl fmt::Debug for Segments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
