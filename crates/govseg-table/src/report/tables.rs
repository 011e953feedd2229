//! Rows by organization, and by type.

use govseg::Segment;
use strum::VariantArray;

use super::bars::bar;
use super::counts::{Class, Counts};
use super::groups::Largest;
use super::html::Html;
use super::page::View;
use super::words::{Words, capital, isolated};

pub(super) fn organizations(view: &View<'_>, html: &mut Html) {
    html.leaf("p", &[], &view.words.say("organizations_intro"));
    let name = view.findings.about.naming.organization.as_deref().unwrap_or_default();
    let table = Table {
        name,
        heading: "column_organization",
        caption: "organizations_caption",
        groups: &view.findings.organizations,
    };
    table.write(view, html, |_| None);
}

pub(super) fn kinds(view: &View<'_>, html: &mut Html) {
    html.leaf("p", &[], &view.words.say("kinds_intro"));
    let name = view.findings.about.naming.kind.as_deref().unwrap_or_default();
    let table = Table { name, heading: "column_kind", caption: "kinds_caption", groups: &view.findings.kinds };
    table.write(view, html, |code| view.recipe?.label_of(name, code));
}

struct Table<'a> {
    /// The input's column.
    name: &'a str,
    heading: &'static str,
    caption: &'static str,
    groups: &'a Largest,
}

impl Table<'_> {
    /// One row for each group; `explain` says what its name means, where that is known.
    fn write(&self, view: &View<'_>, html: &mut Html, explain: impl Fn(&str) -> Option<String>) {
        let words = &view.words;
        // What no row came to needs no column.
        let columns: Vec<Column> = Column::all().filter(|column| column.of(&view.findings.counts) > 0).collect();
        let caption = words.fill(self.caption, &[("column", &isolated(self.name))]);
        let id = format!("table-{}", self.heading);
        html.within(
            "div",
            &[("class", "wide"), ("role", "region"), ("aria-labelledby", &id), ("tabindex", "0")],
            |html| {
                html.within("table", &[("class", "groups")], |html| {
                    html.leaf("caption", &[("id", &id)], &caption);
                    html.within("thead", &[], |html| {
                        html.within("tr", &[], |html| {
                            html.leaf("th", &[("scope", "col")], &words.say(self.heading));
                            html.leaf("th", &[("scope", "col"), ("class", "number")], &words.say("column_rows"));
                            html.leaf("th", &[("scope", "col"), ("class", "number")], &words.say("column_decided"));
                            html.leaf("th", &[("scope", "col"), ("class", "drawn")], &words.say("column_bar"));
                            for column in &columns {
                                html.leaf("th", &[("scope", "col"), ("class", "number")], &column.head(words));
                            }
                        });
                    });
                    html.within("tbody", &[], |html| {
                        for group in &self.groups.groups {
                            html.within("tr", &[], |html| {
                                html.within("th", &[("scope", "row")], |html| {
                                    if group.name.is_empty() {
                                        html.leaf("i", &[], &words.say("unnamed"));
                                    } else {
                                        html.leaf("bdi", &[], &group.name);
                                    }
                                    if let Some(meaning) = explain(&group.name) {
                                        html.text(" ");
                                        html.leaf("span", &[("class", "meaning"), ("lang", "en")], &meaning);
                                    }
                                });
                                numbers(view, html, &columns, &group.counts);
                            });
                        }
                        if self.groups.rest.rows() > 0 {
                            html.within("tr", &[], |html| {
                                html.leaf("th", &[("scope", "row")], &self.others(view));
                                numbers(view, html, &columns, &self.groups.rest);
                            });
                        }
                    });
                    html.within("tfoot", &[], |html| {
                        html.within("tr", &[], |html| {
                            html.leaf("th", &[("scope", "row")], &words.say("all_rows"));
                            numbers(view, html, &columns, &view.findings.counts);
                        });
                    });
                });
            },
        );
    }

    fn others(&self, view: &View<'_>) -> String {
        let number = view.words.number(self.groups.others as u64);
        view.words.fill(if self.groups.and_more { "others_and_more" } else { "others" }, &[("n", &number)])
    }
}

/// A column of numbers.
#[derive(Clone, Copy)]
enum Column {
    Decided(Segment),
    Open,
    Contradictory,
}

impl Column {
    fn all() -> impl Iterator<Item = Self> {
        let segments = Segment::VARIANTS.iter().map(|&segment| Self::Decided(segment));
        segments.chain([Self::Open, Self::Contradictory])
    }

    fn of(self, counts: &Counts) -> u64 {
        match self {
            Self::Decided(segment) => counts.get(Class::Decided(segment)),
            Self::Open => counts.open(),
            Self::Contradictory => counts.get(Class::Contradiction),
        }
    }

    fn head(self, words: &Words<'_>) -> String {
        match self {
            Self::Decided(segment) => words.segment_head(segment),
            Self::Open => words.say("column_open"),
            Self::Contradictory => capital(&words.say("contradictory")),
        }
    }
}

fn numbers(view: &View<'_>, html: &mut Html, columns: &[Column], counts: &Counts) {
    let (words, all) = (&view.words, counts.rows());
    html.leaf("td", &[("class", "number")], &words.number(all));
    html.leaf("td", &[("class", "number")], &words.share(counts.decided(), all));
    html.within("td", &[("class", "drawn")], |html| {
        let parts =
            [("decided", counts.decided()), ("open", counts.open()), ("clash", counts.get(Class::Contradiction))];
        bar(html, "bar", &parts, all);
    });
    for column in columns {
        let rows = column.of(counts);
        let class = if rows == 0 { "number none" } else { "number" };
        html.leaf("td", &[("class", class)], &words.number(rows));
    }
}
