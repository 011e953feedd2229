//! What the page rests on: the six segments with their sources, and how the numbers came about.

use govseg::{Citation, Language, Standing, catalog};

use super::html::Html;
use super::page::View;
use super::words::capital;
use crate::recipe::Recipe;

pub(super) fn segments(view: &View<'_>, html: &mut Html) {
    let words = &view.words;
    html.leaf("p", &[], &words.say("segments_intro"));
    html.within("dl", &[("class", "segments")], |html| {
        for entry in &catalog().segments {
            html.within("div", &[], |html| {
                html.leaf("dt", &[], &capital(words.text(&entry.label)));
                html.within("dd", &[], |html| {
                    let meaning = match words.language() {
                        Language::English => entry.definition.clone(),
                        _ => format!("{}.", capital(words.text(&entry.phrase))),
                    };
                    html.leaf("p", &[], &meaning);
                    if let Some(passage) = entry.cites.as_deref().and_then(|cite| catalog().citation(cite)) {
                        quote(view, html, passage);
                    }
                });
            });
        }
    });
}

/// A passage in the source's words and language.
fn quote(view: &View<'_>, html: &mut Html, citation: &Citation) {
    let standing = match citation.status {
        Standing::Quoted => "passage_quoted",
        Standing::SecondHand => "passage_second_hand",
        Standing::Inferred => "passage_inferred",
        _ => "passage_ours",
    };
    html.within("blockquote", &[("lang", "en")], |html| html.leaf("p", &[], &citation.passage));
    let filled = [("id", &*citation.id)];
    html.leaf("p", &[("class", "where")], &view.words.fill(standing, &filled));
}

pub(super) fn write(view: &View<'_>, html: &mut Html) {
    let words = &view.words;
    html.within("dl", &[("class", "facts")], |html| {
        let mut entry = |key: &str, text: Option<&str>| {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                html.within("div", &[], |html| {
                    html.leaf("dt", &[], &words.say(key));
                    html.data("dd", &[], text);
                });
            }
        };
        entry("basis_table", Some(&view.findings.about.table()));
        entry("basis_rows", Some(&rows(view)));
        if let Some(recipe) = view.recipe {
            entry("basis_recipe", Some(recipe.id()));
            entry("basis_source", recipe.source());
            entry("basis_licence", recipe.licence());
            entry("basis_note", recipe.note());
        }
        let policy = view.policy;
        let filled = [("id", policy.id()), ("version", policy.version())];
        entry("basis_policy", Some(&words.fill("policy", &filled)));
        entry("basis_policy_title", policy.title());
        entry("basis_digest", Some(policy.digest()));
        entry("basis_columns", Some(&read(view)));
    });
    html.leaf("h3", &[], &words.say("sources"));
    html.within("ul", &[("class", "sources")], |html| {
        let cited = |id: &str| {
            catalog()
                .segments
                .iter()
                .flat_map(|entry| &entry.cites)
                .any(|cite| catalog().citation(cite).is_some_and(|citation| citation.source == id))
        };
        for source in catalog().sources.iter().filter(|source| cited(&source.id)) {
            html.within("li", &[("lang", "en")], |html| {
                let author = source.author.as_deref().map_or_else(String::new, |author| format!("{author}: "));
                html.text(&author);
                html.leaf("cite", &[], &source.title);
                html.text(&format!(". {}, {}.", source.publisher, source.date));
                if let Some(url) = &source.url {
                    html.text(" ");
                    html.leaf("a", &[("href", url), ("rel", "noreferrer")], url);
                }
            });
        }
    });
}

/// How the numbers of rows add up.
fn rows(view: &View<'_>) -> String {
    let (words, summary) = (&view.words, view.summary);
    let number = |number: u64| words.number(number);
    let key = if view.findings.about.each.is_some() { "basis_rows_each" } else { "basis_rows_are" };
    words.fill(
        key,
        &[
            ("in", &number(summary.rows_in)),
            ("rejected", &number(summary.rows_rejected)),
            ("out", &number(summary.rows_out)),
        ],
    )
}

/// The columns that were read for facts.
fn read(view: &View<'_>) -> String {
    view.recipe.map_or_else(
        || view.words.say("basis_columns_facts"),
        |recipe| recipe.column_names().collect::<Vec<_>>().join(", "),
    )
}

impl Recipe {
    /// What a cell of that column means in the words of its scheme, if it holds codes of one.
    pub(super) fn label_of(&self, column: &str, cell: &str) -> Option<String> {
        let rule = self.columns.iter().find(|rule| rule.name == column)?;
        let scheme = govseg::crosswalk(rule.scheme()?).ok()?;
        let codes = match &rule.separator {
            Some(separator) => cell.split(separator.as_str()).collect(),
            None => vec![cell],
        };
        let labels = codes.into_iter().map(|code| Some(scheme.code(code.trim()).ok()?.label.as_str()));
        labels.collect::<Option<Vec<_>>>().map(|labels| labels.join("; "))
    }
}
