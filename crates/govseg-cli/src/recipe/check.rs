//! `govseg recipe check`: all that is wrong with a recipe, and what it makes of a table.

use std::path::Path;
use std::process::ExitCode;

use govseg::Policy;
use govseg_table::{Recipe, TableCheck, Warning};
use serde_json::json;

use super::{find, table};
use crate::args::RecipeCheck;
use crate::failure::{Failure, print};
use crate::inputs;
use crate::style::{GOOD, WARNING, painted};
use crate::text::{WIDTH, counted, page, wrapped};
use crate::{policies, problems};

pub(crate) fn run(args: &RecipeCheck) -> Result<ExitCode, Failure> {
    let policy = policies::load(&args.policy.policy)?;
    let recipe = match find(&args.recipe, policy.vocabulary())? {
        Ok(recipe) => recipe,
        Err(error) => return problems::report(&args.recipe, error.problems(), args.json),
    };
    let checked = args.table.as_deref().map(|path| held_against(&recipe, &policy, path, args)).transpose()?;
    let warnings = checked.as_ref().map_or_else(|| recipe.warnings(), |checked| checked.warnings.clone());
    let unread = checked.as_ref().is_some_and(|checked| {
        checked.summary.rows_rejected > 0 || checked.columns.iter().any(|column| !column.unmapped.is_empty())
    });
    print(&if args.json {
        sound_json(&recipe, &warnings, checked.as_ref())
    } else {
        sound(&recipe, &warnings, args.table.as_deref(), checked.as_ref())
    })?;
    let fails = args.strict && (unread || !warnings.is_empty());
    Ok(if fails { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn held_against(recipe: &Recipe, policy: &Policy, path: &Path, args: &RecipeCheck) -> Result<TableCheck, Failure> {
    let table = inputs::Twice::new(path)?;
    Ok(recipe.check(policy, || table.input(args.from.map(Into::into)))?)
}

fn sound(recipe: &Recipe, warnings: &[Warning], path: Option<&Path>, checked: Option<&TableCheck>) -> String {
    let title = recipe.title().map_or_else(String::new, |title| format!(" ({title})"));
    let mut lines = vec![
        format!("{} {}{title}", painted(GOOD, "sound:"), recipe.id()),
        format!("it reads {}", counted(recipe.column_names().count() as u64, "column")),
    ];
    for warning in warnings {
        let label = "warning: ";
        let mut wrapped = wrapped(&format!("{label}{warning}"), WIDTH);
        if let Some(first) = wrapped.first_mut() {
            *first = first.replacen(label, &painted(WARNING, label), 1);
        }
        lines.extend(wrapped);
    }
    if let (Some(path), Some(checked)) = (path, checked) {
        lines.push(String::new());
        lines.extend(table::lines(path, checked));
    }
    page(&lines)
}

fn sound_json(recipe: &Recipe, warnings: &[Warning], checked: Option<&TableCheck>) -> String {
    let found = json!({
        "sound": true,
        "id": recipe.id(),
        "columns": recipe.column_names().collect::<Vec<_>>(),
        "problems": [],
        "warnings": warnings,
        "table": checked.map(|checked| json!({ "summary": checked.summary, "columns": checked.columns })),
    });
    format!("{found}\n")
}
