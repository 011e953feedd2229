//! Measuring: rows go in one after the other, and what was kept of several parts can be put together.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use crate::accumulate::{Cell, Journey, Stop};
use crate::by::By;
use crate::columns::PartError;
use crate::log::{At, Block, Field, Row, Says};
use crate::measures::{How, Matter, Spec, Taken, note};
use crate::rules::Rules;

/// What stands between the parts of a group's name.
pub(crate) const BETWEEN: char = '\u{1f}';

/// What is kept of the rows that were measured. Two of them that were made alike can be merged, and it makes no difference
/// which rows went into which: the results are the same to the last digit.
#[derive(Clone)]
pub struct Measurement {
    pub(crate) rules: Arc<Rules>,
    pub(crate) by: Vec<By>,
    pub(crate) specs: Vec<&'static Spec>,
    places: HashMap<Arc<str>, usize, FixedState>,
    pub(crate) groups: Vec<Group>,
    /// By the place of the measure, and what the contacts have in common.
    journeys: Journeys,
    key: String,
}

/// A group with its cells, and a journey with the place of its measure and its matter, as they are written.
pub(crate) type KeptGroup = (Arc<str>, Vec<Cell>);
pub(crate) type KeptJourney = (usize, Box<str>, Journey);

type Journeys = HashMap<(usize, Box<str>), Journey, FixedState>;

/// The place of a row's group; a row that is set aside has none.
#[derive(Clone, Copy)]
pub(crate) struct Place(u32);

impl Place {
    pub(crate) const NONE: Self = Self(u32::MAX);

    /// There is no memory for more groups than that.
    pub(crate) fn new(place: usize) -> Self {
        Self(u32::try_from(place).unwrap_or(u32::MAX))
    }
}

/// Where one measure adds the rows of a block.
pub(crate) struct Cells<'m> {
    groups: &'m mut [Group],
    places: &'m [Place],
    number: usize,
}

impl Cells<'_> {
    /// Adds each row that is not set aside.
    #[inline]
    pub(crate) fn each(&mut self, block: &Block<'_>, mut add: impl FnMut(&At<'_>, &mut Cell) -> Option<Taken>) {
        for (row, place) in self.places.iter().enumerate() {
            let group = self.groups.get_mut(place.0 as usize);
            if let Some(cell) = group.and_then(|group| group.cells.get_mut(self.number)) {
                note(add(&block.at(row), cell), cell);
            }
        }
    }
}

/// The cells of one group, one a measure.
#[derive(Clone)]
pub(crate) struct Group {
    pub(crate) key: Arc<str>,
    pub(crate) cells: Vec<Cell>,
}

impl Group {
    /// What it is told apart by, of so many parts.
    pub(crate) fn parts(&self, by: usize) -> Vec<String> {
        self.key.split(BETWEEN).take(by).map(ToOwned::to_owned).collect()
    }
}

impl Measurement {
    /// Nothing yet.
    pub fn new(rules: Arc<Rules>, by: Vec<By>, specs: Vec<&'static Spec>) -> Self {
        Self {
            rules,
            by,
            specs,
            places: HashMap::default(),
            groups: Vec::new(),
            journeys: HashMap::default(),
            key: String::new(),
        }
    }

    /// What the words of a row stand for, in the order of its groups.
    pub fn texts(&self) -> Vec<Option<crate::log::Text>> {
        self.by.iter().map(|by| by.text()).collect()
    }

    /// Adds a row.
    pub fn add(&mut self, row: &Row) {
        self.name(row);
        let place = self.place();
        let Some(group) = self.groups.get_mut(place) else { return };
        for (number, spec) in self.specs.iter().enumerate() {
            if let How::Journeys(matter) = spec.how {
                travel(&mut self.journeys, (number, matter), row, group);
            } else if let Some(cell) = group.cells.get_mut(number) {
                spec.add(row, &self.rules, cell);
            }
        }
    }

