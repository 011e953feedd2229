//! The one way of a row through the house: cells to facts, facts to an answer, the answer behind the row.
//!
//! A worker takes a batch and gives bytes. It shares nothing with other workers; their counts are added up at the end,
//! and what a report needs comes with each batch, to be put together in the order of the rows.

use std::borrow::Cow;
use std::collections::HashSet;

use govseg::Contact;

use crate::answers::{Answers, Kind, RowWording};
use crate::cell::json_string;
use crate::column::Column;
use crate::encoding;
use crate::error::Fault;
use crate::evidence::{Heard, TextReader};
use crate::format::Form;
use crate::json_row::{Entry, entries};
use crate::memo::Memo;
use crate::plan::{Header, Plan, Sightings};
use crate::reject::Reject;
use crate::report::{Ledger, Places, RowNames};
use crate::rows::{Cell, Origin, Row};
use crate::sheet;
use crate::summary::Tally;
use crate::tables::Parcel;
#[cfg(feature = "parquet")]
use crate::write::part;
use crate::write::{cell, string};

/// Works on one batch after the other.
pub(crate) struct Worker<'p> {
    plan: &'p Plan<'p>,
    /// For each rule, what texts of its column said.
    remembered: Vec<Memo<Option<Contact>>>,
    answers: Answers<'p, RowWording<'p>>,
    shapes: Vec<Shape>,
    tally: Tally,
    sightings: Sightings,
    /// The number of the batch at hand.
    batch: u64,
    /// What a report needs of the batch, if there is to be one.
    ledger: Option<Ledger<'p>>,
    /// What each column of the row said, by rule.
    said: Vec<(usize, Contact)>,
    /// Reads the texts, if a column has any.
    reader: Option<Box<dyn TextReader + 'p>>,
}

/// How cells are to be read.
#[derive(Clone, Copy)]
enum Reading {
    Text,
    Json,
    /// Text as a spreadsheet shows it.
    Sheet,
}

/// What became of a batch.
#[derive(Default)]
pub(crate) struct Outcome<'p> {
    pub(crate) bytes: Vec<u8>,
    pub(crate) rows: u64,
    pub(crate) rejects: Vec<Reject>,
    pub(crate) ledger: Option<Ledger<'p>>,
}

impl Outcome<'_> {
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        self.rows = 0;
        self.rejects.clear();
        self.ledger = None;
    }
}

/// The keys of a row of JSON Lines, and what to do with them. Most rows have the keys of a row before.
struct Shape {
    keys: Vec<String>,
    /// For each key the rule that reads it.
    rules: Vec<Option<usize>>,
    /// For each column of the header the place of its key.
    places: Vec<Option<usize>>,
    /// The keys that name the row.
    naming: Places,
    /// The key that holds its text.
    text: Option<usize>,
}

/// A row as it goes out, but for what is added to it.
struct Written<'r> {
    /// The text of the row, if it has one.
    text: Option<&'r str>,
    before: &'r [u8],
    /// Whether nothing stands before what is added, so that no comma separates them.
    alone: bool,
    after: &'r [u8],
    end: &'static str,
}

impl<'p> Worker<'p> {
    /// How many shapes of rows are remembered, and from how many keys on only the one at hand.
    const MOST_SHAPES: usize = 16;
    const LARGE_SHAPE: usize = 1 << 10;

    /// One of so many workers, which share what may be remembered.
    pub(crate) fn new(
        plan: &'p Plan<'p>,
        columns: &'p [Column],
        workers: usize,
        reader: Option<Box<dyn TextReader + 'p>>,
    ) -> Self {
        Self {
            plan,
            remembered: plan.rules.iter().map(|_| Memo::new(None)).collect(),
            answers: Answers::new(plan.policy, RowWording { columns, names: plan.column_names(), form: plan.to }, true)
                .shared(workers),
            shapes: Vec::new(),
            tally: Tally::default(),
            sightings: Sightings::default(),
            batch: 0,
            ledger: plan.naming.is_some().then(|| Ledger::new(plan.policy)),
            said: Vec::new(),
            reader,
        }
    }

