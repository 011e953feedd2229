//! Accounts as columns: a million of them stay cheap.

mod coded;
mod error;
mod read;

pub use coded::{Coded, UNKNOWN};
pub use error::{AccountsError, Fault};
pub use read::AccountsReader;

use crate::{Amount, Program};

/// The accounts of a programme, as columns of the same length.
///
/// ```
/// use govseg_tiers::{Accounts, Program};
///
/// let program = Program::builtin("shared-services")?;
/// let mut reader = Accounts::reader(&program, &["account", "parent", "revenue"])?;
/// reader.row(&["CBP", "", ""]);
/// reader.row(&["EZ1", "CBP", "620,000"]);
/// let accounts = reader.finish()?;
/// assert_eq!((accounts.len(), accounts.id(1)), (2, "EZ1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Accounts {
    /// Their ids.
    pub ids: Vec<String>,
    /// The ids of what they belong to.
    pub parents: Coded,
    /// How much of it each of several parents has.
    pub parent_shares: Coded,
    /// Each measure's values.
    pub amounts: Vec<Vec<Option<Amount>>>,
    /// For measures that are weighted, the share that belongs to the parent; else empty.
    pub shares: Vec<Vec<Option<Amount>>>,
    /// What each column of words says.
    pub words: Vec<Coded>,
    /// The tier that was held before.
    pub held: Vec<Option<u8>>,
    /// Until when.
    pub held_until: Coded,
    /// In which currency.
    pub currency: Coded,
    /// In which period.
    pub period: Coded,
    /// For each tier the chance that it is the right one; empty if nothing is known of it.
    pub chances: Vec<Vec<Option<f64>>>,
    /// Columns that the programme asks for and the table has not, in words.
    pub absent: Vec<String>,
}

impl Accounts {
    /// Reads accounts, row by row, from a table with these columns.
    ///
    /// # Errors
    /// If the table has no column of ids, or a column twice that is read.
    pub fn reader<'a>(program: &'a Program, header: &[&str]) -> Result<AccountsReader<'a>, AccountsError> {
        AccountsReader::new(program, header)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The id of an account; empty beyond the last.
    pub fn id(&self, account: usize) -> &str {
        self.ids.get(account).map(String::as_str).unwrap_or_default()
    }

    /// The number of the account with that id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.ids.iter().position(|known| known == id)
    }

    /// What an account is measured by.
    pub fn amount(&self, measure: usize, account: usize) -> Option<Amount> {
        self.amounts.get(measure)?.get(account).copied().flatten()
    }
}
