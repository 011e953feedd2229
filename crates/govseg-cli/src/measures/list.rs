//! The measures that fit a contact, for people.

use govseg::Language;
use govseg::measures::{Fit, Fitting, Measure, MeasureWords, measurement};

use crate::style::{FAINT, STRONG, painted};
use crate::text::{WIDTH, hanging, page};

/// Where the explanations of a measure begin, and what follows their keys.
const INDENT: usize = 4;
const KEYS: usize = 18;

/// All about the first measures.
pub(super) fn whole(fitting: &Fitting, most: usize, language: Language) -> String {
    let words = MeasureWords::new(language);
    let mut lines = introduction(fitting, words);
    for (number, fit) in (1..).zip(fitting.fits.iter().take(most)) {
        lines.push(String::new());
        lines.push(format!("{number:>2}  {}", titled(fit.measure, words)));
        lines.extend(about(fit, fitting, words));
    }
    lines.extend(more(fitting, most, words));
    lines.extend(how(fitting, words));
    page(&lines)
}

/// How many measures stand behind a decision.
const BRIEF: usize = 5;

/// What stands behind a decision: the first measures by name, and why these.
pub(crate) fn brief(fitting: &Fitting, language: Language) -> String {
    let words = MeasureWords::new(language);
    let mut lines = vec![String::new(), painted(STRONG, &words.say("heading", &[]))];
    lines.extend(introduction(fitting, words));
    for (number, fit) in (1..).zip(fitting.fits.iter().take(BRIEF)) {
        lines.push(format!("{number:>2}  {}", titled(fit.measure, words)));
        let why = format!(
            "{} ({})",
            words.why(fit, fitting.measured, fitting.facts()),
            words.basis(fit.measure.status.segments)
        );
        lines.push(format!("{:INDENT$}{}", "", painted(FAINT, &hanging(&why, INDENT))));
    }
    lines.extend(more(fitting, BRIEF, words));
    lines.extend(how(fitting, words));
    page(&lines)
}

fn introduction(fitting: &Fitting, words: MeasureWords) -> Vec<String> {
    words.introduction(fitting).iter().map(|said| hanging(said, 0)).collect()
}

fn titled(measure: &Measure, words: MeasureWords) -> String {
    let name = words.text(&measure.name);
    let fits = INDENT + name.chars().count() + 2 + measure.id.len() <= WIDTH;
    let apart = if fits { "  ".to_owned() } else { format!("\n{:INDENT$}", "") };
    format!("{}{apart}{}", painted(STRONG, name), painted(FAINT, &measure.id))
}

fn row(key: &str, text: &str) -> String {
    let key = painted(FAINT, &format!("{key:width$}", width = KEYS - INDENT));
    format!("{:INDENT$}{key}{}", "", hanging(text, KEYS))
}

fn about(fit: &Fit, fitting: &Fitting, words: MeasureWords) -> Vec<String> {
    let measure = fit.measure;
    let said = |key: &str| words.say(key, &[]);
    let names = |ids: &[String]| {
        let names = ids.iter().filter_map(|id| measurement().method(id)).map(|method| words.text(&method.name));
        names.collect::<Vec<_>>().join("; ")
    };
    let source = measure.source.as_deref().and_then(|id| measurement().source(id));
    let mut lines = vec![
        row(&said("why"), &words.why(fit, fitting.measured, fitting.facts())),
        row(&said("tells"), words.text(&measure.definition)),
        row(&said("formula"), &words.formula(&measure.formula)),
        row(&said("data"), &measure.inputs.join(", ")),
        row(&said("number"), &words.number(measure.unit, measure.direction)),
        row(&said("found"), &names(&measure.methods)),
    ];
    if !fit.variants.is_empty() {
        let ids: Vec<_> = fit.variants.iter().map(|variant| variant.id.as_str()).collect();
        lines.push(row(&said("variants"), &ids.join(", ")));
    }
    if let Some(target) = &measure.target {
        lines.push(row(&said("target"), &words.target(target)));
    }
    let source = source.map_or_else(
        || said("no_source"),
        |source| {
            let url = source.url.as_ref().map_or_else(String::new, |url| format!(" <{url}>"));
            format!("{}{url}", source.title)
        },
    );
    lines.push(row(&said("source"), &source));
    lines.push(row(&said("status"), &words.status(measure)));
    lines.extend(measure.note.as_ref().map(|note| row(&said("note"), note)));
    lines
}

/// That not all measures are shown.
fn more(fitting: &Fitting, most: usize, words: MeasureWords) -> Vec<String> {
    match fitting.fits.len().saturating_sub(most) {
        0 => Vec::new(),
        more => vec![String::new(), words.say("more", &[("n", &more.to_string())])],
    }
}

/// The methods, and when to ask customers.
fn how(fitting: &Fitting, words: MeasureWords) -> Vec<String> {
    let methods: Vec<_> = fitting.methods().into_iter().map(|method| words.text(&method.name).to_owned()).collect();
    let surveys = fitting.surveys();
    let surveys: Vec<_> = surveys.iter().map(|survey| words.word("timing", &survey.timing)).collect();
    let mut lines = Vec::new();
    for (key, said) in [("methods", methods), ("survey", surveys)] {
        if !said.is_empty() {
            lines.push(row(&words.say(key, &[]), &said.join("; ")));
        }
    }
    if !lines.is_empty() {
        lines.insert(0, String::new());
    }
    lines
}
