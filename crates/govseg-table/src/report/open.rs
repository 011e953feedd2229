//! What is open and why, and what would decide it.

use std::collections::BTreeMap;

use govseg::{Fact, FactId, Segment};
use strum::VariantArray;

use super::counts::Class;
use super::html::Html;
use super::ledger::Topic;
use super::outlook;
use super::page::View;
use super::samples;
use super::words::capital;

/// How many sets of segments are shown that open rows may still be of.
const MOST_SETS: usize = 12;
/// How many of the questions have examples.
const MOST_EXEMPLIFIED: usize = 4;

/// What an answer decides rows as, and how many.
type Outcomes = Vec<(Segment, u64)>;

/// A fact to ask next, and in how many rows.
pub(super) struct Asked {
    pub(super) fact: String,
    /// Where nothing is known of it, and where several values are left.
    pub(super) missing: u64,
    pub(super) partly: u64,
}

/// The facts to ask next, the one for the most rows first.
pub(super) fn asked(view: &View<'_>) -> Vec<Asked> {
    let open = &view.summary.open;
    let mut all: Vec<Asked> = Vec::new();
    for (list, partly) in [(&open.missing, false), (&open.partly_known, true)] {
        for item in list {
            let (missing, partly) = if partly { (0, item.rows) } else { (item.rows, 0) };
            match all.iter_mut().find(|asked| asked.fact == item.fact) {
                Some(asked) => asked.partly += partly,
                None => all.push(Asked { fact: item.fact.clone(), missing, partly }),
            }
        }
    }
    all.sort_by_key(|asked| std::cmp::Reverse(asked.missing + asked.partly));
    all
}

pub(super) fn write(view: &View<'_>, html: &mut Html) {
    let open = &view.summary.open;
    html.leaf("p", &[], &view.words.say("open_intro"));
    possible(view, html);
    if open.unknown > 0 {
        html.leaf("h3", &[], &view.words.say("ask_heading"));
        let rows = view.words.rows(open.unknown);
        html.leaf("p", &[], &view.words.fill("ask_intro", &[("rows", &rows)]));
        questions(view, html);
        ladder(view, html);
        examples(view, html);
    }
    if open.populations > 0 {
        populations(view, html);
    }
}

/// What the open rows may still be.
fn possible(view: &View<'_>, html: &mut Html) {
    let words = &view.words;
    let mut sets: Vec<_> = view.findings.outlook.possible.iter().collect();
    sets.sort_by_key(|(_, rows)| std::cmp::Reverse(**rows));
    let (shown, rest) = sets.split_at_checked(MOST_SETS).unwrap_or((&sets, &[]));
    html.within("table", &[], |html| {
        html.leaf("caption", &[], &words.say("possible_caption"));
        columns(view, html, &[("column_possible", ""), ("column_rows", "number")]);
        html.within("tbody", &[], |html| {
            for (set, rows) in shown {
                line(view, html, &capital(&words.any_segment(outlook::set(set))), &[**rows]);
            }
            if !rest.is_empty() {
                let rows = rest.iter().map(|(_, rows)| **rows).sum();
                line(view, html, &words.fill("others", &[("n", &words.number(rest.len() as u64))]), &[rows]);
            }
        });
    });
}

/// The question that each row needs next, and which answers decide it at once.
fn questions(view: &View<'_>, html: &mut Html) {
    let words = &view.words;
    html.within("table", &[], |html| {
        html.leaf("caption", &[], &words.say("ask_caption"));
        let numbers = [("column_missing", "number"), ("column_partly", "number")];
        columns(view, html, &[&[("column_question", "")], &numbers[..], &[("column_at_once", "")]].concat());
        html.within("tbody", &[], |html| {
            for asked in asked(view) {
                html.within("tr", &[], |html| {
                    html.within("th", &[("scope", "row")], |html| {
                        html.text(&words.question(&asked.fact));
                        html.text(" ");
                        html.leaf("code", &[], &asked.fact);
                    });
                    for rows in [asked.missing, asked.partly] {
                        html.leaf("td", &[("class", "number")], &words.number(rows));
                    }
                    html.within("td", &[], |html| at_once(view, html, &asked.fact));
                });
            }
        });
    });
}

/// The answers that decide at once, and as what; those together that decide alike.
fn at_once(view: &View<'_>, html: &mut Html, fact: &str) {
    let words = &view.words;
    let Ok(fact) = view.policy.vocabulary().fact(fact) else { return };
    let mut by_value: BTreeMap<u32, Outcomes> = BTreeMap::new();
    for (&(of, value, segment), &rows) in &view.findings.outlook.at_once {
        if of == fact {
            by_value.entry(value).or_default().push((segment, rows));
        }
    }
    let mut answers: Vec<(Vec<String>, Outcomes)> = Vec::new();
    for (value, segments) in by_value {
        let value = words.value(fact, value);
        match answers.iter_mut().find(|(_, known)| *known == segments) {
            Some((values, _)) => values.push(value),
            None => answers.push((vec![value], segments)),
        }
    }
    if answers.is_empty() {
        html.text(&words.say("at_once_none"));
        return;
    }
    html.within("ul", &[("class", "plain")], |html| {
        for (values, segments) in answers {
            let segments = segments.into_iter().map(|(segment, rows)| {
                words.fill("at_once_segment", &[("segment", &words.segment(segment)), ("n", &words.number(rows))])
            });
            let segments = segments.collect::<Vec<_>>().join(&words.say("list_separator"));
            let values = capital(&words.sentences().any_of(&values));
            html.leaf("li", &[], &words.fill("at_once", &[("values", &values), ("segments", &segments)]));
        }
    });
}

