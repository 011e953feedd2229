//! The columns that a classification adds to a table.

use strum::VariantArray;

use crate::error::TableError;
use govseg::words::{clip, mend};

/// A column that is added.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Column {
    /// The segment, if it is decided.
    Segment,
    /// `decided`, `open` or `contradiction`.
    Status,
    /// The segment that most completions give: for charts, never a decision.
    Likely,
    /// The segments still possible.
    Possible,
    /// Other segments that hold as well.
    Also,
    /// The rule that fired.
    Rule,
    /// The sub-segment.
    SubSegment,
    /// The fact to ask next.
    Ask,
    /// The given facts that force this outcome.
    Because,
    /// All that is known of the contact. It is added only where it is asked for.
    Facts,
    /// The segment that the row's text suggests. It and the next are added, behind all others, only with a column of text.
    SuggestedSegment,
    /// How probable the suggested segment is.
    Probability,
}

impl Column {
    /// Those that are added unless others are asked for, in their order.
    pub const ALL: &'static [Self] = Self::VARIANTS.split_at(Self::Facts as usize).0;

    /// Those that a column of text adds.
    pub const OF_TEXT: &'static [Self] = Self::VARIANTS.split_at(Self::SuggestedSegment as usize).1;

    /// Reads a list of names separated by commas, in the order in which they shall stand.
    ///
    /// # Errors
    /// If a name is unknown, or stands twice.
    ///
    /// ```
    /// use govseg_table::Column;
    ///
    /// assert_eq!(Column::list("status,segment")?, [Column::Status, Column::Segment]);
    /// assert!(Column::list("statsu").unwrap_err().to_string().ends_with("did you mean `status`?"));
    /// # Ok::<(), govseg_table::TableError>(())
    /// ```
    pub fn list(names: &str) -> Result<Vec<Self>, TableError> {
        let mut columns = Vec::new();
        for name in names.split(',').map(str::trim) {
            let column: Self = name.parse().map_err(|_| {
                let all: Vec<&str> = Self::VARIANTS.iter().map(|&column| column.into()).collect();
                TableError::UnknownColumn { name: clip(name), mend: mend(name, &all) }
            })?;
            if columns.contains(&column) {
                return Err(TableError::DuplicateColumn { name: name.to_owned() });
            }
            columns.push(column);
        }
        Ok(columns)
    }
}
