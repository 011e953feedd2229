//! Results as they stand on the terminal.

use std::path::Path;

use govseg_measure::{By, Outcome, Report};

use crate::inputs;
use crate::style::{CLASH, FAINT, STRONG, painted};
use crate::text::{counted, grouped};

/// How wide numbers and intervals are.
const NUMBERS: usize = 12;
const INTERVALS: usize = 26;
/// How many rows set aside are named.
const MOST_FAULTS: usize = 5;

/// The results, measure by measure.
pub(super) fn lines(by: &[By], report: &Report) -> Vec<String> {
    let widths = widths(by, report);
    let mut lines = Vec::new();
    let mut heading = None;
    for outcome in &report.outcomes {
        let said = &outcome.estimate;
        let this = (said.measure, said.variant.clone());
        if heading.as_ref() != Some(&this) {
            if heading.is_some() {
                lines.push(String::new());
            }
            let variant = said.variant.as_ref().map_or_else(String::new, |variant| format!(", {variant}"));
            lines.push(painted(STRONG, &format!("{}{variant}", said.measure)) + &format!(" ({})", said.unit));
            lines.push(painted(FAINT, &head(by, &widths, said.level)));
            heading = Some(this);
        }
        lines.push(line(outcome, &widths));
    }
    if report.outcomes.is_empty() {
        lines.push("nothing in the log makes a measure".to_owned());
    }
    lines
}

/// How wide each part of the groups is.
fn widths(by: &[By], report: &Report) -> Vec<usize> {
    let of = |place: usize, name: &str| {
        let parts = report.outcomes.iter().filter_map(|outcome| outcome.group.get(place));
        parts.map(|part| part.chars().count()).chain([name.len()]).max().unwrap_or_default() + 2
    };
    by.iter().enumerate().map(|(place, by)| of(place, by.name())).collect()
}

fn head(by: &[By], widths: &[usize], level: f64) -> String {
    let group: String = by.iter().zip(widths).map(|(by, width)| format!("{:width$}", by.name())).collect();
    let interval = format!("{} % interval", (level * 1000.0).round() / 10.0);
    format!("  {group}{:>NUMBERS$}{:>NUMBERS$}{interval:>INTERVALS$}", "n", "value")
}

fn line(outcome: &Outcome, widths: &[usize]) -> String {
    let said = &outcome.estimate;
    let group: String = outcome.group.iter().zip(widths).map(|(part, width)| format!("{part:width$}")).collect();
    let n = said.n.map_or_else(|| "-".to_owned(), grouped);
    if let Some(absent) = &said.absent {
        return format!("  {group}{n:>NUMBERS$}{:>NUMBERS$}  {}", "-", painted(FAINT, &absent.to_string()));
    }
    let value = said.value.map(number).unwrap_or_default();
    let interval = said
        .interval
        .map_or_else(String::new, |interval| format!("{} to {}", number(interval.low), number(interval.high)));
    let missing = match said.missing {
        Some(missing) if missing > 0 => painted(FAINT, &format!("  {} without a value", counted(missing, "row"))),
        _ => String::new(),
    };
    format!("  {group}{n:>NUMBERS$}{value:>NUMBERS$}{interval:>INTERVALS$}{missing}")
}

/// A number with the digits that people read.
pub(super) fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 1000.0 => {
            let rounded = format!("{value:.0}");
            let (sign, digits) = rounded.strip_prefix('-').map_or(("", rounded.as_str()), |digits| ("-", digits));
            format!("{sign}{}", crate::text::grouped_digits(digits))
        }
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.4}"),
    }
}

/// What became of the rows.
pub(super) fn rows(log: &Path, rejects: Option<&Path>, report: &Report) -> Vec<String> {
    let mut lines = vec![
        String::new(),
        format!("{} from {}, {} used", counted(report.rows_in, "row"), inputs::name(log), grouped(report.used)),
    ];
    if report.ignored > 0 {
        lines.push(format!("{} passed over by the recipe", counted(report.ignored, "row")));
    }
    for (kind, count) in &report.set_aside {
        lines.push(painted(CLASH, &format!("{} set aside: {}", counted(*count, "row"), kind.words())));
    }
    for fault in report.faults.iter().take(MOST_FAULTS) {
        let column = fault.column.as_ref().map_or_else(String::new, |column| format!(", column `{column}`"));
        lines.push(format!("  row {}{column}: {}", fault.row, fault.reason));
    }
    if report.faults.len() > MOST_FAULTS {
        let more = counted((report.faults.len() - MOST_FAULTS) as u64, "row");
        lines.push(format!("  and {more} more{}", if rejects.is_none() { "; --rejects FILE lists all" } else { "" }));
    }
    if let Some(path) = rejects {
        lines.push(format!("all rows set aside are in {}", path.display()));
    }
    lines
}
