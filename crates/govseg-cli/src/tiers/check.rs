//! `govseg tiers check`: all that is wrong with a programme, or what it says.

use std::process::ExitCode;

use govseg_tiers::Program;
use govseg_tiers::program::Owner;

use super::load;
use crate::args;
use crate::failure::{Failure, print};
use crate::problems;
use crate::style::{GOOD, STRONG, WARNING, painted};
use crate::text::{WIDTH, counted, hanging, page, wrapped};

pub(super) fn run(args: &args::TiersCheck) -> Result<ExitCode, Failure> {
    let Some(choice) = &args.program else { return show(args.show.as_deref().unwrap_or_default()) };
    let program = match load::program(choice)? {
        Ok(program) => program,
        Err(error) => return problems::report(choice, error.problems(), args.json),
    };
    print(&if args.json { format!("{}\n", program.report()) } else { page(&sound(&program)) })?;
    let fails = args.strict && !program.warnings().is_empty();
    Ok(if fails { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn show(name: &str) -> Result<ExitCode, Failure> {
    match Program::builtin_text(name) {
        Some(text) => print(text)?,
        None => {
            Program::builtin(name)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn sound(program: &Program) -> Vec<String> {
    let title = program.title.as_ref().map_or_else(String::new, |title| format!(" ({title})"));
    let segments = program.segments.to_string();
    let mut lines = vec![
        painted(GOOD, "sound: ") + &hanging(&format!("{}, version {}{title}", program.id, program.version), 7),
        format!("for {segments}"),
    ];
    if let Some(reason) = &program.allow_monetary_tiers {
        lines.extend(wrapped(&format!("money counts, for this reason: {reason}"), WIDTH));
    }
    for warning in program.warnings() {
        lines.push(String::new());
        lines.extend(wrapped(&format!("{} {warning}", painted(WARNING, "warning:")), WIDTH));
    }
    lines.push(String::new());
    let widest = program.tiers.iter().map(|tier| tier.id.chars().count()).max().unwrap_or_default() + 4;
    for (number, tier) in program.tiers.iter().enumerate().rev() {
        let ways: Vec<_> = program.alternatives_of(Owner::Tier(number)).map(|(_, one)| program.asked(one)).collect();
        let asks = if ways.is_empty() { "asks for nothing".to_owned() } else { ways.join("; or ") };
        let name = painted(STRONG, &format!("  {:width$}", tier.id, width = widest - 2));
        lines.push(name + &hanging(&asks, widest));
    }
    let counts =
        [(program.treatments.len(), "treatment"), (program.grants.len(), "grant"), (program.measures.len(), "measure")];
    let counts: Vec<_> = counts.into_iter().map(|(count, noun)| counted(count as u64, noun)).collect();
    lines.extend([String::new(), counts.join(", ")]);
    lines
}
