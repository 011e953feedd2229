//! Reads a CSV file and writes it again with the csv crate alone: what `govseg classify` is measured against.

use std::fs::File;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut names = std::env::args_os().skip(1);
    let (Some(from), Some(to)) = (names.next(), names.next()) else {
        return Err("usage: csv-copy FROM TO".into());
    };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(File::open(from)?);
    let mut writer = csv::Writer::from_writer(File::create(to)?);
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        writer.write_byte_record(&record)?;
    }
    writer.flush()?;
    Ok(())
}
