//! A cell of a sheet as the text that a person sees.

use std::fmt::Write as _;

use calamine::{DataRef, ExcelDateTime};

use super::{FALSE, TRUE};

/// Appends what a cell shows.
pub(super) fn write(out: &mut String, cell: &DataRef<'_>) {
    // Writing into memory cannot fail.
    let _ = match cell {
        DataRef::Empty => Ok(()),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => write!(out, "{text}"),
        DataRef::SharedString(text) => write!(out, "{text}"),
        DataRef::Int(number) => write!(out, "{number}"),
        DataRef::Float(number) => write!(out, "{}", shown(*number)),
        DataRef::Bool(true) => write!(out, "{TRUE}"),
        DataRef::Bool(false) => write!(out, "{FALSE}"),
        DataRef::Error(error) => write!(out, "{error}"),
        DataRef::DateTime(moment) => write!(out, "{}", date(moment)),
    };
}

/// A number with the fifteen digits that spreadsheets keep: 0.3, where adding 0.1 and 0.2 leaves a little more.
fn shown(number: f64) -> f64 {
    format!("{number:.14e}").parse().unwrap_or(number)
}

/// A date, a time or both, as ISO 8601 writes them; a span of time in hours, minutes and seconds.
fn date(moment: &ExcelDateTime) -> String {
    let days = moment.as_f64();
    if moment.is_duration() {
        return span(days);
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = match milli {
        0 => format!("{hour:02}:{minute:02}:{second:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}.{milli:03}"),
    };
    match (days < 1.0, days.fract() == 0.0) {
        (true, _) => time,
        (false, true) => date,
        (false, false) => format!("{date}T{time}"),
    }
}

fn span(days: f64) -> String {
    const SECONDS_A_DAY: f64 = 86_400.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "beyond, the largest number does")]
    let seconds = (days.abs() * SECONDS_A_DAY).round() as u64;
    let sign = if days < 0.0 { "-" } else { "" };
    format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::super::is_error;
    use super::*;

    fn text(cell: &DataRef<'_>) -> String {
        let mut out = String::new();
        write(&mut out, cell);
        out
    }

    #[test]
    fn numbers_are_as_a_person_sees_them() {
        for (number, shown) in [
            (1.0, "1"),
            (-0.5, "-0.5"),
            (0.1 + 0.2, "0.3"),
            (1e15, "1000000000000000"),
            (1_234_567.891, "1234567.891"),
            (1.0 / 3.0, "0.333333333333333"),
        ] {
            assert_eq!(text(&DataRef::Float(number)), shown);
        }
        assert_eq!(text(&DataRef::Bool(true)), "TRUE");
        assert_eq!(text(&DataRef::Error(CellErrorType::NA)), "#N/A");
        for error in [CellErrorType::Div0, CellErrorType::Ref, CellErrorType::GettingData] {
            assert!(is_error(&text(&DataRef::Error(error))));
        }
    }

    #[test]
    fn dates_and_times() {
        let moment = |days, kind| text(&DataRef::DateTime(ExcelDateTime::new(days, kind, false)));
        for (days, shown) in [
            (45_943.0, "2025-10-13"),
            (45_943.5, "2025-10-13T12:00:00"),
            (0.75, "18:00:00"),
            (45_943.541, "2025-10-13T12:59:02.400"),
        ] {
            assert_eq!(moment(days, ExcelDateTimeType::DateTime), shown);
        }
        assert_eq!(moment(1.25, ExcelDateTimeType::TimeDelta), "30:00:00");
        assert_eq!(moment(-0.5, ExcelDateTimeType::TimeDelta), "-12:00:00");
    }
}
