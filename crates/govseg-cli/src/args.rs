//! What the command understands.

mod ask;
mod measure;
mod measures;
mod policy;
mod recipe;
mod text;
mod tiers;

use std::num::NonZero;
use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand, ValueEnum};

pub(crate) use ask::Ask;
pub(crate) use measure::Measure;
pub(crate) use measures::Measures;
pub(crate) use policy::{Check, Diff, Policy, Show};
pub(crate) use recipe::{Recipe, RecipeCheck};
pub(crate) use text::{ModelChoice, Suggest, Text};
pub(crate) use tiers::{Assign, Coverage, Tiers, TiersAccounts, TiersCheck, TiersDiff, TiersView, WhatIf};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Which of six segments a contact with government belongs to, and why
#[derive(Debug, Parser)]
#[command(name = "govseg", version, styles = STYLES, max_term_width = 90, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done; 1 bad input; 2 bad usage; 3 done, but some rows were rejected.")]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Decide one contact, and explain it
    #[command(after_help = DECIDE)]
    Decide(Decide),
    /// Ask for what is needed to decide a contact: the fewest questions, each with its reason
    #[command(after_help = ask::EXAMPLES)]
    Ask(Ask),
    /// Decide recorded contacts again, and say what differs
    #[command(after_help = REPLAY)]
    Replay(Replay),
    /// Classify every row of a table
    #[command(after_help = CLASSIFY)]
    Classify(Box<Classify>),
    /// Show which measures fit a contact, or plan how an inventory of services is to be measured
    #[command(after_help = measures::EXAMPLES)]
    Measures(Box<Measures>),
    /// Compute measures from a contact log, each with its interval
    #[command(after_help = measure::EXAMPLES)]
    Measure(Box<Measure>),
    /// Check, compare and show policies
    #[command(subcommand)]
    Policy(Policy),
    /// Show what the codes of other official schemes say about a contact
    #[command(after_help = CROSSWALK)]
    Crosswalk(Crosswalk),
    /// List and show the built-in recipes; draft and check recipes of one's own
    #[command(subcommand)]
    Recipe(Recipe),
    /// Show segments, facts and values, or all of the taxonomy as data
    #[command(after_help = CATALOG)]
    Catalog(Catalog),
    /// Say what the words of a description suggest, and which of them carried it
    #[command(after_help = text::SUGGEST)]
    Suggest(Suggest),
    /// Train and measure what reads descriptions, on labelled rows
    #[command(subcommand)]
    Text(Text),
    /// Say in which tier each account is, how it is treated, who looks after it, and why
    #[command(subcommand)]
    Tiers(Tiers),
}

const DECIDE: &str = "\
Examples:
  govseg decide customer=citizen,noncitizen content=service benefit=financial
  govseg decide customer=citizen obligation=mandatory charge=levy --what-if
  govseg decide capacity=official --record >> decisions.jsonl

Several values of a fact are those still possible; of channel, those used.
What is not given is unknown. `govseg catalog` lists the facts and values.";

const REPLAY: &str = "\
Example:
  govseg decide capacity=official --record >> decisions.jsonl
  govseg replay decisions.jsonl

