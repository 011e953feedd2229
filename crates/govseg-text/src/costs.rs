//! What a wrong suggestion costs.

use std::collections::BTreeMap;

use govseg::{Segment, Segments};
use serde::Deserialize;

use crate::outputs::{SEGMENTS, segments};
use crate::predict::Evidence;

/// What it costs to treat a contact as one segment when it is of another, and what it costs to ask instead.
///
/// ```
/// use govseg::{Segment, Segments};
/// use govseg_text::{Costs, Model, Reader};
///
/// // To take a duty for anything else costs ten times a usual mistake; to ask costs half of one.
/// let costs: Costs = r#"{
///     "asking": 0.5,
///     "treated_as": {"beneficial": {"dutiful": 10}, "informational": {"dutiful": 10}}
/// }"#.parse()?;
/// let model = Model::shipped()?;
/// let evidence = Reader::new(&model).read("Register a business and report its taxes");
/// let (segment, expected) = costs.cheapest(&evidence, Segments::ALL).unwrap();
/// assert!(expected >= 0.0 && Segments::ALL.contains(segment));
/// assert!(r#"{"treated_as": {"dutifull": {}}}"#.parse::<Costs>().unwrap_err().to_string().contains("dutiful"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Costs {
    /// By what it is treated as, and by what it is.
    matrix: [[f32; SEGMENTS]; SEGMENTS],
    asking: f32,
}

/// Why costs cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("costs: {0}")]
pub struct CostsError(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    asking: Option<f32>,
    #[serde(default)]
    treated_as: BTreeMap<String, BTreeMap<String, f32>>,
}

impl Costs {
    /// What to ask costs.
    pub fn asking(&self) -> f32 {
        self.asking
    }

    /// The segment that is expected to cost least among those possible (ties by their order), and what it is expected to
    /// cost; none if none is possible.
    pub fn cheapest(&self, evidence: &Evidence<'_>, possible: Segments) -> Option<(Segment, f32)> {
        let said = evidence.distribution(possible);
        let expected =
            |row: &[f32; SEGMENTS]| row.iter().zip(&said).map(|(cost, (_, share))| cost * share).sum::<f32>();
        let among = segments().into_iter().zip(&self.matrix).filter(|(segment, _)| possible.contains(*segment));
        let costs = among.map(|(segment, row)| (segment, expected(row)));
        costs.reduce(|best, next| if next.1 < best.1 { next } else { best })
    }
}

impl std::str::FromStr for Costs {
    type Err = CostsError;

    /// Reads JSON: `asking`, and `treated_as`, by segment what it costs where the truth is another. What is not said is
    /// 1, asking 0.2; to be right costs nothing unless it is said.
    fn from_str(json: &str) -> Result<Self, CostsError> {
        let written: Written = serde_json::from_str(json).map_err(|error| CostsError(error.to_string()))?;
        let mut costs = Self { matrix: [[1.0; SEGMENTS]; SEGMENTS], asking: written.asking.unwrap_or(0.2) };
        for (place, row) in costs.matrix.iter_mut().enumerate() {
            row.iter_mut().skip(place).take(1).for_each(|cost| *cost = 0.0);
        }
        let place = |name: &str| {
            let segment: Segment = name.parse().map_err(|error: govseg::Error| CostsError(error.to_string()))?;
            Ok(segment as usize)
        };
        let right = |cost: f32| cost.is_finite() && cost >= 0.0;
        if !right(costs.asking) {
            return Err(CostsError(format!("`asking` is {}; a cost is a number from 0 on", costs.asking)));
        }
        for (chosen, row) in &written.treated_as {
            let chosen_place = place(chosen)?;
            for (truth, &cost) in row {
                if !right(cost) {
                    let what = format!("to treat `{truth}` as `{chosen}` costs {cost}; a cost is a number from 0 on");
                    return Err(CostsError(what));
                }
                let cell = costs.matrix.get_mut(chosen_place).zip(Some(place(truth)?));
                if let Some(cell) = cell.and_then(|(row, truth)| row.get_mut(truth)) {
                    *cell = cost;
                }
            }
        }
        Ok(costs)
    }
}
