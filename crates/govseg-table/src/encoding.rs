//! The bytes of a table as UTF-8, whatever the encoding that they are written in.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::TableError;
use govseg::words::{clip, nearest};

/// Stands for what the encoding has no character for: a byte that UTF-8 never has, so that the row is found to be
/// unreadable where it is looked at, with its number and column.
const NO_CHARACTER: u8 = 0xFF;

/// The byte order marks that are honoured without asking.
const MARKS: [(&[u8], &Encoding); 3] = [(b"\xEF\xBB\xBF", UTF_8), (b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)];

/// The longest of them, and that of UTF-32, which begins like one of UTF-16.
pub(crate) const LONGEST_MARK: usize = UTF_32.len();
const UTF_32: &[u8] = b"\xFF\xFE\0\0";

/// The encodings that a mistyped name is likely meant for. All others are understood too.
const USUAL: [&Encoding; 16] = [
    UTF_8,
    UTF_16LE,
    UTF_16BE,
    encoding_rs::WINDOWS_1252,
    encoding_rs::WINDOWS_1250,
    encoding_rs::WINDOWS_1251,
    encoding_rs::WINDOWS_1253,
    encoding_rs::WINDOWS_1254,
    encoding_rs::ISO_8859_2,
    encoding_rs::ISO_8859_15,
    encoding_rs::MACINTOSH,
    encoding_rs::BIG5,
    encoding_rs::EUC_JP,
    encoding_rs::EUC_KR,
    encoding_rs::GB18030,
    encoding_rs::SHIFT_JIS,
];

/// The encoding of that name, by the labels of the WHATWG Encoding Standard.
pub(crate) fn named(label: &str) -> Result<&'static Encoding, TableError> {
    Encoding::for_label_no_replacement(label.as_bytes()).ok_or_else(|| {
        let names: Vec<String> = USUAL.iter().map(|encoding| encoding.name().to_ascii_lowercase()).collect();
        let nearest = nearest(&label.to_ascii_lowercase(), &names);
        TableError::UnknownEncoding { name: clip(label), nearest }
    })
}

/// What the first bytes say of their encoding: how long the mark is, and what it marks.
pub(crate) fn marked(bytes: &[u8]) -> Result<Option<(usize, &'static Encoding)>, &'static str> {
    if bytes.starts_with(UTF_32) {
        return Err("it is written in UTF-32; save it as UTF-8");
    }
    Ok(MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|&(mark, encoding)| (mark.len(), encoding)))
}

/// Text that may turn out to be none: why not, and what to do about it.
pub(crate) fn text<'t>(bytes: &'t [u8], encoding: Option<&'static Encoding>) -> Result<&'t str, String> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = error.valid_up_to();
        match encoding {
            Some(encoding) => {
                let before = bytes.get(..before).map_or(0, |before| String::from_utf8_lossy(before).chars().count());
                format!("what stands at character {} of the row is none in {}", before + 1, encoding.name())
            }
            None => format!(
                "not UTF-8 from byte {} of the row on; if the table is written in another encoding, name it, for \
                 example `--encoding windows-1252`",
                before + 1
            ),
        }
    })
}

/// Bytes as they come, or decoded.
pub(crate) enum Bytes<'a> {
    Plain(Box<dyn Read + Send + 'a>),
    Decoded(Box<Decoded<'a>>),
}

/// A reader of UTF-8 over a reader of something else.
pub(crate) struct Decoded<'a> {
    reader: Box<dyn Read + Send + 'a>,
    decoder: Decoder,
    /// What was read and not yet decoded, and what was decoded and not yet handed over.
    raw: Window,
    text: Window,
    ended: bool,
    finished: bool,
    /// How many bytes were read, before decoding.
    read: u64,
}

/// A buffer with the part of it that counts.
struct Window {
    buffer: Vec<u8>,
    start: usize,
    end: usize,
}

impl Window {
    fn new(size: usize) -> Self {
        Self { buffer: vec![0; size], start: 0, end: 0 }
    }

    fn get(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }
}

