//! The engine of the npm package `govseg`: words and numbers in, words and numbers out, nothing decided here.
//!
//! It is built seven times. `main` decides, classifies and interviews under policies in compiled form; `policy` reads,
//! compiles, checks and compares policies; `words` explains decisions and describes policies; `measures` says what to
//! measure; `text` what the words of a description suggest; `tiers` how one customer will be treated; `slim` only
//! decides. JavaScript passes contacts as four 32-bit halves of their two words, and texts as JSON in the core's own
//! wire forms: both cross the border fast, and need no library on either side.

#![deny(unsafe_code)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[cfg(any(feature = "main", feature = "slim"))]
mod answer;
#[cfg(any(feature = "engine", feature = "slim"))]
mod contact;
#[cfg(feature = "main")]
mod deciding;
#[cfg(feature = "engine")]
mod engine;
#[cfg(feature = "main")]
mod interview;
#[cfg(feature = "policy")]
mod knowledge;
#[cfg(feature = "measures")]
mod measures;
#[cfg(feature = "main")]
pub mod reasons;
#[cfg(feature = "main")]
mod rows;
#[cfg(feature = "words")]
mod sentences;
#[cfg(feature = "slim")]
mod slim;
#[cfg(all(test, target_family = "wasm", any(feature = "engine", feature = "slim")))]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may fail")]
mod tests;
#[cfg(feature = "text")]
mod text;
#[cfg(feature = "tiers")]
mod tiers;

/// A third of the size of the one that comes with the language, and as fast where little is in use at a time.
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
