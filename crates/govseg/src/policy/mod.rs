//! Policies: which facts make which segment, as data that an agency can reorder, replace and refine.
//!
//! A file is read into a [`Reader`](crate::document::Reader) that knows where everything stands, resolved against what it extends into
//! a [`Resolved`] policy, and compiled into decision diagrams that answer exactly.

mod block;
pub(crate) mod canonical;
pub(crate) mod compile;
mod compiled;
mod first;
mod known;
mod lean;
mod resolve;
mod sorted;
mod source;
pub(crate) mod space;

use std::fmt;
use std::sync::OnceLock;

pub use lean::Lean;
pub use resolve::{File, Files, NoFiles};

use crate::decision::ask::Questions;
use crate::document::Format;
use crate::policy::sorted::Sorted;
use crate::problem::{Place, PolicyError, Problem, ProblemKind};
use crate::vocabulary::FactId;
use crate::{Contact, Decision, Error, Question, Segment, Vocabulary};
use block::Blocks;
pub(crate) use compile::Compiled;

include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

/// What one condition asks of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// The fact has one of these values.
    Values { fact: FactId, allowed: u64 },
    /// One of these channels was used; or, negated, none of them.
    Channels { listed: u64, negated: bool },
}

impl Condition {
    fn fact(&self) -> FactId {
        match self {
            Self::Values { fact, .. } => *fact,
            Self::Channels { .. } => FactId::CHANNEL,
        }
    }
}

/// Conditions on different facts as a table.
pub(crate) fn table(mut conditions: Vec<Condition>) -> Table {
    conditions.sort_by_key(Condition::fact);
    conditions
}

/// Conditions that must all hold, in fact order.
pub(crate) type Table = Vec<Condition>;

/// When something holds: any of these tables; absent, always.
pub(crate) type When = Option<Vec<Table>>;

#[derive(Clone, Debug)]
pub(crate) struct Implication {
    pub(crate) when: When,
    pub(crate) then: Table,
}

#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) segment: Segment,
    pub(crate) when: When,
    pub(crate) cites: Option<Vec<String>>,
    pub(crate) place: Place,
}

#[derive(Clone, Debug)]
pub(crate) struct SubSegment {
    pub(crate) id: String,
    pub(crate) segment: Segment,
    pub(crate) when: When,
    pub(crate) place: Place,
}

#[derive(Clone, Debug)]
pub(crate) struct MeasuredAs {
    pub(crate) when: When,
    pub(crate) segment: Option<Segment>,
    pub(crate) measures: Option<Vec<String>>,
    pub(crate) by: Option<String>,
    pub(crate) why: Option<String>,
    pub(crate) on: Option<String>,
    pub(crate) place: Place,
}

/// A policy with everything it inherits, in the order in which it decides.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolved {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) title: Option<String>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) implies: Vec<Implication>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) sub_segments: Vec<SubSegment>,
    pub(crate) measured_as: Vec<MeasuredAs>,
    /// By fact, then by the value's place.
    pub(crate) weights: Sorted<FactId, Sorted<usize, u32>>,
}

/// A policy, ready to decide.
///
/// ```
/// use govseg::{Benefit, Capacity, CustomerType, Facts, Policy, Segment};
///
/// let soldier = Facts::UNKNOWN.with(CustomerType::Military).with(Capacity::Private).with(Benefit::Financial);
/// let decision = Policy::gsa_2008().decide(soldier);
/// assert_eq!(decision.possible().to_string(), "beneficial, dutiful");
///
/// let agency = Policy::from_toml(r#"
///     id = "agency"
///     version = "1"
///     extends = "gsa-2008"
///
///     [[rule]]
///     id = "beneficial.soldier"
///     segment = "beneficial"
///     when = { customer = "military", benefit = "financial" }
/// "#)?;
/// assert_eq!(agency.decide(soldier).segment(), Some(Segment::Beneficial));
/// # Ok::<(), govseg::Error>(())
/// ```
pub struct Policy {
    pub(crate) resolved: Resolved,
    pub(crate) compiled: Compiled,
    blocks: Blocks,
    canonical: OnceLock<String>,
    digest: String,
}

impl Policy {
    /// How many rules a policy may have.
    pub const MOST_RULES: usize = 500;
    /// How many diagram nodes may be made while a policy is compiled. It is refused beyond, on every machine alike.
    pub const NODE_BUDGET: usize = 250_000;

    /// How many states an interview is planned over exactly: the product, over the facts that may be asked, of one more
    /// than the kinds of answer still possible. Beyond it each question is the best one step ahead, and says so.
    pub const STATE_BUDGET: u64 = 1 << 20;

