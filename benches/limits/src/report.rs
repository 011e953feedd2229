//! The measurements as a document.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::analyses::ANALYSES;
use crate::{Measured, Outcome};

pub(crate) fn docs() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

pub(crate) fn shown(outcome: Outcome) -> String {
    match outcome {
        Outcome::Took { seconds, bytes } => {
            let memory = bytes.map_or_else(String::new, |bytes| format!(", {} MB", bytes >> 20));
            if seconds < 0.001 { format!("< 1 ms{memory}") } else { format!("{:.0} ms{memory}", seconds * 1e3) }
        }
        Outcome::Refused => "refused".to_owned(),
        Outcome::TooLong => "> 5 s".to_owned(),
    }
}

pub(crate) fn write(measured: &[Measured]) -> std::io::Result<()> {
    let mut text = String::from(
        "# How large a policy may be\n\n\
         Written by `cargo xtask limits`, which measures policies that grow in one way each: every rule looks at three facts,\n\
         rules of five segments take turns, and which facts and values they look at is drawn by lot, so that nearly all rules\n\
         overlap. Such policies are harder than those that people write. Times and memory are those of one process on the\n\
         machine that wrote this file; `refused` means `policy_too_large`, which comes at the same size on every machine. Of\n\
         `ask`, a question beyond 2^20 states is the best one step ahead.\n\n\
         ![Seconds by size, one line an analysis](limits.svg)\n\n\
         ## The largest policy within one second and one gigabyte\n\n",
    );
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    text += &line(["what grows".to_owned()].into_iter().chain(ANALYSES.map(str::to_owned)).collect());
    text += &line(vec!["---".to_owned(); ANALYSES.len() + 1]);
    for Measured { family, outcomes } in measured {
        let largest = outcomes.iter().map(|outcomes| {
            // The sizes up to the first that is not within.
            let within = outcomes.iter().take_while(|outcome| outcome.is_within()).count();
            match within.checked_sub(1) {
                Some(at) if within == outcomes.len() => format!("{} (all)", family.sizes[at]),
                Some(at) => family.sizes[at].to_string(),
                None => "none".to_owned(),
            }
        });
        text += &line([family.about.to_owned()].into_iter().chain(largest).collect());
    }
    for Measured { family, outcomes } in measured {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n## More {}: {}\n\n", family.name, family.about);
        text += &line([family.name.to_owned()].into_iter().chain(ANALYSES.map(str::to_owned)).collect());
        text += &line(vec!["---:".to_owned(); ANALYSES.len() + 1]);
        for (at, size) in family.sizes.iter().enumerate() {
            text += &line(std::iter::once(size.to_string()).chain(outcomes.iter().map(|of| shown(of[at]))).collect());
        }
    }
    std::fs::create_dir_all(docs())?;
    std::fs::write(docs().join("limits.md"), text)
}
