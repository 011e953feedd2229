//! What `govseg recipe` understands.

use std::path::PathBuf;

use clap::Subcommand;

use super::{PolicyChoice, TableFormat};

const RECIPE_CHECK: &str = "\
Examples:
  govseg recipe check mine.toml
  govseg recipe check mine.toml --table services.csv --strict

Ends with 1 if the recipe has problems, with --strict also if there are
warnings (columns that are missing), codes that are not mapped, or rows that
cannot be read.";

#[derive(Debug, Subcommand)]
pub(crate) enum Recipe {
    /// List the built-in recipes
    List,
    /// Print a built-in recipe, to read or to copy
    #[command(after_help = "Example:\n  govseg recipe show gc-service-inventory-2023 > mine.toml")]
    Show {
        /// The recipe's name
        name: String,
    },
    /// Draft a recipe from the header and the values of a table
    #[command(after_help = "Example:\n  govseg recipe new services.csv -o mine.toml")]
    New {
        /// The table (`-`: standard input)
        table: PathBuf,
        /// Where the draft goes, a new file; without it, to standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// How the table is written, where its name does not say so
        #[arg(long, value_name = "FORMAT")]
        from: Option<TableFormat>,
    },
    /// Report all that is wrong with a recipe, and what it makes of a table
    #[command(after_help = RECIPE_CHECK)]
    Check(RecipeCheck),
}

#[derive(Debug, clap::Args)]
pub(crate) struct RecipeCheck {
    /// A built-in recipe, or a file
    pub(crate) recipe: String,
    /// Hold it against this table (`-`: standard input)
    #[arg(long, value_name = "FILE")]
    pub(crate) table: Option<PathBuf>,
    /// How the table is written, where its name does not say so
    #[arg(long, value_name = "FORMAT", requires = "table")]
    pub(crate) from: Option<TableFormat>,
    #[command(flatten)]
    pub(crate) policy: PolicyChoice,
    /// Take warnings for errors
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print what was found as JSON
    #[arg(long)]
    pub(crate) json: bool,
}
