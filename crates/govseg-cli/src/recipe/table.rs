//! What a recipe makes of a table, as it stands on the terminal.

use std::path::Path;

use govseg_table::{ColumnCheck, TableCheck};

use crate::inputs;
use crate::style::{CLASH, FAINT, GOOD, OPEN, STRONG, WARNING, painted};
use crate::text::{WIDTH, counted, grouped, share, wrapped};

/// How wide names and numbers are.
const NAMES: usize = 16;
const NUMBERS: usize = 11;
const SHARES: usize = 10;
/// How many codes of a column are named that are not mapped.
const MOST_CODES: usize = 10;

pub(super) fn lines(path: &Path, checked: &TableCheck) -> Vec<String> {
    let summary = &checked.summary;
    let mut lines = vec![painted(STRONG, &format!("{} from {}", counted(summary.rows_in, "row"), inputs::name(path)))];
    for column in &checked.columns {
        lines.extend(said(column));
    }
    lines.push(String::new());
    let open = summary.open.populations + summary.open.unknown;
    let counts = [
        (GOOD, "decided", summary.decided()),
        (OPEN, "open", open),
        (CLASH, "contradictory", summary.contradictory()),
        (CLASH, "rejected", summary.rows_rejected),
    ];
    for (style, name, rows) in counts {
        let name = painted(style, &format!("{name:NAMES$}"));
        lines.push(format!("{name}{:>NUMBERS$}{:>SHARES$}", grouped(rows), share(rows, summary.rows_in)));
    }
    lines
}

/// What a column says, and what of it is not mapped.
fn said(column: &ColumnCheck) -> Vec<String> {
    let facts: Vec<_> = column.facts.iter().map(|fact| format!("{} ({})", fact.fact, grouped(fact.rows))).collect();
    let about = if facts.is_empty() { String::new() } else { format!(": {}", facts.join(", ")) };
    let head = format!(
        "{}: a value in {}, says something in {}{about}{}",
        column.column,
        grouped(column.rows),
        grouped(column.says),
        if column.whole { "" } else { "; some values are too many or too long to be looked at" }
    );
    let mut lines = wrapped(&head, WIDTH - 2).into_iter().map(|line| format!("  {line}")).collect::<Vec<_>>();
    for code in column.unmapped.iter().take(MOST_CODES) {
        let line = format!("{}: {}", counted(code.rows, "row"), code.reason);
        lines.extend(wrapped(&line, WIDTH - 4).iter().map(|line| format!("    {}", painted(WARNING, line))));
    }
    if let Some(more) = column.unmapped.len().checked_sub(MOST_CODES).filter(|more| *more > 0) {
        let line = format!("and {} more that are not mapped", counted(more as u64, "code"));
        lines.push(format!("    {}", painted(FAINT, &line)));
    }
    lines
}
