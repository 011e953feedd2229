//! How the contacts of each segment are measured.

use govseg::measures::{Fit, MeasureWords, Measuring};
use govseg::{Facts, Segment, Segments};
use strum::VariantArray;

use super::counts::Class;
use super::html::Html;
use super::page::View;

/// How many measures are enough to begin with.
const FIRST: usize = 5;

pub(super) fn write(view: &View<'_>, html: &mut Html) {
    let words = &view.words;
    html.leaf("p", &[], &words.say("measuring_intro"));
    // A policy whose choices are too many to be told apart was refused before.
    let Ok(measuring) = Measuring::new(view.policy) else { return };
    for &segment in Segment::VARIANTS {
        let rows = view.findings.counts.get(Class::Decided(segment));
        if rows > 0 {
            html.leaf("h3", &[], &words.segment_head(segment));
            of_segment(view, html, &measuring, (segment, rows));
        }
    }
}

fn of_segment(view: &View<'_>, html: &mut Html, measuring: &Measuring<'_>, (segment, rows): (Segment, u64)) {
    let (words, measures) = (&view.words, MeasureWords::new(view.words.language()));
    let fitting = measuring.within(Segments::NONE.with(segment), Facts::UNKNOWN);
    for said in measures.introduction(&fitting) {
        html.leaf("p", &[], &said);
    }
    let id = format!("measuring-{segment}");
    let caption = words.fill("measuring_caption", &[("segment", &words.segment(segment)), ("rows", &words.rows(rows))]);
    html.within("div", &[("class", "wide"), ("role", "region"), ("aria-labelledby", &id), ("tabindex", "0")], |html| {
        html.within("table", &[], |html| {
            html.leaf("caption", &[("id", &id)], &caption);
            html.within("thead", &[], |html| {
                html.within("tr", &[], |html| {
                    for key in ["column_measure", "column_tells", "column_data", "column_founded"] {
                        html.leaf("th", &[("scope", "col")], &words.say(key));
                    }
                });
            });
            html.within("tbody", &[], |html| {
                for fit in fitting.fits.iter().take(FIRST) {
                    html.within("tr", &[], |html| line(fit, measures, html));
                }
            });
        });
    });
    if let Some(survey) = fitting.surveys().first() {
        let when = measures.word("timing", &survey.timing);
        html.leaf("p", &[], &format!("{}: {when}.", measures.text(&survey.name)));
    }
}

fn line(fit: &Fit, measures: MeasureWords, html: &mut Html) {
    let measure = fit.measure;
    html.leaf("th", &[("scope", "row")], measures.text(&measure.name));
    html.leaf("td", &[], measures.text(&measure.definition));
    html.leaf("td", &[], &measure.inputs.join(", "));
    html.leaf("td", &[], &measures.basis(measure.status.segments));
}
