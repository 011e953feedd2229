//! How large a spreadsheet may become when it is unpacked. A few kilobytes can be packed so that they fill any memory.

use std::io::{self, Read, Seek};

use zip::ZipArchive;

/// How many bytes a part may have unpacked. A sheet is read piece by piece and may have many.
const MOST: u64 = 2 << 30;

/// How many bytes the parts may have that are kept in memory.
const MOST_KEPT: u64 = 256 << 20;
const STRINGS: &str = "sharedstrings.xml";
const STYLES: &str = "styles.xml";

/// How many bytes one packed byte can become: no more in the one method that is understood.
const MOST_OF_ONE: u64 = 1032;

/// Unpacks what may be read, and fails where it is too large. What the file says of its own sizes is not believed.
pub(super) fn check(file: &mut (impl Read + Seek)) -> Result<(), String> {
    within(file, MOST, MOST_KEPT)
}

fn within(file: &mut (impl Read + Seek), most: u64, most_kept: u64) -> Result<(), String> {
    let mut archive = ZipArchive::new(file).map_err(|error| error.to_string())?;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| error.to_string())?;
        let name = part.name().map_err(|error| error.to_string())?.to_lowercase();
        let most = if name.ends_with(STRINGS) || name.ends_with(STYLES) { most_kept } else { most };
        let too_large = || Err(format!("`{name}` is larger than {most} bytes when it is unpacked"));
        if name.ends_with(STRINGS) {
            let mut bytes = Vec::new();
            part.take(most + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
            if bytes.len() as u64 > most {
                return too_large();
            }
            if announced(&bytes) > bytes.len() {
                return Err(format!("`{name}` announces more texts than it can hold; save the spreadsheet anew"));
            }
        } else if part.compressed_size().saturating_mul(MOST_OF_ONE) > most {
            let size = io::copy(&mut part.take(most + 1), &mut io::sink()).map_err(|error| error.to_string())?;
            if size > most {
                return too_large();
            }
        }
    }
    Ok(())
}

/// How many texts there shall be, as the part says at its beginning. Room is made for them before they are seen.
fn announced(strings: &[u8]) -> usize {
    const COUNT: &[u8] = b"uniqueCount";
    let end = memchr::memmem::find(strings, b"<si").unwrap_or(strings.len());
    let beginning = strings.get(..end).unwrap_or_default();
    let counts = memchr::memmem::find_iter(beginning, COUNT).map(|at| {
        let rest = beginning.get(at + COUNT.len()..).unwrap_or_default();
        let digits =
            rest.iter().skip_while(|byte| matches!(byte, b'=' | b'"' | b'\'' | b' ' | b'\t' | b'\r' | b'\n' | b'+'));
        digits
            .take_while(|byte| byte.is_ascii_digit())
            .fold(0_usize, |count, digit| count.saturating_mul(10).saturating_add(usize::from(digit - b'0')))
    });
    counts.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// What is found in a file of one part, when sheets may have 10,000 bytes and texts 100.
    fn found(name: &str, bytes: &[u8]) -> Result<(), String> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
        within(&mut writer.finish().unwrap(), 10_000, 100)
    }

    #[test]
    fn what_would_fill_the_memory_is_refused() {
        let large = "is larger than";
        for (name, size, refused) in [
            ("xl/worksheets/sheet1.xml", 10_000, false),
            ("xl/worksheets/sheet1.xml", 10_001, true),
            ("xl/SharedStrings.xml", 100, false),
            ("xl/SharedStrings.xml", 101, true),
            ("xl/styles.xml", 101, true),
        ] {
            let found = found(name, &vec![b' '; size]);
            assert_eq!(found.as_ref().is_err_and(|reason| reason.contains(large)), refused, "{name} {size} {found:?}");
        }
    }

    #[test]
    fn texts_that_are_only_announced_are_refused() {
        for (strings, refused) in [
            ("<sst uniqueCount=\"999999999999\"><si/></sst>", true),
            ("<sst count='1' uniqueCount = '18446744073709551616'/>", true),
            ("<sst uniqueCount=\"1\"><si><t>uniqueCount=999999</t></si></sst>", false),
            ("<sst><si/></sst>", false),
        ] {
            assert_eq!(found("xl/sharedStrings.xml", strings.as_bytes()).is_err(), refused, "{strings}");
        }
    }
}
