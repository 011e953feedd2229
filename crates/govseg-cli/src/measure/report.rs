//! Results as a document to read: each measure with what it tells, its groups and their intervals, and what it rests on.

use std::path::Path;

use govseg::markdown::capital;
use govseg::measures::{MeasureWords, measurement};
use govseg_measure::{Absent, By, Estimate, Outcome, Report};

use super::table::number;
use crate::document::{Block, Spread};
use crate::inputs;
use crate::text::grouped;

/// How many rows set aside are named.
const MOST_FAULTS: usize = 20;

/// The document of a log.
pub(super) fn blocks(log: &Path, by: &[By], report: &Report, words: MeasureWords) -> Vec<Block> {
    let say = |key: &str| words.say(key, &[]);
    let mut blocks = vec![
        Block::Heading(1, words.say("log_title", &[("log", &inputs::name(log))])),
        Block::Paragraph(rows(report, words)),
        Block::Paragraph(say("log_reading")),
    ];
    let mut rest = report.outcomes.as_slice();
    while let Some(first) = rest.first() {
        let alike = |outcome: &&Outcome| heading(&outcome.estimate) == heading(&first.estimate);
        let (these, others) = rest.split_at(rest.iter().take_while(alike).count());
        blocks.extend(measure(these, by, words));
        rest = others;
    }
    if report.outcomes.is_empty() {
        blocks.push(Block::Paragraph(say("log_nothing")));
    }
    if !report.faults.is_empty() {
        blocks.push(Block::Heading(2, say("log_aside")));
        let kinds = report.set_aside.iter().map(|(kind, count)| format!("{}: {}", kind.words(), grouped(*count)));
        blocks.push(Block::List(kinds.collect()));
        let heads = ["row", "column", "reason"].map(|key| say(&format!("log_{key}")));
        let faults = report.faults.iter().take(MOST_FAULTS);
        let line = |fault: &govseg_measure::log::Fault| {
            vec![grouped(fault.row), fault.column.clone().unwrap_or_default(), fault.reason.clone()]
        };
        blocks.push(Block::Table(heads.to_vec(), faults.map(line).collect()));
    }
    blocks
}

/// What becomes of the rows of a log.
fn rows(report: &Report, words: MeasureWords) -> String {
    let [read, used, ignored, aside] =
        [report.rows_in, report.used, report.ignored, report.rows_set_aside()].map(grouped);
    let filled = [("read", &*read), ("used", &*used), ("ignored", &*ignored), ("aside", &*aside)];
    words.say("log_rows", &filled)
}

/// What the results of one measure have in common.
fn heading(said: &Estimate) -> (&str, Option<&str>) {
    (said.measure, said.variant.as_deref())
}

/// The results of one measure.
fn measure(outcomes: &[Outcome], by: &[By], words: MeasureWords) -> Vec<Block> {
    let Some(first) = outcomes.first().map(|outcome| &outcome.estimate) else { return Vec::new() };
    let say = |key: &str| words.say(key, &[]);
    let known = measurement().measure(first.measure);
    let name = known.map_or(first.measure, |measure| words.text(&measure.name));
    let variant = first.variant.as_ref().map_or_else(String::new, |variant| format!(", {variant}"));
    let mut blocks = vec![Block::Heading(2, format!("{name} ({}{variant})", first.measure))];
    if let Some(measure) = known {
        let number = words.number(measure.unit, measure.direction);
        blocks.push(Block::Paragraph(format!("{} {}.", words.text(&measure.definition), capital(&number))));
    }
    let interval = words.say("log_interval", &[("level", &((first.level * 1000.0).round() / 10.0).to_string())]);
    let heads = by.iter().map(|by| by.name().replace('_', " "));
    let heads = heads.chain([say("log_n"), say("log_value"), interval, say("note"), say("log_drawn")]);
    blocks.push(Block::Intervals(heads.collect(), outcomes.iter().map(|outcome| line(outcome, words)).collect()));
    if let Some(measure) = known {
        let source = measure.source.as_deref().and_then(|id| measurement().source(id));
        let source = source.map_or_else(|| say("no_source"), |source| source.title.clone());
        let rests =
            [("formula", words.formula(&measure.formula)), ("source", source), ("status", words.status(measure))];
        blocks.push(Block::List(rests.map(|(key, text)| format!("{}: {text}", capital(&say(key)))).into()));
    }
    blocks
}

/// A group: its name, how many, the number, its interval, and what is to be known of it.
fn line(outcome: &Outcome, words: MeasureWords) -> (Vec<String>, Option<Spread>) {
    let said = &outcome.estimate;
    let interval = said.interval.map(|interval| format!("{} - {}", number(interval.low), number(interval.high)));
    let missing = said.missing.filter(|missing| *missing > 0);
    let missing = missing.map(|missing| words.say("log_missing", &[("n", &grouped(missing))]));
    let numbers = [
        said.n.map(grouped),
        said.value.map(number),
        interval,
        said.absent.as_ref().map(|absent| why(absent, words)).or(missing),
    ];
    let cells = outcome.group.iter().cloned().chain(numbers.map(Option::unwrap_or_default));
    let spread = said.value.zip(said.interval);
    let spread = spread.map(|(value, interval)| Spread { low: interval.low, value, high: interval.high });
    (cells.collect(), spread)
}

/// Why there is no number.
fn why(absent: &Absent, words: MeasureWords) -> String {
    match absent {
        Absent::NoData { needs } => words.say("absent_no_data", &[("needs", needs)]),
        Absent::TooFew { n, least } => words.say("absent_too_few", &[("n", &grouped(*n)), ("least", &grouped(*least))]),
        Absent::NothingBelow => words.say("absent_nothing_below", &[]),
        Absent::Wordings { count } => words.say("absent_wordings", &[("count", &count.to_string())]),
        Absent::Suppressed => words.say("absent_suppressed", &[]),
        other => other.to_string(),
    }
}
