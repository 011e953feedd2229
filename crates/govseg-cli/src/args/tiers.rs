//! What `govseg tiers` understands.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::TableFormat;

#[derive(Debug, Subcommand)]
pub(crate) enum Tiers {
    /// Assign tiers and treatments to accounts, each with its reasons
    #[command(after_help = ASSIGN)]
    Assign(Box<Assign>),
    /// Report all that is wrong with a programme, and what may not be meant so
    #[command(after_help = CHECK)]
    Check(TiersCheck),
    /// Tell which accounts another programme would move, and what that costs
    #[command(after_help = DIFF)]
    Diff(TiersDiff),
    /// Try other thresholds: who moves, what it costs, and what is no longer lost
    #[command(after_help = WHAT_IF)]
    WhatIf(WhatIf),
    /// Tell who looks after which accounts, and what does not fit
    #[command(after_help = COVERAGE)]
    Coverage(Coverage),
}

const ASSIGN: &str = "\
Examples:
  govseg tiers assign accounts.csv --program shared-services -o tiers.csv
  govseg tiers assign accounts.csv --program ours.toml --on 2026-11-22
  govseg tiers assign accounts.csv --program ours.toml --account EZ1
  govseg tiers assign accounts.csv --program ours.toml -o letters.jsonl --view customer

A programme is a TOML file, or a built-in one: airline, shared-services;
`govseg tiers check --show NAME` prints it, with every key explained. The
output has the table's own columns, and behind them tier, standing, earned,
alone, together, at, because, missing, grants, before, during, after,
coverage, open, until and least_cost.";

const CHECK: &str = "\
Examples:
  govseg tiers check ours.toml --strict
  govseg tiers check --show shared-services > ours.toml

The exit code is 1 if the programme is not sound, and with --strict also if
there are warnings.";

const DIFF: &str = "\
Example:
  govseg tiers diff this-year.toml next-year.toml --accounts accounts.csv";

const WHAT_IF: &str = "\
Example:
  govseg tiers what-if accounts.csv --program ours.toml --tier key --measure revenue

What is no longer lost is known of accounts whose chances of belonging to each
tier are given (p_TIER).";

const COVERAGE: &str = "\
Example:
  govseg tiers coverage accounts.csv --program ours.toml --managers managers.csv

Columns of the managers: manager, role, place, accounts, hours.";

/// The accounts, and the programme that they are in.
#[derive(Debug, clap::Args)]
pub(crate) struct TiersAccounts {
    /// The accounts: .csv, .tsv, .jsonl, .ndjson, .xlsx, .parquet, .arrow, .feather or .arrows (`-`:
    /// standard input)
    pub(crate) accounts: PathBuf,
    /// The programme: a built-in one, or a file
    #[arg(long, value_name = "NAME-or-FILE")]
    pub(crate) program: String,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// How accounts are read.
#[derive(Debug, clap::Args)]
pub(crate) struct Reading {
    /// The day on which tiers held before are looked at; without it, they do not count
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    /// How the accounts are written, where the name does not say so
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<TableFormat>,
    /// Say nothing but results and errors
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TiersView {
    /// All of it
    Internal,
    /// Nothing that rests on criteria that are not published
    Customer,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Assign {
    #[command(flatten)]
    pub(crate) accounts: TiersAccounts,
    /// Where the table goes (`-`: standard output, CSV)
    #[arg(short, long, value_name = "OUTPUT")]
    pub(crate) output: Option<PathBuf>,
    /// Explain this account
    #[arg(long, value_name = "ID", conflicts_with = "output")]
    pub(crate) account: Option<String>,
    /// For whom it is
    #[arg(long, value_name = "VIEW", default_value = "internal")]
    pub(crate) view: TiersView,
    /// Begin the names of the added columns with this
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(crate) prefix: String,
    /// Report how tiers fall across the groups of this column of the programme, such as customer
    #[arg(long, value_name = "COLUMN", conflicts_with_all = ["account", "json"])]
    pub(crate) by: Option<String>,
    /// Show no cell of that report below so many, nor what would give it away (1: show all)
    #[arg(long, value_name = "N", default_value_t = 11, requires = "by")]
    pub(crate) k: u64,
    /// Print as JSON: all accounts, a line each, or the one asked for
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct TiersCheck {
    /// A built-in programme, or a file
    #[arg(required_unless_present = "show")]
    pub(crate) program: Option<String>,
    /// Take warnings for errors
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print what was found as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Print a built-in programme
    #[arg(long, value_name = "NAME", conflicts_with = "program")]
    pub(crate) show: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct TiersDiff {
    /// The programme that there is: a built-in one, or a file
    pub(crate) from: String,
    /// The programme to compare it with
    pub(crate) to: String,
    /// The accounts (`-`: standard input)
    #[arg(long, value_name = "TABLE")]
    pub(crate) accounts: PathBuf,
    /// The day on which tiers held before are looked at; without it, they do not count
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    /// How the accounts are written, where the name does not say so
    #[arg(long = "from", id = "from_format", value_name = "FORMAT")]
    pub(crate) from_format: Option<TableFormat>,
    /// Print what moves as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Say nothing but results and errors
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct WhatIf {
    #[command(flatten)]
    pub(crate) accounts: TiersAccounts,
    /// The tier whose threshold is moved
    #[arg(long, value_name = "TIER")]
    pub(crate) tier: String,
    /// The measure that it asks for
    #[arg(long, value_name = "MEASURE")]
    pub(crate) measure: String,
    /// The thresholds to try, without commas in them; without, some of the amounts that the accounts have
    #[arg(long, value_name = "AMOUNT,...", value_delimiter = ',')]
    pub(crate) thresholds: Vec<String>,
    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Coverage {
    #[command(flatten)]
    pub(crate) accounts: TiersAccounts,
    /// Who there is: a table with the columns manager, role, place, accounts, hours
    #[arg(long, value_name = "TABLE")]
    pub(crate) managers: PathBuf,
    /// Never divide accounts that belong together among several managers
    #[arg(long)]
    pub(crate) always_together: bool,
    /// Print as JSON
    #[arg(long)]
    pub(crate) json: bool,
}
