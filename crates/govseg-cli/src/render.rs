//! A decision as it stands on the terminal: what it is, a paragraph that says why, and the words that programs use.

use govseg::{Decision, Language, Segments, Status, catalog};

use crate::args;
use crate::style::{CLASH, FAINT, GOOD, OPEN, STRONG, painted};
use crate::text::{WIDTH, hanging, page, wrapped};

impl From<args::Language> for Language {
    fn from(language: args::Language) -> Self {
        match language {
            args::Language::En => Self::English,
            args::Language::Es => Self::Spanish,
        }
    }
}

/// How wide the names of the keys are.
const KEYS: usize = 13;
/// How much of a digest tells policies apart for people; the whole one stands in the JSON form.
const DIGEST: usize = "sha256:".len() + 16;

pub(crate) fn decision(decision: &Decision<'_>, language: Language) -> String {
    let style = match decision.status() {
        Status::Decided => GOOD,
        Status::Open => OPEN,
        Status::Contradiction => CLASH,
    };
    let mut lines = vec![painted(style, &hanging(&headline(decision, language), 0)), String::new()];
    lines.extend(wrapped(&decision.explain(language), WIDTH));
    lines.push(String::new());
    let mut row = |key: &str, value: &str| {
        if !value.is_empty() {
            lines.push(painted(FAINT, &format!("{key:KEYS$}")) + &hanging(value, KEYS));
        }
    };
    row("status", decision.status().into());
    row("segment", decision.segment().map_or("", Into::into));
    if decision.status() == Status::Open {
        row("possible", &decision.possible().to_string());
        row("likely", decision.likely().map_or("", Into::into));
    }
    row("also", &decision.also().to_string());
    row("rule", decision.rule().unwrap_or_default());
    row("sub_segment", decision.sub_segment().unwrap_or_default());
    row("because", &because(decision));
    row("ask", &ask(decision));
    row("cites", &decision.cites().join(", "));
    let policy = decision.policy();
    let digest = policy.digest().get(..DIGEST).unwrap_or_default();
    row("policy", &format!("{}, version {} ({digest}…)", policy.id(), policy.version()));
    page(&lines)
}

/// Which smallest sets of facts keep the result, and the fewest facts to replace for each other segment.
pub(crate) fn what_if(decision: &Decision<'_>) -> String {
    let names = decision.policy().vocabulary();
    let mut lines = Vec::new();
    let mut section = |title: &str, entries: Vec<String>| {
        if !entries.is_empty() {
            lines.extend([String::new(), painted(STRONG, title)]);
            lines.extend(entries.iter().map(|entry| format!("  {}", hanging(entry, 2))));
        }
    };
    let given =
        |(fact, set)| format!("{}={}", names.name(fact), names.names_in(fact, set).collect::<Vec<_>>().join("|"));
    let joined = |facts: Vec<_>| facts.into_iter().map(given).collect::<Vec<_>>().join(" ");
    let keeps = decision.keeps();
    let known = |fact| (fact, names.get(decision.contact(), fact));
    let kept = keeps.sets.iter().map(|set| joined(set.iter().copied().map(known).collect()));
    let mut kept: Vec<String> = kept.filter(|set| !set.is_empty()).collect();
    if !keeps.complete {
        kept.push("and others".to_owned());
    }
    section("Each of these alone keeps the result, whatever else is learnt:", kept);
    let changes = decision.what_if().into_iter().map(|change| {
        let how = if change.decided { "is" } else { "may be" };
        format!("{how} {} with {}", change.segment, joined(change.replace))
    });
    section("The fewest facts to replace for another segment:", changes.collect());
    page(&lines)
}

/// The segment's name for people, or the names of those still possible.
fn headline(decision: &Decision<'_>, language: Language) -> String {
    let spanish = language == Language::Spanish;
    let labels = |segments: Segments| {
        let label = |id: &'static str| {
            catalog().segment(id).and_then(|entry| entry.label.get(&language)).map_or(id, String::as_str)
        };
        segments.iter().map(|segment| label(segment.into())).collect::<Vec<_>>().join(", ")
    };
    match decision.status() {
        Status::Decided => labels(decision.possible()).to_uppercase(),
        Status::Open if spanish => format!("ABIERTO: {}", labels(decision.possible())),
        Status::Open => format!("OPEN: {}", labels(decision.possible())),
        Status::Contradiction if spanish => "CONTRADICCIÓN".to_owned(),
        Status::Contradiction => "CONTRADICTION".to_owned(),
    }
}

/// `customer=citizen|business obligation=voluntary`, as the command takes it.
fn because(decision: &Decision<'_>) -> String {
    let because = decision.because().into_iter();
    because.map(|(fact, values)| format!("{fact}={}", values.join("|"))).collect::<Vec<_>>().join(" ")
}

/// The fact to ask next, with the values that are still possible.
fn ask(decision: &Decision<'_>) -> String {
    let names = decision.policy().vocabulary();
    decision.question().map_or_else(String::new, |question| {
        let values = names.names_in(question.fact, names.get(decision.contact(), question.fact));
        format!("{} ({})", names.name(question.fact), values.collect::<Vec<_>>().join(", "))
    })
}
