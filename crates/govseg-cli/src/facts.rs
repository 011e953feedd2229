//! The facts of one contact, from arguments or a file.

use std::path::Path;

use govseg::{Contact, Error, FactId, Vocabulary};

use crate::failure::Failure;
use crate::files;

/// Reads `FACT=VALUE` arguments; several values are separated by `|` or `,`.
pub(crate) fn from_arguments(given: &[String], names: &Vocabulary) -> Result<Contact, Failure> {
    let mut contact = Contact::UNKNOWN;
    let mut seen: Vec<FactId> = Vec::new();
    for argument in given {
        let Some((name, values)) = argument.split_once('=') else {
            let message = format!("`{argument}` has no `=`; write facts as FACT=VALUE, for example customer=citizen");
            return Err(Failure::Usage(message));
        };
        let fact = names.fact(name.trim())?;
        if seen.contains(&fact) {
            return Err(Error::DuplicateFact { fact: names.name(fact).to_owned() }.into());
        }
        seen.push(fact);
        let mut set = 0;
        for value in values.split(['|', ',']).map(str::trim) {
            if value.is_empty() {
                return Err(Error::EmptyValue { fact: names.name(fact).to_owned() }.into());
            }
            set |= names.value(fact, value)?;
        }
        contact = names.narrow(contact, fact, set);
    }
    Ok(contact)
}

/// Reads a JSON file of facts.
pub(crate) fn from_file(path: &Path, names: &Vocabulary) -> Result<Contact, Failure> {
    let text = files::text(path)?;
    names.parse(&text).map_err(|error| Failure::Input(format!("{}: {error}", path.display())))
}
