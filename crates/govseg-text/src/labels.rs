//! Labelled rows, as they stand in a file: one JSON object a line.

use std::collections::BTreeMap;

use govseg::{Fact, Segment, Segments};
use serde::Deserialize;

use crate::outputs::{OUTPUTS, facts};

/// A text with what a reader found it to be.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Labelled {
    /// Its name in the file.
    pub id: String,
    /// Where it was taken from.
    pub source: String,
    /// Whose service it is. Rows of one organization stay together when some are held out.
    pub organization: String,
    /// The service's name.
    pub name: String,
    /// The whole text: name and description.
    pub text: String,
    /// The segment.
    pub segment: Segment,
    /// Segments that it could also be, the likelier first.
    pub also: Vec<Segment>,
    /// How sure the reader was of the segment, from 0 to 1.
    pub confidence: f32,
    /// For each output of a fact, whether the reader found the value; no value where the reader said nothing of the fact.
    pub(crate) values: u64,
}

impl Labelled {
    /// Whether a segment is the one that was found, or a rival of it.
    pub fn allows(&self, segment: Segment) -> bool {
        self.segment == segment || self.also.contains(&segment)
    }

    /// Whether the reader found the value at that place of the outputs.
    pub(crate) fn holds(&self, output: usize) -> bool {
        self.values >> output & 1 == 1
    }
}

/// What is wrong with a labelled row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct LabelError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and how to mend it.
    pub message: String,
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    id: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    organization: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    description: String,
    segment: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default = "certain")]
    confidence: f32,
    #[serde(default)]
    facts: BTreeMap<String, Vec<String>>,
}

fn certain() -> f32 {
    1.0
}

/// Reads labelled rows, one JSON object a line, with `segment` and `name` or `description`, and if they are known
/// `organization`, `source`, `also`, `confidence` and `facts`.
///
/// # Errors
/// The first row that is none, with its line.
///
/// ```
/// let rows = govseg_text::labels(r#"{"name": "Passport", "segment": "beneficial", "facts": {"charge": ["fee"]}}"#)?;
/// assert_eq!(rows[0].segment, govseg::Segment::Beneficial);
/// let error = govseg_text::labels(r#"{"name": "Tax return", "segment": "dutifull"}"#).unwrap_err();
/// assert_eq!(error.to_string(), "line 1: `dutifull` is not a segment; did you mean `dutiful`?");
/// # Ok::<(), govseg_text::LabelError>(())
/// ```
pub fn labels(text: &str) -> Result<Vec<Labelled>, LabelError> {
    let lines = (1..).zip(text.strip_prefix('\u{feff}').unwrap_or(text).lines());
    let rows = lines.filter(|(_, line)| !line.trim().is_empty());
    rows.map(|(line, row)| labelled(row).map_err(|message| LabelError { line, message })).collect()
}

fn labelled(row: &str) -> Result<Labelled, String> {
    let written: Written = serde_json::from_str(row).map_err(|error| {
        // A row is one line: what the parser says of lines would mislead.
        let said = error.to_string();
        said.split(" at line ").next().unwrap_or_default().to_owned()
    })?;
    let segment = |name: &String| name.parse::<Segment>().map_err(|error| error.to_string());
    if !(0.0..=1.0).contains(&written.confidence) {
        return Err(format!("confidence is {}, and must be between 0 and 1", written.confidence));
    }
    let text = match (written.name.trim(), written.description.trim()) {
        ("", "") => return Err("neither `name` nor `description` has any text".to_owned()),
        (one, "") | ("", one) => one.to_owned(),
        (name, description) => format!("{name}. {description}"),
    };
    let first = segment(&written.segment)?;
    let mut seen = Segments::NONE.with(first);
    let mut also = Vec::new();
    for rival in &written.also {
        let rival = segment(rival)?;
        if !seen.contains(rival) {
            seen = seen.with(rival);
            also.push(rival);
        }
    }
    Ok(Labelled {
        values: values(&written.facts)?,
        id: written.id,
        source: written.source,
        organization: written.organization,
        name: written.name,
        text,
        segment: first,
        also,
        confidence: written.confidence,
    })
}

/// The bits of the values that were found.
fn values(written: &BTreeMap<String, Vec<String>>) -> Result<u64, String> {
    let mut bits = 0;
    for (name, found) in written {
        let fact: Fact = name.parse().map_err(|error: govseg::Error| error.to_string())?;
        let first = facts().find(|(known, _)| *known == fact).map(|(_, first)| first);
        for value in found {
            let place = fact.values().iter().position(|known| known == value).ok_or_else(|| {
                let mend = govseg::words::mend(value, fact.values());
                format!("`{value}` is not a value of `{name}`; {mend}")
            })?;
            if let Some(first) = first.filter(|first| first + place < OUTPUTS) {
                bits |= 1 << (first + place);
            }
        }
    }
    Ok(bits)
}
