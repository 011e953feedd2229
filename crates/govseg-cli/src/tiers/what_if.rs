//! `govseg tiers what-if`: other thresholds.

use std::process::ExitCode;

use govseg_tiers::{Amount, Step, WhatIf};

use super::load;
use crate::args;
use crate::failure::{Failure, print, print_json};
use crate::style::{FAINT, STRONG, painted};
use crate::text::{WIDTH, grouped, page, wrapped};

const NUMBERS: usize = 11;

pub(super) fn run(args: &args::WhatIf) -> Result<ExitCode, Failure> {
    let reading = &args.accounts.reading;
    let program = load::program(&args.accounts.program)??;
    let on = load::day(reading.on.as_deref())?;
    let amounts: Result<Vec<Amount>, _> = args.thresholds.iter().map(|text| text.parse()).collect();
    let thresholds = amounts.map_err(|error: govseg_tiers::AmountError| Failure::Input(error.to_string()))?;
    let accounts = load::accounts(&load::table(&args.accounts)?, &program)?;
    let what_if = WhatIf::new(&program, &accounts, (&args.tier, &args.measure), &thresholds, on)?;
    if args.json {
        print_json(&what_if)?;
    } else {
        print(&page(&lines(&what_if)))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn lines(what_if: &WhatIf) -> Vec<String> {
    let now = what_if.now.grouped();
    let mut lines =
        vec![format!("{} asks for at least {now} of {}. With another threshold:", what_if.tier, what_if.measure)];
    let head = ["at least", "reached", "up", "down", "costs more", "loses less", "net"];
    lines.push(painted(FAINT, &head.map(|name| format!("{name:>NUMBERS$}")).concat()));
    for step in &what_if.steps {
        let line = line(step);
        lines.push(if step.threshold == what_if.now { painted(STRONG, &line) } else { line });
    }
    let mut said = String::new();
    if let Some(best) = what_if.best {
        said.push_str(&format!("Of these, {} saves most.", best.grouped()));
    }
    let between = |[one, other]: &[Amount; 2]| format!("between {} and {}", one.grouped(), other.grouped());
    let meet: Vec<_> = what_if.meet.iter().map(between).collect();
    if !meet.is_empty() {
        said.push_str(&format!(" What it costs and what it saves meet {}.", meet.join(" and ")));
    }
    if what_if.with_chances == 0 {
        said.push_str("What is no longer lost is unknown: no chances of belonging to the tiers are given.");
    }
    lines.push(String::new());
    lines.extend(wrapped(&said, WIDTH));
    lines
}

fn line(step: &Step) -> String {
    let whole = |amount: Option<f64>| {
        amount.map_or_else(|| "-".to_owned(), |amount| Amount::from_f64(amount.round()).grouped())
    };
    let cells = [
        step.threshold.grouped(),
        grouped(step.reached),
        grouped(step.up),
        grouped(step.down),
        step.cost.grouped(),
        whole(step.avoided),
        whole(step.net),
    ];
    cells.map(|cell| format!("{cell:>NUMBERS$}")).concat()
}
