//! What becomes of classified rows: bytes of text as they are, or columns made of their parts.

use crate::column::Column;
use crate::error::TableError;
use crate::format::Format;
use crate::output::Pending;
use crate::plan::Plan;
#[cfg(feature = "parquet")]
use crate::stored::Parts;

/// Where rows go.
pub(crate) enum Target<'a> {
    Text(Pending<'a>),
    #[cfg(feature = "parquet")]
    Columns(Box<Parts<'a>>),
}

impl<'a> Target<'a> {
    #[cfg_attr(not(feature = "parquet"), expect(unused_variables, reason = "text needs nothing but the place"))]
    pub(crate) fn new(pending: Pending<'a>, format: Format, plan: &Plan<'_>, columns: &[Column]) -> Self {
        #[cfg(feature = "parquet")]
        if format.is_by_column() {
            return Self::Columns(Box::new(Parts::new(pending, format, plan, columns)));
        }
        Self::Text(pending)
    }

    /// The line of column names; nothing where there is none.
    pub(crate) fn head(&mut self, head: &[u8]) -> Result<(), TableError> {
        match self {
            Self::Text(pending) => pending.put(head),
            #[cfg(feature = "parquet")]
            Self::Columns(parts) => parts.head(head),
        }
    }

    pub(crate) fn rows(&mut self, rows: &[u8]) -> Result<(), TableError> {
        match self {
            Self::Text(pending) => pending.put(rows),
            #[cfg(feature = "parquet")]
            Self::Columns(parts) => parts.rows(rows),
        }
    }

    /// Passes on what a stream has so far; batches are passed on when they are full.
    pub(crate) fn pass_on(&mut self) -> Result<(), TableError> {
        match self {
            Self::Text(pending) => pending.pass_on(),
            #[cfg(feature = "parquet")]
            Self::Columns(_) => Ok(()),
        }
    }

    /// It is complete: it appears.
    pub(crate) fn complete(self) -> Result<(), TableError> {
        match self {
            Self::Text(pending) => pending.complete(),
            #[cfg(feature = "parquet")]
            Self::Columns(parts) => parts.complete(),
        }
    }
}
