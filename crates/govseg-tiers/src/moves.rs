//! Two programmes held against each other on the same accounts: who moves, and what it costs.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{Amount, Assignment};

/// An account that moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Move {
    /// The account.
    pub account: String,
    /// The tier that it was in.
    pub from: Option<String>,
    /// The tier that it will be in.
    pub to: Option<String>,
    /// How much more its treatments will cost for the period.
    pub cost: Amount,
}

/// The accounts that move from one tier to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Flow {
    /// The tier that they were in.
    pub from: Option<String>,
    /// The tier that they will be in.
    pub to: Option<String>,
    /// How many.
    pub accounts: u64,
    /// How much more their treatments will cost for the period.
    pub cost: Amount,
}

/// What another programme would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Moves {
    /// How many accounts there are.
    pub accounts: u64,
    /// How many move.
    pub moved: u64,
    /// How many stay in their tier, and are treated otherwise.
    pub treated_otherwise: u64,
    /// How much more all treatments will cost for the period.
    pub cost: Amount,
    /// From where to where, in the order of the tiers.
    pub flows: Vec<Flow>,
    /// The accounts that move, in the order of the rows.
    pub moves: Vec<Move>,
}

impl Assignment<'_> {
    /// What an account's treatments cost for the period.
    pub fn cost(&self, account: usize) -> Amount {
        let given = self.treatments(account).into_iter();
        given.filter_map(|one| self.program().treatments.get(one.treatment)).map(|one| one.cost).sum()
    }

    /// What the other programme would change; its accounts are those of the same table.
    ///
    /// ```
    /// use govseg_tiers::{Accounts, Assignment, Program};
    ///
    /// let text = Program::builtin_text("shared-services").unwrap();
    /// let programs = [text.to_owned(), text.replace("at_least = 1_000_000", "at_least = 600_000")];
    /// let [now, then] = programs.map(|text| Program::parse("a.toml", &text).unwrap());
    /// let accounts = |program| {
    ///     let mut reader = Accounts::reader(program, &["account", "revenue"]).unwrap();
    ///     reader.row(&["RAIL", "700000"]);
    ///     reader.finish().unwrap()
    /// };
    /// let (before, after) = (accounts(&now), accounts(&then));
    /// let moves = Assignment::new(&now, &before, None)?.moves(&Assignment::new(&then, &after, None)?);
    /// assert_eq!((moves.moved, moves.moves[0].to.as_deref()), (1, Some("key")));
    /// assert_eq!(moves.cost.to_string(), "18600");
    /// # Ok::<(), govseg_tiers::ForestError>(())
    /// ```
    pub fn moves(&self, after: &Assignment<'_>) -> Moves {
        let tier = |side: &Assignment<'_>, tier: Option<u8>| {
            let tier = tier.and_then(|tier| side.program().tiers.get(usize::from(tier)));
            tier.map(|tier| tier.id.clone())
        };
        let mut flows: BTreeMap<(Option<u8>, Option<u8>), Flow> = BTreeMap::new();
        let mut moves = Moves {
            accounts: 0,
            moved: 0,
            treated_otherwise: 0,
            cost: Amount::ZERO,
            flows: Vec::new(),
            moves: Vec::new(),
        };
        for (account, (one, other)) in self.outcomes().iter().zip(after.outcomes()).enumerate() {
            let (from, to) = (tier(self, one.tier), tier(after, other.tier));
            let cost = after.cost(account) - self.cost(account);
            moves.accounts += 1;
            moves.cost = moves.cost + cost;
            if from == to {
                moves.treated_otherwise += u64::from(self.treated(account) != after.treated(account));
                continue;
            }
            moves.moved += 1;
            let flow = flows.entry((one.tier, other.tier)).or_insert_with(|| Flow {
                from: from.clone(),
                to: to.clone(),
                accounts: 0,
                cost: Amount::ZERO,
            });
            flow.accounts += 1;
            flow.cost = flow.cost + cost;
            moves.moves.push(Move { account: self.accounts().id(account).to_owned(), from, to, cost });
        }
        moves.flows = flows.into_values().collect();
        moves
    }

    /// The ids of what an account gets.
    fn treated(&self, account: usize) -> Vec<&str> {
        let given = self.treatments(account).into_iter();
        let ids = given.filter_map(|one| self.program().treatments.get(one.treatment)).map(|one| one.id.as_str());
        let mut ids: Vec<_> = ids.collect();
        ids.sort_unstable();
        ids
    }
}
