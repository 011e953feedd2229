//! The report: one page for people about what became of a table.
//!
//! While rows are classified a `Ledger` is kept of them, in bounded memory (`naming` says what rows are called by, `counts`,
//! `groups`, `examples` and `outlook` are its parts). When the table has ended it becomes `Findings`, and `page` makes HTML
//! of them: `html` writes elements, `words` speaks the language, `bars` draws, and each of the other modules is a
//! section of the page.

mod bars;
mod basis;
mod clashes;
mod counts;
mod examples;
mod findings;
mod groups;
mod html;
mod ledger;
mod measuring;
mod naming;
mod open;
mod outlook;
mod overview;
mod page;
mod samples;
mod tables;
mod words;

pub(crate) use findings::About;
pub use findings::Findings;
pub(crate) use ledger::Ledger;
pub use naming::Naming;
pub(crate) use naming::{Places, RowNames};
pub use page::page;

/// A text as it is kept: without spaces around it, and cut where it is too long to be shown. Names are told apart by
/// what is kept of them.
fn clipped(text: &str) -> &str {
    const LONGEST: usize = 300;
    let text = text.trim();
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default()
}
