//! `govseg decide`: one contact.

use std::process::ExitCode;

use govseg::Decision;

use crate::args::Decide;
use crate::failure::{Failure, print};
use crate::{facts, policies, render};

pub(crate) fn run(args: &Decide) -> Result<ExitCode, Failure> {
    let policy = policies::load(&args.policy.policy)?;
    let contact = match &args.facts {
        Some(path) => facts::from_file(path, policy.vocabulary())?,
        None => facts::from_arguments(&args.given, policy.vocabulary())?,
    };
    let decision = policy.decide(contact);
    print(&match (args.json, args.what_if) {
        _ if args.record => record(&decision),
        (true, true) => with_what_if(&decision),
        (true, false) => format!("{}\n", decision.to_json()),
        (false, true) => render::decision(&decision, args.lang.into()) + &render::what_if(&decision),
        (false, false) => render::decision(&decision, args.lang.into()),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// What `govseg replay` reads: keys in order, no white space.
fn record(decision: &Decision<'_>) -> String {
    let facts = decision.policy().vocabulary().to_json(decision.contact());
    format!("{{\"decision\":{},\"facts\":{facts}}}\n", decision.to_json())
}

/// The decision, whose own keys are fixed, beside what keeps it and what would change it.
fn with_what_if(decision: &Decision<'_>) -> String {
    let (complete, keeps, what_if) = (decision.keeps().complete, decision.keeps_json(), decision.what_if_json());
    let decision = decision.to_json();
    format!("{{\"decision\":{decision},\"keeps\":{keeps},\"keeps_complete\":{complete},\"what_if\":{what_if}}}\n")
}
