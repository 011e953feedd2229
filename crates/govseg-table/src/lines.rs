//! Lines out of what is written.

use std::io::{self, Write};

/// Hands each line that is written to it to somebody, whole and without its end.
pub struct Lines<F> {
    line: Vec<u8>,
    each: F,
}

impl<F: FnMut(&str)> Lines<F> {
    /// To that somebody.
    pub fn new(each: F) -> Self {
        Self { line: Vec::new(), each }
    }
}

impl<F: FnMut(&str)> Write for Lines<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut lines = bytes.split(|&byte| byte == b'\n');
        let first = lines.next().unwrap_or_default();
        self.line.extend_from_slice(first);
        for next in lines {
            (self.each)(std::str::from_utf8(&self.line).unwrap_or_default());
            self.line.clear();
            self.line.extend_from_slice(next);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
