//! `govseg ask`: an interview, with a person or with a program.
//!
//! `answer` is what can be said to a question. A person says it line by line (`plain`) or on a terminal with the arrow
//! keys (`menu`), and `talk` does what was said; `lines` speaks with a program.

mod answer;
mod lines;
mod menu;
mod plain;
mod talk;

use std::io::{IsTerminal as _, stderr, stdin};
use std::process::ExitCode;

use govseg::Interview;
use govseg::measures::Measuring;

use crate::args::Ask;
use crate::failure::{Failure, print};
use crate::{facts, measures, policies, render};

pub(crate) fn run(args: &Ask) -> Result<ExitCode, Failure> {
    let policy = policies::load(&args.policy.policy)?;
    let contact = facts::from_arguments(&args.given, policy.vocabulary())?;
    let language = args.lang.into();
    let mut interview = Interview::with(&policy, contact);
    if args.json_lines {
        lines::run(&mut interview, language)?;
        return Ok(ExitCode::SUCCESS);
    }
    if stdin().is_terminal() && stderr().is_terminal() && !args.plain {
        talk::with(&mut menu::Menu::new(language), &mut interview, language)?;
    } else {
        talk::with(&mut plain::Plain::new(language), &mut interview, language)?;
    }
    let decision = interview.decision();
    if args.json {
        print(&format!("{}\n", decision.to_json()))?;
    } else {
        let fitting = Measuring::new(&policy)?.of(decision.contact());
        print(&(render::decision(&decision, language) + &measures::brief(&fitting, language)))?;
    }
    Ok(ExitCode::SUCCESS)
}
