//! What a caller should be told though the table was read: columns that look meant but were not used.

use std::fmt;

use serde::Serialize;

/// Something that is probably not as it was meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "warning", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Warning {
    /// A column nearly named like a fact, which nobody reads.
    NearlyFact {
        /// The column.
        column: String,
        /// The fact it may be meant for.
        fact: String,
    },
    /// A column named like a fact, which the recipe does not read.
    UnreadFact {
        /// The column.
        column: String,
    },
    /// A column that the recipe reads and no row has.
    MissingColumn {
        /// The column.
        column: String,
        /// The nearest column that the table has.
        nearest: Option<String>,
    },
    /// A column that the recipe names for reports and the table does not have.
    MissingRole {
        /// `organization`, `type` or `label`.
        role: String,
        /// The column.
        column: String,
        /// The nearest column that the table has.
        nearest: Option<String>,
    },
    /// A column that the report should call rows by and no row has.
    MissingName {
        /// The column.
        column: String,
        /// The nearest column that the table has.
        nearest: Option<String>,
    },
    /// A column that should be read as text and no row has.
    MissingText {
        /// The column.
        column: String,
        /// The nearest column that the table has.
        nearest: Option<String>,
    },
    /// A column that the recipe reads though none of its codes says anything.
    SaysNothing {
        /// The column.
        column: String,
    },
    /// No column says anything about a contact.
    NothingRead,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NearlyFact { column, fact } => {
                write!(f, "the column `{column}` is not read; if it holds the fact `{fact}`, name it `{fact}`")
            }
            Self::UnreadFact { column } => {
                write!(f, "the column `{column}` is named like a fact, but the recipe does not read it")
            }
            Self::MissingColumn { column, nearest } => {
                write!(f, "the table has no column `{column}`, so what the recipe reads from it is unknown")?;
                nearest.as_ref().map_or(Ok(()), |near| write!(f, "; did you mean `{near}`?"))
            }
            Self::MissingRole { role, column, nearest } => {
                write!(f, "the table has no column `{column}`, which the recipe names as `{role}`")?;
                nearest.as_ref().map_or(Ok(()), |near| write!(f, "; did you mean `{near}`?"))
            }
            Self::SaysNothing { column } => {
                write!(
                    f,
                    "the column `{column}` is read, but none of its codes says anything; leave it out, or say more"
                )
            }
            Self::MissingName { column, nearest } => {
                write!(f, "the table has no column `{column}`, so the report does not show it")?;
                nearest.as_ref().map_or(Ok(()), |near| write!(f, "; did you mean `{near}`?"))
            }
            Self::MissingText { column, nearest } => {
                write!(f, "the table has no column `{column}`, so nothing is suggested from its text")?;
                nearest.as_ref().map_or(Ok(()), |near| write!(f, "; did you mean `{near}`?"))
            }
            Self::NothingRead => f.write_str(
                "no column says anything about the contacts; name columns like facts (`customer`, `obligation` …) or \
                 use a recipe",
            ),
        }
    }
}

/// The fact that a header is nearly named like: one slip of the pen, or two in a long name.
///
/// Narrower than the suggestion for a word that must be a fact: `date` is not meant for `duty`.
pub(crate) fn nearly<'f>(header: &str, facts: impl Iterator<Item = &'f str>) -> Option<&'f str> {
    const LONGEST_HEADER: usize = 40;
    const LONG_NAME: usize = 8;
    if header.len() > LONGEST_HEADER {
        return None;
    }
    let plain = header.trim().to_lowercase().replace([' ', '-'], "_");
    facts
        .map(|fact| (strsim::damerau_levenshtein(&plain, fact), fact))
        .filter(|(slips, fact)| *slips <= if fact.len() < LONG_NAME { 1 } else { 2 })
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, fact)| fact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_are_noticed_and_other_words_are_not() {
        let facts = || govseg::Fact::ALL.iter().map(|&fact| <&str>::from(fact));
        for (header, fact) in
            [("custmer", "customer"), ("Customer", "customer"), (" customer", "customer"), ("CHANNELS", "channel")]
        {
            assert_eq!(nearly(header, facts()), Some(fact), "{header}");
        }
        for header in ["date", "contact", "contract", "country", "id", "", "category", "service_type", "due"] {
            assert_eq!(nearly(header, facts()), None, "{header}");
        }
    }
}
