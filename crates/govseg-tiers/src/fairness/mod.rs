//! How tiers fall across groups: shares and gaps with their intervals, small cells hidden.

// `count` puts accounts into a table, and says what of it is shown; `said` makes shares and gaps of what is.
mod count;
mod said;

use govseg_numbers::stats::Interval;
use serde::Serialize;

/// What stands for accounts whose tier or group is not known.
pub const UNKNOWN: &str = "(unknown)";
/// What stands for all groups together.
pub const ALL: &str = "(all)";
/// What stands for all other groups.
pub const THE_REST: &str = "(the rest)";

/// How the report is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// Below how many accounts a cell is hidden. 11 if nothing is said, as small cells of measures are.
    pub k: u64,
    /// The level of intervals.
    pub level: f64,
    /// The group that others are held against, by its number; each against the rest, if nothing is said.
    pub reference: Option<u32>,
}

impl Default for Asked {
    fn default() -> Self {
        Self { k: 11, level: 0.95, reference: None }
    }
}

/// No groups of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{column}` is no column of the programme; {mend}")]
#[non_exhaustive]
pub struct NoGroups {
    /// The column that was named.
    pub column: String,
    /// How to mend it.
    pub mend: String,
}

/// The tiers and groups of accounts, a place for each account.
#[derive(Clone, Copy, Debug)]
pub struct Groups<'a> {
    /// The tier of each account, by its number; nothing where it is not known.
    pub tiers: &'a [Option<u32>],
    /// What tiers are called, the lowest first.
    pub tier_names: &'a [&'a str],
    /// The group of each account, by its number; nothing where it is not known.
    pub groups: &'a [Option<u32>],
    /// What groups are called.
    pub group_names: &'a [&'a str],
}

/// A share of a group, with what else is in keeping with it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Share {
    /// The share, from 0 to 1; a gap, from -1 to 1.
    pub value: f64,
    /// Its interval: Wilson's for a share, Newcombe's for a gap.
    pub interval: Option<Interval>,
}

/// How many of a group are of a tier.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TierShare {
    /// The tier.
    pub tier: String,
    /// How many accounts; nothing if that is hidden.
    pub accounts: Option<u64>,
    /// Which share of the group that is.
    pub share: Option<Share>,
    /// Which share of the group is of this tier or a higher one. Not said of accounts whose tier is not known.
    pub reached: Option<Share>,
    /// How much more of the group reached it than of those that it is held against.
    pub gap: Option<Share>,
}

/// How the tiers of one group fall.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct GroupShares {
    /// The group.
    pub group: String,
    /// How many accounts; nothing if that is hidden.
    pub accounts: Option<u64>,
    /// Each tier, the lowest first.
    pub tiers: Vec<TierShare>,
}

/// How tiers fall across groups.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Fairness {
    /// Below how many accounts a cell is hidden.
    pub k: u64,
    /// The level of intervals.
    pub level: f64,
    /// What groups are held against.
    pub against: String,
    /// The groups, and all together in the end.
    pub groups: Vec<GroupShares>,
    /// How many cells are hidden, for being small or to keep others from being told.
    pub hidden: usize,
}

impl Groups<'_> {
    /// How tiers fall across groups.
    ///
    /// A cell below `k` accounts is hidden, and as many more cells and totals as it takes that none can be told; shares
    /// and gaps are said only where they follow from what is shown. The report says how far groups are apart, not
    /// whether that is right: needs may differ, and intervals know of chance only.
    ///
    /// ```
    /// use govseg_tiers::fairness::{Asked, Groups};
    ///
    /// let tiers: Vec<_> = (0..200).map(|account| Some(u32::from(account % 4 == 0 || account > 150))).collect();
    /// let groups: Vec<_> = (0..200).map(|account| Some(u32::from(account >= 100))).collect();
    /// let report = Groups {
    ///     tiers: &tiers,
    ///     tier_names: &["standard", "key"],
    ///     groups: &groups,
    ///     group_names: &["city", "county"],
    /// }
    /// .fairness(&Asked::default());
    /// let county = &report.groups[1].tiers[1];
    /// assert_eq!((county.tier.as_str(), county.accounts), ("key", Some(62)));
    /// assert!(county.gap.unwrap().interval.unwrap().low > 0.2);
    /// ```
    pub fn fairness(&self, asked: &Asked) -> Fairness {
        count::Table::of(self, asked.k).said(asked)
    }
}
