//! What `govseg suggest` and `govseg text` understand.

use std::path::PathBuf;

use clap::Subcommand;

use super::PolicyChoice;

pub(super) const SUGGEST: &str = "\
Examples:
  govseg suggest 'Apply for a passport to travel abroad'
  govseg suggest 'Report wages to the agency' customer=business --json
  govseg suggest - < description.txt

What words suggest never decides a contact: `govseg decide` needs facts. Facts
that are given restrict what is suggested; what the text says against them is
dropped and named.";

const TRAIN: &str = "\
Example:
  govseg text train labels.jsonl -o agency.model
  govseg suggest --model agency.model 'Renew a licence'

Each line of LABELS is an object with `segment`, `name` or `description`, and
where they are known `organization`, `source`, `also` (rivals), `confidence` and
`facts`. The same rows and seed give the same bytes.";

const EVALUATE: &str = "\
Example:
  govseg text evaluate labels.jsonl --repeats 5

Rows are held out by organization and told by models of the others.";

/// The model that reads texts.
#[derive(Debug, clap::Args)]
pub(crate) struct ModelChoice {
    /// A model that was trained on an agency's own rows, instead of the built-in one
    #[arg(long, value_name = "FILE")]
    pub(crate) model: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Suggest {
    /// The description of a service or of a contact (`-`: standard input)
    pub(crate) text: String,
    /// Facts that are known besides
    #[arg(value_name = "FACT=VALUE")]
    pub(crate) given: Vec<String>,
    #[command(flatten)]
    pub(crate) model: ModelChoice,
    #[command(flatten)]
    pub(crate) policy: PolicyChoice,
    /// How often the set of each fact shall hold the truth, from 0 to 1
    #[arg(long, value_name = "P", default_value = "0.9", value_parser = probability)]
    pub(crate) coverage: f64,
    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Text {
    /// Make a model of labelled rows
    #[command(after_help = TRAIN)]
    Train {
        /// The labelled rows, as JSON Lines (`-`: standard input)
        labels: PathBuf,
        /// Where the model goes
        #[arg(short, long, value_name = "MODEL")]
        output: PathBuf,
        /// Divides the rows by which it is calibrated
        #[arg(long, value_name = "NUMBER", default_value_t = 1)]
        seed: u64,
    },
    /// Measure how good models of labelled rows are on organizations they have not seen
    #[command(after_help = EVALUATE)]
    Evaluate {
        /// The labelled rows, as JSON Lines (`-`: standard input); without it, those that made the built-in model
        labels: Option<PathBuf>,
        /// How often, each time with other splits
        #[arg(long, value_name = "NUMBER", default_value_t = 5)]
        repeats: usize,
        /// Divides the rows
        #[arg(long, value_name = "NUMBER", default_value_t = 1)]
        seed: u64,
        /// Put a typing error into that share of the held-out words, from 0 to 1
        #[arg(long, value_name = "SHARE", default_value = "0", value_parser = probability)]
        typos: f64,
        /// Write what was told of each row, with its split, as JSON Lines
        #[arg(long, value_name = "FILE")]
        told: Option<PathBuf>,
    },
}

/// A number from 0 to 1.
pub(super) fn probability(given: &str) -> Result<f64, String> {
    let number: f64 = given.parse().map_err(|_| "it must be a number from 0 to 1".to_owned())?;
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err("it must be from 0 to 1".to_owned()) }
}