    /// Works on a parcel; what comes of its rows is put into it. Without a header every row is broken.
    pub(crate) fn work(&mut self, parcel: &mut Parcel<'p>) {
        let Parcel { number, batch, origin, header, outcome, .. } = parcel;
        self.batch = *number;
        if let Some(ledger) = &mut self.ledger {
            ledger.begin(*number, &origin.name);
        }
        let header = header.as_deref();
        for row in batch.rows() {
            let mark = outcome.bytes.len();
            match self.row(row, origin, header, &mut outcome.bytes) {
                Ok(rows) => outcome.rows += rows,
                Err(fault) => {
                    outcome.bytes.truncate(mark);
                    let reject = Reject::new(&origin.name, row, located(fault, row, origin, header));
                    if let Some(ledger) = &mut self.ledger {
                        ledger.reject(&reject);
                    }
                    outcome.rejects.push(reject);
                }
            }
        }
        outcome.ledger = self.ledger.as_mut().map(|ledger| std::mem::replace(ledger, Ledger::new(self.plan.policy)));
    }

    /// The counts, and the columns that were seen.
    pub(crate) fn finish(mut self) -> (Tally, Sightings) {
        self.answers.count(&mut self.tally);
        (self.tally, self.sightings)
    }

    fn row(&mut self, row: Row<'_>, origin: &Origin, header: Option<&Header>, out: &mut Vec<u8>) -> Result<u64, Fault> {
        let text = text(row, origin, header.map(|header| header.names.as_slice()))?;
        match (origin.form, header) {
            (Form::Cells { .. }, Some(header)) => {
                let reading = if origin.sheet.is_some() { Reading::Sheet } else { Reading::Text };
                self.row_of_cells(text, row, reading, header, out)
            }
            _ => self.row_of_json(text, row.number, header, out),
        }
    }

    fn row_of_cells(
        &mut self,
        text: &str,
        row: Row<'_>,
        reading: Reading,
        header: &Header,
        out: &mut Vec<u8>,
    ) -> Result<u64, Fault> {
        let cells = row.cells;
        fits(row, &header.names)?;
        self.said.clear();
        for &(place, rule) in &header.bound {
            self.read(rule, cells.at(place), reading)?;
        }
        let contact = self.plan.together(&self.said);
        let mut rewritten = Vec::new();
        let words = header.text.map(|place| plain(cells.get(place)));
        let mut written = Written { text: words, before: text.as_bytes(), alone: false, after: &[], end: "\n" };
        match self.plan.to {
            Form::Cells { delimiter, terminator } => {
                written.end = terminator;
                if !header.kept {
                    for (index, &place) in header.order.iter().enumerate() {
                        if index > 0 {
                            rewritten.push(delimiter);
                        }
                        cell(&mut rewritten, plain(cells.get(place)), delimiter);
                    }
                    written.before = &rewritten;
                }
            }
            Form::JsonLines => {
                for (key, &place) in header.keys.iter().zip(&header.order) {
                    rewritten.push(if rewritten.is_empty() { b'{' } else { b',' });
                    rewritten.extend_from_slice(key);
                    string(&mut rewritten, plain(cells.get(place)));
                }
                written = Written { text: words, before: &rewritten, alone: false, after: b"}", end: "\n" };
            }
            #[cfg(feature = "parquet")]
            Form::Parts => {
                // Rows of cells have no null but the empty cell.
                for &place in &header.order {
                    part(&mut rewritten, Some(plain(cells.get(place))).filter(|text| !text.is_empty()));
                }
                written = Written { text: words, before: &rewritten, alone: false, after: &[], end: "" };
            }
        }
        let names = self.names(header.naming, row.number, |place| plain(cells.get(place)).into());
        Ok(self.add(contact, &names, &written, out))
    }

