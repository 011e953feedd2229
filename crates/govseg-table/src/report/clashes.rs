//! What cannot be: rows whose facts clash, and rows that could not be read.

use super::findings::file_name;
use super::html::Html;
use super::page::View;
use super::samples::named;
use super::words::isolated;
use crate::summary::Clash;

/// How many ways to clash are shown.
const MOST: usize = 20;

pub(super) fn contradictions(view: &View<'_>, html: &mut Html) {
    let (words, clashes) = (&view.words, &view.summary.contradictions);
    html.leaf("p", &[], &words.say("clashes_intro"));
    let (shown, rest) = clashes.split_at_checked(MOST).unwrap_or((clashes, &[]));
    html.within("table", &[("class", "clashes")], |html| {
        html.leaf("caption", &[], &words.say("clashes_caption"));
        html.within("thead", &[], |html| {
            html.within("tr", &[], |html| {
                html.leaf("th", &[("scope", "col")], &words.say("column_clash"));
                html.leaf("th", &[("scope", "col")], &words.say("column_from"));
                html.leaf("th", &[("scope", "col"), ("class", "number")], &words.say("column_rows"));
                html.leaf("th", &[("scope", "col")], &words.say("column_examples"));
            });
        });
        html.within("tbody", &[], |html| {
            for clash in shown {
                row(view, html, clash);
            }
        });
    });
    if !rest.is_empty() {
        let rows = words.rows(rest.iter().map(|clash| clash.rows).sum());
        let ways = words.number(rest.len() as u64);
        html.leaf("p", &[], &words.fill("clashes_more", &[("rows", &rows), ("n", &ways)]));
    }
}

fn row(view: &View<'_>, html: &mut Html, clash: &Clash) {
    let words = &view.words;
    html.within("tr", &[], |html| {
        html.leaf("th", &[("scope", "row")], &what_clashes(view, clash));
        html.within("td", &[], |html| {
            for (index, column) in clash.columns.iter().enumerate() {
                html.text(if index > 0 { ", " } else { "" });
                html.data("code", &[], column);
            }
        });
        html.leaf("td", &[("class", "number")], &words.number(clash.rows));
        html.within("td", &[], |html| {
            for example in view.findings.clashes.get(&clash.because).into_iter().flatten() {
                named(view, html, example);
            }
        });
    });
}

/// The facts that cannot all be true, with their values.
fn what_clashes(view: &View<'_>, clash: &Clash) -> String {
    let words = &view.words;
    let facts = clash.because.iter().map(|(fact, values)| {
        let values: Vec<_> = values.iter().map(|value| words.value_named(fact, value)).collect();
        let values = words.sentences().any_of(&values);
        let key = if values.is_empty() { "emptied" } else { "fact_is" };
        words.fill(key, &[("fact", &words.fact_named(fact)), ("values", &values)])
    });
    super::words::capital(&words.sentences().all_of(&facts.collect::<Vec<_>>()))
}

pub(super) fn rejects(view: &View<'_>, html: &mut Html) {
    let words = &view.words;
    let rows = words.rows(view.summary.rows_rejected);
    let mut intro = words.fill("rejects_intro", &[("rows", &rows)]);
    if let Some(file) = &view.findings.about.set_aside {
        intro = format!("{intro} {}", words.fill("rejects_file", &[("file", &isolated(file))]));
    }
    html.leaf("p", &[], &intro);
    let several = view.findings.about.has_several_files();
    html.within("table", &[], |html| {
        let shown = words.number(view.findings.rejects.len() as u64);
        html.leaf("caption", &[], &words.fill("rejects_caption", &[("n", &shown)]));
        html.within("thead", &[], |html| {
            html.within("tr", &[], |html| {
                let file = several.then_some(("column_file", ""));
                let others = [("column_line", "number"), ("column_column", ""), ("column_reason", "")];
                for (key, class) in std::iter::once(("column_row", "number")).chain(file).chain(others) {
                    html.leaf("th", &[("scope", "col"), ("class", class)], &words.say(key));
                }
            });
        });
        html.within("tbody", &[], |html| {
            for reject in &view.findings.rejects {
                html.within("tr", &[], |html| {
                    html.leaf("th", &[("scope", "row"), ("class", "number")], &words.number(reject.row()));
                    if several {
                        html.data("td", &[], file_name(reject.file()));
                    }
                    let line = reject.line_number().map_or_else(String::new, |line| words.number(line));
                    html.leaf("td", &[("class", "number")], &line);
                    html.data("td", &[], reject.column().unwrap_or_default());
                    html.data("td", &[("lang", "en")], reject.reason());
                });
            }
        });
    });
}
