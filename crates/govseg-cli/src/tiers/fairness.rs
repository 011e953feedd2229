//! How tiers fall across groups, as it stands on the terminal.

use govseg::words::{clip, mend};
use govseg_tiers::Assignment;
use govseg_tiers::fairness::{Asked, Fairness, Groups, Share};

use crate::failure::Failure;
use crate::style::{FAINT, STRONG, painted};
use crate::text::{WIDTH, grouped, wrapped};

const NUMBERS: usize = 10;
const SHARES: usize = 24;

pub(super) fn lines(assignment: &Assignment<'_>, column: &str, k: u64) -> Result<Vec<String>, Failure> {
    let program = assignment.program();
    let known: Vec<_> = program.words.iter().map(|one| one.id.as_str()).collect();
    let words = program.word_column(column).and_then(|number| assignment.accounts().words.get(number));
    let words = words.ok_or_else(|| {
        Failure::Input(format!("`{}` is no column of the programme; {} (--by)", clip(column), mend(column, &known)))
    })?;
    let tiers: Vec<_> = assignment.outcomes().iter().map(|one| one.tier.map(u32::from)).collect();
    let names: Vec<_> = program.tiers.iter().map(|tier| tier.id.as_str()).collect();
    let groups = Groups {
        tiers: &tiers,
        tier_names: &names,
        groups: &words.options(),
        group_names: &words.names().iter().map(String::as_str).collect::<Vec<_>>(),
    };
    let asked = Asked { k, ..Asked::default() };
    Ok(said(&groups.fairness(&asked), column))
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
