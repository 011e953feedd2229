//! The added columns of a batch: what is said of each contact is a few small numbers, gathered row after row.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::types::{ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type};
use arrow_array::{ArrayRef, DictionaryArray, ListArray, PrimitiveArray, StringArray};
use arrow_buffer::{ArrowNativeType, BooleanBuffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field};
use foldhash::fast::RandomState;
use govseg::{Decision, FactId, Policy, Segment, Segments, Status};
use strum::VariantArray;

use crate::answers::{Wording, value};
use crate::column::Column;
use crate::write::Value;

/// What stands for null among the places of words.
const NONE: i32 = -1;

/// How many words a column can have if its places are to fit into 8 bits.
const MOST_SMALL: usize = 127;

/// One added column.
pub(crate) struct Added {
    words: Words,
    /// By what is said of a contact: the place of the word, or the set of segments.
    said: Vec<i32>,
    /// The same by row, since the last batch.
    rows: Vec<i32>,
}

/// What a column is made of.
enum Words {
    /// Few words, all known before: the dictionary is the same in every batch.
    Known { values: ArrayRef, places: HashMap<String, i32, RandomState> },
    /// Sets of segments, as lists.
    Segments,
    /// Texts as they come.
    Texts { texts: Vec<String>, places: HashMap<String, i32, RandomState>, values: Option<ArrayRef> },
}

impl Words {
    fn known<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let words: Vec<&str> = words.into_iter().collect();
        let places = words.iter().map(|&word| word.to_owned()).zip(0..).collect();
        Self::Known { values: Arc::new(StringArray::from(words)), places }
    }

    fn of(column: Column, policy: &Policy) -> Self {
        let segments = || Segment::VARIANTS.iter().map(|&segment| segment.into());
        match column {
            Column::Segment | Column::Likely => Self::known(segments()),
            Column::Status => Self::known([Status::Decided, Status::Open, Status::Contradiction].map(Into::into)),
            Column::Possible | Column::Also => Self::Segments,
            Column::Rule => Self::known(policy.rules().map(|(id, _)| id)),
            Column::SubSegment => Self::known(policy.sub_segments().map(|(id, _)| id)),
            Column::Ask => Self::known(policy.vocabulary().names().iter().map(String::as_str)),
            Column::Because => Self::Texts { texts: Vec::new(), places: HashMap::default(), values: None },
        }
    }

    fn data_type(&self) -> DataType {
        let keys = match self {
            Self::Known { places, .. } if places.len() <= MOST_SMALL => DataType::Int8,
            Self::Known { .. } => DataType::Int16,
            Self::Texts { .. } => DataType::Int32,
            Self::Segments => return DataType::List(Arc::new(item())),
        };
        DataType::Dictionary(Box::new(keys), Box::new(DataType::Utf8))
    }

    /// The number that stands for a value.
    fn place(&mut self, value: Value<'_>) -> i32 {
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
}

impl Added {
    /// How many texts are kept from batch to batch.
    const MOST_TEXTS: usize = 1 << 16;

    pub(crate) fn new(column: Column, policy: &Policy) -> Self {
        Self::of(Words::of(column, policy))
    }

    /// The column for the single values of a fact.
    pub(crate) fn each(fact: FactId, policy: &Policy) -> Self {
        Self::of(Words::known(policy.vocabulary().values(fact).iter().map(String::as_str)))
    }

    fn of(words: Words) -> Self {
        Self { words, said: Vec::new(), rows: Vec::new() }
    }

    /// The field that describes it.
    pub(crate) fn field(&self, name: &str, column: Option<Column>) -> Field {
        let always = matches!(column, Some(Column::Status | Column::Possible | Column::Also | Column::Because));
        Field::new(name, self.words.data_type(), !always)
    }

    /// Adds rows by the places of their words.
    pub(super) fn push(&mut self, places: impl Iterator<Item = Option<usize>>) {
        self.rows.extend(places.map(|place| place.and_then(|place| i32::try_from(place).ok()).unwrap_or(NONE)));
    }

    /// Adds a row by what stands in the cell of a row of text.
    pub(crate) fn push_text(&mut self, text: Option<&str>) {
        let place = match (&mut self.words, text) {
            (Words::Segments, text) => text
                .unwrap_or_default()
                .split('|')
                .fold(0, |set, name| name.parse().map_or(set, |segment: Segment| set | 1 << segment as i32)),
            (_, None) => NONE,
            (words @ Words::Known { .. }, Some(text)) => words.place(Value::Word(text)),
            (words @ Words::Texts { .. }, Some(text)) => words.place(Value::Json(text.to_owned())),
        };
        self.rows.push(place);
    }

    /// Adds rows by what is said of their contacts.
    pub(super) fn gather(&mut self, said: &[u32]) {
        let Self { said: known, rows, .. } = self;
        rows.extend(said.iter().map(|&said| known.get(said as usize).copied().unwrap_or(NONE)));
    }

    /// Adds rows by their possible segments, of which `table` tells the place of the word.
    pub(super) fn look_up(&mut self, possible: &[Segments], table: &[i32; 64]) {
        self.rows
            .extend(possible.iter().map(|segments| table.get(usize::from(segments.bits())).copied().unwrap_or(NONE)));
    }

