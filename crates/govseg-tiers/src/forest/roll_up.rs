//! Amounts added up, compared or averaged from children to parents, exactly.

use super::decimal::{Decimal, power};
use super::problem::{ForestError, ForestProblemKind as Kind, Problems, refused};
use super::{Forest, at, put};
use crate::Amount;

/// What becomes of the amounts of children in their parent.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum RollUp<'a> {
    /// They are added to its own.
    Sum,
    /// The largest counts, its own among them. Shares do not matter.
    Max,
    /// They are added to its own, each times its weight: how much of the account counts in its parents, where 1 is all.
    Weighted(&'a [Amount]),
    /// The mean of all amounts at or below, each weighted by another one: a score by what was spent, say. An amount
    /// without a weight is unknown.
    Mean(&'a [Option<Amount>]),
}

/// Amounts of all accounts with what is below them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rolled {
    /// What is known of the amount, rounded down to a millionth; nothing if nothing is known at or below the account.
    pub values: Vec<Option<Amount>>,
    /// Whether an account without children, at or below this one, does not say its amount: then the true amount is not
    /// known.
    pub open: Vec<bool>,
}

impl Forest {
    /// The amounts of all accounts with what is below them.
    ///
    /// Shares and weights are carried to the top as exact decimals, and only the result is rounded, down to a
    /// millionth: so `>= t` and `< t` are decided as on the exact number, and neither the order of rows nor how an
    /// account is split matters. An account with children and without an amount of its own adds nothing.
    ///
    /// # Errors
    /// Weights below 0, and amounts or decimals too large to be added exactly.
    ///
    /// ```
    /// use govseg_tiers::{Amount, Choices, Forest, RollUp};
    ///
    /// let forest = Forest::build(&["CBP", "EZ1", "EZ3"], &[None, Some("CBP"), Some("CBP")], &Choices::default())?;
    /// let spent = [None, Some(Amount::from(300_000)), Some(Amount::from(450_000))];
    /// let rolled = forest.roll_up(&spent, RollUp::Sum)?;
    /// assert_eq!(rolled.values[0], Some(Amount::from(750_000)));
    /// # Ok::<(), govseg_tiers::ForestError>(())
    /// ```
    pub fn roll_up(&self, own: &[Option<Amount>], how: RollUp<'_>) -> Result<Rolled, ForestError> {
        let values = match how {
            RollUp::Sum => self.added(self.column(own), None)?.wholes(),
            RollUp::Weighted(weights) => {
                refuse_below_zero(weights.iter().copied().map(Some))?;
                self.added(self.column(own), Some(weights))?.wholes()
            }
            RollUp::Max => self.largest(own),
            RollUp::Mean(weights) => return self.mean(own, weights),
        };
        Ok(Rolled { values, open: self.open(own) })
    }

    /// A column with a place for every account.
    fn column(&self, own: &[Option<Amount>]) -> Vec<Option<Amount>> {
        let mut column = own.to_vec();
        column.resize(self.len(), None);
        column
    }

    /// Each account's own amount and those below it, still with all decimals.
    fn added(&self, mut column: Vec<Option<Amount>>, weights: Option<&[Amount]>) -> Result<Fine, ForestError> {
        let factor = |row: u32, share: Decimal| {
            let weight = weights.map_or(Decimal::ONE, |weights| Decimal::of(at(weights, row)));
            share.times(weight)
        };
        let places = if weights.is_some() || self.links.are_divided() { self.places(factor) } else { Some(0) };
        let scale = places.and_then(power).ok_or_else(too_fine)?;
        if scale != 1 {
            for amount in column.iter_mut().flatten() {
                *amount = amount.micros().checked_mul(scale).map(Amount::from_micros).ok_or_else(too_fine)?;
            }
        }
        for &row in &self.order {
            let Some(amount) = at(&column, row) else { continue };
            for (parent, share) in self.links.shared(row) {
                let part =
                    factor(row, share).and_then(|factor| factor.part_of(amount.micros())).ok_or_else(too_fine)?;
                let Some(place) = column.get_mut(parent as usize) else { continue };
                let sum = place.unwrap_or_default().micros().checked_add(part).ok_or_else(too_fine)?;
                *place = Some(Amount::from_micros(sum));
            }
        }
        Ok(Fine { column, scale })
    }

