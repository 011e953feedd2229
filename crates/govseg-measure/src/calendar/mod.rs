//! When things happened: time zones, business days and hours, and periods.

mod business;
mod holidays;
mod period;
mod time;

pub use business::{BusinessHours, Calendar};
pub use holidays::federal_holidays;
pub use period::Period;
pub use time::{Clock, DAY, SECOND};

/// What is wrong with a calendar or a time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CalendarError {
    /// No time zone has that name.
    #[error("`{name}` is not a time zone; give one of the IANA database, for example `America/New_York`")]
    UnknownZone {
        /// The name as given.
        name: String,
    },
    /// Not a date.
    #[error("`{text}` is not a date; write it like 2026-11-26")]
    NoDate {
        /// The text as given.
        text: String,
    },
    /// Hours that are none.
    #[error("business hours from {opens} to {closes}: they must begin before they end")]
    NoHours {
        /// When they begin.
        opens: String,
        /// When they end.
        closes: String,
    },
}

/// Reads a date: `2026-11-26`.
///
/// # Errors
/// If it is none.
pub fn date(text: &str) -> Result<jiff::civil::Date, CalendarError> {
    text.trim().parse().map_err(|_| CalendarError::NoDate { text: govseg::words::clip(text) })
}
