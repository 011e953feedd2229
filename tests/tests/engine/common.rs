//! What the comparisons share: the case files, and the engine's policies with their files.

use std::fs;
use std::path::{Path, PathBuf};

use govseg::{File, Files, Format, Policy};
use govseg_conformance::cases::cases_folder;
use serde_json::Value;

/// Reads the files that a policy extends from the disk.
pub(crate) struct Disk;

impl Files for Disk {
    fn read(&self, from: &str, path: &str) -> Result<File, String> {
        let path = Path::new(from).parent().unwrap_or(Path::new("")).join(path);
        let path = path.canonicalize().map_err(|error| error.to_string())?;
        let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
        Ok(File::new(path.to_string_lossy(), text))
    }
}

/// The engine's policy of a case file: `null` is the default one, else a path relative to the folder of cases.
pub(crate) fn policy(name: &Value) -> Policy {
    let Some(name) = name.as_str() else { return Policy::builtin("gsa-2008").unwrap() };
    let path = cases_folder().join(name);
    let text = fs::read_to_string(&path).unwrap();
    let file = File::new(path.canonicalize().unwrap().to_string_lossy(), text);
    Policy::from_file(file, Format::of_name(name), &Disk).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The case files of one folder, by name.
pub(crate) fn case_files(folder: &str) -> Vec<(String, Value)> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(cases_folder().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "no case files in {folder}");
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path.display().to_string(), serde_json::from_str(&text).unwrap())
        })
        .collect()
}

/// The cases of a file.
pub(crate) fn cases(file: &Value) -> &[Value] {
    file["cases"].as_array().expect("a list of cases")
}