    /// How many decimals the factors take from the bottom to the top.
    fn places(&self, factor: impl Fn(u32, Decimal) -> Option<Decimal>) -> Option<u32> {
        let mut places = vec![0_u32; self.len()];
        for &row in &self.order {
            for (parent, share) in self.links.shared(row) {
                let up = at(&places, row) + factor(row, share)?.places;
                let most = up.max(at(&places, parent));
                put(&mut places, parent, most);
            }
        }
        places.into_iter().max().or(Some(0))
    }

    fn largest(&self, own: &[Option<Amount>]) -> Vec<Option<Amount>> {
        let mut column = self.column(own);
        for &row in &self.order {
            let amount = at(&column, row);
            for &parent in self.links.of(row) {
                let most = amount.max(at(&column, parent));
                put(&mut column, parent, most);
            }
        }
        column
    }

    fn mean(&self, own: &[Option<Amount>], weights: &[Option<Amount>]) -> Result<Rolled, ForestError> {
        refuse_below_zero(weights.iter().copied())?;
        let (mut above, mut below) = (self.column(&[]), self.column(&[]));
        let places = above.iter_mut().zip(&mut below);
        for ((above, below), (own, weight)) in places.zip(own.iter().zip(weights)) {
            let Some((own, weight)) = own.zip(*weight) else { continue };
            *above = Some(own.micros().checked_mul(weight.micros()).map(Amount::from_micros).ok_or_else(too_fine)?);
            *below = Some(weight);
        }
        let open = self.open(&below);
        let (above, below) = (self.added(above, None)?.column, self.added(below, None)?.column);
        // What divides is 0 where nothing has any weight; then there is no mean.
        let mean = |(above, below): (Amount, Amount)| above.micros().checked_div_euclid(below.micros());
        let means = above.into_iter().zip(below).map(|(above, below)| above.zip(below).and_then(mean));
        Ok(Rolled { values: means.map(|mean| mean.map(Amount::from_micros)).collect(), open })
    }

    /// Where something at or below is not known.
    fn open(&self, own: &[Option<Amount>]) -> Vec<bool> {
        let mut open = vec![true; self.len()];
        for (row, own) in (0_u32..).zip(own) {
            if own.is_some() {
                put(&mut open, row, false);
            }
            self.links.of(row).iter().for_each(|parent| put(&mut open, *parent, false));
        }
        for &row in &self.order {
            if at(&open, row) {
                self.links.of(row).iter().for_each(|parent| put(&mut open, *parent, true));
            }
        }
        open
    }
}

/// Amounts with all their decimals: millionths times `scale`.
struct Fine {
    column: Vec<Option<Amount>>,
    scale: i128,
}

impl Fine {
    /// Rounded down to millionths.
    fn wholes(self) -> Vec<Option<Amount>> {
        let Self { mut column, scale } = self;
        if scale != 1 {
            for amount in column.iter_mut().flatten() {
                *amount = Amount::from_micros(amount.micros().div_euclid(scale));
            }
        }
        column
    }
}

fn refuse_below_zero(weights: impl Iterator<Item = Option<Amount>>) -> Result<(), ForestError> {
    let mut problems = Problems::default();
    for (row, weight) in (0_u32..).zip(weights) {
        if let Some(weight) = weight.filter(|weight| *weight < Amount::ZERO) {
            problems.add(Kind::Weight, &[row], &[], || format!("the weight {weight} is below 0; it must be 0 or more"));
        }
    }
    problems.into_result()
}

fn too_fine() -> ForestError {
    let message = "the amounts, shares or weights are too large, or have too many decimals on one way up, to be added \
                   exactly; write them with fewer digits";
    refused(Kind::TooLarge, message.to_owned())
}
