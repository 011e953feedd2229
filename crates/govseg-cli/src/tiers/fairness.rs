//! How tiers fall across groups, as it stands on the terminal.

use govseg_tiers::Assignment;
use govseg_tiers::fairness::{Asked, Fairness, Share};

use crate::failure::Failure;
use crate::style::{FAINT, STRONG, painted};
use crate::text::{WIDTH, grouped, wrapped};

const NUMBERS: usize = 10;
const SHARES: usize = 24;

pub(super) fn lines(assignment: &Assignment<'_>, column: &str, k: u64) -> Result<Vec<String>, Failure> {
    let asked = Asked { k, ..Asked::default() };
    let report = assignment.fairness(column, &asked).map_err(|error| Failure::Input(format!("{error} (--by)")))?;
    Ok(said(&report, column))
}

fn said(report: &Fairness, column: &str) -> Vec<String> {
    let mut lines = vec![painted(STRONG, &format!("How tiers fall by {column}"))];
    let head = format!(
        "  {:18}{:18}{:>NUMBERS$}{:>SHARES$}   {}",
        column,
        "tier",
        "accounts",
        "in it or above",
        format_args!("more than {}", report.against)
    );
    lines.push(painted(FAINT, head.trim_end()));
    for group in &report.groups {
        for tier in group.tiers.iter().rev() {
            let accounts = tier.accounts.map_or_else(|| "-".to_owned(), grouped);
            let (reached, gap) = (share(tier.reached.as_ref()), share(tier.gap.as_ref()));
            let line = format!("  {:18}{:18}{accounts:>NUMBERS$}{reached:>SHARES$}   {gap}", group.group, tier.tier);
            lines.push(line.trim_end().to_owned());
        }
    }
    if report.hidden > 0 {
        lines.push(format!("  {} cells hidden: below {}, or telling of one that is", report.hidden, report.k));
    }
    let caution = "Shares with their intervals in per cent. A gap is no verdict: needs may differ.";
    lines.extend(wrapped(caution, WIDTH - 2).iter().map(|line| format!("  {}", painted(FAINT, line))));
    lines
}

/// "25.0 (18.2 to 33.4)".
fn share(share: Option<&Share>) -> String {
    let percent = |value: f64| format!("{:.1}", value * 100.0);
    share.map_or_else(String::new, |share| {
        let interval = share.interval.as_ref();
        let interval =
            interval.map_or_else(String::new, |one| format!(" ({} to {})", percent(one.low), percent(one.high)));
        percent(share.value) + &interval
    })
}
