//! `govseg suggest`: what the words of a description say.

use std::path::Path;
use std::process::ExitCode;

use govseg::{Contact, Fact, FactId, Policy, Segment, Segments};
use govseg_table::{Suggestion, TextModel, TextReader};
use govseg_text::{Evidence, Explanation, Language, Model, Reader};
use serde_json::{Map, Value, json};

use crate::args::{ModelChoice, Suggest};
use crate::failure::{Failure, print};
use crate::style::{CLASH, FAINT, GOOD, OPEN, STRONG, painted};
use crate::text::{hanging, page};
use crate::{facts, files, policies};

/// How many labelled texts that lie near are named, and how many words.
const NEAREST: usize = 3;
const WORDS: usize = 12;

/// How wide the names of rows are.
const NAMES: usize = 20;

pub(crate) fn run(args: &Suggest) -> Result<ExitCode, Failure> {
    let policy = policies::load(&args.policy.policy)?;
    let given = facts::from_arguments(&args.given, policy.vocabulary())?;
    let model = load(&args.model)?;
    let text = if args.text == "-" { files::text(Path::new("-"))? } else { args.text.clone() };
    let suggested = Suggested::new(&policy, &model, &text, given, args.coverage);
    print(&if args.json { suggested.json() } else { suggested.page() })?;
    Ok(ExitCode::SUCCESS)
}

/// The model that was chosen.
pub(crate) fn load(choice: &ModelChoice) -> Result<Model, Failure> {
    let Some(path) = &choice.model else {
        return Model::shipped().map_err(|error| Failure::Input(error.to_string()));
    };
    let failed = |error: &dyn std::fmt::Display| Failure::Input(format!("{}: {error}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| failed(&error))?;
    Model::from_bytes(&bytes).map_err(|error| failed(&error))
}

/// Reads the texts of a table.
struct OfTable<'m> {
    reader: Reader<'m>,
    /// Whether texts are read that are not English.
    never_abstains: bool,
}

/// The model that reads the texts of a table; with the threshold 0 it never abstains.
pub(crate) struct ForTable {
    pub(crate) model: Model,
    pub(crate) threshold: f32,
}

impl TextModel for ForTable {
    fn reader(&self) -> Box<dyn TextReader + '_> {
        Box::new(OfTable { reader: Reader::new(&self.model), never_abstains: self.threshold <= 0.0 })
    }
}

impl TextReader for OfTable<'_> {
    fn read(&mut self, text: &str, possible: Segments) -> Option<Suggestion> {
        let evidence = self.reader.read(text);
        if evidence.language() == Language::Other && !self.never_abstains {
            return None;
        }
        let (segment, probability) = evidence.suggestion(possible)?;
        let alone = evidence.suggestion(Segments::ALL)?.0;
        Some(Suggestion { segment, probability, dropped: !possible.contains(alone) })
    }
}

/// What is to be said.
struct Suggested<'a> {
    policy: &'a Policy,
    model: &'a Model,
    text: &'a str,
    evidence: Evidence<'a>,
    given: Contact,
    /// The segments that the given facts leave possible.
    possible: Segments,
    /// None where the text is not read.
    suggestion: Option<(Segment, f32)>,
    /// The facts as the text narrows them, and those of which it says what clashes.
    narrowed: Contact,
    dropped: Vec<Fact>,
}

impl<'a> Suggested<'a> {
    fn new(policy: &'a Policy, model: &'a Model, text: &'a str, given: Contact, coverage: f32) -> Self {
        let evidence = Reader::new(model).read(text);
        let possible = policy.decide(given).possible();
        let read = evidence.language() != Language::Other && !text.trim().is_empty();
        let suggestion = evidence.suggestion(possible).filter(|_| read);
        let (narrowed, dropped) =
            if suggestion.is_some() { evidence.narrow(policy, given, coverage) } else { (given, Vec::new()) };
        Self { policy, model, text, evidence, given, possible, suggestion, narrowed, dropped }
    }

    fn why(&self) -> Option<Explanation> {
        self.suggestion.map(|(segment, _)| self.model.explain(self.text, segment))
    }

