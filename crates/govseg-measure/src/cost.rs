//! What it costs to take a contact for another kind than it is.

use govseg::Segment;
use strum::VariantArray as _;

const SEGMENTS: usize = Segment::VARIANTS.len();

/// How likely each segment is, in the order of the segments.
pub type Probabilities = [f64; SEGMENTS];

/// What it costs to treat a contact as one segment when it is of another: the row is what it is treated as, the column
/// what it is. Too little treatment and too much need not cost the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Costs([[f64; SEGMENTS]; SEGMENTS]);

/// Why costs or probabilities cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CostError {
    /// A cost that is none.
    #[error("treating `{truth}` as `{chosen}` costs {cost}; a cost is a number from 0 on")]
    NoCost {
        /// What it is treated as.
        chosen: Segment,
        /// What it is.
        truth: Segment,
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

impl Costs {
    /// The costs, by what a contact is treated as, and then by what it is.
    ///
    /// # Errors
    /// If one of them is not a number from 0 on.
    pub fn new(costs: [[f64; SEGMENTS]; SEGMENTS]) -> Result<Self, CostError> {
        for (chosen, row) in Segment::VARIANTS.iter().zip(&costs) {
            for (truth, cost) in Segment::VARIANTS.iter().zip(row) {
                if !cost.is_finite() || *cost < 0.0 {
                    return Err(CostError::NoCost { chosen: *chosen, truth: *truth, cost: cost.to_string() });
                }
            }
        }
        Ok(Self(costs))
    }

    /// What it is expected to cost to treat a contact as that.
    ///
    /// # Errors
    /// If the probabilities do not add up to 1.
    pub fn expected(&self, chosen: Segment, probabilities: &Probabilities) -> Result<f64, CostError> {
        checked(probabilities)?;
        let row = Segment::VARIANTS.iter().position(|segment| *segment == chosen).and_then(|place| self.0.get(place));
        Ok(row.map_or(0.0, |row| row.iter().zip(probabilities).map(|(cost, p)| cost * p).sum()))
    }

    /// The segment that is expected to cost least (ties by the order of segments), and how much. It is not always the
    /// likeliest: where too little treatment costs much, a less likely segment can be the better choice.
    ///
    /// # Errors
    /// If the probabilities do not add up to 1.
    ///
    /// ```
    /// use govseg::Segment;
    /// use govseg_measure::cost::Costs;
    ///
    /// // Taking a benefit for mere information costs ten times what the reverse does.
    /// let mut costs = [[1.0; 6]; 6];
    /// (0..6).for_each(|same| costs[same][same] = 0.0);
    /// costs[0][1] = 10.0;
    /// let (segment, cost) = Costs::new(costs)?.least(&[0.8, 0.2, 0.0, 0.0, 0.0, 0.0])?;
    /// assert_eq!((segment, cost), (Segment::Beneficial, 0.8));
    /// # Ok::<(), govseg_measure::cost::CostError>(())
    /// ```
    pub fn least(&self, probabilities: &Probabilities) -> Result<(Segment, f64), CostError> {
        let mut best = None;
        for chosen in Segment::VARIANTS {
            let cost = self.expected(*chosen, probabilities)?;
            if best.is_none_or(|(_, least)| cost < least) {
                best = Some((*chosen, cost));
            }
        }
        best.ok_or(CostError::Nothing)
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
    pub fn mean(&self, counts: &[[u64; SEGMENTS]; SEGMENTS]) -> Result<f64, CostError> {
        let all = self.0.iter().flatten().zip(counts.iter().flatten());
        let n: u64 = counts.iter().flatten().sum();
        if n == 0 {
            return Err(CostError::Nothing);
        }
        Ok(all.map(|(cost, count)| cost * crate::amount::float(*count)).sum::<f64>() / crate::amount::float(n))
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

/// The target for the cost of a transaction as the GOV.UK Service Manual works it out: `a` is the cost now, at the digital
/// share `x`; `b` what it would be if all were digital; `y` the share aimed at. Nothing if all is digital now.
///
/// ```
/// // Its worked example.
/// assert!((govseg_measure::cost::target_cost(2.0, 0.5, 0.4, 0.8).unwrap() - 1.0).abs() < 1e-12);
/// ```
pub fn target_cost(a: f64, b: f64, x: f64, y: f64) -> Option<f64> {
    let target = a + (b - a) / (1.0 - x) * (y - x);
    target.is_finite().then_some(target)
}

fn checked(probabilities: &Probabilities) -> Result<(), CostError> {
    let sound = probabilities.iter().all(|p| p.is_finite() && *p >= 0.0);
    if sound && (probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-6 {
        return Ok(());
    }
    Err(CostError::NoProbabilities { given: format!("{probabilities:?}") })
}
