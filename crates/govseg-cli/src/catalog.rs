//! `govseg catalog`: the taxonomy, for people and for programs.

use std::process::ExitCode;

use govseg::{Language, SCHEMAS, catalog, catalog_json, schema};
use govseg_tiers::Program;

use crate::args::Catalog;
use crate::failure::{Failure, print};
use crate::style::{STRONG, painted};
use crate::text::{hanging, page};

/// The schema that is the tiers' own.
const PROGRAM: &str = "program";

pub(crate) fn run(args: &Catalog) -> Result<ExitCode, Failure> {
    let text = match &args.schema {
        Some(name) if name == PROGRAM => Program::schema(),
        Some(name) => schema(name).ok_or_else(|| {
            let names = [&SCHEMAS[..], &[PROGRAM]].concat();
            let mend = match govseg::words::nearest(name, &names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there is one for {}", names.join(", ")),
            };
            Failure::Input(format!("there is no schema `{name}`; {mend}"))
        })?,
        None if args.json => catalog_json(),
        None => return print(&listed()).map(|()| ExitCode::SUCCESS),
    };
    print(&format!("{}\n", text.trim_end()))?;
    Ok(ExitCode::SUCCESS)
}

/// Segments and facts with what they mean.
fn listed() -> String {
    const NAMES: usize = 22;
    let named = |name: &str, meaning: &str| {
        let name = format!("  {name:width$}", width = NAMES - 2);
        painted(STRONG, &name) + &hanging(meaning, NAMES)
    };
    let mut lines = vec![painted(STRONG, "SEGMENTS")];
    lines.extend(catalog().segments.iter().map(|segment| named(&segment.id, &segment.definition)));
    for fact in &catalog().facts {
        let question = fact.question.get(&Language::English).unwrap_or(&fact.meaning);
        lines.push(String::new());
        lines.push(format!("{}  {}", painted(STRONG, &fact.id.to_uppercase()), hanging(question, fact.id.len() + 2)));
        lines.extend(fact.values.iter().map(|value| named(&value.id, &value.meaning)));
    }
    page(&lines)
}