    /// Why nothing is suggested.
    fn silence(&self) -> &'static str {
        if self.text.trim().is_empty() {
            "there is no text"
        } else if self.possible.is_empty() {
            "the given facts clash"
        } else {
            "the text is not English, and the model knows no other language"
        }
    }

    /// The facts that the text narrows, each with the values left.
    fn facts(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        let names = self.policy.vocabulary();
        let of = move |contact, fact: FactId| names.get(contact, fact);
        let narrowed = names.given(self.narrowed).filter(move |&fact| of(self.narrowed, fact) != of(self.given, fact));
        narrowed.map(move |fact| (names.name(fact), names.names_in(fact, of(self.narrowed, fact)).collect()))
    }

    fn json(&self) -> String {
        let said = self.evidence.distribution(self.possible).into_iter();
        let distribution: Map<_, _> = said
            .filter(|(segment, _)| self.suggestion.is_some() && self.possible.contains(*segment))
            .map(|(segment, share)| (segment.to_string(), rounded(share)))
            .collect();
        let facts: Map<_, _> = self.facts().map(|(fact, values)| (fact.to_owned(), json!(values))).collect();
        let why = self.why();
        let words = why.iter().flat_map(|why| &why.words).take(WORDS);
        let words: Vec<_> = words.map(|word| json!({"word": word.word, "weight": rounded(word.weight)})).collect();
        let nearest = if self.suggestion.is_some() { self.evidence.nearest(NEAREST) } else { Vec::new() };
        let nearest: Vec<_> = nearest
            .into_iter()
            .map(|(near, likeness)| {
                let segment = near.segment.to_string();
                json!({"name": near.name, "organization": near.organization, "segment": segment,
                       "likeness": rounded(likeness)})
            })
            .collect();
        let dropped: Vec<_> = self.dropped.iter().map(ToString::to_string).collect();
        let said = json!({
            "distribution": distribution,
            "dropped": dropped,
            "facts": facts,
            "model": self.model.version(),
            "nearest": nearest,
            "possible": self.possible.iter().map(|segment| segment.to_string()).collect::<Vec<_>>(),
            "probability": self.suggestion.map(|(_, share)| rounded(share)),
            "suggested_segment": self.suggestion.map(|(segment, _)| segment.to_string()),
            "score": why.as_ref().map(|why| rounded(why.score)),
            "base": why.as_ref().map(|why| rounded(why.base)),
            "words": words,
        });
        format!("{said}\n")
    }

    fn page(&self) -> String {
        let Some((segment, share)) = self.suggestion else {
            return page(&[painted(CLASH, &format!("NOTHING SUGGESTED: {}", self.silence()))]);
        };
        let style = if share >= 0.8 { GOOD } else { OPEN };
        let heading = format!("{}, by its words, with {}", segment.to_string().to_uppercase(), percent(share));
        let mut lines = vec![painted(style, &heading), String::new()];
        let mut others: Vec<_> = self.evidence.distribution(self.possible).to_vec();
        others.sort_by(|one, other| other.1.total_cmp(&one.1));
        for (segment, share) in others.into_iter().filter(|(segment, _)| self.possible.contains(*segment)) {
            lines.push(format!("{:NAMES$}{:>6}", segment.to_string(), percent(share)));
        }
        if let Some(why) = self.why() {
            lines.extend([String::new(), painted(STRONG, "The words that carried it")]);
            for (sign, heading) in [(1.0, "for"), (-1.0, "against")] {
                let words = why.words.iter().filter(|word| word.weight * sign > 0.0).take(WORDS);
                let words: Vec<_> = words.map(|word| format!("{} {:+.2}", word.word, word.weight)).collect();
                if !words.is_empty() {
                    lines.push(painted(FAINT, &format!("{heading:NAMES$}")) + &hanging(&words.join(", "), NAMES));
                }
            }
        }
        lines.extend([String::new(), painted(STRONG, "What else they say of the contact")]);
        for (fact, values) in self.facts() {
            lines.push(painted(FAINT, &format!("{fact:NAMES$}")) + &hanging(&values.join(", "), NAMES));
        }
        if !self.dropped.is_empty() {
            let dropped = self.dropped.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            lines.push(hanging(&format!("Dropped, for it clashes with what is given: {dropped}"), 0));
        }
        lines.extend([String::new(), painted(STRONG, "The nearest labelled services")]);
        for (near, _) in self.evidence.nearest(NEAREST) {
            let what = format!("{} ({})", near.name, near.organization);
            lines.push(painted(FAINT, &format!("{:NAMES$}", near.segment.to_string())) + &hanging(&what, NAMES));
        }
        let end = "Words suggest and never decide: `govseg decide` needs facts.";
        lines.extend([String::new(), end.to_owned()]);
        page(&lines)
    }
}

/// Four digits are more than it is worth.
fn rounded(number: f32) -> Value {
    json!((f64::from(number) * 1e4).round() / 1e4)
}

fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}
