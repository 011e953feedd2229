//! The added columns of a batch: what is said of each contact is a few small numbers, gathered row after row.

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, StringArray};
use arrow_schema::{ArrowError, Field};
use govseg::{FactId, Policy, Segment, Segments};
use strum::VariantArray;

use super::lists::lists;
use super::places::Places;
use super::words::{Words, share};
use crate::column::Column;
use crate::evidence::{Heard, SUGGESTED};
use crate::plan::Plan;
use crate::write::Value;

/// One added column.
pub(crate) struct Added {
    words: Words,
    places: Places,
}

impl Added {
    /// Of a column, with texts or without.
    pub(super) fn new(column: Column, policy: &Policy, texts: bool) -> Self {
        Self::of(Words::of(column, policy, texts))
    }

    /// All that a plan adds, in order, each with the column that it is; none for the one of single values.
    pub(crate) fn all(plan: &Plan<'_>, columns: &[Column]) -> Vec<(Self, Option<Column>)> {
        let each = plan.each.as_ref().map(|each| (Self::each(each.fact, plan.policy), None));
        let of_text = plan.text.iter().flat_map(|text| &text.added).map(|(column, _)| column);
        let chosen = columns.iter().chain(of_text);
        let chosen = chosen.map(|&column| (Self::new(column, plan.policy, plan.text.is_some()), Some(column)));
        each.into_iter().chain(chosen).collect()
    }

    /// The column for the single values of a fact.
    pub(super) fn each(fact: FactId, policy: &Policy) -> Self {
        Self::of(Words::known(policy.vocabulary().values(fact).iter().map(String::as_str)))
    }

    fn of(words: Words) -> Self {
        Self { places: Places::below(words.end()), words }
    }

    /// The field that describes it.
    pub(crate) fn field(&self, name: &str, column: Option<Column>) -> Field {
        let always =
            matches!(column, Some(Column::Status | Column::Possible | Column::Also | Column::Because | Column::Facts));
        Field::new(name, self.words.data_type(), !always)
    }

    /// Room for so many rows more.
    pub(super) fn reserve(&mut self, rows: usize) {
        self.places.reserve(rows);
    }

    /// Adds rows by the places of their words.
    pub(super) fn push(&mut self, places: impl Iterator<Item = Option<usize>>) {
        let place = |place: Option<usize>| place.and_then(|place| i32::try_from(place).ok());
        self.places.extend(places.map(|at| place(at).unwrap_or(super::places::NONE)));
    }

    /// Adds a row by what stands in the cell of a row of text.
    #[cfg(feature = "parquet")]
    pub(crate) fn push_text(&mut self, text: Option<&str>) {
        let place = self.words.place_of_text(text);
        self.places.extend([place].into_iter());
    }

    /// Adds a row by what its text says.
    pub(super) fn push_heard(&mut self, column: Column, heard: Heard) {
        let place = match heard.said {
            Some(said) if column == Column::Probability => share(said.probability),
            _ => self.words.place(heard.value(column)),
        };
        self.places.extend([place].into_iter());
    }

    /// Makes those of the last rows `suggested` that are.
    pub(super) fn suggest(&mut self, heard: &[Heard]) {
        let place = self.words.place(Value::Word(SUGGESTED));
        self.places.put(heard.iter().map(|heard| heard.suggested), place);
    }

    /// Adds what is said of one contact more, to be gathered.
    pub(super) fn say(&mut self, value: Value<'_>) {
        let place = self.words.place(value);
        self.places.say(place);
    }

    /// Adds rows by what is said of their contacts.
    pub(super) fn gather(&mut self, said: &[u32]) {
        self.places.gather(said);
    }

    /// Adds rows by their possible segments, of which `table` tells the place of the word.
    pub(super) fn look_up(&mut self, possible: &[Segments], table: &[i8; 64]) {
        self.places.look_up(possible.iter().map(|segments| usize::from(segments.bits())), table);
    }

    /// The places of the words that follow from the possible segments alone, for columns where they do.
    pub(super) fn by_segments(column: Column) -> Option<[i8; 64]> {
        let segments =
            |bits: usize| Segment::VARIANTS.iter().copied().filter(move |&one| bits >> one as usize & 1 == 1);
        let place = |bits: usize| match (column, segments(bits).collect::<Segments>()) {
            (Column::Segment, possible) => possible.single().map_or(-1, |segment| segment as i8),
            (Column::Status, possible) => match possible.len() {
                0 => 2,
                1 => 0,
                _ => 1,
            },
            (_, possible) => i8::try_from(possible.bits()).unwrap_or_default(),
        };
        matches!(column, Column::Segment | Column::Status | Column::Possible).then(|| std::array::from_fn(place))
    }

    /// The column of the rows since the last batch.
    pub(crate) fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        match &mut self.words {
            Words::Segments => Ok(Arc::new(lists(&self.places.take())?)),
            Words::Known { values, .. } => self.places.words(values, true),
            Words::Shares => {
                let share = |place: i32| (place >= 0).then(|| f64::from(place) / 1e4);
                Ok(Arc::new(self.places.take().into_iter().map(share).collect::<Float64Array>()))
            }
            Words::Texts { texts, values, .. } => {
                let values = values.get_or_insert_with(|| Arc::new(StringArray::from_iter_values(texts.iter())));
                self.places.words(values, false)
            }
        }
    }

    /// Forgets what was said of contacts.
    pub(super) fn forget(&mut self) {
        self.places.forget();
    }

    /// Forgets texts that no row refers to any more.
    pub(super) fn trim(&mut self) -> bool {
        self.words.trim()
    }
}
