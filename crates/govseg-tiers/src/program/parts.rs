//! What a programme is made of.

use govseg::Place;
use strum::{Display, IntoStaticStr};

use crate::Amount;

/// Which columns of the accounts hold what, and how accounts belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Columns {
    /// The account's id.
    pub id: String,
    /// The account that it belongs to.
    pub parent: String,
    /// How much of it each of several parents has.
    pub shares: Option<String>,
    /// The currency of its money, if it is said.
    pub currency: Option<String>,
    /// The period of its measures, if it is said.
    pub period: Option<String>,
    /// The tier that it held before.
    pub held: Option<String>,
    /// Until when it holds it.
    pub held_until: Option<String>,
    /// Where it is, for whoever looks after it: a column of words.
    pub place: Option<usize>,
    /// How far up accounts count together.
    pub together: Together,
    /// What becomes of accounts that belong together and differ in currency or period.
    pub mixed: Mixed,
    /// Whether a parent that is no account is taken for none, rather than for a mistake.
    pub orphans_are_roots: bool,
}

/// How far up accounts count together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Together {
    /// Each with all that it belongs to, up to the very top.
    Root,
    /// Each with those so many steps above it; 0: each alone.
    Steps(u32),
}

/// What becomes of accounts that belong together and differ in currency or period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mixed {
    /// They are an error.
    Refuse,
    /// They are not added to each other.
    Apart,
}

/// When tiers are earned, and until when they are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Window {
    /// The first day that counts.
    pub from: String,
    /// The last day that counts.
    pub to: String,
    /// The last day on which a tier that was earned is held.
    pub until: Option<String>,
    /// The word for it, which the accounts' own period must be.
    pub period: Option<String>,
    /// How many tiers a customer falls at most when a tier is not earned again.
    pub soft_landing: Option<u32>,
}

/// What kind of thing a measure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Display, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// What the provider takes in.
    Revenue,
    /// What the customer spends.
    Spend,
    /// Points that are mostly bought.
    Points,
    /// How much is needed.
    Need,
    /// How many: employees, cases, contacts.
    Count,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Revenue, Self::Spend, Self::Points, Self::Need, Self::Count];

    /// Whether whoever has more money has more of it.
    pub fn is_monetary(self) -> bool {
        matches!(self, Self::Revenue | Self::Spend | Self::Points)
    }
}

/// How the values of accounts that belong together become one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RollUp {
    /// Added up.
    Sum,
    /// The largest.
    Max,
    /// Added up, each with the share in the column of that name that belongs to its parent.
    Weighted(String),
}

/// Something that accounts are measured by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Measure {
    /// Its id.
    pub id: String,
    /// The column that holds it.
    pub column: String,
    /// What kind of thing it measures.
    pub kind: Kind,
    /// What it counts: `USD`, `points`.
    pub unit: Option<String>,
    /// How the values of accounts that belong together become one.
    pub roll_up: RollUp,
}

/// A column of words: a place, a need, a kind of customer, anything of the agency's own.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WordColumn {
    /// Its id.
    pub id: String,
    /// The column that holds it.
    pub column: String,
    /// The words it may hold; nothing where any may stand.
    pub values: Option<Vec<String>>,
}

/// When in the course of a service something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Stage {
    /// Before it.
    Before,
    /// While it lasts.
    During,
    /// After it.
    After,
}

impl Stage {
    /// The stages in their order.
    pub const ALL: [Self; 3] = [Self::Before, Self::During, Self::After];
}

/// Treatments of which a customer gets one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Slot {
    /// Its id.
    pub id: String,
    /// Whether the strongest ground decides; else the treatment that stands first in the programme.
    pub by_ground: bool,
}

/// Something that a customer can get.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Treatment {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: Option<String>,
    /// When.
    pub stage: Stage,
    /// Among which a customer gets one.
    pub slot: Option<usize>,
    /// What it costs for one account and period.
    pub cost: Amount,
    /// Whose time it takes.
    pub needs: Option<Need>,
    pub(crate) place: Place,
}

/// Whose time a treatment takes, and how much.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Need {
    /// Whose.
    pub role: usize,
    /// Hours for one account and period.
    pub hours: Amount,
}

/// Who looks after accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Role {
    /// Its id.
    pub id: String,
    /// How.
    pub kind: RoleKind,
}

/// How accounts are looked after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Display, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum RoleKind {
    /// By one person whom the customer knows.
    Dedicated,
    /// By whoever of a team is free.
    Pooled,
    /// By themselves.
    SelfService,
}

impl RoleKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Dedicated, Self::Pooled, Self::SelfService];
}

/// A tier.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tier {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Option<String>,
    /// Whether only what an account does alone counts.
    pub alone: bool,
    /// What it gives.
    pub gives: Vec<usize>,
    /// Whether that stands instead of what the tiers below give.
    pub instead: bool,
    pub(crate) place: Place,
}

/// On what a grant rests, the strongest ground first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Basis {
    /// Law demands it.
    LegalDuty,
    /// Somebody needs it.
    Need,
    /// It is a courtesy.
    Courtesy,
    /// It was bought.
    Bought,
    /// A step that is earned and is no tier.
    Step,
}

impl Basis {
    /// The grounds, the strongest first.
    pub const ALL: [Self; 5] = [Self::LegalDuty, Self::Need, Self::Courtesy, Self::Bought, Self::Step];
}

/// A ground that gives treatments without a tier.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Grant {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Option<String>,
    /// On what it rests.
    pub basis: Basis,
    /// Where that is written.
    pub cites: Option<String>,
    /// What it gives.
    pub gives: Vec<usize>,
    pub(crate) place: Place,
}

/// What a wrong tier costs, for one account and period.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Costs {
    /// By the tier that a customer is treated as, and the tier that would be right.
    pub matrix: Vec<Vec<Amount>>,
    /// The columns with the chance that each tier is the right one.
    pub chances: Vec<String>,
}
