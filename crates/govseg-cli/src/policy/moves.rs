//! Which rows of a table two policies treat differently.
//!
//! The table is classified twice, once under each policy, into files beside one another; then their lines are compared.
//! So whatever `govseg classify` can read can be compared, and no table needs to fit the memory.

use std::collections::BTreeMap;
use std::path::Path;

use govseg::Policy;
use govseg_table::{Classify, Column, Recipe};
use serde_json::{Value, json};

use crate::args::Diff;
use crate::failure::Failure;
use crate::inputs::Twice;
use crate::meanwhile::{Classified, Gathered};
use crate::recipe;

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

/// The columns that are compared.
const COLUMNS: [Column; 5] = [Column::Segment, Column::Status, Column::Possible, Column::Rule, Column::Because];

/// Compares the rows of a table; those that move go to `output` with what changes, if it is given.
pub(super) fn compare(args: &Diff, table: &Path, [from, to]: [&Policy; 2], most: usize) -> Result<Moves, Failure> {
    // Each policy must be able to read what only the other knows.
    let knowing = [super::knowing::knowing(from, to)?, super::knowing::knowing(to, from)?];
    let input = Twice::new(table)?;
    let [before, after] = [&knowing[0], &knowing[1]];
    let recipe = args.recipe.as_deref().map(|choice| recipe::load(choice, before.vocabulary())).transpose()?;
    let usual = recipe.as_ref().and_then(Recipe::label);
    let classified = [classified(args, &input, before)?, classified(args, &input, after)?];
    let [before, after] = &classified;
    let mut moved = Gathered::new()?;
    let mut moves = Moves { rows: 0, groups: BTreeMap::new(), first: Vec::new() };
    for (before, after) in before.rows()?.zip(after.rows()?) {
        let [before, after] = [before?, after?];
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
            moved.add(&before.with(&added)?)?;
        }
        if moves.first.len() < most {
            let label = before.label(args.label.as_deref(), usual)?;
            moves.first.push(Move { row: moves.rows, label, from, to, possible, rule, because });
        }
    }
    if let Some(path) = &args.output {
        moved.hand_on("the rows that move", path)?;
    }
    Ok(moves)
}

/// What a policy makes of the rows of the table.
fn classified(args: &Diff, source: &Twice<'_>, policy: &Policy) -> Result<Classified, Failure> {
    let recipe = args.recipe.as_deref().map(|choice| recipe::load(choice, policy.vocabulary())).transpose()?;
    let mut classify = Classify::new(policy).columns(COLUMNS.to_vec());
    if let Some(recipe) = &recipe {
        classify = classify.recipe(recipe);
    }
    Classified::new(classify, source.input(args.from_format.map(Into::into))?)
}
