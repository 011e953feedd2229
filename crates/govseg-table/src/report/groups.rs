//! Rows counted by a text of theirs, in bounded memory: what is beyond the bound is counted together.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::clipped;
use super::counts::{Class, Counts};

/// How many texts are told apart, in the order in which they come.
const MOST: usize = 10_000;

/// Counts by text.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    places: HashMap<Box<str>, usize, RandomState>,
    /// In the order in which they came.
    list: Vec<Group>,
    /// The rows of all further texts.
    beyond: Counts,
}

/// The rows of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) name: Box<str>,
    pub(crate) counts: Counts,
}

/// The largest groups, and the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Largest {
    /// The most rows first; of equals, the one that came first.
    pub(crate) groups: Vec<Group>,
    /// How many more there are, and whether there are even more than that.
    pub(crate) others: usize,
    pub(crate) and_more: bool,
    /// Their rows.
    pub(crate) rest: Counts,
}

impl Groups {
    pub(crate) fn see(&mut self, name: &str, class: Class) {
        self.group(clipped(name)).add(class, 1);
    }

    /// The counts of a text, or of what is beyond.
    fn group(&mut self, name: &str) -> &mut Counts {
        let place = match self.places.get(name) {
            Some(&place) => place,
            None if self.list.len() >= MOST => return &mut self.beyond,
            None => {
                self.places.insert(name.into(), self.list.len());
                self.list.push(Group { name: name.into(), counts: Counts::default() });
                self.list.len() - 1
            }
        };
        self.list.get_mut(place).map_or(&mut self.beyond, |group| &mut group.counts)
    }

    /// Adds what was counted of later rows.
    pub(crate) fn absorb(&mut self, later: &Self) {
        for group in &later.list {
            self.group(&group.name).absorb(&group.counts);
        }
        self.beyond.absorb(&later.beyond);
    }

    /// The so many largest groups; all others are counted together.
    pub(crate) fn largest(self, most: usize) -> Largest {
        let mut groups = self.list;
        groups.sort_by_key(|group| std::cmp::Reverse(group.counts.rows()));
        let small = groups.split_off(groups.len().min(most));
        let mut rest = self.beyond;
        for group in &small {
            rest.absorb(&group.counts);
        }
        Largest { groups, others: small.len(), and_more: self.beyond.rows() > 0, rest }
    }
}
