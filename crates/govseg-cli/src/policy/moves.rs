//! Which rows of a table two policies treat differently.
//!
//! The table is classified twice, once under each policy, into files beside one another; then their lines are compared.
//! So whatever `govseg classify` can read can be compared, and no table needs to fit the memory.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Seek as _, Write as _};
use std::path::Path;

use govseg::Policy;
use govseg_table::{Classify, Column, Format, Input, Output, Recipe};
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use crate::args::Diff;
use crate::failure::Failure;
use crate::inputs::Twice;
use crate::recipe;
use crate::row::Row;

/// What one policy makes of a row: a segment, `open` or `contradiction`.
pub(super) type State = String;

/// One row that moves.
pub(super) struct Move {
    pub(super) row: u64,
    pub(super) label: String,
    pub(super) from: State,
    pub(super) to: State,
    /// The segments possible under each policy, where it leaves the row open.
    pub(super) possible: [Vec<String>; 2],
    /// The rule that decides under the second policy, and the facts that force its result.
    pub(super) rule: Option<String>,
    pub(super) because: Value,
}

/// All of a table.
pub(super) struct Moves {
    pub(super) rows: u64,
    /// By from and to, how many rows.
    pub(super) groups: BTreeMap<(State, State), u64>,
    /// The first rows that move, as far as they are to be shown.
    pub(super) first: Vec<Move>,
}

impl Moves {
    pub(super) fn moved(&self) -> u64 {
        self.groups.values().sum()
    }
}

/// The columns that are compared, and the prefix under which they stand meanwhile.
const COLUMNS: [Column; 5] = [Column::Segment, Column::Status, Column::Possible, Column::Rule, Column::Because];
const PREFIX: &str = "govseg: ";

/// Compares the rows of a table; those that move go to `output` with what changes, if it is given.
pub(super) fn compare(args: &Diff, table: &Path, [from, to]: [&Policy; 2], most: usize) -> Result<Moves, Failure> {
    // Each policy must be able to read what only the other knows.
    let knowing = [super::knowing::knowing(from, to)?, super::knowing::knowing(to, from)?];
    let input = Twice::new(table)?;
    let [before, after] = [&knowing[0], &knowing[1]];
    let recipe = args.recipe.as_deref().map(|choice| recipe::load(choice, before.vocabulary())).transpose()?;
    let usual = recipe.as_ref().and_then(Recipe::label);
    let classified = [classified(args, &input, before)?, classified(args, &input, after)?];
    let mut lines = Vec::with_capacity(2);
    for file in &classified {
        lines.push(BufReader::new(reopened(file)?).lines());
    }
    let mut moved = NamedTempFile::new().map_err(|error| failed(&error))?;
    let mut moves = Moves { rows: 0, groups: BTreeMap::new(), first: Vec::new() };
    let (Some(mut after), Some(before)) = (lines.pop(), lines.pop()) else { return Ok(moves) };
    for before in before {
        let Some(after) = after.next() else { break };
        let [before, after] = [before, after].map(|line| line.map_err(|error| failed(&error)));
        let [before, after] = [Row::read(&before?, PREFIX)?, Row::read(&after?, PREFIX)?];
        moves.rows += 1;
        let possible = [before.strings("possible"), after.strings("possible")];
        let states = [before.state(), after.state()];
        if states[0] == states[1] && possible[0] == possible[1] {
            continue;
        }
        let [from, to] = states;
        *moves.groups.entry((from.clone(), to.clone())).or_default() += 1;
        let (rule, because) = (after.text("rule"), after.value("because"));
        if args.output.is_some() {
            let added = [
                ("diff_from", json!(from)),
                ("diff_to", json!(to)),
                ("diff_rule", json!(rule)),
                ("diff_because", because.clone()),
            ];
            let line = before.with(&added)?;
            moved.write_all(line.as_bytes()).map_err(|error| failed(&error))?;
        }
        if moves.first.len() < most {
            let label = before.label(args.label.as_deref(), usual)?;
            moves.first.push(Move { row: moves.rows, label, from, to, possible, rule, because });
        }
    }
    if let Some(path) = &args.output {
        moved.flush().map_err(|error| failed(&error))?;
        deliver(args, reopened(&moved)?, path, &knowing[1])?;
    }
    Ok(moves)
}

/// The table as JSON Lines with what a policy makes of each row.
fn classified(args: &Diff, source: &Twice<'_>, policy: &Policy) -> Result<NamedTempFile, Failure> {
    let recipe = args.recipe.as_deref().map(|choice| recipe::load(choice, policy.vocabulary())).transpose()?;
    let mut classify = Classify::new(policy).prefix(PREFIX).columns(COLUMNS.to_vec());
    if let Some(recipe) = &recipe {
        classify = classify.recipe(recipe);
    }
    let file = NamedTempFile::new().map_err(|error| failed(&error))?;
    let output = Output::stream("a temporary file", file.as_file(), Some(Format::JsonLines));
    classify.run(source.input(args.from_format.map(Into::into))?, output, None)?;
    Ok(file)
}

fn reopened(file: &NamedTempFile) -> Result<File, Failure> {
    let mut file = file.reopen().map_err(|error| failed(&error))?;
    file.rewind().map_err(|error| failed(&error))?;
    Ok(file)
}

/// The rows that move as a table of the format that the file's name asks for: nothing is added to them any more.
fn deliver(args: &Diff, rows: File, path: &Path, policy: &Policy) -> Result<(), Failure> {
    let recipe = args.recipe.as_deref().map(|choice| recipe::load(choice, policy.vocabulary())).transpose()?;
    let mut classify = Classify::new(policy).columns(Vec::new());
    if let Some(recipe) = &recipe {
        classify = classify.recipe(recipe);
    }
    let input = Input::stream("the rows that move", rows, Some(Format::JsonLines));
    let output = if path == Path::new("-") {
        Output::stream("standard output", std::io::stdout(), Some(Format::Csv))
    } else {
        Output::file(path, None)
    };
    classify.run(input, output, None)?;
    Ok(())
}

fn failed(error: &std::io::Error) -> Failure {
    Failure::Input(format!("cannot keep the table meanwhile: {error}"))
}
