//! The one way of a row through the house: cells to facts, facts to an answer, the answer behind the row.
//!
//! A worker takes a batch and gives bytes. It shares nothing with other workers; their counts are added up at the end.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;
use govseg::Contact;

use crate::answers::{Answers, Kind, RowWording};
use crate::cell::json_string;
use crate::column::Column;
use crate::error::Fault;
use crate::format::Form;
use crate::json_row::{Entry, entries};
use crate::plan::{Header, Plan, Sightings};
use crate::reject::Reject;
use crate::rows::{Batch, Cells, Row};
use crate::summary::Tally;
use crate::write::{cell, string};

/// Works on one batch after the other.
pub(crate) struct Worker<'p> {
    plan: &'p Plan<'p>,
    /// For each rule, what texts of its column said.
    remembered: Vec<HashMap<Box<[u8]>, Contact, RandomState>>,
    answers: Answers<'p, RowWording<'p>>,
    shapes: Vec<Shape>,
    tally: Tally,
    sightings: Sightings,
    /// What each column of the row said, by rule.
    said: Vec<(usize, Contact)>,
}

/// What became of a batch.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) bytes: Vec<u8>,
    pub(crate) rows: u64,
    pub(crate) rejects: Vec<Reject>,
}

/// The keys of a row of JSON Lines, and what to do with them. Most rows have the keys of a row before.
struct Shape {
    keys: Vec<String>,
    /// For each key the rule that reads it.
    rules: Vec<Option<usize>>,
    /// For each column of the header the place of its key.
    places: Vec<Option<usize>>,
}

/// A row as it goes out, but for what is added to it.
struct Written<'r> {
    before: &'r [u8],
    /// Whether nothing stands before what is added, so that no comma separates them.
    alone: bool,
    after: &'r [u8],
    end: &'static str,
}

impl<'p> Worker<'p> {
    /// How many texts of a column are remembered, and how long they may be.
    const MOST_TEXTS: usize = 1 << 12;
    const LONGEST_TEXT: usize = 256;
    /// How many shapes of rows are remembered, and from how many keys on only the one at hand.
    const MOST_SHAPES: usize = 16;
    const LARGE_SHAPE: usize = 1 << 10;

    pub(crate) fn new(plan: &'p Plan<'p>, columns: &'p [Column]) -> Self {
        Self {
            plan,
            remembered: plan.rules.iter().map(|_| HashMap::default()).collect(),
            answers: Answers::new(plan.policy, RowWording { columns, names: plan.column_names(), form: plan.to }, true),
            shapes: Vec::new(),
            tally: Tally::default(),
            sightings: Sightings::default(),
            said: Vec::new(),
        }
    }

    /// Works on a batch; what comes of it is appended to the outcome. Without a header every row is broken.
    pub(crate) fn work(&mut self, batch: &Batch, header: Option<&Header>, outcome: &mut Outcome) {
        for row in batch.rows() {
            let mark = outcome.bytes.len();
            match self.row(row, header, &mut outcome.bytes) {
                Ok(rows) => outcome.rows += rows,
                Err(fault) => {
                    outcome.bytes.truncate(mark);
                    outcome.rejects.push(Reject::new(row, fault));
                }
            }
        }
    }

    /// The counts, and the columns that were seen.
    pub(crate) fn finish(mut self) -> (Tally, Sightings) {
        self.answers.count(&mut self.tally);
        (self.tally, self.sightings)
    }

    fn row(&mut self, row: Row<'_>, header: Option<&Header>, out: &mut Vec<u8>) -> Result<u64, Fault> {
        if let Some(reason) = row.broken {
            return Err(Fault::new(reason));
        }
        let text = utf8(row, header)?;
        match (self.plan.from, header) {
            (Form::Cells { delimiter, .. }, Some(header)) => self.row_of_cells(text, row.cells, delimiter, header, out),
            _ => self.row_of_json(text, header, out),
        }
    }

