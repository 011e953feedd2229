//! The model's file: a head that says what it is, a checksum, and the numbers.
//!
//! It is read defensively. A file that is no model, of another version, cut, or changed anywhere is refused by the
//! checksum; one with a checksum of its own must still hold together, and sizes are believed only as far as bytes are there.

use sha2::{Digest, Sha256};

use crate::calibrate::{LEVELS, Quantiles, Shares};
use crate::model::{Example, LATENT, Model, Row, Weights};
use crate::outputs::{FACTS, OUTPUTS, segments};

const MAGIC: &[u8; 8] = b"govsegtx";
pub(crate) const VERSION: u32 = 2;
const CHECKSUM: usize = 32;

/// Why a file is no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// It does not begin as one.
    #[error("this is no model of govseg: it does not begin as one; `govseg text train LABELS -o MODEL` makes one")]
    NoModel,
    /// It was written by a later or earlier govseg.
    #[error(
        "the model is of version {0}, and this govseg reads version {VERSION}; train it anew with `govseg text train`"
    )]
    OtherVersion(u32),
    /// Its bytes are not those that were written.
    #[error("the model is damaged: its checksum is not that of its content; copy it anew, or train it again")]
    Damaged,
    /// Its numbers cannot be those of a model.
    #[error("the model does not hold together: {0}")]
    Senseless(&'static str),
}

impl Model {
    /// The bytes of its file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut content = Vec::new();
        let out = &mut content;
        text(out, &self.version);
        floats(out, &self.weights.base);
        self.weights.mixture.iter().for_each(|mixture| floats(out, mixture));
        floats(out, &self.shares.slopes);
        floats(out, &self.shares.offsets);
        self.quantiles.0.iter().for_each(|levels| floats(out, levels));
        // Column by column: like stands by like, so that the file packs well.
        let rows = &self.weights.rows;
        out.extend(self.weights.texts.to_le_bytes());
        count(out, rows.len());
        // Keys are in order: only how far each is from the last, seven bits a byte.
        let mut last = 0;
        for row in rows {
            let mut gap = row.key - last;
            last = row.key;
            while gap >= 0x80 {
                let [low, ..] = gap.to_le_bytes();
                out.push(0x80 | low);
                gap >>= 7;
            }
            let [low, ..] = gap.to_le_bytes();
            out.push(low);
        }
        out.extend(rows.iter().flat_map(|row| row.texts.to_le_bytes()));
        out.extend(rows.iter().flat_map(|row| half(row.scale)));
        out.extend(rows.iter().flat_map(|row| row.weights.map(i8::cast_unsigned)));
        count(out, self.examples.len());
        for example in &self.examples {
            out.push(example.segment as u8);
            out.extend(example.place.map(i8::cast_unsigned));
            text(out, &example.name);
            text(out, &example.organization);
        }
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(Sha256::digest(&content));
        bytes.extend(content);
        bytes
    }

    /// Reads the bytes of a model's file.
    ///
    /// # Errors
    /// If they are none, of another version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NoModel)?;
        let (version, rest) = rest.split_first_chunk().ok_or(ModelError::Damaged)?;
        match u32::from_le_bytes(*version) {
            VERSION => {}
            other => return Err(ModelError::OtherVersion(other)),
        }
        let (checksum, content) = rest.split_at_checked(CHECKSUM).ok_or(ModelError::Damaged)?;
        if Sha256::digest(content).as_slice() != checksum {
            return Err(ModelError::Damaged);
        }
        let mut from = From { bytes: content };
        let model = from.model()?;
        if from.bytes.is_empty() { Ok(model) } else { Err(ModelError::Senseless("something stands behind its end")) }
    }
}

