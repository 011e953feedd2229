//! What `govseg ask` understands.

use super::{Language, PolicyChoice};

pub(super) const EXAMPLES: &str = "\
Examples:
  govseg ask
  govseg ask customer=citizen content=service --lang es
  printf 'private\\nmandatory\\n' | govseg ask --json
  govseg ask --json-lines

On a terminal, choose with the arrow keys or by typing; in a pipe, each line is
an answer. With --json-lines every line that is read is one JSON object:
  {\"answer\": \"private\"}                       one value
  {\"answer\": [\"none\", \"fee\"]}                 any of several
  {\"answer\": null}                            not sure
  {\"answer\": \"official\", \"change\": \"capacity\"}  changes an earlier answer
  {\"back\": true}                              takes the last answer back
  {\"stop\": true}                              ends it here
and each gets one line in return, a \"question\", an \"error\" (the question
stands), or at the end the \"decision\"; `govseg catalog --schema interview`
describes them. Where the input ends, the interview ends as it stands.";

#[derive(Debug, clap::Args)]
pub(crate) struct Ask {
    /// Facts that are known already; several values of one are separated by `|` or `,`
    #[arg(value_name = "FACT=VALUE")]
    pub(crate) given: Vec<String>,
    #[command(flatten)]
    pub(crate) policy: PolicyChoice,
    /// Ask and explain in this language
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) lang: Language,
    /// Read answers line by line, on a terminal too
    #[arg(long)]
    pub(crate) plain: bool,
    /// Print the decision as JSON in the end; the questions go to standard error
    #[arg(long, conflicts_with = "json_lines")]
    pub(crate) json: bool,
    /// Speak JSON Lines with another program
    #[arg(long, conflicts_with = "plain")]
    pub(crate) json_lines: bool,
}
