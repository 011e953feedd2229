//! `govseg suggest`: what the words of a description say.

use std::path::Path;
use std::process::ExitCode;

use govseg_text::{Model, Silence, Suggested};

use crate::args::{ModelChoice, Suggest};
use crate::failure::{Failure, print};
use crate::style::{CLASH, FAINT, GOOD, OPEN, STRONG, painted};
use crate::text::{hanging, page};
use crate::{facts, files, policies};

/// How many words are named.
const WORDS: usize = 12;

/// How wide the names of rows are.
const NAMES: usize = 20;

pub(crate) fn run(args: &Suggest) -> Result<ExitCode, Failure> {
    let policy = policies::load(&args.policy.policy)?;
    let given = facts::from_arguments(&args.given, policy.vocabulary())?;
    let model = load(&args.model)?;
    let text = if args.text == "-" { files::text(Path::new("-"))? } else { args.text.clone() };
    let suggested = Suggested::new(&model, &policy, &text, given, args.coverage);
    print(&if args.json { suggested.to_json() + "\n" } else { Page(&suggested).page() })?;
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

/// A suggestion in words.
struct Page<'a>(&'a Suggested<'a>);

impl Page<'_> {
    /// Why nothing is suggested.
    fn silence(&self) -> &'static str {
        match self.0.silence() {
            Some(Silence::NoText) => "there is no text",
            Some(Silence::Clash) => "the given facts clash",
            _ => "the text is not English, and the model knows no other language",
        }
    }

    fn page(&self) -> String {
        let Self(suggested) = self;
        let Some((segment, share)) = suggested.suggestion() else {
            return page(&[painted(CLASH, &format!("NOTHING SUGGESTED: {}", self.silence()))]);
        };
        let style = if share >= 0.8 { GOOD } else { OPEN };
        let heading = format!("{}, by its words, with {}", segment.to_string().to_uppercase(), percent(share));
        let mut lines = vec![painted(style, &heading), String::new()];
        let mut others = suggested.distribution();
        others.sort_by(|one, other| other.1.total_cmp(&one.1));
        for (segment, share) in others {
            lines.push(format!("{:NAMES$}{:>6}", segment.to_string(), percent(share)));
        }
        if let Some(why) = suggested.why() {
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
        for (fact, values) in suggested.facts() {
            lines.push(painted(FAINT, &format!("{fact:NAMES$}")) + &hanging(&values.join(", "), NAMES));
        }
        if !suggested.dropped().is_empty() {
            let dropped = suggested.dropped().iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            lines.push(hanging(&format!("Dropped, for it clashes with what is given: {dropped}"), 0));
        }
        lines.extend([String::new(), painted(STRONG, "The nearest labelled services")]);
        for (near, _) in suggested.nearest() {
            let what = format!("{} ({})", near.name, near.organization);
            lines.push(painted(FAINT, &format!("{:NAMES$}", near.segment.to_string())) + &hanging(&what, NAMES));
        }
        let end = "Words suggest and never decide: `govseg decide` needs facts.";
        lines.extend([String::new(), end.to_owned()]);
        page(&lines)
    }
}

fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}