    /// The places of the words that follow from the possible segments alone, for columns where they do.
    pub(super) fn by_segments(column: Column) -> Option<[i32; 64]> {
        let segments =
            |bits: usize| Segment::VARIANTS.iter().copied().filter(move |&one| bits >> one as usize & 1 == 1);
        let place = |bits: usize| match (column, segments(bits).collect::<Segments>()) {
            (Column::Segment, possible) => possible.single().map_or(NONE, |segment| segment as i32),
            (Column::Status, possible) => match possible.len() {
                0 => 2,
                1 => 0,
                _ => 1,
            },
            (_, possible) => possible.bits().into(),
        };
        matches!(column, Column::Segment | Column::Status | Column::Possible).then(|| std::array::from_fn(place))
    }

    /// The column of the rows since the last batch.
    pub(crate) fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let rows = std::mem::take(&mut self.rows);
        match &mut self.words {
            Words::Segments => Ok(Arc::new(lists(&rows)?)),
            Words::Known { values, places } if places.len() <= MOST_SMALL => dictionary::<Int8Type>(&rows, values),
            Words::Known { values, .. } => dictionary::<Int16Type>(&rows, values),
            Words::Texts { texts, values, .. } => {
                let values = values.get_or_insert_with(|| Arc::new(StringArray::from_iter_values(texts.iter())));
                dictionary::<Int32Type>(&rows, values)
            }
        }
    }

    /// Forgets what was said of contacts.
    fn forget(&mut self) {
        self.said.clear();
    }

    /// Forgets texts that no row refers to any more.
    fn trim(&mut self) -> bool {
        match &mut self.words {
            Words::Texts { texts, places, values } if texts.len() > Self::MOST_TEXTS => {
                (*texts, *values) = (Vec::new(), None);
                places.clear();
                true
            }
            _ => false,
        }
    }
}

/// The words of a column by their places, which are made no wider than they need to be. The keys are signed, as the Arrow
/// format recommends: not every reader takes others.
fn dictionary<K: ArrowDictionaryKeyType>(rows: &[i32], values: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let nulls = BooleanBuffer::collect_bool(rows.len(), |row| rows.get(row).is_some_and(|&place| place != NONE));
    let nulls = Some(NullBuffer::new(nulls)).filter(|nulls| nulls.null_count() > 0);
    let key = |&place: &i32| K::Native::usize_as(usize::try_from(place).unwrap_or_default());
    let keys: ScalarBuffer<K::Native> = rows.iter().map(key).collect();
    Ok(Arc::new(DictionaryArray::<K>::try_new(PrimitiveArray::try_new(keys, nulls)?, values.clone())?))
}

fn item() -> Field {
    Field::new_list_field(DataType::Utf8, false)
}

/// The lists of segments' names.
fn lists(rows: &[i32]) -> Result<ListArray, ArrowError> {
    let segments = |set: usize| Segment::VARIANTS.iter().filter(move |&&one| set >> one as usize & 1 == 1);
    let names: [String; 64] = std::array::from_fn(|set| segments(set).map(|&one| <&str>::from(one)).collect());
    let ends: [Vec<i32>; 64] = std::array::from_fn(|set| {
        let lengths = segments(set).map(|&one| <&str>::from(one).len());
        lengths
            .scan(0, |end, length| {
                Some({
                    *end += i32::try_from(length).unwrap_or_default();
                    *end
                })
            })
            .collect()
    });
    let (mut lists, mut offsets, mut text) = (vec![0], vec![0], Vec::new());
    lists.reserve(rows.len());
    let mut items = 0;
    for &row in rows {
        let set = usize::try_from(row).unwrap_or_default();
        let start = i32::try_from(text.len()).map_err(|_| ArrowError::OffsetOverflowError(text.len()))?;
        if let (Some(names), Some(ends)) = (names.get(set), ends.get(set)) {
            text.extend_from_slice(names.as_bytes());
            offsets.extend(ends.iter().map(|end| start + end));
            items += i32::try_from(ends.len()).unwrap_or_default();
        }
        lists.push(items);
    }
    let strings = StringArray::try_new(OffsetBuffer::new(offsets.into()), text.into(), None)?;
    ListArray::try_new(Arc::new(item()), OffsetBuffer::new(lists.into()), Arc::new(strings), None)
}

/// Puts what is said of a contact into the added columns.
pub(super) struct ColumnWording {
    columns: Vec<Column>,
    pub(super) added: Vec<Added>,
    known: u32,
}

impl ColumnWording {
    pub(super) fn new(columns: &[Column], policy: &Policy) -> Self {
        let added = columns.iter().map(|&column| Added::new(column, policy)).collect();
        Self { columns: columns.to_vec(), added, known: 0 }
    }

    /// Forgets texts between batches if there are many; then what was said must be forgotten too.
    pub(super) fn trim(&mut self) -> bool {
        self.added.iter_mut().fold(false, |trimmed, added| added.trim() | trimmed)
    }
}

impl Wording for ColumnWording {
    /// Where in each added column it stands what is said.
    type Said = u32;

    fn asks(&self) -> bool {
        self.columns.contains(&Column::Ask)
    }

    fn say(&mut self, decision: &Decision<'_>, ask: Option<FactId>) -> u32 {
        for (&column, added) in self.columns.iter().zip(&mut self.added) {
            let place = added.words.place(value(column, decision, ask));
            added.said.push(place);
        }
        self.known += 1;
        self.known - 1
    }

    fn forget(&mut self) {
        self.added.iter_mut().for_each(Added::forget);
        self.known = 0;
    }
}
