//! `govseg policy diff --table`: which rows move, for people, for programs and for a review.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use govseg::Policy;
use govseg::markdown::{code, plain};
use serde_json::{Value, json};

use super::moves::{Move, Moves, State, compare};
use crate::args::Diff;
use crate::failure::{Failure, print};
use crate::files::is_stream;
use crate::policies::title;
use crate::style::{FAINT, STRONG, painted};
use crate::text::{counted, grouped, hanging, page};

/// How many rows are shown for people; `-o` takes them all.
const MOST_ROWS: usize = 20;

pub(super) fn run(args: &Diff, path: &Path, policies: [&Policy; 2]) -> Result<ExitCode, Failure> {
    let most = if args.json { usize::MAX } else { MOST_ROWS };
    let moves = compare(args, path, policies, most)?;
    let name = path.display().to_string();
    let text = if args.json {
        as_json(&moves)
    } else if args.markdown {
        as_markdown(&moves, &name, policies)
    } else {
        shown(&moves, &name, policies)
    };
    if args.output.as_deref().is_some_and(is_stream) {
        // If standard error is closed, there is nobody to tell.
        let _ = anstream::stderr().lock().write_all(text.as_bytes());
    } else {
        print(&text)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn shown(moves: &Moves, name: &str, [from, to]: [&Policy; 2]) -> String {
    const COUNTS: usize = 11;
    let mut lines = vec![format!("from  {}", title(from)), format!("to    {}", title(to)), String::new()];
    lines.push(match moves.moved() {
        0 => format!("None of the {} of {name} moves.", counted(moves.rows, "row")),
        moved => format!("Of {} of {name}, {} move:", counted(moves.rows, "row"), grouped(moved)),
    });
    let names: Vec<_> = moves.groups.keys().map(|(from, to)| format!("{from} -> {to}")).collect();
    let widest = names.iter().map(String::len).max().unwrap_or_default();
    for (name, rows) in names.iter().zip(moves.groups.values()) {
        lines.push(format!("  {}{:>COUNTS$}", painted(STRONG, &format!("{name:widest$}")), grouped(*rows)));
    }
    for row in &moves.first {
        let heading = format!("row {}  ", grouped(row.row));
        lines.push(String::new());
        lines.push(painted(STRONG, &heading) + &hanging(&row.label, heading.len()));
        lines.push(painted(FAINT, &format!("  {}", hanging(&reason(row), 4))));
    }
    lines.extend(more(moves).into_iter().flat_map(|more| [String::new(), more]));
    page(&lines)
}

/// That not all rows are shown.
fn more(moves: &Moves) -> Option<String> {
    let more = moves.moved() - moves.first.len() as u64;
    (more > 0).then(|| format!("and {} more; -o FILE takes them all", counted(more, "row")))
}

/// From where to where, and why there.
fn reason(row: &Move) -> String {
    let [from, to] = &row.possible;
    let because: Vec<_> =
        row.because.as_object().into_iter().flatten().map(|(fact, values)| given(fact, values)).collect();
    let rule = row.rule.as_ref().map_or_else(String::new, |rule| format!(" by the rule {rule}"));
    let why = if because.is_empty() { String::new() } else { format!(", because of {}", because.join(" ")) };
    format!("{} -> {}{rule}{why}", state(&row.from, from), state(&row.to, to))
}

fn given(fact: &str, values: &Value) -> String {
    let values: Vec<&str> = match values {
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    format!("{fact}={}", values.join("|"))
}

/// `beneficial`, or `open (beneficial, dutiful)`.
fn state(state: &State, possible: &[String]) -> String {
    if possible.len() > 1 { format!("{state} ({})", possible.join(", ")) } else { state.clone() }
}

fn as_json(moves: &Moves) -> String {
    let groups = moves.groups.iter().map(|((from, to), rows)| json!({ "from": from, "to": to, "rows": rows }));
    let rows = moves.first.iter().map(|row| {
        let [from, to] = &row.possible;
        json!({
            "row": row.row,
            "label": row.label,
            "from": row.from,
            "to": row.to,
            "possible_from": from,
            "possible_to": to,
            "rule": row.rule,
            "because": row.because,
        })
    });
    let groups: Vec<_> = groups.collect();
    let moved: Vec<_> = rows.collect();
    format!("{}\n", json!({ "rows": moves.rows, "moved": moves.moved(), "groups": groups, "moves": moved }))
}

fn as_markdown(moves: &Moves, name: &str, [from, to]: [&Policy; 2]) -> String {
    let (a, b) = (code(from.id()), code(to.id()));
    let mut out = format!("# From {a} to {b}: the rows of {}\n\n", plain(name));
    out += &format!("- from {}\n- to {}\n\n", plain(&title(from)), plain(&title(to)));
    let moved = moves.moved();
    out += &format!("Of {}, {} move.\n", counted(moves.rows, "row"), grouped(moved));
    if moved == 0 {
        return out;
    }
    out += "\n| from | to | rows |\n| --- | --- | ---: |\n";
    for ((from, to), rows) in &moves.groups {
        out += &format!("| {from} | {to} | {} |\n", grouped(*rows));
    }
    out += "\n| row | what | moves |\n| ---: | --- | --- |\n";
    for row in &moves.first {
        out += &format!("| {} | {} | {} |\n", grouped(row.row), plain(&row.label), plain(&reason(row)));
    }
    out + &more(moves).map_or_else(String::new, |more| format!("\n{}\n", plain(&more)))
}
