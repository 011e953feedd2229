//! The legal public holidays of the United States (5 U.S.C. 6103), on the days on which they are observed.

use jiff::civil::{Date, Weekday};

/// The days of a year on which federal offices are closed, in order. Those of one place only (Inauguration Day) and those
/// that a president gives once are not among them.
///
/// A holiday on a Sunday is observed on the Monday after, one on a Saturday on the Friday before, so that a year can have
/// a New Year's Day of the next one at its end.
///
/// ```
/// let days = govseg_measure::calendar::federal_holidays(2026);
/// let days: Vec<_> = days.iter().map(ToString::to_string).collect();
/// assert_eq!(days[0], "2026-01-01");
/// assert!(days.contains(&"2026-07-03".to_owned()), "the Fourth of July 2026 is a Saturday");
/// assert_eq!(days.len(), 11);
/// ```
pub fn federal_holidays(year: i16) -> Vec<Date> {
    let mut days: Vec<Date> =
        [year.saturating_sub(1), year, year.saturating_add(1)].into_iter().flat_map(of_year).collect();
    days.retain(|day| day.year() == year);
    days.sort_unstable();
    days.dedup();
    days
}

/// The holidays that belong to a year, though one of them may be observed in the year before.
fn of_year(year: i16) -> impl Iterator<Item = Date> {
    use Weekday::{Monday, Thursday};
    // The year from which on each was a holiday, as far as it matters to logs that can be met with.
    let days = [
        (1971, fixed(year, 1, 1)),
        (1986, nth(year, 1, 3, Monday)),
        (1971, nth(year, 2, 3, Monday)),
        (1971, nth(year, 5, -1, Monday)),
        (2021, fixed(year, 6, 19)),
        (1971, fixed(year, 7, 4)),
        (1971, nth(year, 9, 1, Monday)),
        (1971, nth(year, 10, 2, Monday)),
        (1971, veterans(year)),
        (1971, nth(year, 11, 4, Thursday)),
        (1971, fixed(year, 12, 25)),
    ];
    days.into_iter().filter(move |(since, _)| year >= *since).filter_map(|(_, day)| day)
}

/// From 1971 to 1977 it was the fourth Monday in October.
fn veterans(year: i16) -> Option<Date> {
    if (1971..=1977).contains(&year) { nth(year, 10, 4, Weekday::Monday) } else { fixed(year, 11, 11) }
}

/// A fixed day, moved off the weekend.
fn fixed(year: i16, month: i8, day: i8) -> Option<Date> {
    let date = Date::new(year, month, day).ok()?;
    match date.weekday() {
        Weekday::Saturday => date.yesterday().ok(),
        Weekday::Sunday => date.tomorrow().ok(),
        _ => Some(date),
    }
}

fn nth(year: i16, month: i8, nth: i8, weekday: Weekday) -> Option<Date> {
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}
