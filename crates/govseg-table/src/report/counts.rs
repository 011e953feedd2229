//! Rows counted by what became of them.

use govseg::Segment;
use strum::VariantArray;

use crate::answers::Kind;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Decided(Segment),
    Populations,
    Unknown,
    Contradiction,
}

impl Class {
    /// All of them, in the order in which they are shown.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        Segment::VARIANTS.iter().map(|&segment| Self::Decided(segment)).chain([
            Self::Populations,
            Self::Unknown,
            Self::Contradiction,
        ])
    }

    fn place(self) -> usize {
        let segments = Segment::VARIANTS.len();
        match self {
            Self::Decided(segment) => segment as usize,
            Self::Populations => segments,
            Self::Unknown => segments + 1,
            Self::Contradiction => segments + 2,
        }
    }
}

impl From<&Kind> for Class {
    fn from(kind: &Kind) -> Self {
        match kind {
            Kind::Decided(segment) => Self::Decided(*segment),
            Kind::Populations => Self::Populations,
            Kind::Unknown { .. } => Self::Unknown,
            Kind::Contradiction(_) => Self::Contradiction,
        }
    }
}

/// Rows by class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts([u64; Segment::VARIANTS.len() + 3]);

impl Counts {
    pub(crate) fn add(&mut self, class: Class, rows: u64) {
        if let Some(count) = self.0.get_mut(class.place()) {
            *count += rows;
        }
    }

    pub(crate) fn absorb(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count += more;
        }
    }

    pub(crate) fn get(&self, class: Class) -> u64 {
        self.0.get(class.place()).copied().unwrap_or_default()
    }

    pub(crate) fn rows(&self) -> u64 {
        self.0.iter().sum()
    }

    pub(crate) fn decided(&self) -> u64 {
        Segment::VARIANTS.iter().map(|&segment| self.get(Class::Decided(segment))).sum()
    }

    pub(crate) fn open(&self) -> u64 {
        self.get(Class::Populations) + self.get(Class::Unknown)
    }
}
