//! From a batch to the contacts of its rows, a block at a time.

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use govseg::{Contact, Segments};

use super::lane::Lane;
use super::read::Reading;
use super::word::{Said, WideWord, Word};
use crate::error::Fault;
use crate::plan::{Header, Plan};

/// How many rows are worked on at a time: their contacts stay close by while one column after the other is laid over them.
pub(crate) const BLOCK: usize = 1024;

/// The contacts of some rows.
#[derive(Default)]
pub(crate) struct Block {
    pub(crate) contacts: Vec<Contact>,
    /// The row of each contact, counting from 0 in its batch. Not every row has just one contact.
    pub(crate) rows: Vec<usize>,
    /// Where rows are taken once for each value of a fact: the place of the value.
    pub(crate) each: Vec<Option<usize>>,
    /// The rows that cannot be read.
    pub(crate) faults: Vec<(usize, Fault)>,
}

/// Reads the columns of one batch after the other.
pub(crate) enum Reader<'p> {
    /// A policy without facts of its own needs one word a contact.
    Plain(Lanes<'p, Word>),
    Wide(Lanes<'p, WideWord>),
}

impl<'p> Reader<'p> {
    pub(crate) fn new(plan: &'p Plan<'p>, header: &Header) -> Self {
        if plan.policy.vocabulary().facts().count() > govseg::Fact::ALL.len() {
            Self::Wide(Lanes::new(plan, header))
        } else {
            Self::Plain(Lanes::new(plan, header))
        }
    }

    /// Makes what all blocks of a batch need.
    pub(crate) fn prepare(&mut self, batch: &RecordBatch) -> Result<(), ArrowError> {
        match self {
            Self::Plain(lanes) => lanes.prepare(batch),
            Self::Wide(lanes) => lanes.prepare(batch),
        }
    }

    /// The possible segments of some rows of the prepared batch, if each of them makes one contact; else nothing is
    /// said, and they are to be read.
    pub(crate) fn possible(&mut self, batch: &RecordBatch, from: usize, possible: &mut [Segments]) -> bool {
        match self {
            Self::Plain(lanes) => lanes.possible(batch, from, possible),
            Self::Wide(lanes) => lanes.possible(batch, from, possible),
        }
    }

    /// Reads some rows of the prepared batch.
    pub(crate) fn read(&mut self, batch: &RecordBatch, from: usize, rows: usize, block: &mut Block) {
        match self {
            Self::Plain(lanes) => lanes.read(batch, from, rows, block),
            Self::Wide(lanes) => lanes.read(batch, from, rows, block),
        }
    }

    /// What each column says in one row of the prepared batch, by rule.
    pub(crate) fn said(&mut self, batch: &RecordBatch, row: usize) -> Vec<(usize, Contact)> {
        match self {
            Self::Plain(lanes) => lanes.said(batch, row),
            Self::Wide(lanes) => lanes.said(batch, row),
        }
    }
}

pub(crate) struct Lanes<'p, W> {
    plan: &'p Plan<'p>,
    /// In the order of the columns.
    all: Vec<Lane<'p, W>>,
    /// Columns that are alternatives of one another, by the places of their lanes; where the table lacks one, that one
    /// is unknown.
    pools: Vec<Vec<Option<usize>>>,
    words: Vec<W>,
    pooled: Vec<W>,
    alternative: Vec<W>,
}

impl<'p, W: Said> Lanes<'p, W> {
    fn new(plan: &'p Plan<'p>, header: &Header) -> Self {
        let names = plan.policy.vocabulary();
        let lane = |&(_, rule): &(usize, usize)| Some(Lane::new(Reading { rule: plan.rules.get(rule)?, names }, rule));
        let lanes: Vec<Lane<'p, W>> = header.bound.iter().filter_map(lane).collect();
        let place = |rule: &usize| lanes.iter().position(|lane| lane.rule == *rule);
        let pools = plan.pools.iter().map(|pool| pool.iter().map(place).collect()).collect();
        Self { plan, all: lanes, pools, words: Vec::new(), pooled: Vec::new(), alternative: Vec::new() }
    }

    fn prepare(&mut self, batch: &RecordBatch) -> Result<(), ArrowError> {
        self.all.iter_mut().try_for_each(|lane| lane.prepare(batch))
    }

    fn possible(&mut self, batch: &RecordBatch, from: usize, possible: &mut [Segments]) -> bool {
        if self.plan.each.is_some() {
            return false;
        }
        self.lay(batch, from, possible.len());
        if self.has_bad() {
            return false;
        }
        self.plan.policy.possible_block(&self.words, possible);
        true
    }

    /// Whether some row laid last cannot be read.
    fn has_bad(&self) -> bool {
        self.words.iter().fold(W::UNKNOWN, |all, word| all.narrow(*word)).is_bad()
    }

    fn read(&mut self, batch: &RecordBatch, from: usize, rows: usize, block: &mut Block) {
        self.lay(batch, from, rows);
        block.contacts.clear();
        block.rows.clear();
        block.each.clear();
        if self.plan.each.is_none() && !self.has_bad() {
            block.contacts.extend(self.words.iter().map(|&word| word.into()));
            block.rows.extend(from..from + rows);
            return;
        }
        for (row, word) in (from..).zip(&self.words) {
            if word.is_bad() {
                block.faults.push((row, self.fault(batch, row)));
            } else {
                self.plan.take((*word).into(), |contact, value| {
                    block.contacts.push(contact);
                    block.rows.push(row);
                    block.each.push(value);
                });
            }
        }
    }

    /// Lays all columns over each other.
    fn lay(&mut self, batch: &RecordBatch, from: usize, rows: usize) {
        let Self { plan, all: lanes, pools, words, pooled, alternative } = self;
        words.clear();
        words.resize(rows, W::new(plan.together(&[])));
        for (place, lane) in lanes.iter_mut().enumerate() {
            if pools.is_empty() || !pools.iter().flatten().any(|pooled| *pooled == Some(place)) {
                lane.lay(batch, from, words);
            }
        }
        for pool in pools {
            pooled.clear();
            for place in pool {
                alternative.clear();
                alternative.resize(rows, W::UNKNOWN);
                if let Some(lane) = place.and_then(|place| lanes.get_mut(place)) {
                    lane.lay(batch, from, alternative);
                }
                if pooled.is_empty() {
                    pooled.extend_from_slice(alternative);
                } else {
                    pooled.iter_mut().zip(&*alternative).for_each(|(word, other)| *word = word.union(*other));
                }
            }
            words.iter_mut().zip(&*pooled).for_each(|(word, said)| *word = word.narrow(*said));
        }
    }

    /// The first thing that is wrong with a row.
    fn fault(&self, batch: &RecordBatch, row: usize) -> Fault {
        self.all.iter().find_map(|lane| lane.fault(batch, row)).unwrap_or_else(|| Fault::new("the row cannot be read"))
    }

    fn said(&mut self, batch: &RecordBatch, row: usize) -> Vec<(usize, Contact)> {
        let mut said = Vec::with_capacity(self.all.len());
        for lane in &mut self.all {
            let mut word = [W::UNKNOWN];
            lane.lay(batch, row, &mut word);
            said.extend(word.map(|word| (lane.rule, word.into())));
        }
        said
    }
}