/// The facts that together decide every row that lacks facts, the most wanted first, and how far one comes with them.
fn ladder(view: &View<'_>, html: &mut Html) {
    let words = &view.words;
    let lacking = &view.findings.outlook.lacking;
    let mut wanted: BTreeMap<FactId, u64> = BTreeMap::new();
    for (facts, rows) in lacking {
        for &fact in facts {
            *wanted.entry(fact).or_default() += rows;
        }
    }
    let mut wanted: Vec<_> = wanted.into_iter().collect();
    wanted.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    html.leaf("p", &[], &words.say("ladder_intro"));
    html.within("table", &[], |html| {
        html.leaf("caption", &[], &words.say("ladder_caption"));
        let numbers = [("column_needed", "number"), ("column_enough", "number"), ("column_share_of_lacking", "number")];
        columns(view, html, &[&[("column_fact", "")], &numbers[..]].concat());
        html.within("tbody", &[], |html| {
            let mut known: Vec<FactId> = Vec::new();
            for (fact, rows) in wanted {
                known.push(fact);
                let enough = lacking.iter().filter(|(facts, _)| facts.iter().all(|fact| known.contains(fact)));
                let enough = enough.map(|(_, rows)| rows).sum();
                html.within("tr", &[], |html| {
                    html.leaf("th", &[("scope", "row")], &capital(&words.fact(fact)));
                    html.leaf("td", &[("class", "number")], &words.number(rows));
                    html.leaf("td", &[("class", "number")], &words.number(enough));
                    let share = words.share(enough, view.summary.open.unknown);
                    html.leaf("td", &[("class", "number")], &share);
                });
            }
        });
    });
}

/// Rows that need each of the questions.
fn examples(view: &View<'_>, html: &mut Html) {
    for asked in asked(view).iter().take(MOST_EXEMPLIFIED) {
        let Ok(fact) = view.policy.vocabulary().fact(&asked.fact) else { continue };
        let Some(examples) = view.findings.examples.get(&Topic::Lacking(fact)) else { continue };
        html.leaf("h4", &[], &view.words.fill("ask_examples", &[("fact", &view.words.fact(fact))]));
        samples::list(view, html, examples);
    }
}

/// The populations that rows list, and what each of them is alone.
fn populations(view: &View<'_>, html: &mut Html) {
    let words = &view.words;
    let rows = words.rows(view.summary.open.populations);
    html.leaf("h3", &[], &words.say("populations_heading"));
    html.leaf("p", &[], &words.fill("populations_intro", &[("rows", &rows)]));
    let sums = &view.findings.outlook.populations;
    let segments: Vec<Segment> =
        Segment::VARIANTS.iter().copied().filter(|segment| sums.keys().any(|(_, of)| of == segment)).collect();
    html.within("table", &[], |html| {
        html.leaf("caption", &[], &words.say("populations_caption"));
        html.within("thead", &[], |html| {
            html.within("tr", &[], |html| {
                html.leaf("th", &[("scope", "col")], &words.say("column_population"));
                for &segment in &segments {
                    html.leaf("th", &[("scope", "col"), ("class", "number")], &words.segment_head(segment));
                }
            });
        });
        html.within("tbody", &[], |html| {
            let mut customers: Vec<u32> = sums.keys().map(|(customer, _)| *customer).collect();
            customers.dedup();
            for customer in customers {
                let rows = |segment: &Segment| sums.get(&(customer, *segment)).copied().unwrap_or_default();
                let numbers: Vec<u64> = segments.iter().map(rows).collect();
                line(view, html, &capital(&words.value(Fact::Customer.into(), customer)), &numbers);
            }
        });
    });
    if let Some(examples) = view.findings.examples.get(&Topic::Class(Class::Populations)) {
        html.leaf("h4", &[], &words.say("populations_examples"));
        samples::list(view, html, examples);
    }
}

fn columns(view: &View<'_>, html: &mut Html, columns: &[(&str, &str)]) {
    html.within("thead", &[], |html| {
        html.within("tr", &[], |html| {
            for (key, class) in columns {
                html.leaf("th", &[("scope", "col"), ("class", class)], &view.words.say(key));
            }
        });
    });
}

fn line(view: &View<'_>, html: &mut Html, name: &str, numbers: &[u64]) {
    html.within("tr", &[], |html| {
        html.leaf("th", &[("scope", "row")], name);
        for &number in numbers {
            html.leaf("td", &[("class", "number")], &view.words.number(number));
        }
    });
}
