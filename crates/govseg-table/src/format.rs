//! How a table is written, told by the ending of its name or by its first bytes.

use std::path::Path;

use crate::TableError;

/// How a table is written.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "lowercase")]
#[non_exhaustive]
pub enum Format {
    /// Cells separated by commas or semicolons.
    Csv,
    /// Cells separated by tabs.
    Tsv,
    /// One JSON object on each line.
    #[strum(to_string = "jsonl", serialize = "ndjson")]
    JsonLines,
    /// A sheet of a spreadsheet. It is read and not written.
    Xlsx,
    /// A Parquet file.
    #[cfg(feature = "parquet")]
    Parquet,
    /// An Arrow IPC file, also called Feather. What is written to a stream is an Arrow IPC stream.
    #[cfg(feature = "parquet")]
    Arrow,
    /// An Arrow IPC stream.
    #[cfg(feature = "parquet")]
    #[strum(serialize = "arrows")]
    ArrowStream,
}

impl Format {
    /// By the ending of a file's name.
    ///
    /// # Errors
    /// If the ending names none.
    pub fn of_path(path: &Path) -> Result<Self, TableError> {
        let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
        match ending.as_deref() {
            Some("csv") => Ok(Self::Csv),
            Some("tsv") => Ok(Self::Tsv),
            Some("jsonl" | "ndjson") => Ok(Self::JsonLines),
            Some("xlsx" | "xlsm") => Ok(Self::Xlsx),
            #[cfg(feature = "parquet")]
            Some("parquet") => Ok(Self::Parquet),
            #[cfg(feature = "parquet")]
            Some("arrow" | "feather") => Ok(Self::Arrow),
            #[cfg(feature = "parquet")]
            Some("arrows") => Ok(Self::ArrowStream),
            _ => Err(TableError::UnknownFormat { name: path.display().to_string() }),
        }
    }

    /// By the first bytes of a stream: only JSON Lines begin with a brace, and a spreadsheet is a packed folder.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") {
            return Self::Xlsx;
        }
        match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b'{') => Self::JsonLines,
            _ => Self::Csv,
        }
    }
}

#[cfg(feature = "parquet")]
impl Format {
    /// How many of the first bytes tell a format of columns.
    pub(crate) const MAGIC: u64 = 8;

    /// The format of columns that begins like that.
    pub(crate) fn of_magic(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'P', b'A', b'R', b'1', ..] => Some(Self::Parquet),
            [b'A', b'R', b'R', b'O', b'W', b'1', ..] => Some(Self::Arrow),
            [0xFF, 0xFF, 0xFF, 0xFF, ..] => Some(Self::ArrowStream),
            _ => None,
        }
    }

    /// Whether a table is stored by column.
    pub(crate) fn is_by_column(self) -> bool {
        matches!(self, Self::Parquet | Self::Arrow | Self::ArrowStream)
    }
}

/// A form of writing with all that is needed to write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Cells {
        delimiter: u8,
        terminator: &'static str,
    },
    JsonLines,
    /// Cells with their lengths, for what makes columns of them.
    #[cfg(feature = "parquet")]
    Parts,
}

impl Form {
    /// Whether the cells of both are written alike, however their lines end.
    pub(crate) fn cells_like(self, other: Self) -> bool {
        matches!((self, other), (Self::Cells { delimiter: one, .. }, Self::Cells { delimiter: other, .. }) if one == other)
    }

    /// The form of a table of `format` that is made of one of the form `self`: as alike as may be.
    pub(crate) fn in_format(self, from: Format, format: Format) -> Self {
        let (delimiter, terminator) =
            if let Self::Cells { delimiter, terminator } = self { (delimiter, terminator) } else { (b',', "\n") };
        match format {
            Format::JsonLines => Self::JsonLines,
            Format::Tsv => Self::Cells { delimiter: b'\t', terminator },
            Format::Csv if from == Format::Csv => Self::Cells { delimiter, terminator },
            Format::Csv | Format::Xlsx => Self::Cells { delimiter: b',', terminator },
            #[cfg(feature = "parquet")]
            _ => Self::Parts,
        }
    }
}

/// Looks at the line of column names: where it ends, and which delimiter it uses.
///
/// The most frequent one outside quotes, the comma if several are as frequent; `None` while the line has not ended.
pub(crate) fn sniff(bytes: &[u8], ended: bool) -> Option<u8> {
    let (mut commas, mut semicolons, mut tabs, mut quoted, mut begun) = (0_usize, 0_usize, 0_usize, false, false);
    let mut whole = ended;
    for byte in bytes {
        match byte {
            b'"' => quoted = !quoted,
            // csv_core skips empty lines before the header.
            b'\n' | b'\r' if !quoted && begun => {
                whole = true;
                break;
            }
            b',' if !quoted => commas += 1,
            b';' if !quoted => semicolons += 1,
            b'\t' if !quoted => tabs += 1,
            _ => {}
        }
        begun |= !matches!(byte, b'\n' | b'\r');
    }
    whole.then_some(match (commas, semicolons, tabs) {
        (c, s, t) if c >= s && c >= t => b',',
        (_, s, t) if s >= t => b';',
        _ => b'\t',
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings() {
        #[cfg(feature = "parquet")]
        for (name, format) in
            [("a.parquet", Format::Parquet), ("a.feather", Format::Arrow), ("b.arrows", Format::ArrowStream)]
        {
            assert_eq!(Format::of_path(Path::new(name)).unwrap(), format);
        }
        for (name, format) in [("a.csv", Format::Csv), ("A.TSV", Format::Tsv), ("x.y.ndjson", Format::JsonLines)] {
            assert_eq!(Format::of_path(Path::new(name)).unwrap(), format);
        }
        for name in ["a", "a.json", "csv", "a.csv.gz", ".csv"] {
            assert!(Format::of_path(Path::new(name)).is_err(), "{name}");
        }
        assert_eq!("ndjson".parse(), Ok(Format::JsonLines));
        assert_eq!(Format::JsonLines.to_string(), "jsonl");
    }

    #[test]
    fn the_delimiter_is_the_most_frequent_outside_quotes() {
        for (header, delimiter) in [
            ("a,b;c,d\n1;2;3;4;5", b','),
            ("a;b;c,d\n", b';'),
            ("\"a,b,c,d\";e\r\n", b';'),
            ("a\tb\n", b'\t'),
            ("alone\n1,2,3", b','),
            ("\n\na;b\n", b';'),
        ] {
            assert_eq!(sniff(header.as_bytes(), false), Some(delimiter), "{header:?}");
        }
        assert_eq!(sniff(b"a;b", false), None);
        assert_eq!(sniff(b"a;b", true), Some(b';'));
    }
}
