//! The decision semantics of govseg as a slow, plain, executable form of its contract.
//!
//! Everything here is done in the most literal way: words are strings, sets are lists, and what a contact
//! can still be is found by going through its completions one after the other. The engine works quite
//! differently and shares no code with this crate, so where the two agree, neither has borrowed the
//! other's mistake.
//!
//! - [`vocabulary`]: the words, in the order that the contract gives them
//! - [`facts`]: what is known about a contact, and how its JSON is read
//! - [`policy`]: policy files, what they inherit, and the digest of what comes out
//! - [`completion`]: the contacts that a partly known contact may turn out to be
//! - [`decide`](mod@decide): the decision
//! - [`interview`]: which fact to ask next
//! - [`assignments`]: full assignments with their segment and rule, for other engines
//! - [`golden`]: the default policy written out by hand, as a table of every assignment
//! - [`cases`]: the case files, made from hand-written inputs and checked against them

pub mod assignments;
pub mod canonical;
pub mod cases;
pub mod completion;
pub mod decide;
pub mod facts;
pub mod golden;
pub mod interview;
pub mod policy;
pub mod vocabulary;
