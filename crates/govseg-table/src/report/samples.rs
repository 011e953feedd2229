//! Example rows, each with its reason.

use govseg::Segment;
use strum::VariantArray;

use super::counts::Class;
use super::examples::Example;
use super::findings::file_name;
use super::html::Html;
use super::ledger::Topic;
use super::page::View;
use super::words::isolated;

/// The examples of each segment.
pub(super) fn write(view: &View<'_>, html: &mut Html) {
    html.leaf("p", &[], &view.words.say("samples_intro"));
    for &segment in Segment::VARIANTS {
        let Some(examples) = view.findings.examples.get(&Topic::Class(Class::Decided(segment))) else { continue };
        html.leaf("h3", &[], &view.words.segment_head(segment));
        list(view, html, examples);
    }
}

/// Rows with what is said of them.
pub(super) fn list(view: &View<'_>, html: &mut Html, examples: &[Example]) {
    html.within("ul", &[("class", "samples")], |html| {
        for example in examples {
            html.within("li", &[], |html| {
                named(view, html, example);
                let decision = view.policy.decide(example.contact);
                html.leaf("p", &[], &decision.reason(view.words.language()));
                let cites = decision.cites();
                if decision.segment().is_some() && !cites.is_empty() {
                    let source = view.words.fill("source", &[("cites", &cites.join(", "))]);
                    html.leaf("p", &[("class", "where")], &source);
                }
            });
        }
    });
}

/// What a row is called.
pub(super) fn named(view: &View<'_>, html: &mut Html, example: &Example) {
    let mut place = view.words.fill("row", &[("n", &view.words.number(example.number))]);
    if view.findings.about.has_several_files() {
        place = view.words.fill("row_of_file", &[("row", &place), ("file", &isolated(file_name(&example.part.file)))]);
    }
    html.within("p", &[("class", "named")], |html| {
        if !example.label.is_empty() {
            html.data("strong", &[], &example.label);
            html.text(" ");
        }
        html.within("span", &[("class", "where")], |html| {
            if !example.organization.is_empty() {
                html.leaf("bdi", &[], &example.organization);
                html.text(", ");
            }
            html.text(&place);
        });
    });
}
