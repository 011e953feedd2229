//! Policies from files, and how they are called.

use std::fs::File;
use std::path::Path;

use govseg::{Error, Files, Format, Policy};

use crate::failure::Failure;
use crate::files;

/// The file system, for policies that extend other files.
struct FileSystem;

impl Files for FileSystem {
    fn read(&self, from: &str, path: &str) -> Result<govseg::File, String> {
        let path = Path::new(from).parent().unwrap_or(Path::new("")).join(path);
        let text = File::open(&path).and_then(files::limited).map_err(|error| error.to_string())?;
        Ok(govseg::File::new(path.display().to_string(), text))
    }
}

/// The built-in policy of that id, or the one in that file.
pub(crate) fn load(choice: &str) -> Result<Policy, Failure> {
    find(choice)?.map_err(Into::into)
}

/// The policy, or what is wrong with it; it is a failure if there is none.
pub(crate) fn find(choice: &str) -> Result<Result<Policy, Error>, Failure> {
    if Policy::is_builtin(choice) {
        return Ok(Policy::builtin(choice));
    }
    let text = File::open(choice).and_then(files::limited).map_err(|error| {
        let ids: Vec<_> = Policy::builtin_versions().chain(Policy::builtin_ids().map(ToOwned::to_owned)).collect();
        let mend = match govseg::words::nearest(choice, &ids) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("built in: {}", ids.join(", ")),
        };
        Failure::Input(format!("`{choice}` is no built-in policy and cannot be read as a file: {error}; {mend}"))
    })?;
    Ok(Policy::from_file(govseg::File::new(choice, text), Format::of_name(choice), &FileSystem))
}

/// `gsa-2008, version 1 (USA Services …)`
pub(crate) fn title(policy: &Policy) -> String {
    let title = policy.title().map_or_else(String::new, |title| format!(" ({title})"));
    format!("{}, version {}{title}", policy.id(), policy.version())
}
