//! What is written beside a table: the rows that could not be read, and a report for people.

use govseg::{Language, Policy};

use crate::classify::Report;
use crate::error::TableError;
use crate::output::{Output, Pending};
use crate::recipe::Recipe;
use crate::reject::Reject;
use crate::report::{self, About, Findings, Ledger};
use crate::summary::Summary;
use crate::warning::Warning;

/// The places beside the table's own.
pub(crate) struct Beside<'a> {
    rejects: Option<Pending<'a>>,
    /// How many rows were rejected.
    pub(crate) rejected: u64,
    page: Option<(Pending<'a>, Language)>,
    about: About,
}

impl<'a> Beside<'a> {
    pub(crate) fn new(
        rejects: Option<Output<'a>>,
        page: Option<(Output<'a>, Language)>,
        about: About,
    ) -> Result<Self, TableError> {
        let rejects = rejects.map(|rejects| rejects.begin(false)).transpose()?;
        let page = page.map(|(page, language)| Ok::<_, TableError>((page.begin(true)?, language))).transpose()?;
        Ok(Self { rejects, rejected: 0, page, about })
    }

    /// Sets a row aside; where rows are not, it is an error.
    pub(crate) fn reject(&mut self, reject: Reject) -> Result<(), TableError> {
        self.rejected += 1;
        match &mut self.rejects {
            Some(rejects) => rejects.put(&reject.line()),
            None => Err(TableError::Row(Box::new(reject.into_error()))),
        }
    }

    /// The table has ended: all of this appears.
    pub(crate) fn complete(
        self,
        policy: &Policy,
        recipe: Option<&Recipe>,
        (summary, warnings): (Summary, Vec<Warning>),
        ledger: Option<Ledger<'_>>,
    ) -> Result<Report, TableError> {
        let findings = ledger.map(|ledger| Findings::new(ledger, self.about));
        let report = Report { summary, warnings, findings };
        self.rejects.map_or(Ok(()), Pending::complete)?;
        if let Some((mut page, language)) = self.page {
            let html = report::page(policy, recipe, &report, language).unwrap_or_default();
            page.put(html.as_bytes())?;
            page.complete()?;
        }
        Ok(report)
    }
}