    fn row_of_cells(
        &mut self,
        text: &str,
        cells: Cells<'_>,
        delimiter: u8,
        header: &Header,
        out: &mut Vec<u8>,
    ) -> Result<u64, Fault> {
        if cells.len() != header.names.len() {
            let expected = header.names.len();
            return Err(Fault::new(format!("{} where the header has {expected}", plural(cells.len(), "cell"))));
        }
        self.said.clear();
        for &(place, rule) in &header.bound {
            self.read(rule, cells.get(place), false)?;
        }
        let contact = self.plan.together(&self.said);
        let mut rewritten = Vec::new();
        let mut written = Written { before: text.as_bytes(), alone: false, after: &[], end: "\n" };
        match self.plan.to {
            Form::Cells { delimiter: to, terminator } => {
                written.end = terminator;
                if to != delimiter {
                    for (index, bytes) in cells.iter().enumerate() {
                        if index > 0 {
                            rewritten.push(to);
                        }
                        cell(&mut rewritten, plain(bytes), to);
                    }
                    written.before = &rewritten;
                }
            }
            Form::JsonLines => {
                for (key, bytes) in header.keys.iter().zip(cells.iter()) {
                    rewritten.push(if rewritten.is_empty() { b'{' } else { b',' });
                    rewritten.extend_from_slice(key);
                    string(&mut rewritten, plain(bytes));
                }
                written = Written { before: &rewritten, alone: false, after: b"}", end: "\n" };
            }
        }
        Ok(self.add(contact, &written, out))
    }

    fn row_of_json(&mut self, text: &str, header: Option<&Header>, out: &mut Vec<u8>) -> Result<u64, Fault> {
        let entries = entries(text).map_err(Fault::new)?;
        let shape = self.shape(&entries, header)?;
        self.said.clear();
        for (index, entry) in entries.iter().enumerate() {
            let rule = self.shapes.get(shape).and_then(|shape| shape.rules.get(index).copied().flatten());
            if let Some(rule) = rule {
                self.read(rule, entry.value.as_bytes(), true)?;
            }
        }
        let contact = self.plan.together(&self.said);
        match self.plan.to {
            Form::JsonLines => {
                let (before, after) = text.split_at_checked(text.rfind('}').unwrap_or_default()).unwrap_or_default();
                let (before, after) = (before.as_bytes(), after.as_bytes());
                let written = Written { before, alone: entries.is_empty(), after, end: "\n" };
                Ok(self.add(contact, &written, out))
            }
            Form::Cells { delimiter, terminator } => {
                let places = self.shapes.get(shape).map_or(&[][..], |shape| &shape.places);
                let mut rewritten = Vec::new();
                for (index, place) in places.iter().enumerate() {
                    if index > 0 {
                        rewritten.push(delimiter);
                    }
                    if let Some(entry) = place.and_then(|place| entries.get(place)) {
                        json_as_cell(&mut rewritten, entry, delimiter)?;
                    }
                }
                let alone = places.is_empty();
                Ok(self.add(contact, &Written { before: &rewritten, alone, after: &[], end: terminator }, out))
            }
        }
    }

    /// Reads a cell of a row that is known to be text; what it says is added to what the row said so far.
    fn read(&mut self, rule: usize, bytes: &[u8], json: bool) -> Result<(), Fault> {
        let (Some(column), Some(remembered)) = (self.plan.rules.get(rule), self.remembered.get_mut(rule)) else {
            return Ok(());
        };
        let known = if column.repeats() { remembered.get(bytes) } else { None };
        let contact = if let Some(contact) = known {
            *contact
        } else {
            let (names, text) = (self.plan.policy.vocabulary(), plain(bytes));
            let said = if json { column.json(text, names) } else { column.text(text, names) };
            let contact = said.map_err(|reason| Fault::within(&column.name, reason))?;
            if column.repeats() && text.len() <= Self::LONGEST_TEXT && remembered.len() < Self::MOST_TEXTS {
                remembered.insert(bytes.into(), contact);
            }
            contact
        };
        self.said.push((rule, contact));
        Ok(())
    }

    /// Writes the row, once or once for each value; says how many times.
    fn add(&mut self, contact: Contact, written: &Written<'_>, out: &mut Vec<u8>) -> u64 {
        let (plan, mut rows) = (self.plan, 0);
        plan.take(contact, |contact, value| {
            self.add_one(contact, plan.each_written(value), written, out);
            rows += 1;
        });
        rows
    }

