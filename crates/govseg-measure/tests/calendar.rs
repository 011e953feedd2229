//! Days that are none for business, and nights in which the clock is changed.

use govseg_measure::calendar::{BusinessHours, Calendar, Clock, Period, SECOND, date, federal_holidays};
use jiff::civil::time;

/// The Office of Personnel Management's list for 2022, when Christmas and New Year's Day of 2023 fell on Sundays, and for
/// 2021, at the end of which New Year's Day 2022 was observed.
#[test]
fn holidays_are_observed_on_weekdays() {
    let days = |year| federal_holidays(year).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        days(2022),
        [
            "2022-01-17",
            "2022-02-21",
            "2022-05-30",
            "2022-06-20",
            "2022-07-04",
            "2022-09-05",
            "2022-10-10",
            "2022-11-11",
            "2022-11-24",
            "2022-12-26",
        ]
    );
    assert_eq!(
        days(2021),
        [
            "2021-01-01",
            "2021-01-18",
            "2021-02-15",
            "2021-05-31",
            "2021-06-18",
            "2021-07-05",
            "2021-09-06",
            "2021-10-11",
            "2021-11-11",
            "2021-11-25",
            "2021-12-24",
            "2021-12-31",
        ]
    );
    assert!(!days(2020).iter().any(|day| day.contains("-06-")), "Juneteenth was none before 2021");
}

fn new_york() -> Calendar {
    Calendar::new(Clock::new("America/New_York").unwrap(), &[date("2026-12-24").unwrap()])
}

#[test]
fn business_days_skip_weekends_holidays_and_an_agency_s_own() {
    let calendar = new_york();
    let between = |from: &str, to: &str| {
        let read = |text: &str| calendar.clock().read(text, None).unwrap();
        calendar.business_days(read(from), read(to)).unwrap()
    };
    assert_eq!(between("2026-11-20T23:59", "2026-11-20T23:59:59"), 0);
    assert_eq!(between("2026-11-20T23:59", "2026-11-23T00:01"), 1, "from Friday to Monday");
    assert_eq!(between("2026-11-21T12:00", "2026-11-23T12:00"), 1, "from Saturday to Monday");
    assert_eq!(between("2026-12-23T12:00", "2026-12-28T12:00"), 1, "over Christmas");
    // The same two points lie on other days elsewhere.
    assert_eq!(between("2026-11-24T04:30:00Z", "2026-11-24T05:30:00Z"), 1);
}

#[test]
fn business_hours_are_those_of_the_clock() {
    let calendar = new_york();
    let hours = BusinessHours::new(time(9, 0, 0, 0), time(17, 0, 0, 0)).unwrap();
    let open = |from: &str, to: &str| {
        let read = |text: &str| calendar.clock().read(text, None).unwrap();
        calendar.business_time(read(from), read(to), hours).unwrap() / SECOND / 60
    };
    assert_eq!(open("2026-11-20T16:30", "2026-11-23T09:15"), 45);
    assert_eq!(open("2026-11-21T10:00", "2026-11-22T10:00"), 0);
    // The clock is put forward in the night to Sunday, 8 March: Friday to Monday is still one hour each.
    assert_eq!(open("2026-03-06T16:00", "2026-03-09T10:00"), 120);
    assert!(BusinessHours::new(time(17, 0, 0, 0), time(9, 0, 0, 0)).is_err());
}

#[test]
fn an_hour_that_is_there_twice_or_not_at_all() {
    let clock = Clock::new("America/New_York").unwrap();
    let at = |text: &str| clock.read(text, None).unwrap();
    assert_eq!(at("2026-11-01T01:30"), at("2026-11-01T01:30-04:00"), "the first of two");
    assert_eq!(at("2026-03-08T02:30"), at("2026-03-08T03:30-04:00"), "skipped, so as much later");
    assert_eq!((at("2026-11-02T00:00") - at("2026-11-01T00:00")) / SECOND, 25 * 3600);
    assert!(Clock::new("Mars/Olympus").is_err());
}

#[test]
fn periods_sort_by_time() {
    let name = |period: Period, day: &str| period.name(date(day).unwrap());
    assert_eq!(name(Period::Week, "2027-01-01"), "2026-W53");
    assert_eq!(name(Period::Month, "2026-02-28"), "2026-02");
    assert_eq!(name(Period::FiscalYear, "2026-09-30"), "FY2026");
    assert_eq!(name(Period::FiscalYear, "2026-10-01"), "FY2027");
}