    fn row_of_json(
        &mut self,
        text: &str,
        number: u64,
        header: Option<&Header>,
        out: &mut Vec<u8>,
    ) -> Result<u64, Fault> {
        let entries = entries(text).map_err(Fault::new)?;
        let shape = self.shape(&entries, header)?;
        self.said.clear();
        for (index, entry) in entries.iter().enumerate() {
            let rule = self.shapes.get(shape).and_then(|shape| shape.rules.get(index).copied().flatten());
            if let Some(rule) = rule {
                self.read(rule, Cell::alone(entry.value.as_bytes()), Reading::Json)?;
            }
        }
        let contact = self.plan.together(&self.said);
        let naming = self.shapes.get(shape).map(|shape| shape.naming).unwrap_or_default();
        let names = self.names(naming, number, |place| entries.get(place).map_or("".into(), json_as_name));
        let words = self.shapes.get(shape).and_then(|shape| entries.get(shape.text?)).map(json_as_name);
        let words = words.as_deref();
        match self.plan.to {
            Form::JsonLines => {
                let (before, after) = text.split_at_checked(text.rfind('}').unwrap_or_default()).unwrap_or_default();
                let (before, after) = (before.as_bytes(), after.as_bytes());
                let written = Written { text: words, before, alone: entries.is_empty(), after, end: "\n" };
                Ok(self.add(contact, &names, &written, out))
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
                let written = Written { text: words, before: &rewritten, alone, after: &[], end: terminator };
                Ok(self.add(contact, &names, &written, out))
            }
            #[cfg(feature = "parquet")]
            Form::Parts => {
                let places = self.shapes.get(shape).map_or(&[][..], |shape| &shape.places);
                let mut rewritten = Vec::new();
                for place in places {
                    let entry = place.and_then(|place| entries.get(place));
                    let text = entry.map(json_as_text).transpose()?.flatten();
                    part(&mut rewritten, text.as_deref());
                }
                let written = Written { text: words, before: &rewritten, alone: false, after: &[], end: "" };
                Ok(self.add(contact, &names, &written, out))
            }
        }
    }

    /// Reads a cell of a row that is known to be text; what it says is added to what the row said so far.
    fn read(&mut self, rule: usize, cell: Cell<'_>, reading: Reading) -> Result<(), Fault> {
        let (Some(column), Some(remembered)) = (self.plan.rules.get(rule), self.remembered.get_mut(rule)) else {
            return Ok(());
        };
        let names = self.plan.policy.vocabulary();
        let read = |bytes: &[u8]| {
            let text = plain(bytes);
            match reading {
                Reading::Text => column.text(text, names),
                Reading::Json => column.json(text, names),
                Reading::Sheet => column.text(text, names).or_else(|reason| match text {
                    sheet::TRUE => column.json("true", names),
                    sheet::FALSE => column.json("false", names),
                    error if sheet::is_error(error) => {
                        Err(format!("the spreadsheet's error `{error}`; mend it there").into())
                    }
                    _ => Err(reason),
                }),
            }
        };
        let known = if column.repeats() {
            remembered.say(cell.buffer, cell.start, cell.length, |bytes| read(bytes).ok())
        } else {
            None
        };
        let contact = match known {
            Some(contact) => contact,
            None => read(cell.bytes()).map_err(|reason| Fault::within(&column.name, reason))?,
        };
        self.said.push((rule, contact));
        Ok(())
    }

