//! Business days and hours.

use jiff::civil::{Date, Time, Weekday};

use super::{CalendarError, Clock, federal_holidays};

/// The years that it knows.
const FIRST: i16 = 1971;
const LAST: i16 = 2099;

/// Which days are business days: all but weekends, the federal holidays, and days that an agency adds.
#[derive(Clone, Debug)]
pub struct Calendar {
    clock: Clock,
    start: Date,
    /// For each day from the start, how many business days there are up to and with it.
    passed: Vec<u32>,
}

/// From when to when an office is open on a business day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BusinessHours {
    opens: Time,
    closes: Time,
}

impl BusinessHours {
    /// Between two times of one day.
    ///
    /// # Errors
    /// If the first is not before the second.
    pub fn new(opens: Time, closes: Time) -> Result<Self, CalendarError> {
        if opens < closes {
            return Ok(Self { opens, closes });
        }
        Err(CalendarError::NoHours { opens: opens.to_string(), closes: closes.to_string() })
    }
}

impl Calendar {
    /// The calendar of a place, with further days on which it is closed. It knows the years 1971 to 2099.
    pub fn new(clock: Clock, closed: &[Date]) -> Self {
        let start = Date::new(FIRST, 1, 1).unwrap_or(Date::ZERO);
        let mut holidays: Vec<Date> = (FIRST..=LAST).flat_map(federal_holidays).chain(closed.iter().copied()).collect();
        holidays.sort_unstable();
        let mut count = 0;
        let days = start.series(jiff::Span::new().days(1)).take_while(|day| day.year() <= LAST);
        let passed = days.map(|day| {
            let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            count += u32::from(!weekend && holidays.binary_search(&day).is_err());
            count
        });
        Self { clock, start, passed: passed.collect() }
    }

    /// Its clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    fn passed(&self, day: Date) -> Option<u32> {
        let place = (day - self.start).get_days();
        self.passed.get(usize::try_from(place).ok()?).copied()
    }

    /// How many business days after the day of `from` the day of `to` is: 0 on the same day, 1 on the next business day.
    /// What comes on a weekend has until the next business day for its first. Nothing beyond the years that it knows.
    ///
    /// ```
    /// use govseg_measure::calendar::{Calendar, Clock};
    ///
    /// let calendar = Calendar::new(Clock::new("America/New_York")?, &[]);
    /// let at = |text| calendar.clock().read(text, None).unwrap();
    /// // Over Thanksgiving: Wednesday to Monday is two business days, for the Friday is one.
    /// assert_eq!(calendar.business_days(at("2026-11-25T16:00"), at("2026-11-30T09:00")), Some(2));
    /// # Ok::<(), govseg_measure::calendar::CalendarError>(())
    /// ```
    pub fn business_days(&self, from: i64, to: i64) -> Option<i64> {
        let [from, to] = [from, to].map(|at| self.clock.day(at).and_then(|day| self.passed(day)));
        Some(i64::from(to?) - i64::from(from?))
    }

    /// Whether it is one.
    pub fn is_business_day(&self, day: Date) -> bool {
        let before = day.yesterday().ok().and_then(|day| self.passed(day));
        self.passed(day).is_some_and(|passed| passed > before.unwrap_or_default())
    }

    /// How much of the time between two points the office is open, in millionths of a second. The hours are those that
    /// the clock shows, so a night in which it is changed makes no difference.
    pub fn business_time(&self, from: i64, to: i64, hours: BusinessHours) -> Option<i64> {
        let last = self.clock.day(to)?;
        let mut day = self.clock.day(from)?;
        let mut open = 0;
        while day <= last {
            if self.is_business_day(day) {
                let at = |time: Time| Some(self.clock.moment(day.to_datetime(time))?.as_microsecond());
                let (opens, closes) = (at(hours.opens)?.max(from), at(hours.closes)?.min(to));
                open += (closes - opens).max(0);
            }
            day = day.tomorrow().ok()?;
        }
        Some(open)
    }
}
