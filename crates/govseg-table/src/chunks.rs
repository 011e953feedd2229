//! A window over the bytes of a table, filled as they come.

use std::io::{self, Read};

use encoding_rs::Encoding;

use crate::encoding::Bytes;

/// A window that moves over what is read: it grows only while one row does not fit.
pub(crate) struct Chunks<'a> {
    bytes: Bytes<'a>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Whether all was read.
    pub(crate) ended: bool,
    /// How many bytes were read so far, before they were decoded.
    pub(crate) read: u64,
}

impl<'a> Chunks<'a> {
    const CHUNK: usize = 256 * 1024;

    pub(crate) fn new(reader: Box<dyn Read + Send + 'a>) -> Self {
        Self { bytes: Bytes::Plain(reader), buffer: Vec::new(), start: 0, end: 0, ended: false, read: 0 }
    }

    /// Decodes what is available and all that follows.
    pub(crate) fn decode(self, encoding: &'static Encoding) -> Self {
        let bytes = self.bytes.decoded(encoding, self.buffer.get(self.start..self.end).unwrap_or_default());
        Self { bytes, buffer: Vec::new(), start: 0, end: 0, ended: false, read: self.read }
    }

    /// What was read and not yet consumed.
    pub(crate) fn available(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// All that was not yet consumed, if it is no more than `most` bytes.
    pub(crate) fn rest(mut self, most: usize) -> io::Result<Vec<u8>> {
        while self.fill()? {
            if self.end - self.start > most {
                return Err(io::Error::other(format!("it is a stream of more than {} MiB; name a file", most >> 20)));
            }
        }
        Ok(self.available().to_vec())
    }

    pub(crate) fn consume(&mut self, bytes: usize) {
        self.start = (self.start + bytes).min(self.end);
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
        }
    }

    /// Reads more behind what is available; `false` at the end. It waits for some bytes only, not for a whole chunk,
    /// so that a slow stream is passed on as it comes.
    pub(crate) fn fill(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        if self.end == self.buffer.len() {
            if self.start > 0 {
                self.buffer.copy_within(self.start..self.end, 0);
                (self.start, self.end) = (0, self.end - self.start);
            }
            if self.end == self.buffer.len() {
                self.buffer.resize((self.buffer.len() * 2).max(Self::CHUNK), 0);
            }
        }
        loop {
            let free = self.buffer.get_mut(self.end..).unwrap_or_default();
            match self.bytes.read(free) {
                Ok((0, _)) => self.ended = true,
                Ok((bytes, read)) => {
                    self.end += bytes;
                    self.read += read;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            }
            return Ok(!self.ended);
        }
    }
}