fn count(out: &mut Vec<u8>, count: usize) {
    out.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

fn text(out: &mut Vec<u8>, text: &str) {
    count(out, text.len());
    out.extend(text.as_bytes());
}

fn floats(out: &mut Vec<u8>, numbers: &[f32]) {
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

/// The upper half of a number, which is all of it that a scale has.
fn half(scale: f32) -> [u8; 2] {
    let [_, _, low, high] = scale.to_le_bytes();
    [low, high]
}

/// What is left to read.
struct From<'a> {
    bytes: &'a [u8],
}

impl<'a> From<'a> {
    fn model(&mut self) -> Result<Model, ModelError> {
        let version = self.text()?;
        let base = self.weights::<OUTPUTS>()?;
        let mixture = (0..LATENT).map(|_| self.weights()).collect::<Result<_, _>>()?;
        let shares = Shares { slopes: self.weights()?, offsets: self.weights()? };
        let mut quantiles = Vec::new();
        for _ in FACTS {
            let levels = self.floats::<LEVELS>()?;
            if !levels.is_sorted() {
                return Err(ModelError::Senseless("its quantiles are not in order"));
            }
            quantiles.push(levels);
        }
        let texts = u32::from_le_bytes(*self.take()?);
        let rows = self.rows(texts)?;
        let examples = self.count()?;
        let examples = (0..examples).map(|_| self.example()).collect::<Result<_, _>>()?;
        Ok(Model::new(Weights { texts, rows, mixture, base }, shares, Quantiles(quantiles), examples, version))
    }

    fn rows(&mut self, texts: u32) -> Result<Vec<Row>, ModelError> {
        let count = self.count()?;
        // Each takes a byte at least: a count beyond that is not believed.
        if count > self.bytes.len() {
            return Err(TOO_SHORT);
        }
        let keys = self.keys(count)?;
        let (counts, scales) = (self.chunks::<2>(count)?, self.chunks::<2>(count)?);
        let weights = self.chunks::<LATENT>(count)?;
        let mut rows: Vec<Row> = Vec::with_capacity(count);
        for (((key, count), scale), weights) in keys.into_iter().zip(counts).zip(scales).zip(weights) {
            let [low, high] = *scale;
            let (count, scale) = (u16::from_le_bytes(*count), f32::from_le_bytes([0, 0, low, high]));
            within_reason(scale)?;
            if u32::from(count) > texts {
                return Err(ModelError::Senseless("a feature occurs in more texts than there are"));
            }
            rows.push(Row { key, texts: count, scale, weights: weights.map(u8::cast_signed) });
        }
        Ok(rows)
    }

    fn keys(&mut self, count: usize) -> Result<Vec<u32>, ModelError> {
        const DISORDER: ModelError = ModelError::Senseless("its features are not in order");
        let mut keys = Vec::with_capacity(count);
        let mut last: Option<u32> = None;
        for _ in 0..count {
            let (mut gap, mut shift) = (0_u64, 0);
            loop {
                let [byte] = *self.take::<1>()?;
                gap |= u64::from(byte & 0x7f) << shift;
                shift += 7;
                if byte < 0x80 {
                    break;
                }
                if shift > 28 {
                    return Err(DISORDER);
                }
            }
            let gap = u32::try_from(gap).map_err(|_| DISORDER)?;
            let key = match last {
                Some(_) if gap == 0 => return Err(DISORDER),
                last => last.unwrap_or_default().checked_add(gap).ok_or(DISORDER)?,
            };
            keys.push(key);
            last = Some(key);
        }
        Ok(keys)
    }

    fn example(&mut self) -> Result<Example, ModelError> {
        let [segment] = *self.take::<1>()?;
        let segment = segments().get(usize::from(segment)).copied();
        let segment = segment.ok_or(ModelError::Senseless("an example is of no segment"))?;
        let place = self.take::<LATENT>()?.map(u8::cast_signed);
        Ok(Example { segment, place, name: self.text()?, organization: self.text()? })
    }

    fn take<const N: usize>(&mut self) -> Result<&'a [u8; N], ModelError> {
        let (taken, rest) = self.bytes.split_first_chunk().ok_or(TOO_SHORT)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn count(&mut self) -> Result<usize, ModelError> {
        usize::try_from(u32::from_le_bytes(*self.take()?)).map_err(|_| TOO_SHORT)
    }

    fn some(&mut self, length: usize) -> Result<&'a [u8], ModelError> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or(TOO_SHORT)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn chunks<const N: usize>(&mut self, count: usize) -> Result<&'a [[u8; N]], ModelError> {
        Ok(self.some(count.checked_mul(N).ok_or(TOO_SHORT)?)?.as_chunks().0)
    }

    fn text(&mut self) -> Result<String, ModelError> {
        let length = self.count()?;
        let text = std::str::from_utf8(self.some(length)?).map_err(|_| ModelError::Senseless("a name is no text"))?;
        Ok(text.to_owned())
    }

    /// Numbers that are multiplied.
    fn weights<const N: usize>(&mut self) -> Result<[f32; N], ModelError> {
        let weights = self.floats()?;
        weights.iter().try_for_each(|&weight| within_reason(weight))?;
        Ok(weights)
    }

    fn floats<const N: usize>(&mut self) -> Result<[f32; N], ModelError> {
        let mut numbers = [0.0; N];
        for number in &mut numbers {
            *number = f32::from_le_bytes(*self.take()?);
            if !number.is_finite() {
                return Err(NOT_FINITE);
            }
        }
        Ok(numbers)
    }
}

/// Weights so large that their sums would be no numbers any more are nobody's.
fn within_reason(weight: f32) -> Result<(), ModelError> {
    const LARGEST: f32 = 1e6;
    if weight.abs() <= LARGEST { Ok(()) } else { Err(ModelError::Senseless("a weight is beyond all reason")) }
}

const TOO_SHORT: ModelError = ModelError::Senseless("it is shorter than it says");
const NOT_FINITE: ModelError = ModelError::Senseless("a weight is no number");
