//! `govseg text`: models of labelled rows, and how good they are.

use std::path::Path;
use std::process::ExitCode;

use govseg_table::Output;
use govseg_text::{Labelled, evaluate, labels, train, typos};
use serde_json::json;

use crate::args::Text;
use crate::failure::{Failure, print};
use crate::files;

/// The rows that made the built-in model.
const SHIPPED: &str = govseg_text::LABELS;

pub(crate) fn run(command: &Text) -> Result<ExitCode, Failure> {
    match command {
        Text::Train { labels, output, seed } => {
            let model = train(&read(labels)?, *seed).map_err(|error| Failure::Input(error.to_string()))?;
            Output::file(output, None).write_whole(&model.to_bytes())?;
            print(&format!("{} features of {} in {}\n", model.features(), model.version(), output.display()))?;
        }
        Text::Evaluate { labels: given, repeats, seed, typos: mistyped, told } => {
            let rows = match given {
                Some(path) => read(path)?,
                None => labels(SHIPPED).map_err(|error| Failure::Input(error.to_string()))?,
            };
            let measured =
                evaluate(&rows, *repeats, *seed, *mistyped).map_err(|error| Failure::Input(error.to_string()))?;
            if let Some(path) = told {
                let lines = measured.told.iter().filter_map(|told| {
                    let (repeat, part) = told.split;
                    let (row, segment) = (rows.get(told.row)?, told.segment.to_string());
                    let text = typos(&row.text, *mistyped, seed.wrapping_add(told.row as u64));
                    Some(format!(
                        "{}\n",
                        json!({"id": row.id, "part": part, "probability": told.probability, "repeat": repeat,
                               "row": told.row, "text": text, "told": segment})
                    ))
                });
                Output::file(path, None).write_whole(lines.collect::<String>().as_bytes())?;
            }
            print(&measured.to_string())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> Result<Vec<Labelled>, Failure> {
    labels(&files::text(path)?).map_err(|error| Failure::Input(format!("{}: {error}", path.display())))
}
