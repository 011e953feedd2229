//! A made-up log of a year of contacts, batch by batch.

use std::sync::Arc;

use arrow_array::types::{Int8Type, UInt8Type};
use arrow_array::{
    ArrayRef, BooleanArray, DictionaryArray, Float64Array, Int32Array, PrimitiveArray, RecordBatch, StringArray,
    StringViewArray, UInt8Array,
};

const SEGMENTS: [&str; 6] = ["informational", "beneficial", "dutiful", "commercial", "intergovernmental", "other"];
const CHANNELS: [&str; 5] = ["phone", "email", "website", "in_person", "live_chat"];

/// How many rows a batch has.
pub(crate) const BATCH: usize = 1 << 17;

/// How words are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    /// Once each, and by number.
    Dictionary,
    /// In every row.
    Texts,
}

/// A small generator of numbers (an odd multiplier modulo a power of two); its high bits vary most.
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) const fn new() -> Self {
        Self(1)
    }

    /// A number below `most`, which is small.
    fn below(&mut self, most: u8) -> u8 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let high = u16::try_from(self.0 >> 48).unwrap_or_default();
        u8::try_from((u32::from(high) * u32::from(most)) >> 16).unwrap_or_default()
    }

    fn seconds(&mut self) -> i32 {
        i32::from(self.below(200)) + i32::from(self.below(150)) * i32::from(self.below(4))
    }
}

/// The next rows.
pub(crate) fn batch(numbers: &mut Numbers, rows: usize, words: Words) -> RecordBatch {
    let segments = word(numbers, rows, &SEGMENTS, words);
    let channels = word(numbers, rows, &CHANNELS, words);
    let answered: Vec<bool> = (0..rows).map(|_| numbers.below(10) > 0).collect();
    let abandoned: BooleanArray = answered.iter().map(|answered| Some(!answered)).collect();
    let mut seconds = |gaps: u8| -> ArrayRef {
        let cells = (0..rows).map(|_| Some(numbers.seconds()).filter(|_| gaps == 0 || numbers.below(gaps) > 0));
        Arc::new(cells.collect::<Int32Array>())
    };
    let (wait, talk, hold, after) = (seconds(50), seconds(40), seconds(0), seconds(0));
    let transferred: BooleanArray = (0..rows).map(|_| Some(numbers.below(8) == 0)).collect();
    let csat: PrimitiveArray<Int8Type> = (0..rows)
        .map(|_| Some(numbers.below(6)).filter(|level| *level > 0).and_then(|level| i8::try_from(level).ok()))
        .collect();
    let cost: Float64Array =
        (0..rows).map(|_| Some(f64::from(numbers.below(100)) + f64::from(numbers.below(4)) / 4.0)).collect();
    let columns: [(&str, ArrayRef); 11] = [
        ("segment", segments),
        ("channel", channels),
        ("answered", Arc::new(BooleanArray::from(answered))),
        ("abandoned", Arc::new(abandoned)),
        ("wait", wait),
        ("talk", talk),
        ("hold", hold),
        ("after", after),
        ("transferred", Arc::new(transferred)),
        ("csat", Arc::new(csat)),
        ("cost", Arc::new(cost)),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, column)| (name, column, true))).expect("of one length")
}

fn word(numbers: &mut Numbers, rows: usize, words: &[&str], how: Words) -> ArrayRef {
    let most = u8::try_from(words.len()).expect("few words");
    let places: UInt8Array = (0..rows).map(|_| Some(numbers.below(most))).collect();
    match how {
        Words::Dictionary => {
            let values = Arc::new(words.iter().copied().map(Some).collect::<StringArray>());
            Arc::new(DictionaryArray::<UInt8Type>::try_new(places, values).expect("places among the words"))
        }
        Words::Texts => {
            let texts = places.values().iter().map(|place| words.get(usize::from(*place)).copied());
            Arc::new(texts.collect::<StringViewArray>())
        }
    }
}
