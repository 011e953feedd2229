//! What it costs to take a contact for another kind than it is.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::Deserialize;
use strum::VariantArray as _;

use crate::{Segment, Segments};

const SEGMENTS: usize = Segment::VARIANTS.len();

/// How likely each segment is, in the order of the segments.
pub type Probabilities = [f64; SEGMENTS];

/// What it costs to treat a contact as one segment when it is of another, and what it costs to ask instead. Too little
/// treatment and too much need not cost the same.
///
/// ```
/// use govseg::Segment;
/// use govseg::cost::Costs;
///
/// // To take a duty for anything else costs ten times a usual mistake; to ask costs half of one.
/// let costs: Costs = r#"{
///     "asking": 0.5,
///     "treated_as": {"beneficial": {"dutiful": 10}, "informational": {"dutiful": 10}}
/// }"#.parse()?;
/// // Beneficial is likelier, and still not the cheaper choice.
/// let (segment, cost) = costs.least(&[0.0, 0.8, 0.2, 0.0, 0.0, 0.0])?;
/// assert_eq!((segment, cost), (Segment::Dutiful, 0.8));
/// assert!(r#"{"treated_as": {"dutifull": {}}}"#.parse::<Costs>().unwrap_err().to_string().contains("dutiful"));
/// # Ok::<(), govseg::cost::CostError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Costs {
    /// By what it is treated as, and by what it is.
    matrix: [[f64; SEGMENTS]; SEGMENTS],
    asking: f64,
}

/// Why costs or probabilities cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CostError {
    /// The text is none that says costs.
    #[error("costs: {reason}")]
    Syntax {
        /// What is wrong with it.
        reason: String,
    },
    /// A cost that is none.
    #[error("costs: {what} costs {cost}; a cost is a number from 0 on")]
    NoCost {
        /// What has that cost.
        what: String,
        /// As given.
        cost: String,
    },
    /// Probabilities that do not add up to one.
    #[error("the probabilities {given} are not numbers from 0 on that add up to 1")]
    NoProbabilities {
        /// As given.
        given: String,
    },
    /// Nothing to go by.
    #[error("there are no contacts")]
    Nothing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default = "Costs::usual_asking")]
    asking: f64,
    #[serde(default)]
    treated_as: BTreeMap<String, BTreeMap<String, f64>>,
}

impl Costs {
    /// What asking costs where nothing is said: a fifth of a mistake.
    const fn usual_asking() -> f64 {
        0.2
    }

    /// The costs, by what a contact is treated as, and then by what it is.
    ///
    /// # Errors
    /// If one of them is not a number from 0 on.
    pub fn new(matrix: [[f64; SEGMENTS]; SEGMENTS]) -> Result<Self, CostError> {
        let costs = Self { matrix, asking: Self::usual_asking() };
        for (chosen, row) in Segment::VARIANTS.iter().zip(&costs.matrix) {
            for (truth, cost) in Segment::VARIANTS.iter().zip(row) {
                checked(*cost, || format!("treating `{truth}` as `{chosen}`"))?;
            }
        }
        Ok(costs)
    }

    /// What asking costs.
    pub const fn asking(&self) -> f64 {
        self.asking
    }

    /// What it is expected to cost to treat a contact as that.
    ///
    /// # Errors
    /// If the probabilities do not add up to 1.
    pub fn expected(&self, chosen: Segment, probabilities: &Probabilities) -> Result<f64, CostError> {
        sound(probabilities)?;
        Ok(self.of(chosen, probabilities))
    }

    /// The segment that is expected to cost least (ties by the order of segments), and how much. It is not always the
    /// likeliest: where too little treatment costs much, a less likely segment can be the better choice.
    ///
    /// # Errors
    /// If the probabilities do not add up to 1.
    pub fn least(&self, probabilities: &Probabilities) -> Result<(Segment, f64), CostError> {
        sound(probabilities)?;
        self.least_among(Segments::ALL, probabilities).ok_or(CostError::Nothing)
    }

    /// The same among some segments; none if there are none. The probabilities are taken as they are.
    pub fn least_among(&self, possible: Segments, probabilities: &Probabilities) -> Option<(Segment, f64)> {
        let costs = possible.iter().map(|segment| (segment, self.of(segment, probabilities)));
        costs.reduce(|best, next| if next.1 < best.1 { next } else { best })
    }

    fn of(&self, chosen: Segment, probabilities: &Probabilities) -> f64 {
        let row = self.matrix.get(chosen as usize).into_iter().flatten();
        row.zip(probabilities).map(|(cost, p)| cost * p).sum()
    }

