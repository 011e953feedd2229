//! `govseg measure`.

use std::path::PathBuf;

use super::{Language, PolicyChoice, TableFormat};

pub(super) const EXAMPLES: &str = "\
Examples:
  govseg measure log.csv --by segment,channel
  govseg measure log.csv --by channel,month --measures asa,abandonment_rate
  govseg measure log.parquet --by segment --timezone America/New_York -o out.csv
  govseg measure calls.csv --recipe queue-log --by channel --within 30
  govseg measure log.csv --by channel --reference channel=phone
  govseg measure log.csv --by segment --report report.html

Columns named as the schema names them (channel, opened_at, wait, answered,
satisfaction ...) are read as they are; for other logs a recipe says what their
columns mean. --show-recipe prints a built-in one, the first with every key
explained. Rows that cannot be used are counted by reason, and --rejects lists
them; the exit code is then 3.";

#[derive(Debug, clap::Args)]
pub(crate) struct Measure {
    /// The log: .csv, .tsv, .jsonl, .ndjson, .xlsx, .parquet, .arrow, .feather or .arrows (`-`:
    /// standard input)
    #[arg(required_unless_present = "show_recipe")]
    pub(crate) log: Option<PathBuf>,
    /// Tell results apart by these: segment, channel, customer, organization, service, wording,
    /// period, day, week, month, quarter, `fiscal_year`
    #[arg(long, value_name = "NAME,...")]
    pub(crate) by: Option<String>,
    /// These measures only, by their ids; without, all that the log gives
    #[arg(long, value_name = "ID,...")]
    pub(crate) measures: Option<String>,
    /// What the log's own columns mean: a built-in recipe, or a file
    #[arg(long, value_name = "NAME-or-FILE")]
    pub(crate) recipe: Option<String>,
    #[command(flatten)]
    pub(crate) policy: PolicyChoice,
    /// Say how far groups are from this one, for example channel=phone
    #[arg(long, value_name = "NAME=PART", requires = "by")]
    pub(crate) reference: Option<String>,
    /// Show no cell below so many, nor what would give it away (1: show all)
    #[arg(long, value_name = "N", default_value_t = 11)]
    pub(crate) k: u64,
    /// Say nothing of fewer than so many
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) least: u64,
    /// The level of intervals
    #[arg(long, value_name = "P", default_value_t = 0.95)]
    pub(crate) level: f64,
    /// The percentiles of waits and of times to a decision
    #[arg(long, value_name = "P,...", value_delimiter = ',', default_values_t = [50.0, 90.0])]
    pub(crate) percentiles: Vec<f64>,
    /// Within how many seconds a contact is answered in time
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub(crate) within: u32,
    /// Within how many days no further contact on a matter may follow
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    pub(crate) window: u16,
    /// The moment at which what is open or overdue is counted
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<String>,
    /// The time zone of times without an offset, and of days [default: the recipe's, or UTC]
    #[arg(long, value_name = "NAME")]
    pub(crate) timezone: Option<String>,
    /// Days besides federal holidays that are no business days, for example 2026-12-24
    #[arg(long, value_name = "DATE,...", value_delimiter = ',')]
    pub(crate) closed: Vec<String>,
    /// Write the results as a table: .csv or .jsonl
    #[arg(short, long, value_name = "OUTPUT")]
    pub(crate) output: Option<PathBuf>,
    /// Write the results as a document to read, too: .html or .md
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Write the document in this language
    #[arg(long, value_name = "LANGUAGE", default_value = "en", requires = "report")]
    pub(crate) lang: Language,
    /// Print the results as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// List the rows that were set aside, as JSON Lines with row and reason
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
    /// How the log is written, where its name does not say so
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<TableFormat>,
    /// Say nothing but results and errors
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Print a built-in recipe for logs
    #[arg(long, value_name = "NAME", conflicts_with = "log")]
    pub(crate) show_recipe: Option<String>,
}
