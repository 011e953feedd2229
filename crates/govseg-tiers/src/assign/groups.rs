//! How the tiers of an assignment fall across the groups of a column.

use govseg::words::{clip, mend};

use super::Assignment;
use crate::fairness::{Asked, Fairness, Groups, NoGroups};

impl Assignment<'_> {
    /// How tiers fall across the words of one of the programme's columns.
    ///
    /// # Errors
    /// If the programme has no such column, with the nearest.
    pub fn fairness(&self, column: &str, asked: &Asked) -> Result<Fairness, NoGroups> {
        let known: Vec<_> = self.program.words.iter().map(|one| one.id.as_str()).collect();
        let words = self.program.word_column(column).and_then(|number| self.accounts.words.get(number));
        let words = words.ok_or_else(|| NoGroups { column: clip(column), mend: mend(column, &known) })?;
        let tiers: Vec<_> = self.outcomes.iter().map(|one| one.tier.map(u32::from)).collect();
        let groups = Groups {
            tiers: &tiers,
            tier_names: &self.program.tiers.iter().map(|tier| tier.id.as_str()).collect::<Vec<_>>(),
            groups: &words.options(),
            group_names: &words.names().iter().map(String::as_str).collect::<Vec<_>>(),
        };
        Ok(groups.fairness(asked))
    }
}
