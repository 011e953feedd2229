//! A first draft of a recipe, from the header and the values of a table.
//!
//! It guesses only what names and values show, says what it saw, and leaves the rest as a comment: whoever knows the
//! table confirms and goes on.

mod guess;
mod lines;
mod stubs;
mod text;
mod values;
mod words;

use std::collections::BTreeMap;

use guess::{Guess, guess};
use values::List;

use super::Recipe;
use crate::error::TableError;
use crate::input::Input;
use crate::profile::{Held, Profile};

impl Recipe {
    /// Drafts a recipe for a table: TOML with comments that say what was seen, and marks what is to be confirmed.
    ///
    /// ```
    /// use govseg_table::{Input, Recipe};
    ///
    /// let table = "service,paid\nFishing permit,Y\nTide tables,N\n";
    /// let draft = Recipe::draft("desk.csv", Input::stream("desk.csv", table.as_bytes(), None))?;
    /// let recipe = Recipe::parse("draft.toml", &draft)?;
    /// assert_eq!((recipe.id(), recipe.column_names().collect::<Vec<_>>()), ("desk", vec!["paid"]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the table cannot be read at all. Rows that cannot be read are passed over.
    pub fn draft(table: &str, input: Input<'_>) -> Result<String, TableError> {
        let profile = Profile::of(input)?;
        let mut guesses: Vec<_> = profile.columns.iter().map(|held| (held, guess(held))).collect();
        agree(&mut guesses);
        Ok(text::draft(table, &profile, &guesses))
    }
}

/// Where several editions of a scheme fit a column as well, the one counts that the other columns are of.
fn agree(guesses: &mut [(&Held, Guess)]) {
    let edition = |list: &List| match list {
        List::Fact(_) => None,
        List::Crosswalk(id) => id.rsplit('-').next().filter(|year| year.parse::<u32>().is_ok()).map(ToOwned::to_owned),
    };
    let mut votes: BTreeMap<String, usize> = BTreeMap::new();
    for (_, guess) in guesses.iter() {
        if let Guess::List(fits) = guess
            && let [fit] = fits.as_slice()
            && let Some(year) = edition(&fit.list)
        {
            *votes.entry(year).or_default() += 1;
        }
    }
    for (_, guess) in guesses.iter_mut() {
        if let Guess::List(fits) = guess {
            let votes = |list: &List| edition(list).and_then(|year| votes.get(&year).copied()).unwrap_or_default();
            fits.sort_by_key(|fit| std::cmp::Reverse(votes(&fit.list)));
        }
    }
}