    /// The place of the group of these parts.
    pub(crate) fn group<'t>(&mut self, parts: impl Iterator<Item = &'t str>) -> usize {
        self.key.clear();
        for (number, part) in parts.enumerate() {
            if number > 0 {
                self.key.push(BETWEEN);
            }
            self.key.push_str(part);
        }
        self.place()
    }

    /// Adds the rows of a block, each to the group at its place.
    pub(crate) fn add_all(&mut self, block: &Block<'_>, places: &[Place]) {
        for (number, spec) in self.specs.iter().enumerate() {
            let mut cells = Cells { groups: &mut self.groups, places, number };
            let How::Journeys(matter) = spec.how else {
                spec.add_all(block, &self.rules, &mut cells);
                continue;
            };
            for (row, place) in places.iter().enumerate() {
                if let Some(group) = cells.groups.get_mut(place.0 as usize) {
                    travel(&mut self.journeys, (number, matter), &block.at(row), group);
                }
            }
        }
    }

    /// What is measured, and told apart by what.
    pub(crate) fn names(&self) -> (Vec<String>, Vec<String>) {
        let measures = self.specs.iter().map(|spec| spec.id.to_owned()).collect();
        (measures, self.by.iter().map(|by| by.name().to_owned()).collect())
    }

    /// What is kept, to be written.
    pub(crate) fn kept(&self) -> (Vec<KeptGroup>, Vec<KeptJourney>) {
        let groups = self.groups.iter().map(|group| (Arc::clone(&group.key), group.cells.clone()));
        let journeys = self.journeys.iter().map(|((number, matter), kept)| (*number, matter.clone(), kept.clone()));
        (groups.collect(), journeys.collect())
    }

    /// Takes what was kept by another that was made alike.
    pub(crate) fn restore(&mut self, groups: Vec<KeptGroup>, journeys: Vec<KeptJourney>) -> Result<(), PartError> {
        for (key, cells) in groups {
            let alike = cells.len() == self.specs.len()
                && self.specs.iter().zip(&cells).all(|(spec, cell)| cell.sum.is_of(spec.kind));
            if !alike {
                return Err(PartError::new(&"its sums are of another kind"));
            }
            self.places.insert(Arc::clone(&key), self.groups.len());
            self.groups.push(Group { key, cells });
        }
        for (number, matter, journey) in journeys {
            join(&mut self.journeys, (number, matter), journey);
        }
        Ok(())
    }

    /// Puts together what both have kept.
    pub fn merge(&mut self, other: Self) {
        for theirs in other.groups {
            self.key.clear();
            self.key.push_str(&theirs.key);
            let place = self.place();
            if let Some(ours) = self.groups.get_mut(place) {
                ours.cells.iter_mut().zip(&theirs.cells).for_each(|(cell, more)| cell.merge(more));
            }
        }
        for (matter, journey) in other.journeys {
            join(&mut self.journeys, matter, journey);
        }
    }

    /// The groups in order, with the contacts that belong together counted where the first of them was.
    pub(crate) fn settled(mut self) -> Self {
        let window = Rules::days(self.rules.window_days);
        for ((number, _), journey) in std::mem::take(&mut self.journeys) {
            let first = journey.first();
            self.key.clear();
            self.key.push_str(&first.group);
            let place = self.place();
            let Some(How::Journeys(matter)) = self.specs.get(number).map(|spec| spec.how) else { continue };
            let good = matter.went_well(&journey, window);
            if let Some(cell) = self.groups.get_mut(place).and_then(|group| group.cells.get_mut(number)) {
                cell.share(u64::from(good), 1, crate::amount::ONE);
            }
        }
        self.groups.sort_by(|one, other| one.key.cmp(&other.key));
        self.places.clear();
        self
    }

    /// The name of the row's group.
    fn name(&mut self, row: &Row) {
        self.key.clear();
        for (number, (by, text)) in self.by.iter().zip(&row.groups).enumerate() {
            if number > 0 {
                self.key.push(BETWEEN);
            }
            match by {
                By::Text(_) => self.key.push_str(text),
                By::Period(period) => {
                    let day = row.get(Field::OpenedAt).and_then(|at| self.rules.calendar.clock().day(at));
                    self.key.push_str(&day.map(|day| period.name(day)).unwrap_or_default());
                }
            }
        }
    }

    /// The place of the group of the name at hand.
    fn place(&mut self) -> usize {
        if let Some(place) = self.places.get(self.key.as_str()) {
            return *place;
        }
        let key: Arc<str> = self.key.as_str().into();
        let cells = self.specs.iter().map(|spec| Cell::new(spec.kind)).collect();
        self.places.insert(Arc::clone(&key), self.groups.len());
        self.groups.push(Group { key, cells });
        self.groups.len() - 1
    }
}

/// Adds a row to the journey that it is a part of.
fn travel(journeys: &mut Journeys, (number, matter): (usize, Matter), row: &impl Says, group: &mut Group) {
    match stop(matter, row, &group.key) {
        Some((name, stop)) => join(journeys, (number, name), Journey::new(stop)),
        None => group.cells.iter_mut().skip(number).take(1).for_each(|cell| cell.missing += 1),
    }
}

/// What a row is a part of, and as what.
fn stop(matter: Matter, row: &impl Says, group: &Arc<str>) -> Option<(Box<str>, Stop)> {
    let name = matter.of(row)?;
    let settled = row.count(Field::Resolved).map(|count| count > 0);
    Some((name.into(), Stop { at: row.get(Field::OpenedAt)?, group: Arc::clone(group), settled }))
}

fn join(journeys: &mut Journeys, matter: (usize, Box<str>), journey: Journey) {
    match journeys.entry(matter) {
        std::collections::hash_map::Entry::Occupied(mut known) => known.get_mut().merge(journey),
        std::collections::hash_map::Entry::Vacant(new) => {
            new.insert(journey);
        }
    }
}

/// Whether nothing at all was said of a measure in any group.
pub(crate) fn is_silent(groups: &[Group], number: usize) -> bool {
    groups.iter().filter_map(|group| group.cells.get(number)).all(|cell| cell.n() == 0)
}
