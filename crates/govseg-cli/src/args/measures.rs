//! What `govseg measures` understands.

use std::path::PathBuf;

use govseg::measures::Fitting;

use super::{Language, PolicyChoice, TableFormat};

pub(super) const EXAMPLES: &str = "\
Examples:
  govseg measures --segment informational --channel phone
  govseg measures customer=citizen benefit=financial charge=none duty=none
  govseg measures --segment dutiful --all --lang es
  govseg measures --plan services.csv -o plan.md
  govseg measures --plan inventory.csv --recipe gc-service-inventory-2023 -o plan.csv

The best measures stand first, each with why it fits, what it takes, where it
comes from, and how far that can be relied on. Where the policy says how contacts
are measured (`measured_as`), the list follows it. A plan says of every service of
an inventory how it is to be measured: as a table (.csv, .tsv, .jsonl, .parquet,
.arrow) or as a document to read (.md, .html).";

#[derive(Debug, clap::Args)]
pub(crate) struct Measures {
    /// Facts about the contact; several values of one are separated by `|` or `,`
    #[arg(value_name = "FACT=VALUE")]
    pub(crate) given: Vec<String>,
    /// Take these segments for the possible ones, whatever the facts say
    #[arg(long, value_name = "SEGMENT", value_delimiter = ',', conflicts_with = "plan")]
    pub(crate) segment: Vec<String>,
    /// The same as the fact channel=...
    #[arg(long, value_name = "CHANNEL", conflicts_with = "plan")]
    pub(crate) channel: Option<String>,
    /// The same as the fact customer=...
    #[arg(long, value_name = "CUSTOMER", conflicts_with = "plan")]
    pub(crate) customer: Option<String>,
    #[command(flatten)]
    pub(crate) policy: PolicyChoice,
    /// Show so many of the measures that fit
    #[arg(long, value_name = "N", default_value_t = Fitting::SHORT)]
    pub(crate) most: usize,
    /// Show all of them
    #[arg(long, conflicts_with = "most")]
    pub(crate) all: bool,
    /// Print as JSON
    #[arg(long, conflicts_with = "plan")]
    pub(crate) json: bool,
    /// Say it in this language
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) lang: Language,
    /// Plan how each service of this table is to be measured (`-`: standard input)
    #[arg(long, value_name = "INVENTORY", requires = "output", conflicts_with = "given")]
    pub(crate) plan: Option<PathBuf>,
    /// Where the plan goes (`-`: standard output, as CSV)
    #[arg(short, long, value_name = "PLAN", requires = "plan")]
    pub(crate) output: Option<PathBuf>,
    /// What the table's own columns and codes mean: a built-in recipe, or a file
    #[arg(long, value_name = "NAME-or-FILE", requires = "plan")]
    pub(crate) recipe: Option<String>,
    /// Take a row once for each value that it has of this fact
    #[arg(long, value_name = "FACT", requires = "plan")]
    pub(crate) each: Option<String>,
    /// The column by which a document names services, if the recipe does not say it
    #[arg(long, value_name = "COLUMN", requires = "plan")]
    pub(crate) label: Option<String>,
    /// How the table is written, where its name does not say so
    #[arg(long, value_name = "FORMAT", requires = "plan")]
    pub(crate) from: Option<TableFormat>,
}

impl Measures {
    /// How many measures are asked for.
    pub(crate) fn most(&self) -> usize {
        if self.all { usize::MAX } else { self.most }
    }
}
