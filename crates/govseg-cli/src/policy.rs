//! `govseg policy`: policies from files, checked and shown.

use std::process::ExitCode;

use govseg::Policy;

use crate::failure::{Failure, print};
use crate::policies::{load, title};
use crate::style::{FAINT, STRONG, painted};
use crate::text::page;
use crate::{args, check, diff};

pub(crate) fn run(command: &args::Policy) -> Result<ExitCode, Failure> {
    match command {
        args::Policy::Check { policy, strict, json } => check::run(policy, *strict, *json),
        args::Policy::Diff { from, to, json } => diff::run(from, to, *json),
        args::Policy::Show { policy, json } => {
            let policy = load(policy)?;
            print(&if *json { format!("{}\n", policy.to_json()) } else { shown(&policy) })?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The policy's rules and sub-segments in order, for people.
fn shown(policy: &Policy) -> String {
    let ids = policy.rules().chain(policy.sub_segments()).map(|(id, _)| id.chars().count());
    let widest = ids.max().unwrap_or_default();
    let listed = |(id, segment)| format!("  {id:widest$}  {segment}");
    let mut lines = vec![painted(STRONG, &title(policy)), painted(FAINT, policy.digest())];
    let mut section = |title: &str, entries: Vec<String>| {
        if !entries.is_empty() {
            lines.extend([String::new(), painted(STRONG, title)]);
            lines.extend(entries);
        }
    };
    section("Rules; the first that holds decides", policy.rules().map(listed).collect());
    section("Sub-segments; the first that holds within its segment", policy.sub_segments().map(listed).collect());
    let names = policy.vocabulary();
    let own = names.facts().skip(govseg::Fact::ALL.len());
    section(
        "Facts of its own",
        own.map(|fact| format!("  {}: {}", names.name(fact), names.values(fact).join(", "))).collect(),
    );
    page(&lines)
}
