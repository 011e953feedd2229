//! Contacts that belong together: the first two on one matter.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// One contact of several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub struct Stop {
    /// When it began, in millionths of a second.
    pub at: i64,
    /// The group that it counts in.
    pub group: Arc<str>,
    /// Whether it settled the matter, if that is known.
    pub settled: Option<bool>,
}

/// The first contact on a matter, and when the second was.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Journey {
    first: Stop,
    second: Option<i64>,
}

impl Journey {
    /// Begins with one contact.
    pub fn new(first: Stop) -> Self {
        Self { first, second: None }
    }

    /// The first two of both.
    pub fn merge(&mut self, other: Self) {
        let (first, later) =
            if other.first < self.first { (other.first, self.first.at) } else { (self.first.clone(), other.first.at) };
        self.second = [Some(later), self.second, other.second].into_iter().flatten().min();
        self.first = first;
    }

    /// The first contact.
    pub fn first(&self) -> &Stop {
        &self.first
    }

    /// Whether a second followed within so long.
    pub fn again_within(&self, window: i64) -> bool {
        self.second.is_some_and(|second| second - self.first.at <= window)
    }
}
