//! Tables in memory, column by column: Arrow record batches in, the added columns out.
//!
//! A batch passes through `contacts`, which lays one column after the other (`lane`) over the contacts of a block of rows.
//! What a cell says comes from `read`, once for each value of a dictionary and once for each text; a `word`
//! is made so that this is one `&` a cell. `worker` asks for the answers, `wording` puts them down as numbers, and
//! `added` makes columns of these: of `words`, gathered by their `places`, and of `lists`. `text` writes any cell.

mod added;
mod contacts;
mod lane;
mod lists;
mod places;
mod read;
mod text;
mod texts;
mod word;
mod wording;
mod words;
mod worker;

use arrow_schema::{Field, Fields, Schema};

pub(crate) use added::Added;
#[cfg(feature = "parquet")]
pub(crate) use contacts::{BLOCK, Block, Reader};
pub use text::cell_text;
pub(crate) use texts::RowTexts;
pub use worker::{Classified, ColumnWorker};

use crate::classify::Classify;
use crate::column::Column;
use crate::error::TableError;
use crate::evidence::TextModel;
use crate::format::Form;
use crate::plan::{Header, Plan, Sightings};
use crate::summary::{Summary, Tally};
use crate::warning::Warning;

/// How tables of one schema are classified, batch by batch: all that is settled before there are rows.
///
/// Workers share it, one to a thread. Each takes some of the batches, and their numbers are added up at the end.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{RecordBatch, StringArray, cast::AsArray};
/// use arrow_schema::{DataType, Field, Schema};
/// use govseg::Policy;
/// use govseg_table::{Classify, Column};
///
/// let schema = Arc::new(Schema::new(vec![
///     Field::new("name", DataType::Utf8, false),
///     Field::new("capacity", DataType::Utf8, true),
/// ]));
/// let names = StringArray::from(vec!["Town grant", "Passport"]);
/// let capacities = StringArray::from(vec![Some("official"), None]);
/// let batch = RecordBatch::try_new(schema.clone(), vec![Arc::new(names), Arc::new(capacities)])?;
///
/// let columns = Classify::new(Policy::gsa_2008()).columns(vec![Column::Segment]).over("services", &schema)?;
/// assert_eq!(columns.needed(), [1]);
/// let mut worker = columns.worker();
/// let classified = worker.classify(&batch, 1)?;
/// let segments = classified.added[0].as_dictionary::<arrow_array::types::Int8Type>();
/// assert_eq!(segments.downcast_dict::<StringArray>().unwrap().into_iter().collect::<Vec<_>>(), [
///     Some("intergovernmental"),
///     None,
/// ]);
/// assert_eq!(columns.summary([worker]).decided(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Columns<'a> {
    pub(crate) name: String,
    pub(crate) plan: Plan<'a>,
    chosen: Vec<Column>,
    texts: Option<&'a dyn TextModel>,
    pub(crate) header: Header,
    fields: Fields,
    counted: bool,
}

impl<'a> Classify<'a> {
    /// Settles how tables of a schema are classified; `name` stands in errors.
    ///
    /// # Errors
    /// If two columns have one name, or one is named like an added column.
    pub fn over(&self, name: &str, schema: &Schema) -> Result<Columns<'a>, TableError> {
        self.fits()?;
        // Nothing is written by rows: the form does not matter.
        let plan = self.plan(Form::JsonLines);
        Columns::new(name, plan, self.chosen().to_vec(), self.text_model(), schema)
    }
}

impl<'a> Columns<'a> {
    /// How many rows a batch may have. A larger one is cut, which copies nothing: see `RecordBatch::slice`.
    pub const MOST_ROWS: usize = 1 << 20;

    pub(crate) fn new(
        name: &str,
        plan: Plan<'a>,
        chosen: Vec<Column>,
        texts: Option<&'a dyn TextModel>,
        schema: &Schema,
    ) -> Result<Self, TableError> {
        let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
        for (place, column) in names.iter().enumerate() {
            if let Some(first) = names.iter().take(place).position(|before| before == column) {
                let (name, column) = (name.to_owned(), govseg::words::clip(column));
                return Err(TableError::DuplicateHeader { name, column, first: first + 1, second: place + 1 });
            }
        }
        plan.needs_text(name, &names)?;
        let header = plan.header(name, Form::JsonLines, names, None)?;
        let fields = Added::all(&plan, &chosen).into_iter().zip(&plan.added);
        let fields = fields.map(|((added, column), name)| added.field(name, column)).collect::<Vec<Field>>().into();
        Ok(Self { name: name.to_owned(), plan, chosen, texts, header, fields, counted: true })
    }

    /// Counts nothing, which is faster; the summary is then not to be used.
    #[must_use]
    pub fn uncounted(self) -> Self {
        Self { counted: false, ..self }
    }

    /// The added columns: for words dictionaries, for several segments lists, for `because` JSON texts.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// The places of the columns that are read, in order. A batch may lack all others.
    pub fn needed(&self) -> Vec<usize> {
        let bound = self.header.bound.iter().map(|(place, _)| *place);
        let mut needed: Vec<usize> = bound.chain(self.header.text).collect();
        needed.sort_unstable();
        needed.dedup();
        needed
    }

    /// What the caller should be told of the columns.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut sightings = Sightings::default();
        self.header.names.iter().for_each(|name| sightings.see(name, 0));
        sightings.warnings(&self.plan)
    }

    /// What reads the texts, for one thread.
    pub(crate) fn texts(&self) -> Option<RowTexts<'_>> {
        let column = self.header.text.and_then(|place| self.header.names.get(place))?;
        Some(RowTexts::new(column, self.texts?.reader()))
    }

    /// One that does the work, for one thread.
    pub fn worker(&self) -> ColumnWorker<'_> {
        ColumnWorker::new(self)
    }

    /// What came out, in numbers.
    pub fn summary<'c>(&'c self, workers: impl IntoIterator<Item = ColumnWorker<'c>>) -> Summary {
        let (mut all, mut rows) = (Tally::default(), (0, 0, 0));
        for worker in workers {
            let (tally, (rows_in, rejected, out)) = worker.finish();
            all.join(tally);
            rows = (rows.0 + rows_in, rows.1 + rejected, rows.2 + out);
        }
        all.summary(&self.plan, rows)
    }
}
