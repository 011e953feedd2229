//! What the measures go by where they leave a choice.

use jiff::civil::Date;

use crate::amount::{ONE, wholes};
use crate::calendar::{Calendar, CalendarError, Clock, DAY};

/// The choices. Every result names those that it depends on as its variant.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The time zone and the business days.
    pub calendar: Calendar,
    /// Within which wait a contact counts as answered in time, in millionths of a second.
    pub within: i64,
    /// Within how many business days an e-mail is to be answered.
    pub email_days: i64,
    /// Within how many days a letter is to be answered.
    pub letter_days: i64,
    /// Within how many days a first payment is to be made.
    pub payment_days: i64,
    /// Within how many days an appeal is to be decided.
    pub appeal_days: i64,
    /// How long no further contact on a matter may follow, in days.
    pub window_days: i64,
    /// From how many points on a reviewed decision is good, in millionths.
    pub good_score: i64,
    /// The moment at which what is open is counted.
    pub as_of: Option<i64>,
    /// The percentiles, from 0 to 1.
    pub percentiles: Vec<f64>,
    /// The weights of the three answers of the ACSI-like score, in millionths; they add up to one.
    pub acsi: [i64; 3],
    /// The level of intervals.
    pub level: f64,
    /// Below how many nothing is said.
    pub least: u64,
    /// Below how many a cell is suppressed.
    pub k: u64,
}

impl Rules {
    /// The defaults, at a place. What a source gives is that source's (see the README); the rest is ours.
    ///
    /// # Errors
    /// If there is no such time zone.
    pub fn new(zone: &str, closed: &[Date]) -> Result<Self, CalendarError> {
        Ok(Self {
            calendar: Calendar::new(Clock::new(zone)?, closed),
            within: 60 * ONE,
            email_days: 2,
            letter_days: 15,
            payment_days: 14,
            appeal_days: 30,
            window_days: 7,
            good_score: 95 * ONE,
            as_of: None,
            percentiles: vec![0.5, 0.9],
            acsi: [333_334, 333_333, 333_333],
            level: 0.95,
            least: 10,
            k: 11,
        })
    }

    /// How many days of 24 hours that is.
    pub(crate) fn days(count: i64) -> i64 {
        count.saturating_mul(DAY)
    }

    /// `within 60 s`.
    pub(crate) fn said_within(&self) -> String {
        format!("within {} s", wholes(self.within))
    }
}
