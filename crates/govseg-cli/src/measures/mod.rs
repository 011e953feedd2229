//! `govseg measures`: which measures fit a contact, and how an inventory is to be measured.

mod list;
mod plan;

use std::process::ExitCode;

use govseg::measures::Measuring;
use govseg::{Segment, Segments};

use crate::args::Measures;
use crate::failure::{Failure, print};
use crate::{facts, policies};

pub(crate) use list::brief;

pub(crate) fn run(args: &Measures) -> Result<ExitCode, Failure> {
    if let (Some(table), Some(output)) = (&args.plan, &args.output) {
        return plan::run(args, table, output);
    }
    let policy = policies::load(&args.policy.policy)?;
    let named = [("channel", &args.channel), ("customer", &args.customer)];
    let named = named.into_iter().filter_map(|(fact, value)| Some(format!("{fact}={}", value.as_ref()?)));
    let given: Vec<_> = args.given.iter().cloned().chain(named).collect();
    let contact = facts::from_arguments(&given, policy.vocabulary())?;
    let segments = args.segment.iter().map(|name| name.trim().parse::<Segment>()).collect::<Result<Segments, _>>()?;
    let measuring = Measuring::new(&policy)?;
    let fitting = if segments.is_empty() { measuring.of(contact) } else { measuring.within(segments, contact) };
    print(&if args.json {
        format!("{}\n", fitting.to_json(args.most()))
    } else {
        list::whole(&fitting, args.most(), args.lang.into())
    })?;
    Ok(ExitCode::SUCCESS)
}
