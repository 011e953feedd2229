//! `when` and `when_internal`: what a tier or a grant asks for.

use govseg::document::{Entry, Fields, Node, Reader, Value};
use govseg::words::{clip, mend};
use govseg::{ProblemKind, Segment};

use super::super::{Alternative, Measure, Owner, Range, Set, WordColumn, Words};
use super::columns::amount;

/// What conditions can be about, and those that were read.
pub(super) struct Conditions<'a> {
    pub(super) measures: &'a [Measure],
    pub(super) words: &'a [WordColumn],
    pub(super) alternatives: Vec<Alternative>,
}

impl Conditions<'_> {
    /// Reads what a tier or a grant asks for, and says how many ways there are to meet it.
    pub(super) fn read(&mut self, reader: &mut Reader, fields: &Fields<'_>, owner: Owner) -> usize {
        let before = self.alternatives.len();
        for (key, published) in [("when", true), ("when_internal", false)] {
            let Some(node) = fields.get(key) else { continue };
            let one = std::slice::from_ref(node);
            let tables = match &node.value {
                Value::List(items) if items.is_empty() => {
                    let message = format!("an empty list never holds; leave `{key}` out");
                    reader.fail(ProblemKind::EmptyCondition, &node.span, message);
                    &[]
                }
                Value::List(items) => items.as_slice(),
                _ => one,
            };
            for table in tables {
                if let Some(alternative) = self.alternative(reader, table, owner, published) {
                    self.alternatives.push(alternative);
                }
            }
        }
        self.alternatives.len() - before
    }

    fn alternative(&self, reader: &mut Reader, node: &Node, owner: Owner, published: bool) -> Option<Alternative> {
        let Value::Table(entries) = &node.value else {
            reader.wrong_type(node, "a table of conditions, or a list of such tables");
            return None;
        };
        let mut alternative =
            Alternative { owner, published, ranges: Vec::new(), words: Vec::new(), place: reader.place(&node.span) };
        for entry in entries {
            if let Some(measure) = self.measures.iter().position(|measure| measure.id == entry.key) {
                alternative.ranges.extend(range(reader, entry).map(|range| (measure, range)));
            } else if let Some(column) = self.words.iter().position(|column| column.id == entry.key) {
                let words = self.words.get(column).and_then(|column| words(reader, entry, column));
                alternative.words.extend(words.map(|words| (column, words)));
            } else {
                let ids = self.measures.iter().map(|measure| &measure.id);
                let known: Vec<_> = ids.chain(self.words.iter().map(|column| &column.id)).collect();
                let mend = mend(&entry.key, &known);
                let message = format!("`{}` is no measure and no column of the programme; {mend}", clip(&entry.key));
                reader.fail(ProblemKind::UnknownId, &entry.span, message);
            }
        }
        alternative.ranges.sort_by_key(|(measure, _)| *measure);
        alternative.words.sort_by_key(|(column, _)| *column);
        Some(alternative)
    }
}

/// `{ at_least = 40_000, below = 75_000 }`.
fn range(reader: &mut Reader, entry: &Entry) -> Option<Range> {
    const BOUNDS: [&str; 4] = ["at_least", "above", "at_most", "below"];
    let fields = reader.fields(&entry.node, &BOUNDS)?;
    let mut read = |key: &str| fields.get(key).and_then(|node| amount(reader, node));
    let bounds = [
        read("at_least").map(|low| Range { low: Some(low), high: None }),
        read("above").map(Range::above),
        read("at_most").map(|high| Range { low: None, high: Some(high) }),
        read("below").map(Range::below),
    ];
    let range = bounds.into_iter().flatten().reduce(Range::meet);
    match range {
        None if BOUNDS.iter().all(|key| fields.get(key).is_none()) => {
            let message = format!("say what `{}` must be: at_least, above, at_most or below", clip(&entry.key));
            reader.fail(ProblemKind::EmptyCondition, &entry.node.span, message);
        }
        Some(range) if range.is_empty() => {
            let message = format!("no amount of `{}` is {range}", clip(&entry.key));
            reader.fail(ProblemKind::EmptyCondition, &entry.node.span, message);
        }
        _ => {}
    }
    range
}

/// A word, a list of words, or `{ not = … }`.
fn words(reader: &mut Reader, entry: &Entry, column: &WordColumn) -> Option<Words> {
    let (listed, negated) = match &entry.node.value {
        Value::Table(_) => {
            let fields = reader.fields(&entry.node, &["not"])?;
            (reader.required(&fields, "not")?, true)
        }
        _ => (&entry.node, false),
    };
    let one = std::slice::from_ref(listed);
    let items = if let Value::List(items) = &listed.value { items.as_slice() } else { one };
    let mut set = Set::new();
    let mut known = true;
    for item in items {
        let word = reader.string(item)?;
        match column.word(word) {
            Ok(word) => {
                set.insert(word.to_owned());
            }
            Err(message) => {
                known = false;
                reader.fail(ProblemKind::UnknownValue, &item.span, message);
            }
        }
    }
    let words = if negated { Words::NotIn(set) } else { Words::In(set) };
    let left = match &column.values {
        Some(values) => words.meet(&Words::In(values.iter().cloned().collect())),
        None => words.clone(),
    };
    if known && left.is_empty() {
        let message = format!("this leaves no word of `{}`; name at least one", column.id);
        reader.fail(ProblemKind::EmptyCondition, &entry.node.span, message);
    }
    Some(words)
}

impl WordColumn {
    /// The word as the column has it.
    ///
    /// # Errors
    /// If the column has other words only, with the nearest.
    pub fn word<'a>(&'a self, word: &'a str) -> Result<&'a str, String> {
        let Some(values) = &self.values else { return Ok(word) };
        if let Some(known) = values.iter().find(|known| *known == word) {
            return Ok(known);
        }
        // `exceptional` is an old name of `other`.
        if self.id == "segment"
            && let Ok(segment) = word.parse::<Segment>()
        {
            return Ok(segment.into());
        }
        Err(format!("`{}` is no `{}`; {}", clip(word), self.id, mend(word, values)))
    }
}
