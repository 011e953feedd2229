//! `govseg crosswalk`: what other schemes' codes say.

use std::process::ExitCode;

use govseg::{Code, Crosswalk, Facts};

use crate::args;
use crate::failure::{Failure, print};
use crate::style::{FAINT, STRONG, painted};
use crate::text::{hanging, page};

pub(crate) fn run(args: &args::Crosswalk) -> Result<ExitCode, Failure> {
    let text = match (&args.scheme, &args.code) {
        (Some(scheme), Some(code)) => {
            let scheme = govseg::crosswalk(scheme)?;
            let code = scheme.code(code)?;
            if args.json { json(code)? } else { one(scheme, code) }
        }
        (Some(scheme), None) => {
            let scheme = govseg::crosswalk(scheme)?;
            if args.json { json(scheme)? } else { all(scheme) }
        }
        (None, _) if args.json => json(govseg::crosswalks())?,
        (None, _) => list(govseg::crosswalks()),
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::Input(error.to_string()))?;
    Ok(text + "\n")
}

fn list(schemes: &[Crosswalk]) -> String {
    const COUNTS: usize = 3;
    let widest = schemes.iter().map(|scheme| scheme.id.len()).max().unwrap_or_default() + 2;
    let lines = schemes.iter().map(|scheme| {
        let id = painted(STRONG, &format!("{:widest$}", scheme.id));
        let indent = widest + COUNTS + " codes  ".len();
        format!("{id}{:>COUNTS$} codes  {}", scheme.codes.len(), hanging(&scheme.title, indent))
    });
    page(&lines.collect::<Vec<_>>())
}

fn all(scheme: &Crosswalk) -> String {
    let mut lines = vec![painted(STRONG, &hanging(&scheme.title, 0)), hanging(&scheme.source, 0)];
    lines.extend(scheme.note.as_ref().map(|note| hanging(note, 0)));
    lines.push(String::new());
    let widest = scheme.codes.iter().map(|code| code.code.chars().count()).max().unwrap_or_default() + 2;
    for code in &scheme.codes {
        lines.push(painted(STRONG, &format!("{:widest$}", code.code)) + &hanging(&code.label, widest));
        lines.push(format!("{:widest$}{}", "", painted(FAINT, &hanging(&said(code.facts), widest))));
    }
    page(&lines)
}

fn one(scheme: &Crosswalk, code: &Code) -> String {
    const KEYS: usize = 10;
    let row = |key: &str, text: &str| painted(FAINT, &format!("{key:KEYS$}")) + &hanging(text, KEYS);
    let mut lines = vec![painted(STRONG, &format!("{}: {}", code.code, code.label)), String::new()];
    lines.push(row("says", &said(code.facts)));
    lines.push(row("standing", &code.standing.to_string()));
    lines.extend(code.note.as_ref().map(|note| row("note", note)));
    lines.push(row("scheme", &format!("{} ({})", scheme.id, scheme.title)));
    lines.push(row("source", &scheme.source));
    lines.extend(scheme.note.as_ref().map(|note| row("", note)));
    page(&lines)
}

/// The facts that a code narrows, as the command takes them.
fn said(facts: Facts) -> String {
    let said: Vec<_> = facts.iter().map(|(fact, values)| format!("{fact}={}", values.join("|"))).collect();
    if said.is_empty() { "nothing".to_owned() } else { said.join(" ") }
}
