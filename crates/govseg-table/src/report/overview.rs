//! The first screen: how many, how sure, of which kind, what to do next.

use super::bars::bar;
use super::counts::Class;
use super::html::Html;
use super::open::asked;
use super::page::View;
use super::words::capital;

/// How many questions are named.
const MOST_QUESTIONS: usize = 3;

pub(super) fn write(view: &View<'_>, html: &mut Html) {
    html.within("section", &[("aria-labelledby", "overview"), ("class", "overview")], |html| {
        html.leaf("h2", &[("id", "overview")], &view.words.say("overview"));
        sure(view, html);
        html.within("div", &[("class", "columns")], |html| {
            html.within("div", &[], |html| kinds(view, html));
            html.within("div", &[("class", "next")], |html| next(view, html));
        });
    });
}

/// How sure: the three things that can become of a row, drawn as one bar.
fn sure(view: &View<'_>, html: &mut Html) {
    let counts = &view.findings.counts;
    let (decided, open, clash) = (counts.decided(), counts.open(), counts.get(Class::Contradiction));
    let parts = [("decided", decided), ("open", open), ("clash", clash)];
    bar(html, "bar tall", &parts, view.all());
    html.within("ul", &[("class", "figures")], |html| {
        for (name, rows) in parts {
            figure(view, html, name, rows, Some(view.words.share(rows, view.all())));
        }
        if view.summary.rows_rejected > 0 {
            figure(view, html, "rejected", view.summary.rows_rejected, None);
        }
    });
}

fn figure(view: &View<'_>, html: &mut Html, name: &str, rows: u64, share: Option<String>) {
    html.within("li", &[("class", name)], |html| {
        html.leaf("strong", &[], &view.words.number(rows));
        html.text(" ");
        html.leaf("span", &[("class", "name")], &view.words.say(&format!("figure_{name}")));
        if let Some(share) = share {
            html.text(" ");
            html.leaf("span", &[("class", "share")], &share);
        }
        html.text(" ");
        html.leaf("span", &[("class", "meaning")], &view.words.say(&format!("figure_{name}_is")));
    });
}

/// Of which kind: the six segments, and what is not decided.
fn kinds(view: &View<'_>, html: &mut Html) {
    let counts = &view.findings.counts;
    let most = Class::all().map(|class| counts.get(class)).max().unwrap_or_default();
    html.within("table", &[("class", "kinds")], |html| {
        html.leaf("caption", &[], &view.words.say("by_segment"));
        html.within("thead", &[], |html| {
            html.within("tr", &[], |html| {
                for key in ["column_segment", "column_rows", "column_share", "column_bar"] {
                    let class = if key == "column_segment" { "" } else { "number" };
                    let class = if key == "column_bar" { "drawn" } else { class };
                    html.leaf("th", &[("scope", "col"), ("class", class)], &view.words.say(key));
                }
            });
        });
        html.within("tbody", &[], |html| {
            for class in Class::all() {
                let (name, part) = match class {
                    Class::Decided(segment) => (view.words.segment_head(segment), "decided"),
                    Class::Populations => (view.words.say("open_populations"), "open"),
                    Class::Unknown => (view.words.say("open_unknown"), "open"),
                    Class::Contradiction => (view.words.say("contradictory"), "clash"),
                };
                let rows = counts.get(class);
                html.within("tr", &[("class", part)], |html| {
                    html.leaf("th", &[("scope", "row")], &capital(&name));
                    html.leaf("td", &[("class", "number")], &view.words.number(rows));
                    html.leaf("td", &[("class", "number")], &view.words.share(rows, view.all()));
                    html.within("td", &[("class", "drawn")], |html| bar(html, "bar", &[(part, rows)], most));
                });
            }
        });
        html.within("tfoot", &[], |html| {
            html.within("tr", &[], |html| {
                html.leaf("th", &[("scope", "row")], &view.words.say("all_rows"));
                html.leaf("td", &[("class", "number")], &view.words.number(view.all()));
                html.leaf("td", &[("class", "number")], &view.words.share(view.all(), view.all()));
                html.leaf("td", &[("class", "drawn")], "");
            });
        });
    });
}

/// What to do next, the most rewarding first.
fn next(view: &View<'_>, html: &mut Html) {
    html.leaf("h3", &[], &view.words.say("next"));
    let steps = steps(view);
    if steps.is_empty() {
        html.leaf("p", &[], &view.words.say("next_nothing"));
        return;
    }
    html.within("ol", &[], |html| {
        for step in steps {
            html.within("li", &[], |html| html.text(&step));
        }
    });
}

fn steps(view: &View<'_>) -> Vec<String> {
    let (words, summary) = (&view.words, view.summary);
    let mut steps = Vec::new();
    for asked in asked(view).iter().take(MOST_QUESTIONS) {
        let (rows, question) = (words.rows(asked.missing + asked.partly), words.question(&asked.fact));
        steps.push(words.fill("next_ask", &[("question", &question), ("rows", &rows), ("fact", &asked.fact)]));
    }
    if summary.open.populations > 0 && view.findings.about.each.is_none() {
        let rows = words.rows(summary.open.populations);
        steps.push(words.fill("next_each", &[("rows", &rows)]));
    }
    for (number, key) in [(summary.contradictory(), "next_clash"), (summary.rows_rejected, "next_reject")] {
        if number > 0 {
            steps.push(words.fill(key, &[("rows", &words.rows(number))]));
        }
    }
    steps
}
