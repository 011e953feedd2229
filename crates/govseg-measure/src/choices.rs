//! What whoever measures chooses, as it is given to the command or in another language.

use crate::by::By;
use crate::calendar::{CalendarError, SECOND, date};
use crate::gap::Reference;
use crate::log::LogRecipe;
use crate::rules::Rules;

/// The choices that [`Rules`] are made of.
///
/// ```
/// use govseg_measure::Choices;
///
/// let choices = Choices { within: 30, percentiles: vec![80.0], ..Choices::default() };
/// assert_eq!(choices.rules(None)?.percentiles, [0.8]);
/// assert!(Choices { level: 95.0, ..Choices::default() }.rules(None).is_err());
/// # Ok::<(), govseg_measure::ChoiceError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Choices {
    /// The time zone of times without an offset, and of days: that of the recipe, or UTC, unless it is said.
    pub timezone: Option<String>,
    /// Days besides federal holidays that are no business days, as `2026-12-24`.
    pub closed: Vec<String>,
    /// The moment at which what is open is counted.
    pub as_of: Option<String>,
    /// Within how many seconds a contact is answered in time.
    pub within: u32,
    /// Within how many days no further contact on a matter may follow.
    pub window: u16,
    /// The level of intervals.
    pub level: f64,
    /// The percentiles, between 0 and 100.
    pub percentiles: Vec<f64>,
    /// Below how many nothing is said.
    pub least: u64,
    /// Below how many a cell is suppressed.
    pub k: u64,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            timezone: None,
            closed: Vec::new(),
            as_of: None,
            within: 60,
            window: 7,
            level: 0.95,
            percentiles: vec![50.0, 90.0],
            least: 10,
            k: 11,
        }
    }
}

/// A choice that is none.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ChoiceError {
    /// A time zone or a day.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// The moment at which what is open is counted.
    #[error("{reason}")]
    Moment {
        /// What is wrong with it.
        reason: String,
    },
    /// The level of intervals.
    #[error("the level of intervals is from 0.5 up to 1, not {given}")]
    Level {
        /// As given.
        given: f64,
    },
    /// A percentile.
    #[error("a percentile is between 0 and 100, not {given}")]
    Percentile {
        /// As given.
        given: f64,
    },
    /// What groups are held against, without its parts.
    #[error("what groups are held against is named like channel=phone, not `{given}`")]
    Reference {
        /// As given.
        given: String,
    },
    /// What groups are held against, by something that results are not told apart by.
    #[error("results are not told apart by `{name}`; {mend}")]
    OtherGrouping {
        /// As given.
        name: String,
        /// What is near, or what there is.
        mend: String,
    },
}

impl Choices {
    /// The rules that they make, for logs read by a recipe.
    ///
    /// # Errors
    /// If one of them is none.
    pub fn rules(&self, recipe: Option<&LogRecipe>) -> Result<Rules, ChoiceError> {
        let zone = self.timezone.as_deref().or_else(|| recipe?.timezone.as_deref()).unwrap_or("UTC");
        let closed = self.closed.iter().map(|day| date(day)).collect::<Result<Vec<_>, _>>()?;
        let mut rules = Rules::new(zone, &closed)?;
        if !(0.5..1.0).contains(&self.level) {
            return Err(ChoiceError::Level { given: self.level });
        }
        if let Some(&given) = self.percentiles.iter().find(|p| !(0.0 < **p && **p < 100.0)) {
            return Err(ChoiceError::Percentile { given });
        }
        rules.k = self.k;
        rules.least = self.least;
        rules.level = self.level;
        rules.percentiles = self.percentiles.iter().map(|p| p / 100.0).collect();
        rules.within = i64::from(self.within) * SECOND;
        rules.window_days = i64::from(self.window);
        if let Some(moment) = &self.as_of {
            let read = rules.calendar.clock().read(moment, None);
            rules.as_of = Some(read.map_err(|reason| ChoiceError::Moment { reason })?);
        }
        Ok(rules)
    }
}

impl Reference {
    /// What groups are held against, as `channel=phone`, among what results are told apart by.
    ///
    /// # Errors
    /// If it is not written so, or names something else.
    pub fn named(text: &str, by: &[By]) -> Result<Self, ChoiceError> {
        let Some((name, part)) = text.split_once('=') else {
            return Err(ChoiceError::Reference { given: govseg::words::clip(text) });
        };
        let among = by.iter().copied().find(|by| by.name() == name.trim());
        let names: Vec<_> = by.iter().map(|by| by.name()).collect();
        let mend = || govseg::words::mend(name, &names);
        let by = among.ok_or_else(|| ChoiceError::OtherGrouping { name: name.to_owned(), mend: mend() })?;
        Ok(Self { by, part: part.trim().to_owned() })
    }
}
