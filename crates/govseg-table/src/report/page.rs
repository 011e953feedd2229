//! The page as a whole: its frame, and its sections in the order in which a reader asks.

use govseg::{Language, Policy};

use super::html::Html;
use super::words::{Words, isolated};
use super::{Findings, basis, clashes, measuring, open, overview, samples, tables};
use crate::classify::Report;
use crate::recipe::Recipe;
use crate::summary::Summary;

const STYLE: &str = include_str!("page.css");
/// The page may do nothing but show itself: no script, nothing from elsewhere, and no style but its own, which is known
/// by its digest.
const CONTENT_SECURITY: &str = "default-src 'none'; style-src 'sha256-Y7EYA1J2wn72fSxz93ZpNaTnWdtRP4qUk94NS2HDcCc='; base-uri 'none'; form-action 'none'";

/// What every section looks at.
pub(super) struct View<'a> {
    pub(super) policy: &'a Policy,
    pub(super) recipe: Option<&'a Recipe>,
    pub(super) summary: &'a Summary,
    pub(super) findings: &'a Findings,
    pub(super) words: Words<'a>,
}

/// A section: where the table of contents leads, the key of its heading, and what writes it.
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) heading: &'static str,
    pub(super) write: fn(&View<'_>, &mut Html),
}

/// A report as one page of HTML that needs nothing from elsewhere; none if the table was classified without one
/// ([`Classify::report`](crate::Classify::report)).
///
/// The policy and the recipe must be those that the table was classified with.
///
/// ```
/// use govseg::{Language, Policy};
/// use govseg_table::{Classify, Input, Naming, Output, page};
///
/// let table = "name,capacity\nPayroll,official\nPassport,private\n";
/// let naming = Naming { label: Some("name".into()), ..Naming::default() };
/// let (mut out, mut html) = (Vec::new(), Vec::new());
/// let report = Classify::new(Policy::gsa_2008())
///     .report(Output::stream("page", &mut html, None), Language::English, naming)
///     .run(Input::stream("table", table.as_bytes(), None), Output::stream("out", &mut out, None), None)?;
/// assert!(String::from_utf8(html).unwrap().starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
///
/// let spanish = page(Policy::gsa_2008(), None, &report, Language::Spanish).unwrap();
/// assert!(spanish.contains("<html lang=\"es\">") && spanish.contains("Payroll"));
/// # Ok::<(), govseg_table::TableError>(())
/// ```
pub fn page(policy: &Policy, recipe: Option<&Recipe>, report: &Report, language: Language) -> Option<String> {
    let findings = report.findings.as_ref()?;
    let view = View { policy, recipe, summary: &report.summary, findings, words: Words::new(policy, language) };
    let mut html = Html::default();
    html.within("html", &[("lang", &language.to_string())], |html| {
        html.within("head", &[], |html| view.head(html));
        html.within("body", &[], |html| view.body(html));
    });
    Some(html.document())
}

impl View<'_> {
    /// What the table is called.
    pub(super) fn title(&self) -> String {
        self.recipe.and_then(Recipe::title).map_or_else(|| self.findings.about.table(), ToOwned::to_owned)
    }

    /// The rows that were answered, of which all shares are.
    pub(super) fn all(&self) -> u64 {
        self.summary.rows_out
    }

    fn head(&self, html: &mut Html) {
        html.void("meta", &[("charset", "utf-8")]);
        html.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", CONTENT_SECURITY)]);
        html.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
        html.void("meta", &[("name", "color-scheme"), ("content", "light dark")]);
        html.void("meta", &[("name", "generator"), ("content", concat!("govseg ", env!("CARGO_PKG_VERSION")))]);
        html.leaf("title", &[], &self.words.fill("page_title", &[("title", &self.title())]));
        html.style(STYLE);
    }

    fn body(&self, html: &mut Html) {
        html.leaf("a", &[("class", "skip"), ("href", "#main")], &self.words.say("skip"));
        html.within("header", &[("class", "page")], |html| {
            html.leaf("p", &[("class", "kicker")], &self.words.say("kicker"));
            html.data("h1", &[], &self.title());
            html.leaf("p", &[("class", "lead")], &self.lead());
        });
        let sections: Vec<Section> = self.sections();
        html.within("main", &[("id", "main")], |html| {
            overview::write(self, html);
            html.within("nav", &[("aria-labelledby", "contents")], |html| {
                html.leaf("h2", &[("id", "contents")], &self.words.say("contents"));
                html.within("ol", &[], |html| {
                    for section in &sections {
                        html.within("li", &[], |html| {
                            let target = format!("#{}", section.id);
                            html.leaf("a", &[("href", &target)], &self.words.say(section.heading));
                        });
                    }
                });
            });
            for section in &sections {
                html.within("section", &[("aria-labelledby", section.id)], |html| {
                    html.leaf("h2", &[("id", section.id)], &self.words.say(section.heading));
                    (section.write)(self, html);
                });
            }
        });
        html.within("footer", &[], |html| {
            html.leaf("p", &[], &self.words.fill("footer", &[("version", env!("CARGO_PKG_VERSION"))]));
        });
    }

    /// The sections that have something to say.
    fn sections(&self) -> Vec<Section> {
        let naming = &self.findings.about.naming;
        let (summary, organization) = (self.summary, naming.organization.is_some());
        let is_open = summary.open.populations + summary.open.unknown > 0;
        [
            (is_open, "open", "open", open::write as fn(&View<'_>, &mut Html)),
            (summary.contradictory() > 0, "contradictions", "clashes", clashes::contradictions),
            (summary.rows_rejected > 0, "rejected", "rejects", clashes::rejects),
            (organization, "organizations", "organizations", tables::organizations),
            (naming.kind.is_some(), "types", "kinds", tables::kinds),
            (summary.decided() > 0, "examples", "samples", samples::write),
            (summary.decided() > 0, "measuring", "measuring", measuring::write),
            (true, "segments", "segments", basis::segments),
            (true, "basis", "basis", basis::write),
        ]
        .into_iter()
        .filter(|(has_any, ..)| *has_any)
        .map(|(_, id, heading, write)| Section { id, heading, write })
        .collect()
    }

    /// What was classified, in a sentence or two.
    fn lead(&self) -> String {
        let about = &self.findings.about;
        let (rows, table) = (self.words.rows(self.summary.rows_in), isolated(&about.table()));
        let lead = self.words.fill("lead", &[("rows", &rows), ("table", &table)]);
        match &about.each {
            None => lead,
            Some(fact) => {
                let (fact, rows) = (self.words.fact_named(fact), self.words.rows(self.all()));
                format!("{lead} {}", self.words.fill("lead_each", &[("fact", &fact), ("rows", &rows)]))
            }
        }
    }
}
