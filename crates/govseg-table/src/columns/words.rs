//! What an added column is made of.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, StringArray};
use arrow_schema::DataType;
use foldhash::fast::RandomState;
use govseg::{Policy, Segment, Status};
use strum::VariantArray;

use super::lists::item;
use super::places::{MOST_SMALL, NONE};
use crate::column::Column;
use crate::evidence::SUGGESTED;
use crate::write::Value;

/// In how many parts a share is counted.
pub(super) const PARTS: usize = 10_000;

/// The number for a share.
pub(super) fn share(share: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 10,000")]
    let parts = (share * 1e4).round().clamp(0.0, 1e4) as i32;
    parts
}

pub(super) enum Words {
    /// Few words, all known before: the dictionary is the same in every batch.
    Known { values: ArrayRef, places: HashMap<String, i32, RandomState> },
    /// Sets of segments, as lists.
    Segments,
    /// Shares from 0 to 1, in ten-thousandths.
    Shares,
    /// Texts as they come.
    Texts { texts: Vec<String>, places: HashMap<String, i32, RandomState>, values: Option<ArrayRef> },
}

impl Words {
    /// How many texts are kept from batch to batch.
    const MOST_TEXTS: usize = 1 << 16;

    pub(super) fn known<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let words: Vec<&str> = words.into_iter().collect();
        let places = words.iter().map(|&word| word.to_owned()).zip(0..).collect();
        Self::Known { values: Arc::new(StringArray::from(words)), places }
    }

    /// Of a column, with texts or without.
    pub(super) fn of(column: Column, policy: &Policy, texts: bool) -> Self {
        let segments = || Segment::VARIANTS.iter().map(|&segment| segment.into());
        match column {
            Column::Segment | Column::Likely | Column::SuggestedSegment => Self::known(segments()),
            Column::Probability => Self::Shares,
            // The last one only by texts.
            Column::Status => {
                let statuses = [Status::Decided, Status::Open, Status::Contradiction].map(<&str>::from);
                Self::known(statuses.into_iter().chain([SUGGESTED].into_iter().filter(|_| texts)))
            }
            Column::Possible | Column::Also => Self::Segments,
            Column::Rule => Self::known(policy.rules().map(|(id, _)| id)),
            Column::SubSegment => Self::known(policy.sub_segments().map(|(id, _)| id)),
            Column::Ask => Self::known(policy.vocabulary().names().iter().map(String::as_str)),
            Column::Because | Column::Facts => {
                Self::Texts { texts: Vec::new(), places: HashMap::default(), values: None }
            }
        }
    }

    /// All numbers that stand for something are below this one.
    pub(super) fn end(&self) -> usize {
        match self {
            Self::Known { places, .. } => places.len(),
            Self::Segments => 1 << Segment::VARIANTS.len(),
            Self::Shares => 1 + PARTS,
            Self::Texts { .. } => usize::MAX,
        }
    }

    pub(super) fn data_type(&self) -> DataType {
        let keys = match self {
            Self::Known { places, .. } if places.len() <= MOST_SMALL => DataType::Int8,
            Self::Known { .. } => DataType::Int16,
            Self::Texts { .. } => DataType::Int32,
            Self::Segments => return DataType::List(Arc::new(item())),
            Self::Shares => return DataType::Float64,
        };
        DataType::Dictionary(Box::new(keys), Box::new(DataType::Utf8))
    }

    /// The number that stands for a value.
    pub(super) fn place(&mut self, value: Value<'_>) -> i32 {
        match (self, value) {
            (_, Value::Segments(segments)) => segments.bits().into(),
            (Self::Known { places, .. }, Value::Word(word)) => places.get(word).copied().unwrap_or(NONE),
            (Self::Texts { texts, places, values }, Value::Json(text)) => {
                let next = i32::try_from(texts.len()).unwrap_or(NONE);
                *places.entry(text).or_insert_with_key(|text| {
                    *values = None;
                    texts.push(text.clone());
                    next
                })
            }
            _ => NONE,
        }
    }

    /// The number for what stands in the cell of a row of text.
    #[cfg(feature = "parquet")]
    pub(super) fn place_of_text(&mut self, text: Option<&str>) -> i32 {
        match (self, text) {
            (Self::Segments, text) => text
                .unwrap_or_default()
                .split('|')
                .fold(0, |set, name| name.parse().map_or(set, |segment: Segment| set | 1 << segment as i32)),
            (_, None) => NONE,
            (Self::Shares, Some(text)) => text.parse().map_or(NONE, share),
            (words @ Self::Known { .. }, Some(text)) => words.place(Value::Word(text)),
            (words @ Self::Texts { .. }, Some(text)) => words.place(Value::Json(text.to_owned())),
        }
    }

    /// Forgets texts that no row refers to any more, if there are many.
    pub(super) fn trim(&mut self) -> bool {
        match self {
            Self::Texts { texts, places, values } if texts.len() > Self::MOST_TEXTS => {
                (*texts, *values) = (Vec::new(), None);
                places.clear();
                true
            }
            _ => false,
        }
    }
}