    fn add_one(&mut self, contact: Contact, each: &[u8], written: &Written<'_>, out: &mut Vec<u8>) {
        out.extend_from_slice(written.before);
        let added = out.len();
        let answer = self.answers.give(contact, &mut self.tally);
        out.extend_from_slice(each);
        out.extend_from_slice(&answer.said);
        if written.alone && out.len() > added {
            out.remove(added);
        }
        out.extend_from_slice(written.after);
        out.extend_from_slice(written.end.as_bytes());
        if let Kind::Contradiction(clash) = &mut answer.kind {
            let names = self.plan.policy.vocabulary();
            clash.blame(&self.said, names);
        }
    }

    /// The place of the shape that these entries have.
    fn shape(&mut self, entries: &[Entry<'_>], header: Option<&Header>) -> Result<usize, Fault> {
        let fits = |shape: &Shape| {
            shape.keys.len() == entries.len() && shape.keys.iter().zip(entries).all(|(key, entry)| *key == entry.key)
        };
        if let Some(place) = self.shapes.iter().position(fits) {
            return Ok(place);
        }
        let shape = self.new_shape(entries, header)?;
        for key in &shape.keys {
            self.sightings.see(key);
        }
        if self.shapes.len() >= Self::MOST_SHAPES || shape.keys.len() > Self::LARGE_SHAPE {
            self.shapes.clear();
        }
        self.shapes.push(shape);
        Ok(self.shapes.len() - 1)
    }

    fn new_shape(&self, entries: &[Entry<'_>], header: Option<&Header>) -> Result<Shape, Fault> {
        let keys = distinct_keys(entries)?;
        if let Some(taken) = keys.iter().find(|key| self.plan.added.contains(key)) {
            return Err(Fault::within(taken, "the row has a key named like an added column; give those a prefix"));
        }
        let mut places = Vec::new();
        if let (Form::Cells { .. }, Some(header)) = (self.plan.to, header) {
            places.resize(header.names.len(), None);
            for (index, key) in keys.iter().enumerate() {
                let place = header.places.get(key).and_then(|&place| places.get_mut(place));
                *place.ok_or_else(|| {
                    Fault::within(key, "the first row has no such key, so the output has no such column")
                })? = Some(index);
            }
        }
        let rules = keys.iter().map(|key| self.plan.rule(key)).collect();
        Ok(Shape { keys, rules, places })
    }

    /// Remembers the columns of a table that has a header.
    pub(crate) fn see(&mut self, header: &Header) {
        for name in &header.names {
            self.sightings.see(name);
        }
    }
}

/// The keys of a row, none of which may stand twice.
pub(crate) fn distinct_keys(entries: &[Entry<'_>]) -> Result<Vec<String>, Fault> {
    let mut seen = HashSet::with_capacity(entries.len());
    match entries.iter().find(|entry| !seen.insert(entry.key.as_ref())) {
        Some(twice) => Err(Fault::within(&twice.key, "the key stands twice in the row")),
        None => Ok(entries.iter().map(|entry| entry.key.clone().into_owned()).collect()),
    }
}

/// A JSON value as a cell: nothing for null, the text of a string, and any other value as it is written.
fn json_as_cell(out: &mut Vec<u8>, entry: &Entry<'_>, delimiter: u8) -> Result<(), Fault> {
    match entry.value.as_bytes().first() {
        Some(b'n') => {}
        Some(b'"') => {
            let text = json_string(entry.value).map_err(|reason| Fault::within(&entry.key, reason))?;
            cell(out, &text, delimiter);
        }
        _ => cell(out, entry.value, delimiter),
    }
    Ok(())
}

/// The row as text. A row that is not UTF-8 is named with the column where it is not.
fn utf8<'b>(row: Row<'b>, header: Option<&Header>) -> Result<&'b str, Fault> {
    std::str::from_utf8(row.text).map_err(|error| {
        let place = row.cells.iter().position(|cell| std::str::from_utf8(cell).is_err());
        let column = place.and_then(|place| header?.names.get(place).cloned());
        Fault { column, reason: format!("not UTF-8 from byte {} of the row on", error.valid_up_to() + 1) }
    })
}

/// A cell of a row that is known to be text.
fn plain(cell: &[u8]) -> &str {
    std::str::from_utf8(cell).unwrap_or_default()
}

fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
