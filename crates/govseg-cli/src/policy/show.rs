//! `govseg policy show`: a policy with all that it inherits, in the form that is asked for.

use std::process::ExitCode;

use govseg::Policy;

use crate::args::Show;
use crate::failure::Failure;
use crate::files::deliver;
use crate::policies::{load, title};
use crate::style::{FAINT, STRONG, painted};
use crate::text::page;

pub(crate) fn run(args: &Show) -> Result<ExitCode, Failure> {
    let policy = load(&args.policy)?;
    let form = &args.form;
    let text = if form.json {
        format!("{}\n", policy.to_json())
    } else if form.document {
        policy.document(args.lang.into())
    } else if form.svg {
        policy.tree_svg(args.lang.into()).map_err(govseg::Error::from)?
    } else if form.dmn {
        policy.to_dmn()
    } else {
        listed(&policy)
    };
    deliver(&text, args.output.as_deref())?;
    Ok(ExitCode::SUCCESS)
}

/// The policy's rules and sub-segments in order, for people.
fn listed(policy: &Policy) -> String {
    let ids = policy.rules().chain(policy.sub_segments()).map(|(id, _)| id.chars().count());
    let widest = ids.max().unwrap_or_default();
    let line = |(id, segment)| format!("  {id:widest$}  {segment}");
    let mut lines = vec![painted(STRONG, &title(policy)), painted(FAINT, policy.digest())];
    let mut section = |title: &str, entries: Vec<String>| {
        if !entries.is_empty() {
            lines.extend([String::new(), painted(STRONG, title)]);
            lines.extend(entries);
        }
    };
    section("Rules; the first that holds decides", policy.rules().map(line).collect());
    section("Sub-segments; the first that holds within its segment", policy.sub_segments().map(line).collect());
    let names = policy.vocabulary();
    let own = names.facts().skip(govseg::Fact::ALL.len());
    section(
        "Facts of its own",
        own.map(|fact| format!("  {}: {}", names.name(fact), names.values(fact).join(", "))).collect(),
    );
    page(&lines)
}
