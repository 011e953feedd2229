//! `govseg policy`: policies from files, checked and shown.

use std::fs::File;
use std::path::Path;
use std::process::ExitCode;

use govseg::{Error, Files, Format, Policy};

use crate::failure::{Failure, print};
use crate::style::{FAINT, STRONG, painted};
use crate::text::page;
use crate::{args, check, files};

/// The file system, for policies that extend other files.
struct FileSystem;

impl Files for FileSystem {
    fn read(&self, from: &str, path: &str) -> Result<govseg::File, String> {
        let path = Path::new(from).parent().unwrap_or(Path::new("")).join(path);
        let text = File::open(&path).and_then(files::limited).map_err(|error| error.to_string())?;
        Ok(govseg::File::new(path.display().to_string(), text))
    }
}

/// The built-in policy of that id, or the one in that file.
pub(crate) fn load(choice: &str) -> Result<Policy, Failure> {
    find(choice)?.map_err(Into::into)
}

/// The policy, or what is wrong with it; it is a failure if there is none.
pub(crate) fn find(choice: &str) -> Result<Result<Policy, Error>, Failure> {
    if Policy::builtin_ids().any(|id| id == choice) {
        return Ok(Policy::builtin(choice));
    }
    let text = File::open(choice).and_then(files::limited).map_err(|error| {
        let ids: Vec<_> = Policy::builtin_ids().collect();
        let mend = match govseg::nearest(choice, &ids) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("built in: {}", ids.join(", ")),
        };
        Failure::Input(format!("`{choice}` is no built-in policy and cannot be read as a file: {error}; {mend}"))
    })?;
    Ok(Policy::from_file(govseg::File::new(choice, text), Format::of_name(choice), &FileSystem))
}

pub(crate) fn run(command: &args::Policy) -> Result<ExitCode, Failure> {
    match command {
        args::Policy::Check { policy, strict, json } => check::run(policy, *strict, *json),
        args::Policy::Show { policy, json } => {
            let policy = load(policy)?;
            print(&if *json { format!("{}\n", policy.to_json()) } else { shown(&policy) })?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// `gsa-2008, version 1 (USA Services …)`
pub(crate) fn title(policy: &Policy) -> String {
    let title = policy.title().map_or_else(String::new, |title| format!(" ({title})"));
    format!("{}, version {}{title}", policy.id(), policy.version())
}

/// The policy's rules and sub-segments in order, for people.
fn shown(policy: &Policy) -> String {
    let ids = policy.rules().chain(policy.sub_segments()).map(|(id, _)| id.chars().count());
    let widest = ids.max().unwrap_or_default();
    let listed = |(id, segment)| format!("  {id:widest$}  {segment}");
    let mut lines = vec![painted(STRONG, &title(policy)), painted(FAINT, policy.digest())];
    let mut section = |title: &str, entries: Vec<String>| {
        if !entries.is_empty() {
            lines.extend([String::new(), painted(STRONG, title)]);
            lines.extend(entries);
        }
    };
    section("Rules; the first that holds decides", policy.rules().map(listed).collect());
    section("Sub-segments; the first that holds within its segment", policy.sub_segments().map(listed).collect());
    let names = policy.vocabulary();
    let own = names.facts().skip(govseg::Fact::ALL.len());
    section(
        "Facts of its own",
        own.map(|fact| format!("  {}: {}", names.name(fact), names.values(fact).join(", "))).collect(),
    );
    page(&lines)
}
