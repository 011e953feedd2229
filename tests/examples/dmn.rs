//! Prints a policy as DMN: a built-in one by its id, or a file.

use govseg::{File, Files, Format, Policy};
use std::error::Error;
use std::fs;
use std::path::Path;

/// Reads the files that a policy extends from the disk.
struct Disk;

impl Files for Disk {
    fn read(&self, from: &str, path: &str) -> Result<File, String> {
        let path = Path::new(from).parent().unwrap_or(Path::new("")).join(path);
        let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
        Ok(File::new(path.to_string_lossy(), text))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let name = std::env::args().nth(1).ok_or("usage: dmn POLICY")?;
    let policy = if Policy::builtin_ids().any(|id| id == name) {
        Policy::builtin(&name)?
    } else {
        let text = fs::read_to_string(&name)?;
        Policy::from_file(File::new(&name, text), Format::of_name(&name), &Disk)?
    };
    print!("{}", policy.to_dmn());
    Ok(())
}
