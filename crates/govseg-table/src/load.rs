//! Policies, recipes and programmes by name: a built-in one, or a file that a user wrote, read within limits.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use govseg::words::nearest;
use govseg::{Error, Files, Format, Policy, Vocabulary};

use crate::recipe::{Recipe, RecipeError};

/// How large a file of facts, a policy, a recipe or a programme may be.
const LARGEST: u64 = 4 << 20;

/// Why a policy or recipe that was named cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// It is not built in, and there is no such file.
    #[error("`{choice}` is no built-in policy and cannot be read as a file: {source}; {mend}")]
    NoPolicy {
        /// The name as given.
        choice: String,
        /// What the system says.
        source: io::Error,
        /// The nearest name, or all.
        mend: String,
    },
    /// A file that cannot be read.
    #[error("cannot read {name}: {source}")]
    Unreadable {
        /// The file.
        name: String,
        /// What the system says.
        source: io::Error,
    },
    /// The policy's mistakes.
    #[error(transparent)]
    Policy(#[from] Error),
    /// The recipe's mistakes, or the nearest built-in one.
    #[error(transparent)]
    Recipe(#[from] RecipeError),
}

/// The built-in policy of that id, or the one in that file, which may extend other files.
///
/// # Errors
/// If there is neither, or if something is wrong with it.
///
/// ```
/// assert_eq!(govseg_table::load_policy("gsa-2008")?.digest(), govseg::Policy::gsa_2008().digest());
/// assert!(govseg_table::load_policy("gsa-2007").unwrap_err().to_string().ends_with("did you mean `gsa-2008`?"));
/// # Ok::<(), govseg_table::LoadError>(())
/// ```
pub fn load_policy(choice: &str) -> Result<Policy, LoadError> {
    if Policy::is_builtin(choice) {
        return Ok(Policy::builtin(choice)?);
    }
    let text = File::open(choice).and_then(read_limited).map_err(|source| {
        let ids: Vec<_> = Policy::builtin_versions().chain(Policy::builtin_ids().map(ToOwned::to_owned)).collect();
        let mend = match nearest(choice, &ids) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("built in: {}", ids.join(", ")),
        };
        LoadError::NoPolicy { choice: choice.to_owned(), source, mend }
    })?;
    Ok(Policy::from_file(govseg::File::new(choice, text), Format::of_name(choice), &FileSystem)?)
}

/// The built-in recipe of that id, or the one in that file, in the words of a policy's vocabulary.
///
/// # Errors
/// If there is neither, or if something is wrong with it.
///
/// ```
/// let names = govseg::Vocabulary::default();
/// assert_eq!(govseg_table::load_recipe("gc-service-inventory-2023", &names)?.id(), "gc-service-inventory-2023");
/// # Ok::<(), govseg_table::LoadError>(())
/// ```
pub fn load_recipe(choice: &str, names: &Vocabulary) -> Result<Recipe, LoadError> {
    Ok(Recipe::parse_with(choice, &recipe_text(choice)?, names)?)
}

/// The text of the built-in recipe of that id, or of the one in that file.
///
/// # Errors
/// If there is neither, with the nearest built-in one.
pub fn recipe_text(choice: &str) -> Result<String, LoadError> {
    named_text(choice, Recipe::builtin_text(choice))?.ok_or_else(|| RecipeError::unknown(choice).into())
}

/// What is meant by a name: the text that is built in under it, or else that of the file; nothing if it is neither. A
/// name with an ending is a file's, even where there is none.
///
/// # Errors
/// If the file cannot be read.
pub fn named_text(choice: &str, built_in: Option<&str>) -> Result<Option<String>, LoadError> {
    let path = Path::new(choice);
    if built_in.is_some() || (path.extension().is_none() && !path.is_file()) {
        return Ok(built_in.map(ToOwned::to_owned));
    }
    let text = File::open(path).and_then(read_limited);
    text.map(Some).map_err(|source| LoadError::Unreadable { name: choice.to_owned(), source })
}

/// The text that a reader gives, without its byte order mark, if it is UTF-8 and not larger than 4 MiB.
///
/// # Errors
/// If it is not, or if it cannot be read.
pub fn read_limited(reader: impl Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    reader.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other("it is larger than 4 MiB"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        io::Error::other(format!("it is not UTF-8 from byte {} on", at + 1))
    })?;
    Ok(text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text))
}

/// The file system, for policies that extend other files.
struct FileSystem;

impl Files for FileSystem {
    fn read(&self, from: &str, path: &str) -> Result<govseg::File, String> {
        let path = Path::new(from).parent().unwrap_or(Path::new("")).join(path);
        let text = File::open(&path).and_then(read_limited).map_err(|error| error.to_string())?;
        Ok(govseg::File::new(path.display().to_string(), text))
    }
}
