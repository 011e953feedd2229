//! `govseg replay`: recorded decisions, made again by the policies that made them. They stand in lines, or in one list.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::ExitCode;

use govseg::{Policy, words};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use crate::args::Replay;
use crate::failure::{Failure, print};
use crate::files::is_stream;
use crate::policies;
use crate::style::{CLASH, GOOD, painted};
use crate::text::{counted, hanging, page};

/// One line of a record.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    facts: Box<RawValue>,
    decision: Map<String, Value>,
}

/// What of one recorded decision is otherwise today.
struct Differing {
    file: String,
    line: usize,
    /// By key, as recorded and as it comes out now.
    keys: Vec<(String, Value, Value)>,
}

pub(crate) fn run(args: &Replay) -> Result<ExitCode, Failure> {
    let mut known = Policy::builtin_versions().map(|name| Policy::builtin(&name)).collect::<Result<Vec<_>, _>>()?;
    for choice in &args.policy {
        known.push(policies::load(choice)?);
    }
    let (mut records, mut differing) = (0_u64, Vec::new());
    for path in &args.records {
        each(path, |line, text| {
            records += 1;
            let keys = replay(text, &known)
                .map_err(|reason| Failure::Input(format!("{}:{line}: {reason}", path.display())))?;
            if !keys.is_empty() {
                differing.push(Differing { file: name(path), line, keys });
            }
            Ok(())
        })?;
    }
    print(&if args.json { as_json(records, &differing) } else { told(records, &differing) })?;
    Ok(if differing.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Goes through the records of a file with the lines on which they begin: one a line, since a log may be long; or those
/// of a list, which is read whole.
fn each(path: &Path, mut see: impl FnMut(usize, &str) -> Result<(), Failure>) -> Result<(), Failure> {
    let reader: Box<dyn Read> = if is_stream(path) {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).map_err(|error| unreadable(path, &error))?)
    };
    let mut lines = (1..).zip(BufReader::new(reader).lines());
    while let Some((number, line)) = lines.next() {
        let mut text = line.map_err(|error| unreadable(path, &error))?;
        if text.trim_start().starts_with('[') {
            for (_, line) in lines {
                text += "\n";
                text += &line.map_err(|error| unreadable(path, &error))?;
            }
            let records: Vec<&RawValue> = serde_json::from_str(&text)
                .map_err(|error| Failure::Input(format!("{}: not a list of records: {error}", path.display())))?;
            for record in records {
                let place = record.get().as_ptr().addr() - text.as_ptr().addr();
                see(number + text.bytes().take(place).filter(|byte| *byte == b'\n').count(), record.get())?;
            }
            return Ok(());
        }
        if !text.trim().is_empty() {
            see(number, &text)?;
        }
    }
    Ok(())
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::Input(format!("cannot read {}: {error}", path.display()))
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

/// The keys of a recorded decision that come out otherwise, or why it cannot be made again.
fn replay(text: &str, known: &[Policy]) -> Result<Vec<(String, Value, Value)>, String> {
    let record: Record = serde_json::from_str(text).map_err(|error| {
        format!("not a record: {error}; `govseg decide --record` writes lines of {{\"decision\": …, \"facts\": …}}")
    })?;
    let digest = record.decision.get("policy").and_then(|policy| policy.get("digest")).and_then(Value::as_str);
    let digest = digest.ok_or("the decision does not name its policy's digest")?;
    let policy = known.iter().find(|policy| policy.digest() == digest).ok_or_else(|| {
        let known: Vec<_> =
            known.iter().map(|policy| format!("{}@{} ({})", policy.id(), policy.version(), policy.digest())).collect();
        format!(
            "no known policy has the digest `{}`; known: {}. Give the policy with --policy FILE",
            words::clip(digest),
            known.join(", ")
        )
    })?;
    let contact = policy.parse(record.facts.get()).map_err(|error| error.to_string())?;
    let again: Map<String, Value> =
        serde_json::from_str(&policy.decide(contact).to_json()).map_err(|error| error.to_string())?;
    let value = |of: &Map<String, Value>, key: &String| of.get(key).cloned().unwrap_or(Value::Null);
    let added = record.decision.keys().filter(|key| !again.contains_key(*key));
    let keys = again.keys().chain(added).filter(|key| again.get(*key) != record.decision.get(*key));
    Ok(keys.map(|key| (key.clone(), value(&record.decision, key), value(&again, key))).collect())
}

fn told(records: u64, differing: &[Differing]) -> String {
    let mut lines = Vec::new();
    for Differing { file, line, keys } in differing {
        lines.push(format!("{}:", painted(CLASH, &format!("{file}:{line} differs"))));
        lines.extend(
            keys.iter().map(|(key, before, now)| {
                format!("  {}", hanging(&format!("{key}: recorded as {before}, now {now}"), 4))
            }),
        );
    }
    let different = differing.len() as u64;
    lines.push(match different {
        0 => painted(GOOD, &format!("{} came out as recorded", counted(records, "decision"))),
        _ => format!("{} of {}", painted(CLASH, &format!("{different} differ")), counted(records, "decision")),
    });
    page(&lines)
}

fn as_json(records: u64, differing: &[Differing]) -> String {
    let differing = differing.iter().map(|Differing { file, line, keys }| {
        let keys = keys.iter().map(|(key, before, now)| (key.clone(), json!({ "recorded": before, "now": now })));
        json!({ "file": file, "line": line, "keys": keys.collect::<Map<_, _>>() })
    });
    format!("{}\n", json!({ "records": records, "differing": differing.collect::<Vec<_>>() }))
}