    /// How the row is called, if a report is to tell.
    fn names<'r>(&self, naming: Places, number: u64, cell: impl Fn(usize) -> Cow<'r, str>) -> RowNames<'r> {
        if self.ledger.is_some() { naming.names(number, cell) } else { RowNames::default() }
    }

    /// Writes the row, once or once for each value; says how many times.
    fn add(&mut self, contact: Contact, names: &RowNames<'_>, written: &Written<'_>, out: &mut Vec<u8>) -> u64 {
        let (plan, mut rows) = (self.plan, 0);
        plan.take(contact, |contact, value| {
            self.add_one(contact, names, plan.each_written(value), written, out);
            rows += 1;
        });
        rows
    }

    fn add_one(
        &mut self,
        contact: Contact,
        names: &RowNames<'_>,
        each: &[u8],
        written: &Written<'_>,
        out: &mut Vec<u8>,
    ) {
        out.extend_from_slice(written.before);
        let behind = out.len();
        let answer = self.answers.give(contact, &mut self.tally);
        out.extend_from_slice(each);
        match &self.plan.text {
            None => out.extend_from_slice(&answer.said.bytes),
            Some(text) => {
                let heard = self.reader.as_mut().map_or_else(Heard::default, |reader| {
                    Heard::of(written.text, answer.possible, reader.as_mut(), &mut self.tally)
                });
                heard.write(&answer.said, text, self.plan.to, out);
            }
        }
        if written.alone && out.len() > behind {
            out.remove(behind);
            if out.len() == behind && matches!(self.plan.to, Form::Cells { .. }) {
                // A line without anything in it would be no row.
                out.extend_from_slice(b"\"\"");
            }
        }
        out.extend_from_slice(written.after);
        out.extend_from_slice(written.end.as_bytes());
        if let Some(ledger) = &mut self.ledger {
            ledger.see(names, contact, &answer.kind);
        }
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
            self.sightings.see(key, self.batch);
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
        if let Some(header) = header.filter(|_| self.plan.to != Form::JsonLines) {
            places.resize(header.places.len(), None);
            for (index, key) in keys.iter().enumerate() {
                let place = header.places.get(key).and_then(|&place| places.get_mut(place));
                *place.ok_or_else(|| {
                    Fault::within(key, "the first row has no such key, so the output has no such column")
                })? = Some(index);
            }
        }
        let rules = keys.iter().map(|key| self.plan.rule(key)).collect();
        let place = |name: &str| keys.iter().position(|key| key == name);
        let naming = self.plan.naming.as_ref().map(|naming| naming.places(place)).unwrap_or_default();
        let text = self.plan.text.as_ref().and_then(|text| place(&text.column));
        Ok(Shape { keys, rules, places, naming, text })
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

/// A JSON value as a cell.
fn json_as_cell(out: &mut Vec<u8>, entry: &Entry<'_>, delimiter: u8) -> Result<(), Fault> {
    if let Some(text) = json_as_text(entry)? {
        cell(out, &text, delimiter);
    }
    Ok(())
}

/// A JSON value as a name: as in a cell.
fn json_as_name<'r>(entry: &Entry<'r>) -> Cow<'r, str> {
    json_as_text(entry).ok().flatten().unwrap_or_default()
}

/// A JSON value as text: none for null, the text of a string, and any other value as it is written.
fn json_as_text<'r>(entry: &Entry<'r>) -> Result<Option<Cow<'r, str>>, Fault> {
    match entry.value.as_bytes().first() {
        Some(b'n') => Ok(None),
        Some(b'"') => json_string(entry.value).map(Some).map_err(|reason| Fault::within(&entry.key, reason)),
        _ => Ok(Some(entry.value.into())),
    }
}

/// The row as text. A row that is none is named with the column where it is not.
pub(crate) fn text<'b>(row: Row<'b>, origin: &Origin, names: Option<&[String]>) -> Result<&'b str, Fault> {
    if let Some(reason) = row.broken {
        return Err(Fault::new(reason));
    }
    encoding::text(row.text, origin.encoding).map_err(|reason| {
        let place = (0..row.cells.len()).find(|&place| std::str::from_utf8(row.cells.get(place)).is_err());
        let column = place.and_then(|place| names?.get(place).cloned());
        Fault { column, reason: reason.into() }
    })
}

/// A row of cells has as many as there are columns.
pub(crate) fn fits(row: Row<'_>, names: &[String]) -> Result<(), Fault> {
    let (there, expected) = (row.cells.len(), names.len());
    if there == expected {
        return Ok(());
    }
    Err(Fault::new(format!("{} where the header has {expected}", plural(there, "cell"))))
}

/// A fault in a column of a sheet names the cell.
fn located(mut fault: Fault, row: Row<'_>, origin: &Origin, header: Option<&Header>) -> Fault {
    if let (Some(first), Some(column), Some(header)) = (origin.sheet, &fault.column, header)
        && let Some(place) = header.names.iter().position(|name| name == column)
    {
        let column = first.saturating_add(u32::try_from(place).unwrap_or(u32::MAX));
        fault.reason.words = format!("cell {}: {}", sheet::reference(column, row.line), fault.reason.words);
    }
    fault
}

/// A cell of a row that is known to be text.
fn plain(cell: &[u8]) -> &str {
    std::str::from_utf8(cell).unwrap_or_default()
}

fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
