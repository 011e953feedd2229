//! `govseg decide`: one contact.

use std::process::ExitCode;

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
    if args.json {
        print(&format!("{}\n", decision.to_json()))?;
    } else {
        print(&render::decision(&decision, args.lang.into()))?;
    }
    Ok(ExitCode::SUCCESS)
}
