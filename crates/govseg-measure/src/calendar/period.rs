//! The periods by which results are told apart.

use jiff::civil::Date;

/// A kind of period, each named so that names sort by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Period {
    /// `2026-11-22`.
    Day,
    /// From Monday to Sunday, by ISO 8601: `2026-W47`.
    Week,
    /// `2026-11`.
    Month,
    /// Of the calendar year: `2026-Q4`.
    Quarter,
    /// Of the federal government, from October on: `FY2027`.
    FiscalYear,
}

impl Period {
    /// The name of the period that a day falls in.
    ///
    /// ```
    /// use govseg_measure::calendar::Period;
    ///
    /// let day = "2026-11-22".parse().unwrap();
    /// assert_eq!(Period::Quarter.name(day), "2026-Q4");
    /// assert_eq!(Period::FiscalYear.name(day), "FY2027");
    /// ```
    pub fn name(self, day: Date) -> String {
        let year = day.year();
        match self {
            Self::Day => day.to_string(),
            Self::Week => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{year:04}-{:02}", day.month()),
            Self::Quarter => format!("{year:04}-Q{}", (day.month() - 1) / 3 + 1),
            Self::FiscalYear => format!("FY{}", year + i16::from(day.month() >= 10)),
        }
    }
}