Each line of a record is {\"decision\": ..., \"facts\": ...}. The decision names its
policy by digest; built-in policies are known in every version, others are given
with --policy. The exit code is 1 if any decision differs.";

const CLASSIFY: &str = "\
Examples:
  govseg classify services.csv -o segmented.csv
  govseg classify inventory.jsonl -o out.csv --recipe gc-service-inventory-2023
  govseg classify 'logs/*.csv' -o year.csv --encoding windows-1252
  govseg classify book.xlsx --sheet Services -o segmented.csv
  govseg classify services.csv -o segmented.csv --report services.html
  govseg classify services.parquet -o segmented.parquet
  zcat big.csv.gz | govseg classify - -o - --columns segment,status > out.csv

Columns named like facts (customer, obligation ...) are read as they are. For
other tables a recipe says what their columns mean; `govseg recipe new` drafts
one. The output appears only when it is complete, and may replace the input,
if that is one.";

const CROSSWALK: &str = "\
Examples:
  govseg crosswalk
  govseg crosswalk gc-service-type-2024
  govseg crosswalk gc-service-type-2024 GNC";

const CATALOG: &str = "\
Examples:
  govseg catalog
  govseg catalog --json > taxonomy.json
  govseg catalog --schema decision";

/// The policy that decides.
#[derive(Debug, clap::Args)]
pub(crate) struct PolicyChoice {
    /// The policy that decides: a built-in one, or a file
    #[arg(long, value_name = "ID-or-FILE", default_value = "gsa-2008")]
    pub(crate) policy: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Decide {
    /// Facts about the contact; several values of one are separated by `|` or `,`
    #[arg(value_name = "FACT=VALUE", conflicts_with = "facts")]
    pub(crate) given: Vec<String>,
    /// Read the facts from a JSON file (`-`: standard input)
    #[arg(long, value_name = "FILE")]
    pub(crate) facts: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) policy: PolicyChoice,
    /// Print the decision as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Add what would change the result and what keeps it; with --json, one object with all three
    #[arg(long)]
    pub(crate) what_if: bool,
    /// Print facts and decision as one line of JSON, which `govseg replay` reads
    #[arg(long, conflicts_with_all = ["json", "what_if"])]
    pub(crate) record: bool,
    /// Explain in this language
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) lang: Language,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Replay {
    /// Files of recorded decisions, in lines of JSON or one list (`-`: standard input)
    #[arg(required = true)]
    pub(crate) records: Vec<PathBuf>,
    /// A policy that decided some of them, if it is not built in
    #[arg(long, value_name = "ID-or-FILE")]
    pub(crate) policy: Vec<String>,
    /// Print what differs as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Language {
    En,
    Es,
}

const COLUMNS: &str = "Add these columns only: segment, status, likely, possible, also, rule, sub_segment, ask, because; \
     facts, all that a row says of its contact; with --text suggested_segment, probability";

#[derive(Debug, clap::Args)]
pub(crate) struct Classify {
    /// The table: .csv, .tsv, .jsonl, .ndjson, .xlsx, .parquet, .arrow, .feather or .arrows (`-`:
    /// standard input); several, or a pattern like 'logs/*.csv', are read as one
    #[arg(required = true)]
    pub(crate) inputs: Vec<PathBuf>,
    /// Where the classified table goes (`-`: standard output)
    #[arg(short, long, value_name = "OUTPUT")]
    pub(crate) output: PathBuf,
    /// What the table's own columns and codes mean: a built-in recipe, or a file
    #[arg(long, value_name = "NAME-or-FILE")]
    pub(crate) recipe: Option<String>,
    /// Take a row once for each value that it has of this fact
    #[arg(long, value_name = "FACT")]
    pub(crate) each: Option<String>,
    #[command(flatten)]
    pub(crate) policy: PolicyChoice,
    /// Add what the text in this column suggests: a segment and its probability, behind the other columns
    #[arg(long, value_name = "COLUMN")]
    pub(crate) text: Option<String>,
    /// From which probability on the status of an open row becomes `suggested`; 0: always
    #[arg(long, value_name = "P", default_value = "0.8", value_parser = text::probability, requires = "text")]
    pub(crate) threshold: f64,
    /// Let what mistakes cost decide it instead: JSON with `asking` and, by segment, `treated_as`
    #[arg(long, value_name = "FILE", requires = "text", conflicts_with = "threshold")]
    pub(crate) costs: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) model: ModelChoice,
    #[arg(long, value_name = "COLUMN,...", help = COLUMNS)]
    pub(crate) columns: Option<String>,
    /// Begin the names of the added columns with this
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(crate) prefix: String,
    /// Set rows that cannot be read aside, as JSON Lines with row and reason
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
    /// The encoding of text that is not UTF-8: windows-1252, utf-16le, big5 ...
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// The sheet of a spreadsheet, if it is not the first
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// Share the work among so many threads, instead of all that there are
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZero<usize>>,
    /// Write a report beside: one page of HTML for people, which needs nothing else
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// The language of the report
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) lang: Language,
    /// The column by which the report names organizations, if the recipe does not say it
    #[arg(long, value_name = "COLUMN", requires = "report")]
    pub(crate) organization: Option<String>,
    /// The column by which the report names types of service
    #[arg(long = "type", value_name = "COLUMN", requires = "report")]
    pub(crate) kind: Option<String>,
    /// The column by which the report names rows
    #[arg(long, value_name = "COLUMN", requires = "report")]
    pub(crate) label: Option<String>,
    /// How the input is written, where its name does not say so
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<TableFormat>,
    /// How the output is to be written, where its name does not say so
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<TableFormat>,
    /// Say nothing but errors
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TableFormat {
    Csv,
    Tsv,
    #[value(alias = "ndjson")]
    Jsonl,
    /// Read only
    Xlsx,
    /// A file, read from its end
    Parquet,
    /// A file, or on a stream an Arrow stream
    Arrow,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Crosswalk {
    /// A scheme; without one, all are listed
    pub(crate) scheme: Option<String>,
    /// A code of the scheme
    pub(crate) code: Option<String>,
    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Catalog {
    /// Print the whole taxonomy as JSON
    #[arg(long, conflicts_with = "schema")]
    pub(crate) json: bool,
    /// Print the JSON Schema of one kind of document: facts, decision, policy,
    /// interview, or program (of tiers)
    #[arg(long, value_name = "DOCUMENT")]
    pub(crate) schema: Option<String>,
}
