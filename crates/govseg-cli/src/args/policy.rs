//! What `govseg policy` understands.

use std::path::PathBuf;

use clap::Subcommand;

use super::Language;

#[derive(Debug, Subcommand)]
pub(crate) enum Policy {
    /// Report all that is wrong with a policy, or prove what it does
    #[command(after_help = CHECK)]
    Check(Check),
    /// Tell exactly which contacts two policies put into different segments
    #[command(after_help = "Example:\n  govseg policy diff gsa-2008 our-agency.toml")]
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
    #[arg(long)]
    pub(crate) json: bool,
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