    /// What today's labels are expected to cost, and what the best ones would, for each contact on average.
    ///
    /// # Errors
    /// If there are none, or the probabilities of one do not add up to 1.
    pub fn of_labels<'p>(
        &self,
        labelled: impl IntoIterator<Item = (Segment, &'p Probabilities)>,
    ) -> Result<LabelCost, CostError> {
        let (mut n, mut today, mut best) = (0.0, 0.0, 0.0);
        for (label, probabilities) in labelled {
            n += 1.0;
            today += self.expected(label, probabilities)?;
            best += self.least(probabilities)?.1;
        }
        if n == 0.0 { Err(CostError::Nothing) } else { Ok(LabelCost { today: today / n, best: best / n }) }
    }

    /// The measure `misclassification_cost`: what a table of counts (as what each was treated, and what it was) has cost,
    /// for each contact on average.
    ///
    /// # Errors
    /// If nothing was counted.
    #[expect(clippy::cast_precision_loss, reason = "counts of contacts")]
    pub fn mean(&self, counts: &[[u64; SEGMENTS]; SEGMENTS]) -> Result<f64, CostError> {
        let all = self.matrix.iter().flatten().zip(counts.iter().flatten());
        let n: u64 = counts.iter().flatten().sum();
        if n == 0 {
            return Err(CostError::Nothing);
        }
        Ok(all.map(|(cost, count)| cost * *count as f64).sum::<f64>() / n as f64)
    }
}

/// What labels cost, for each contact on average.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelCost {
    /// With the labels as they are.
    pub today: f64,
    /// With the labels that cost least.
    pub best: f64,
}

impl FromStr for Costs {
    type Err = CostError;

    /// Reads JSON: `asking`, and `treated_as`, by segment what it costs where the truth is another. What is not said is
    /// 1, asking 0.2; to be right costs nothing unless it is said.
    fn from_str(json: &str) -> Result<Self, CostError> {
        let syntax = |reason: String| CostError::Syntax { reason };
        let written: Written = serde_json::from_str(json).map_err(|error| syntax(error.to_string()))?;
        let mut matrix = [[1.0; SEGMENTS]; SEGMENTS];
        for (place, row) in matrix.iter_mut().enumerate() {
            row.iter_mut().skip(place).take(1).for_each(|cost| *cost = 0.0);
        }
        let segment = |name: &str| name.parse::<Segment>().map_err(|error: crate::Error| syntax(error.to_string()));
        for (chosen, row) in &written.treated_as {
            let chosen = segment(chosen)?;
            for (truth, cost) in row {
                let truth = segment(truth)?;
                let row = matrix.get_mut(chosen as usize);
                row.and_then(|row| row.get_mut(truth as usize)).into_iter().for_each(|cell| *cell = *cost);
            }
        }
        checked(written.asking, || "`asking`".to_owned())?;
        Ok(Self { asking: written.asking, ..Self::new(matrix)? })
    }
}

fn checked(cost: f64, what: impl FnOnce() -> String) -> Result<(), CostError> {
    if cost.is_finite() && cost >= 0.0 {
        return Ok(());
    }
    Err(CostError::NoCost { what: what(), cost: cost.to_string() })
}

fn sound(probabilities: &Probabilities) -> Result<(), CostError> {
    let numbers = probabilities.iter().all(|p| p.is_finite() && *p >= 0.0);
    if numbers && (probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-6 {
        return Ok(());
    }
    Err(CostError::NoProbabilities { given: format!("{probabilities:?}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_cost_what_they_are_expected_to() {
        let costs: Costs = r#"{"treated_as": {"informational": {"beneficial": 10}}}"#.parse().unwrap();
        let likely = [0.8, 0.2, 0.0, 0.0, 0.0, 0.0];
        assert_eq!(costs.expected(Segment::Informational, &likely), Ok(2.0));
        let both = [(Segment::Informational, &likely), (Segment::Beneficial, &likely)];
        assert_eq!(costs.of_labels(both).unwrap(), LabelCost { today: 1.4, best: 0.8 });
        assert_eq!(costs.of_labels([]).unwrap_err(), CostError::Nothing);
        let half = [0.5, 0.0, 0.0, 0.0, 0.0, 0.0];
        assert!(matches!(costs.least(&half), Err(CostError::NoProbabilities { .. })));
        assert_eq!(costs.least_among(Segments::NONE, &likely), None);
        let mut counts = [[0; SEGMENTS]; SEGMENTS];
        (counts[0][0], counts[0][1], counts[1][0]) = (6, 1, 3);
        assert_eq!(costs.mean(&counts), Ok(1.3));
    }

    #[test]
    fn what_says_no_costs() {
        for (json, words) in [
            ("{", "costs: "),
            (r#"{"asking": -1}"#, "`asking` costs -1"),
            (r#"{"treated_as": {"other": {"dutiful": -2}}}"#, "treating `dutiful` as `other` costs -2"),
            (r#"{"treated_as": {"othr": {}}}"#, "did you mean `other`?"),
            (r#"{"treated": {}}"#, "unknown field"),
        ] {
            let error = json.parse::<Costs>().unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
    }
}
