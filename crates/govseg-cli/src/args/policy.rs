//! What `govseg policy` understands.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Language, TableFormat};

#[derive(Debug, Subcommand)]
pub(crate) enum Policy {
    /// Report all that is wrong with a policy, or prove what it does
    #[command(after_help = CHECK)]
    Check(Check),
    /// Tell exactly which contacts two policies put into different segments
    #[command(after_help = DIFF)]
    Diff(Diff),
    /// Show a policy with all that it inherits
    #[command(after_help = SHOW)]
    Show(Show),
}

const CHECK: &str = "\
Examples:
  govseg policy check our-agency.toml
  govseg policy check our-agency.toml --strict --sarif > check.sarif

The exit code is 1 if the policy is not sound, and with --strict also if there
are warnings. SARIF makes code hosts show the findings beside the file's lines.";

const DIFF: &str = "\
Examples:
  govseg policy diff gsa-2008 our-agency.toml
  govseg policy diff old.toml new.toml --markdown > review.md
  govseg policy diff old.toml new.toml --table services.csv -o moved.csv

With a table it tells which of its rows move: from and to are segments, `open`
or `contradiction`.";

const SHOW: &str = "\
Examples:
  govseg policy show gsa-2008
  govseg policy show our-agency.toml --document --lang es -o our-agency.md
  govseg policy show our-agency.toml --svg -o questions.svg
  govseg policy show our-agency.toml --dmn -o our-agency.dmn";

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// The id of a built-in policy, or a file
    pub(crate) policy: String,
    /// Take warnings for errors
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print what was found as JSON
    #[arg(long, conflicts_with = "sarif")]
    pub(crate) json: bool,
    /// Print what was found as SARIF 2.1.0
    #[arg(long)]
    pub(crate) sarif: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Diff {
    /// The id of a built-in policy, or a file
    pub(crate) from: String,
    /// The policy to compare it with
    pub(crate) to: String,
    /// Print the differences as JSON
    #[arg(long, conflicts_with = "markdown")]
    pub(crate) json: bool,
    /// Print the differences as Markdown, for a review
    #[arg(long)]
    pub(crate) markdown: bool,
    /// Tell which rows of this table move, instead of which contacts (`-`: standard input)
    #[arg(long, value_name = "TABLE")]
    pub(crate) table: Option<PathBuf>,
    /// What the table's own columns and codes mean: a built-in recipe, or a file
    #[arg(long, value_name = "NAME-or-FILE", requires = "table")]
    pub(crate) recipe: Option<String>,
    /// The column that names a row; without it, the one that the recipe names, or the first
    #[arg(long, value_name = "COLUMN", requires = "table")]
    pub(crate) label: Option<String>,
    /// How the table is written, where its name does not say so
    #[arg(long = "from", id = "from_format", value_name = "FORMAT", requires = "table")]
    pub(crate) from_format: Option<TableFormat>,
    /// Write all rows that move to a table, with what changes behind them (`-`: standard output, CSV)
    #[arg(long, short, value_name = "OUTPUT", requires = "table")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// The id of a built-in policy, or a file
    pub(crate) policy: String,
    #[command(flatten)]
    pub(crate) form: ShowForm,
    /// Speak this language in the document or the drawing
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) lang: Language,
    /// Write to a file, which appears only when it is complete
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[group(multiple = false)]
#[expect(clippy::struct_excessive_bools, reason = "flags of which one may be given")]
pub(crate) struct ShowForm {
    /// As canonical JSON, which is what its digest is taken of
    #[arg(long)]
    pub(crate) json: bool,
    /// As a document to read, in Markdown
    #[arg(long)]
    pub(crate) document: bool,
    /// As a drawing of its questions (SVG)
    #[arg(long)]
    pub(crate) svg: bool,
    /// As a decision table for other engines (DMN 1.3)
    #[arg(long)]
    pub(crate) dmn: bool,
}
