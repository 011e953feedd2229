//! A model for the texts of tables.

use govseg::Segments;
use govseg::cost::Costs;
use govseg_table::{Suggestion, TextModel, TextReader};

use crate::language::Language;
use crate::model::Model;
use crate::predict::Reader;
use crate::wire::rounded;

/// When a text is sure enough that an open row counts as `suggested`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Sure {
    /// From that probability on; 0 is always.
    From(f64),
    /// Where acting on the text is expected to cost no more than asking. Then the segment is the one that is expected to
    /// cost least, which is not always the likeliest.
    Costs(Box<Costs>),
}

/// Reads the texts of a table. What is not English is left alone, unless it never abstains: from 0 on.
#[derive(Clone, Debug)]
pub struct TableTexts {
    model: Model,
    sure: Sure,
}

impl TableTexts {
    /// With a model, and when it is sure enough.
    pub fn new(model: Model, sure: Sure) -> Self {
        Self { model, sure }
    }
}

impl TextModel for TableTexts {
    fn reader(&self) -> Box<dyn TextReader + '_> {
        Box::new(OfTable { reader: Reader::new(&self.model), sure: &self.sure })
    }
}

struct OfTable<'m> {
    reader: Reader<'m>,
    sure: &'m Sure,
}

impl TextReader for OfTable<'_> {
    fn read(&mut self, text: &str, possible: Segments) -> Option<Suggestion> {
        let evidence = self.reader.read(text);
        if evidence.language() == Language::Other && !matches!(self.sure, Sure::From(from) if *from <= 0.0) {
            return None;
        }
        let alone = evidence.suggestion(Segments::ALL)?.0;
        let (segment, probability, sure) = match self.sure {
            Sure::From(from) => {
                let (segment, probability) = evidence.suggestion(possible)?;
                (segment, probability, rounded(probability) >= *from)
            }
            Sure::Costs(costs) => {
                let said = evidence.distribution(possible);
                let (segment, expected) = costs.least_among(possible, &said.map(|(_, share)| f64::from(share)))?;
                let probability = said.into_iter().find(|(one, _)| *one == segment).map_or(0.0, |(_, share)| share);
                (segment, probability, expected <= costs.asking())
            }
        };
        Some(Suggestion { segment, probability: rounded(probability), sure, dropped: !possible.contains(alone) })
    }
}