    /// The default policy: the six segments of GSA's USA Services.
    #[expect(clippy::missing_panics_doc, reason = "it cannot: the file is part of the crate and is tested")]
    pub fn gsa_2008() -> &'static Self {
        static POLICY: OnceLock<Policy> = OnceLock::new();
        #[expect(clippy::expect_used, reason = "the file is part of the crate and is tested")]
        POLICY.get_or_init(|| Self::builtin("gsa-2008").expect("the default policy is sound"))
    }

    /// The ids of the built-in policies.
    pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
        POLICIES.iter().filter(|(_, _, in_force, _)| *in_force).map(|(id, ..)| *id)
    }

    /// Every version of the built-in policies that there ever was, as `id@version`.
    pub fn builtin_versions() -> impl Iterator<Item = String> {
        POLICIES.iter().map(|(id, version, ..)| format!("{id}@{version}"))
    }

    /// Whether that is the id of a built-in policy, or one with its version.
    pub fn is_builtin(name: &str) -> bool {
        resolve::builtin(name).is_some()
    }

    /// The built-in policy of that id; with its version behind it, `gsa-2008@1`, just that one, else the one in force.
    ///
    /// # Errors
    /// If there is none.
    pub fn builtin(id: &str) -> Result<Self, Error> {
        let text = resolve::builtin(id).ok_or_else(|| PolicyError::from(resolve::no_policy(id)))?;
        Self::from_file(File::new(id, text), Format::Json, &NoFiles)
    }

    /// Reads a policy written in TOML that extends nothing or a built-in policy.
    ///
    /// # Errors
    /// All that is wrong with it, with line and column.
    #[cfg(feature = "toml")]
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        Self::from_file(File::new("policy", text), Format::Toml, &NoFiles)
    }

    /// Reads a policy written in JSON that extends nothing or a built-in policy.
    ///
    /// # Errors
    /// All that is wrong with it, with line and column.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        Self::from_file(File::new("policy", text), Format::Json, &NoFiles)
    }

    /// Reads a policy that may extend other files; `files` fetches them, since this crate reads none itself.
    ///
    /// # Errors
    /// All that is wrong with it or with a file it extends, with line and column.
    pub fn from_file(file: File, format: Format, files: &dyn Files) -> Result<Self, Error> {
        let resolved = resolve::resolve(file, format, files)?;
        let compiled = Compiled::new(&resolved).map_err(|large| PolicyError::from(Problem::too_large(large)))?;
        let canonical = canonical::policy(&resolved).to_string();
        let digest = canonical::digest(&canonical);
        Ok(Self { resolved, compiled, blocks: Blocks::default(), canonical: OnceLock::from(canonical), digest })
    }

    /// The policy's id.
    pub fn id(&self) -> &str {
        &self.resolved.id
    }

    /// The policy's version.
    pub fn version(&self) -> &str {
        &self.resolved.version
    }

    /// The policy's title, if it has one.
    pub fn title(&self) -> Option<&str> {
        self.resolved.title.as_deref()
    }

    /// `sha256:` and the hash of the resolved policy's canonical JSON: two policies of one digest decide everything alike.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The resolved policy as canonical JSON (RFC 8785). It is itself a policy file without `extends`.
    pub fn to_json(&self) -> &str {
        self.canonical.get_or_init(|| canonical::policy(&self.resolved).to_string())
    }

    /// The facts and values that this policy knows.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.resolved.vocabulary
    }

    /// The ids of the rules, in the order in which they decide, each with its segment.
    pub fn rules(&self) -> impl Iterator<Item = (&str, Segment)> {
        self.resolved.rules.iter().map(|rule| (rule.id.as_str(), rule.segment))
    }

    /// The ids of the sub-segments, each with its segment.
    pub fn sub_segments(&self) -> impl Iterator<Item = (&str, Segment)> {
        self.resolved.sub_segments.iter().map(|sub| (sub.id.as_str(), sub.segment))
    }

    /// Reads a contact from JSON, with the policy's own facts.
    ///
    /// # Errors
    /// Whatever is wrong with it; see [`Error`].
    pub fn parse(&self, json: &str) -> Result<Contact, Error> {
        self.vocabulary().parse(json)
    }

    /// The question to ask next about a contact, if one can change what is possible; `not_sure` names the facts that
    /// may not be asked again.
    pub fn ask(&self, contact: impl Into<Contact>, not_sure: &[FactId]) -> Option<Question> {
        self.ask_within(contact, not_sure, Self::STATE_BUDGET)
    }

    /// The same with another budget of states, for who would rather have a good question at once than the best one
    /// later: with 0 every question is the best one step ahead. Whether any question can change anything is exact all the
    /// same, as long as no more than a million diagram nodes must be visited to find out; beyond, one is asked.
    pub fn ask_within(&self, contact: impl Into<Contact>, not_sure: &[FactId], states: u64) -> Option<Question> {
        Questions::new(self, not_sure, states).next(contact.into())
    }

    /// Questions about one contact after the other, much faster than each by itself; `not_sure` names the facts that
    /// may not be asked.
    ///
    /// ```
    /// use govseg::{Capacity, Charge, Facts, Policy};
    ///
    /// let policy = Policy::gsa_2008();
    /// let mut questions = policy.questions(&[]);
    /// for known in [Facts::UNKNOWN.with(Capacity::Private), Facts::UNKNOWN.with(Charge::Price)] {
    ///     assert_eq!(questions.next(known), policy.ask(known, &[]));
    /// }
    /// ```
    pub fn questions(&self, not_sure: &[FactId]) -> Questions<'_> {
        Questions::new(self, not_sure, Self::STATE_BUDGET)
    }

    /// Decides a contact. What the decision rests on is worked out when it is asked for.
    pub fn decide(&self, contact: impl Into<Contact>) -> Decision<'_> {
        Decision::new(self, contact.into())
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { resolved, digest, .. } = self;
        f.debug_struct("Policy")
            .field("id", &resolved.id)
            .field("version", &resolved.version)
            .field("digest", digest)
            .finish_non_exhaustive()
    }
}