impl Bytes<'_> {
    /// The rest of a table that is encoded, of which `begun` was read already.
    pub(crate) fn decoded(self, encoding: &'static Encoding, begun: &[u8]) -> Self {
        match self {
            Self::Plain(reader) => Self::Decoded(Box::new(Decoded::new(reader, encoding, begun))),
            decoded @ Self::Decoded(_) => decoded,
        }
    }

    /// Reads into a buffer: how many bytes there are in it, and how many were read for that.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> io::Result<(usize, u64)> {
        match self {
            Self::Plain(reader) => reader.read(buffer).map(|bytes| (bytes, bytes as u64)),
            Self::Decoded(decoded) => {
                let before = decoded.read;
                decoded.read(buffer).map(|bytes| (bytes, decoded.read - before))
            }
        }
    }
}

impl<'a> Decoded<'a> {
    const SIZE: usize = 64 * 1024;

    fn new(reader: Box<dyn Read + Send + 'a>, encoding: &'static Encoding, begun: &[u8]) -> Self {
        let mut raw = Window::new(Self::SIZE.max(begun.len()));
        for (place, byte) in raw.buffer.iter_mut().zip(begun) {
            *place = *byte;
        }
        raw.end = begun.len();
        let decoder = encoding.new_decoder_without_bom_handling();
        Self { reader, decoder, raw, text: Window::new(Self::SIZE), ended: false, finished: false, read: 0 }
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.text.start == self.text.end && !self.finished {
            self.decode()?;
        }
        let mut text = self.text.get();
        let bytes = text.read(buffer)?;
        self.text.start += bytes;
        Ok(bytes)
    }

    /// Decodes what there is, or reads if there is nothing.
    fn decode(&mut self) -> io::Result<()> {
        if self.raw.start == self.raw.end && !self.ended {
            let bytes = self.reader.read(&mut self.raw.buffer)?;
            (self.raw.start, self.raw.end) = (0, bytes);
            self.read += bytes as u64;
            self.ended = bytes == 0;
        }
        // One byte is kept free to mark what has no character.
        let room = self.text.buffer.len() - 1;
        let free = self.text.buffer.get_mut(..room).unwrap_or_default();
        let (result, taken, written) =
            self.decoder.decode_to_utf8_without_replacement(self.raw.get(), free, self.ended);
        self.raw.start += taken;
        (self.text.start, self.text.end) = (0, written);
        match result {
            DecoderResult::InputEmpty => self.finished = self.ended,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                if let Some(place) = self.text.buffer.get_mut(written) {
                    *place = NO_CHARACTER;
                    self.text.end += 1;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(encoding: &'static Encoding, bytes: &[u8], begun: usize) -> Vec<u8> {
        let (begun, rest) = bytes.split_at(begun);
        let mut bytes = Bytes::Plain(Box::new(rest)).decoded(encoding, begun);
        let mut out = Vec::new();
        loop {
            let mut buffer = [0; 3];
            match bytes.read(&mut buffer).unwrap() {
                (0, _) => return out,
                (some, _) => out.extend_from_slice(&buffer[..some]),
            }
        }
    }

    #[test]
    fn labels() {
        for (label, name) in [("latin1", "windows-1252"), (" UTF-16LE ", "UTF-16LE"), ("iso-8859-15", "ISO-8859-15")] {
            assert_eq!(named(label).unwrap().name(), name);
        }
        assert_eq!(
            named("windows-1242").unwrap_err().to_string(),
            "`windows-1242` is not an encoding; did you mean `windows-1252`?"
        );
        assert!(named("replacement").is_err());
    }

    #[test]
    fn text_is_decoded_wherever_it_is_cut() {
        let text = "é,€,漢,😀\n".repeat(20_000);
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for begun in [0, 1, 4, 100_001] {
            assert_eq!(decoded(UTF_16LE, &utf16, begun), text.as_bytes());
        }
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode("é€");
        assert_eq!(decoded(encoding_rs::WINDOWS_1252, &windows, 1), "é€".as_bytes());
    }

    #[test]
    fn what_has_no_character_is_marked_in_its_place() {
        assert_eq!(decoded(UTF_16LE, b"a\0\0\xD8b\0", 0), b"a\xFFb");
        assert_eq!(decoded(UTF_16LE, b"a\0b", 0), b"a\xFF", "the last character is cut off");
        assert_eq!(decoded(encoding_rs::SHIFT_JIS, b"a\x81\n", 0), b"a\xFF\n");
        assert_eq!(decoded(UTF_8, b"a\xC3,", 0), b"a\xFF,");
    }
}
