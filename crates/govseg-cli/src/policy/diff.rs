//! `govseg policy diff`: which contacts two policies treat differently.

use std::process::ExitCode;

use govseg::{Diff, Group};

use super::table;
use crate::args;
use crate::failure::{Failure, print};
use crate::policies::{load, title};
use crate::style::{FAINT, STRONG, painted};
use crate::text::{WIDTH, grouped_digits, page, wrapped};

/// How many sets of contacts are shown of one group.
const MOST_AREAS: usize = 5;

pub(crate) fn run(args: &args::Diff) -> Result<ExitCode, Failure> {
    let (a, b) = (load(&args.from)?, load(&args.to)?);
    if let Some(path) = &args.table {
        return table::run(args, path, [&a, &b]);
    }
    let diff = a.diff(&b).map_err(govseg::Error::from)?;
    let text = if args.json {
        format!("{}\n", diff.to_json())
    } else if args.markdown {
        diff.to_markdown(&a, &b)
    } else {
        let mut lines = vec![format!("from  {}", title(&a)), format!("to    {}", title(&b)), String::new()];
        lines.extend(shown(&diff));
        page(&lines)
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn shown(diff: &Diff) -> Vec<String> {
    let all = grouped_digits(&diff.assignments);
    if diff.is_empty() {
        return vec![format!("Every one of the {all} kinds of contact that they tell apart keeps its segment.")];
    }
    let mut lines =
        vec![format!("Of {all} kinds of contact that they tell apart, {} change:", grouped_digits(&diff.changed))];
    for group in &diff.groups {
        lines.push(String::new());
        lines.extend(changed(group));
    }
    lines
}

fn changed(group: &Group) -> Vec<String> {
    let heading = format!("{} -> {}", group.from, group.to);
    let count = format!("{}, {:.1} % by weight", grouped_digits(&group.assignments), 100.0 * group.share);
    let mut lines = vec![format!("{}  {count}", painted(STRONG, &heading))];
    for area in group.areas.iter().take(MOST_AREAS) {
        lines.extend(wrapped(&area.to_string(), WIDTH - 4).iter().map(|line| format!("    {line}")));
    }
    match group.areas.len().saturating_sub(MOST_AREAS) {
        _ if !group.complete => lines.push("    and others".to_owned()),
        0 => {}
        more => lines.push(format!("    and {more} more")),
    }
    let example: Vec<_> = group.example.iter().map(|(fact, value)| format!("{fact}={value}")).collect();
    let example = wrapped(&format!("for example {}", example.join(" ")), WIDTH - 4);
    lines.extend(example.iter().map(|line| format!("    {}", painted(FAINT, line))));
    lines
}
