//! Policies from files, and how they are called.

use govseg::{Error, Policy};
use govseg_table::{LoadError, load_policy};

use crate::failure::Failure;

/// The built-in policy of that id, or the one in that file.
pub(crate) fn load(choice: &str) -> Result<Policy, Failure> {
    Ok(load_policy(choice)?)
}

/// The policy, or what is wrong with it; it is a failure if there is none.
pub(crate) fn find(choice: &str) -> Result<Result<Policy, Error>, Failure> {
    match load_policy(choice) {
        Ok(policy) => Ok(Ok(policy)),
        Err(LoadError::Policy(error)) => Ok(Err(error)),
        Err(error) => Err(error.into()),
    }
}

/// `gsa-2008, version 1 (USA Services …)`
pub(crate) fn title(policy: &Policy) -> String {
    let title = policy.title().map_or_else(String::new, |title| format!(" ({title})"));
    format!("{}, version {}{title}", policy.id(), policy.version())
}
