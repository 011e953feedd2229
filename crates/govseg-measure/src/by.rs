//! What results are told apart by.

use govseg::words::{clip, mend};
use strum::VariantNames as _;

use crate::calendar::Period;
use crate::log::Text;

/// One thing by which results are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Words of the log.
    Text(Text),
    /// The period in which the contact began.
    Period(Period),
}

/// A word that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("results cannot be told apart by `{name}`; {mend}")]
pub struct UnknownGrouping {
    name: String,
    mend: String,
}

/// What results can be told apart by, besides periods.
const TEXTS: [&str; 7] = ["segment", "channel", "customer", "organization", "service", "wording", "period"];

impl By {
    /// Reads a list of names separated by commas.
    ///
    /// # Errors
    /// If a name is unknown, or stands twice.
    ///
    /// ```
    /// use govseg_measure::By;
    ///
    /// assert_eq!(By::list("segment,month")?.len(), 2);
    /// assert!(By::list("segmnt").unwrap_err().to_string().ends_with("did you mean `segment`?"));
    /// # Ok::<(), govseg_measure::UnknownGrouping>(())
    /// ```
    pub fn list(names: &str) -> Result<Vec<Self>, UnknownGrouping> {
        let mut list = Vec::new();
        for name in names.split(',').map(str::trim) {
            let known = name.parse().ok().filter(|_| TEXTS.contains(&name)).map(Self::Text);
            let by = known.or_else(|| name.parse().map(Self::Period).ok());
            match by {
                Some(by) if list.contains(&by) => {
                    let mend = "name each once".to_owned();
                    return Err(UnknownGrouping { name: format!("{name},{name}"), mend });
                }
                Some(by) => list.push(by),
                None => {
                    let all = [TEXTS.as_slice(), Period::VARIANTS].concat();
                    return Err(UnknownGrouping { name: clip(name), mend: mend(name, &all) });
                }
            }
        }
        Ok(list)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text(text) => text.into(),
            Self::Period(period) => period.into(),
        }
    }

    /// The words of the log that it is, if it is not told from the time.
    pub(crate) const fn text(self) -> Option<Text> {
        match self {
            Self::Text(text) => Some(text),
            Self::Period(_) => None,
        }
    }
}
