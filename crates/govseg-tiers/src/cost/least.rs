//! The tier with the least expected cost, where it is not certain which would be right.

use crate::Assignment;
use crate::program::Costs;

/// What it would cost to treat an account as each tier, and the tier for which that is least.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Least {
    /// The tier's number; of several the lowest.
    pub tier: usize,
    /// The expected cost of each tier.
    pub expected: Vec<f64>,
}

impl Costs {
    /// The tier with the least expected cost, given how likely each tier is to be the right one. It need not be the
    /// likeliest: where a customer treated too low costs more than effort that is wasted, it is a higher one.
    ///
    /// ```
    /// let program = govseg_tiers::Program::builtin("shared-services")?;
    /// let costs = program.costs.unwrap();
    /// // Most likely standard, and yet treated as growth: 40,000 is lost where that is too low, 9,000 where too high.
    /// assert_eq!(costs.least(&[0.6, 0.4, 0.0, 0.0]).tier, 1);
    /// # Ok::<(), govseg_tiers::ProgramError>(())
    /// ```
    pub fn least(&self, chances: &[f64]) -> Least {
        let row =
            |costs: &Vec<crate::Amount>| costs.iter().zip(chances).map(|(cost, chance)| cost.to_f64() * chance).sum();
        let expected: Vec<f64> = self.matrix.iter().map(row).collect();
        let least = expected.iter().enumerate().min_by(|(_, one), (_, other)| one.total_cmp(other));
        Least { tier: least.map_or(0, |(tier, _)| tier), expected }
    }

    /// What is expected to be lost since a customer is treated as less than would be right.
    pub(super) fn expected_loss(&self, tier: usize, chances: &[f64]) -> f64 {
        let Some(row) = self.matrix.get(tier) else { return 0.0 };
        row.iter().zip(chances).skip(tier + 1).map(|(cost, chance)| cost.to_f64() * chance).sum()
    }
}

impl Assignment<'_> {
    /// How likely each tier is to be the right one for an account; nothing where that is not said.
    pub fn chances(&self, account: usize) -> Option<Vec<f64>> {
        let chances = &self.accounts().chances;
        let of = chances.iter().map(|column| column.get(account).copied().flatten()).collect::<Option<Vec<_>>>()?;
        Some(of).filter(|chances| !chances.is_empty())
    }

    /// The tier with the least expected cost for an account; nothing where no chances are given.
    pub fn least_cost(&self, account: usize) -> Option<Least> {
        Some(self.program().costs.as_ref()?.least(&self.chances(account)?))
    }
}
