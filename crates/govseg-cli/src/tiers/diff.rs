//! `govseg tiers diff`: who moves from one programme to another, and what it costs.

use std::process::ExitCode;

use govseg_tiers::{Amount, Assignment, Moves};

use super::{load, table};
use crate::args;
use crate::failure::{Failure, print, print_json};
use crate::inputs::one;
use crate::style::{STRONG, painted};
use crate::text::{counted, grouped, hanging, named, page};

/// How many accounts are named.
const MOST_NAMED: usize = 5;

pub(super) fn run(args: &args::TiersDiff) -> Result<ExitCode, Failure> {
    let (from, to) = (load::program(&args.from)??, load::program(&args.to)??);
    let on = load::day(args.on.as_deref())?;
    let table = table::kept(one(&args.accounts, args.from_format.map(Into::into))?, args.quiet)?;
    let (before, after) = (load::accounts(&table, &from)?, load::accounts(&table, &to)?);
    let (before, after) = (Assignment::new(&from, &before, on)?, Assignment::new(&to, &after, on)?);
    load::warn(&after, args.quiet);
    let moves = before.moves(&after);
    if args.json {
        print_json(&moves)?;
    } else {
        print(&page(&lines(&moves)))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn lines(moves: &Moves) -> Vec<String> {
    let moved = match moves.moved {
        0 => "none moves.".to_owned(),
        1 => "1 moves:".to_owned(),
        more => format!("{} move:", grouped(more)),
    };
    let mut lines = vec![format!("Of {}, {moved}", counted(moves.accounts, "account"))];
    for flow in &moves.flows {
        let name = |tier: &Option<String>| tier.clone().unwrap_or_else(|| "no tier".to_owned());
        lines.push(String::new());
        let heading = painted(STRONG, &format!("{} -> {}", name(&flow.from), name(&flow.to)));
        lines.push(format!("{heading}  {}, treatments cost {}", grouped(flow.accounts), more(flow.cost)));
        let movers = moves.moves.iter().filter(|one| one.from == flow.from && one.to == flow.to);
        let named = named(movers.map(|one| one.account.as_str()), MOST_NAMED);
        lines.push(format!("    {}", hanging(&named, 4)));
    }
    lines.push(String::new());
    if moves.treated_otherwise > 0 {
        lines.push(format!("{} in the same tier treated otherwise", counted(moves.treated_otherwise, "account")));
    }
    lines.push(format!("All treatments together cost {}.", more(moves.cost)));
    lines
}

/// "1,200 more", "300 less".
fn more(cost: Amount) -> String {
    match cost.cmp(&Amount::ZERO) {
        std::cmp::Ordering::Less => format!("{} less", (-cost).grouped()),
        std::cmp::Ordering::Equal => "the same".to_owned(),
        std::cmp::Ordering::Greater => format!("{} more", cost.grouped()),
    }
}
