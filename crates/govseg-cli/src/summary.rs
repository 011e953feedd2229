//! What came out of a table, as it stands on the terminal.

use govseg_table::{Clash, Summary};

use crate::args::Classify;
use crate::files::is_stream;
use crate::style::{CLASH, FAINT, GOOD, OPEN, STRONG, painted};
use crate::text::{WIDTH, counted, grouped, page, share, wrapped};

/// How wide names (their indentation included), numbers and shares are.
const NAMES: usize = 24;
const NUMBERS: usize = 11;
const SHARES: usize = 10;
const BAR: usize = 30;
/// Where remarks begin.
const REMARKS: usize = 4;
/// How many clashes are shown.
const MOST_CLASHES: usize = 5;

pub(crate) fn summary(args: &Classify, read: &[String], summary: &Summary) -> String {
    let all = summary.rows_out;
    let mut lines = vec![painted(STRONG, &format!("{} from {}", counted(summary.rows_in, "row"), named(read)))];
    if let Some(fact) = &args.each {
        lines.push(format!("taken once for each {fact}: {}, of which the shares are", counted(all, "row")));
    }
    lines.push(String::new());

    lines.push(line(&painted(GOOD, &name(0, "decided")), summary.decided(), all, ""));
    let most = summary.segments.values().max().copied().unwrap_or_default();
    for (segment, &rows) in &summary.segments {
        lines.push(line(&name(1, segment.into()), rows, all, &bar(rows, most)));
    }
    open(summary, &mut lines);
    if let Some(told) = &summary.told {
        lines.push(line(&painted(OPEN, &name(1, "suggested by text")), told.suggested, all, "of the open ones"));
        let unread = told.texts - told.read;
        if unread > 0 {
            remark(&format!("{} in another language than English", counted(unread, "text")), &mut lines);
        }
        if told.dropped > 0 {
            let rows = counted(told.dropped, "row");
            remark(&format!("in {rows} the text speaks for a segment that the given facts rule out"), &mut lines);
        }
    }
    contradictions(summary, &mut lines);
    if summary.rows_rejected > 0 {
        let label = painted(CLASH, &name(0, "rejected"));
        let file = args.rejects.as_ref().map_or_else(String::new, |path| format!("   in {}", path.display()));
        lines.push(format!("{label}{:>NUMBERS$}{}", grouped(summary.rows_rejected), painted(FAINT, &file)));
    }
    lines.push(String::new());

    if !is_stream(&args.output) {
        lines.push(format!("{} in {}", counted(all, "row"), args.output.display()));
    }
    if let Some(report) = &args.report {
        lines.push(format!("report in {}", report.display()));
    }
    let populations = summary.open.populations;
    if populations > 0 && args.each.is_none() {
        let option = painted(STRONG, "--each customer");
        let rows = counted(populations, "open row");
        lines.push(format!("{option} would decide the {rows} with several populations, each apart"));
    }
    page(&lines)
}

/// What was read: a name, or how many there are and where they begin and end.
fn named(read: &[String]) -> String {
    match read {
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [first, .., last] => format!("{} files, {first} to {last}", grouped(read.len() as u64)),
        [] => String::new(),
    }
}

/// The open rows of both kinds, and what they lack.
fn open(summary: &Summary, lines: &mut Vec<String>) {
    let (all, open) = (summary.rows_out, &summary.open);
    lines.push(line(&painted(OPEN, &name(0, "open")), open.populations + open.unknown, all, ""));
    if open.populations + open.unknown == 0 {
        return;
    }
    lines.push(line(&name(1, "several populations"), open.populations, all, "decided for each alone"));
    lines.push(line(&name(1, "unknown facts"), open.unknown, all, ""));
    for (facts, lack) in [(&open.missing, "nothing is known of"), (&open.partly_known, "several values are left of")] {
        let facts: Vec<_> = facts.iter().map(|asked| format!("{} ({})", asked.fact, grouped(asked.rows))).collect();
        if !facts.is_empty() {
            remark(&format!("{lack} {}", facts.join(", ")), lines);
        }
    }
}

/// The contradictory rows by what clashes.
fn contradictions(summary: &Summary, lines: &mut Vec<String>) {
    lines.push(line(&painted(CLASH, &name(0, "contradictory")), summary.contradictory(), summary.rows_out, ""));
    for clash in summary.contradictions.iter().take(MOST_CLASHES) {
        remark(&clashing(clash), lines);
    }
    if let Some(rest) = summary.contradictions.get(MOST_CLASHES..).filter(|rest| !rest.is_empty()) {
        let rows = rest.iter().map(|clash| clash.rows).sum();
        remark(&format!("and {} more that clash in {} other ways", counted(rows, "row"), rest.len()), lines);
    }
}

/// What clashes, how often, and the columns that say so.
fn clashing(clash: &Clash) -> String {
    let facts = clash.because.iter().map(|(fact, values)| match values.as_slice() {
        [] => format!("no {fact} is left"),
        values => format!("{fact}={}", values.join("|")),
    });
    let facts = facts.collect::<Vec<_>>().join(" and ");
    let columns = match clash.columns.as_slice() {
        [] => String::new(),
        columns => format!(", from {}", columns.join(" and ")),
    };
    format!("{facts}{columns} ({})", grouped(clash.rows))
}

fn name(depth: usize, text: &str) -> String {
    format!("{:indent$}{text:width$}", "", indent = 2 * depth, width = NAMES - 2 * depth)
}

/// A name, a number, its share, and what is drawn beside it.
fn line(name: &str, rows: u64, all: u64, beside: &str) -> String {
    let line = format!("{name}{:>NUMBERS$}{:>SHARES$}", grouped(rows), share(rows, all));
    if beside.is_empty() { line } else { format!("{line}   {}", painted(FAINT, beside)) }
}

/// Lines of their own below a number.
fn remark(text: &str, lines: &mut Vec<String>) {
    for (index, part) in wrapped(text, WIDTH - REMARKS - 2).iter().enumerate() {
        let indent = if index == 0 { REMARKS } else { REMARKS + 2 };
        lines.push(format!("{:indent$}{}", "", painted(FAINT, part)));
    }
}

fn bar(rows: u64, most: u64) -> String {
    let length = u128::from(rows) * BAR as u128 / u128::from(most.max(1));
    let length = usize::try_from(length).unwrap_or_default().max(usize::from(rows > 0));
    "▪".repeat(length)
}
