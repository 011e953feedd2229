//! Points in time, as a log writes them.

use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::CalendarError;

/// A second, in millionths.
pub const SECOND: i64 = 1_000_000;
/// A day of 24 hours, in millionths of a second.
pub const DAY: i64 = 86_400 * SECOND;

/// Reads times and tells the days they fall on, in one time zone. Points in time are millionths of a second since 1970.
#[derive(Clone, Debug)]
pub struct Clock {
    zone: TimeZone,
}

impl Clock {
    /// The clock of a place, by its name in the IANA database.
    ///
    /// # Errors
    /// If there is no such zone.
    pub fn new(zone: &str) -> Result<Self, CalendarError> {
        let unknown = || CalendarError::UnknownZone { name: zone.to_owned() };
        Ok(Self { zone: TimeZone::get(zone).map_err(|_| unknown())? })
    }

    /// Reads a time. With an offset (`2026-03-08T01:30:00-05:00`, `…Z`) it is that point in time; without, it is read on
    /// this clock: an hour that the clock skips in spring is taken as that much later, one that it has twice in autumn as
    /// the first. A date alone is its first moment. `pattern` is one of strftime, for other ways of writing.
    ///
    /// # Errors
    /// What is wrong with it.
    ///
    /// ```
    /// let clock = govseg_measure::calendar::Clock::new("America/New_York")?;
    /// // The clock was put forward between the two.
    /// let night = clock.read("2026-03-08 03:00", None).unwrap() - clock.read("2026-03-08 01:00", None).unwrap();
    /// assert_eq!(night, 3_600 * 1_000_000);
    /// assert!(clock.read("8.3.2026", None).is_err());
    /// assert!(clock.read("8.3.2026", Some("%d.%m.%Y")).is_ok());
    /// # Ok::<(), govseg_measure::calendar::CalendarError>(())
    /// ```
    pub fn read(&self, text: &str, pattern: Option<&str>) -> Result<i64, String> {
        let text = text.trim();
        let read = match pattern {
            Some(pattern) => self.by_pattern(text, pattern),
            None => text.parse::<Timestamp>().ok().or_else(|| self.moment(text.parse::<DateTime>().ok()?)),
        };
        read.map(Timestamp::as_microsecond).ok_or_else(|| {
            let like =
                pattern.map_or_else(|| "like 2026-11-26T09:30:00".to_owned(), |pattern| format!("as `{pattern}`"));
            format!("`{}` is not a time {like}", govseg::words::clip(text))
        })
    }

    fn by_pattern(&self, text: &str, pattern: &str) -> Option<Timestamp> {
        let parts = BrokenDownTime::parse(pattern, text).ok()?;
        if let Ok(timestamp) = parts.to_timestamp() {
            return Some(timestamp);
        }
        let civil =
            parts.to_datetime().ok().or_else(|| Some(parts.to_date().ok()?.to_datetime(jiff::civil::Time::midnight())));
        self.moment(civil?)
    }

    /// The point in time at which this clock shows that.
    pub(crate) fn moment(&self, shown: DateTime) -> Option<Timestamp> {
        self.zone.to_ambiguous_timestamp(shown).compatible().ok()
    }

    /// What the clock shows.
    pub(crate) fn shown(&self, at: i64) -> Option<Zoned> {
        Some(Timestamp::from_microsecond(at).ok()?.to_zoned(self.zone.clone()))
    }

    /// The day on which a point in time falls.
    pub fn day(&self, at: i64) -> Option<Date> {
        let timestamp = Timestamp::from_microsecond(at).ok()?;
        Some(self.zone.to_datetime(timestamp).date())
    }
}
