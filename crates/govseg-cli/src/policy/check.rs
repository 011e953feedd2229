//! `govseg policy check`: all that is wrong with a policy, or what is proved of it.

use std::path::Path;
use std::process::ExitCode;

use govseg::{Error, Finding, FindingKind, Policy, Severity};
use serde_json::json;
use serde_json::value::RawValue;

use super::sarif;
use crate::args::Check;
use crate::failure::{Failure, print};
use crate::policies::{find, title};
use crate::problems;
use crate::style::{ERROR, FAINT, GOOD, STRONG, WARNING, painted};
use crate::text::{WIDTH, counted, grouped_digits, page, wrapped};

/// How many sets of contacts are shown of one finding.
const MOST_AREAS: usize = 3;

pub(crate) fn run(args: &Check) -> Result<ExitCode, Failure> {
    let checked = find(&args.policy)?.and_then(|policy| {
        let check = policy.check()?;
        Ok((policy, check))
    });
    match checked {
        Ok((policy, check)) => {
            print(&if args.sarif {
                sarif::sound(Some(args.policy.as_str()).filter(|file| !Policy::is_builtin(file)), &check)
            } else if args.json {
                sound_json(&policy, &check)?
            } else {
                sound(&policy, &check)
            })?;
            let worst = check.findings.iter().map(|finding| finding.severity).max().unwrap_or(Severity::Note);
            let fails = worst > Severity::Warning || args.strict && check.has_warnings();
            Ok(if fails { ExitCode::from(1) } else { ExitCode::SUCCESS })
        }
        Err(Error::Policy(error)) if args.sarif => {
            print(&sarif::unsound(&args.policy, &error))?;
            Ok(ExitCode::from(1))
        }
        Err(Error::Policy(error)) => problems::report(&args.policy, error.problems(), args.json),
        Err(error) => Err(error.into()),
    }
}

fn sound(policy: &Policy, check: &govseg::Check) -> String {
    let mut lines = vec![
        format!("{} {}", painted(GOOD, "sound:"), title(policy)),
        format!("{}, {}", counted(policy.rules().count() as u64, "rule"), painted(FAINT, policy.digest())),
        String::new(),
    ];
    let assignments = grouped_digits(&check.assignments);
    lines.push(format!("Its rules tell {assignments} kinds of contact apart, and each has one segment:"));
    let counts: Vec<_> = check.by_segment.iter().map(|(segment, count)| (segment, grouped_digits(count))).collect();
    let widest = counts.iter().map(|(_, count)| count.len()).max().unwrap_or_default();
    lines.extend(counts.iter().map(|(segment, count)| format!("  {segment:<19}{count:>widest$}")));
    let (overlaps, others): (Vec<_>, Vec<_>) =
        check.findings.iter().partition(|finding| finding.kind == FindingKind::RulesOverlap);
    for finding in others {
        lines.push(String::new());
        lines.extend(found(finding));
    }
    if !overlaps.is_empty() {
        lines.extend([String::new(), "Rules that hold together, the one that wins first, and what they share:".into()]);
    }
    for finding in overlaps {
        lines.push(format!("  {}", painted(STRONG, &finding.ids.join(", "))));
        lines.extend(areas(finding, 1));
    }
    page(&lines)
}

/// A finding in lines: where, how grave, what, and for which contacts.
fn found(finding: &Finding) -> Vec<String> {
    let style = match finding.severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        _ => STRONG,
    };
    // What is inherited from a built-in policy stands in no file that could be looked at.
    let place = finding.place.as_ref().filter(|place| Path::new(&place.file).is_file());
    let place = place.map_or_else(String::new, |place| format!("{}:{}:{}: ", place.file, place.line, place.column));
    let severity = format!("{}: ", finding.severity);
    let mut lines = wrapped(&format!("{place}{severity}{}", finding.message), WIDTH);
    if let Some(first) = lines.first_mut() {
        *first = first.replacen(&severity, &painted(style, &severity), 1);
    }
    lines.extend(areas(finding, MOST_AREAS));
    lines
}

/// The contacts that a finding is about, the first few kinds of them.
fn areas(finding: &Finding, most: usize) -> Vec<String> {
    let mut shown: Vec<_> = finding.areas.iter().take(most).map(ToString::to_string).collect();
    let more = match finding.areas.len().saturating_sub(most) {
        _ if !finding.complete => "; and others".to_owned(),
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    if let Some(last) = shown.last_mut() {
        last.push_str(&more);
    }
    let lines = shown.iter().flat_map(|area| wrapped(area, WIDTH - 4));
    lines.map(|line| format!("    {}", painted(FAINT, &line))).collect()
}

fn sound_json(policy: &Policy, check: &govseg::Check) -> Result<String, Failure> {
    let unreadable = |error: serde_json::Error| Failure::Input(error.to_string());
    let check: Box<RawValue> = RawValue::from_string(check.to_json()).map_err(unreadable)?;
    let found = json!({
        "sound": true,
        "id": policy.id(),
        "version": policy.version(),
        "digest": policy.digest(),
        "rules": policy.rules().count(),
        "problems": [],
        "check": serde_json::to_value(check).map_err(unreadable)?,
    });
    Ok(format!("{found}\n"))
}
