//! The space of contacts as levels of a diagram, and conditions as areas in it.

use crate::diagram::{Builder, Id, OverBudget};
use crate::facts::Field;
use crate::policy::{Condition, Resolved, Table, When};
use crate::vocabulary::FactId;
use crate::{Contact, Fact};

/// The facts of rules and implications, in order.
pub(crate) fn mentioned(policy: &Resolved) -> Vec<FactId> {
    let rules = policy.rules.iter().map(|rule| &rule.when);
    let implied = policy.implies.iter().map(|implication| &implication.when);
    let tables =
        rules.chain(implied).flatten().flatten().chain(policy.implies.iter().map(|implication| &implication.then));
    in_order(tables.flat_map(facts_of).collect())
}

/// Each of the facts once, in order.
pub(crate) fn in_order(mut facts: Vec<FactId>) -> Vec<FactId> {
    facts.sort_unstable();
    facts.dedup();
    facts
}

pub(crate) fn facts_of(table: &Table) -> impl Iterator<Item = FactId> {
    table.iter().filter_map(|condition| match condition {
        Condition::Values { fact, .. } => Some(*fact),
        Condition::Channels { .. } => None,
    })
}

/// Which fact stands at which level of a diagram; behind the facts, one level for each channel that matters.
pub(crate) struct Levels {
    facts: Vec<FactId>,
    channels: Vec<u32>,
    pub(crate) fields: Vec<Field>,
}

/// A channel's two values: not used, used.
const USED: u64 = 0b10;

impl Levels {
    pub(crate) fn new(policy: &Resolved, facts: &[FactId], channels: &[u32]) -> Self {
        let of_facts = facts.iter().map(|&fact| policy.vocabulary.field(fact));
        let of_channels = channels.iter().map(|&channel| Field::new(2, u8::try_from(2 * channel).unwrap_or(0), 2));
        Self { facts: facts.to_vec(), channels: channels.to_vec(), fields: of_facts.chain(of_channels).collect() }
    }

    pub(crate) fn fact(&self, fact: FactId) -> u16 {
        self.facts.binary_search(&fact).ok().and_then(|level| u16::try_from(level).ok()).unwrap_or(u16::MAX)
    }

    fn channel(&self, channel: u32) -> u16 {
        let place = self.channels.binary_search(&channel).unwrap_or(usize::MAX).saturating_add(self.facts.len());
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    /// Every channel that matters unused.
    pub(crate) fn unused(&self) -> Vec<(u16, u64)> {
        self.channels.iter().map(|&channel| (self.channel(channel), !USED)).collect()
    }

    /// Where the condition holds, as a diagram.
    pub(crate) fn when(&self, when: &When, builder: &mut Builder) -> Result<Id, OverBudget> {
        let Some(tables) = when else { return Ok(Id::TRUE) };
        let mut any = Id::FALSE;
        for table in tables {
            let all = self.table(table, builder)?;
            any = builder.or(any, all)?;
        }
        Ok(any)
    }

    pub(crate) fn table(&self, table: &Table, builder: &mut Builder) -> Result<Id, OverBudget> {
        let mut sides = Vec::new();
        let mut any_channel = None;
        for condition in table {
            match *condition {
                Condition::Values { fact, allowed } => sides.push((self.fact(fact), allowed)),
                Condition::Channels { listed, negated: true } => {
                    sides.extend(channels_in(listed).map(|channel| (self.channel(channel), !USED)));
                }
                Condition::Channels { listed, negated: false } => any_channel = Some(listed),
            }
        }
        let area = builder.area(&sides)?;
        let Some(listed) = any_channel else { return Ok(area) };
        let mut used = Id::FALSE;
        for channel in channels_in(listed) {
            let one = builder.area(&[(self.channel(channel), USED)])?;
            used = builder.or(used, one)?;
        }
        let outside = builder.not(used)?;
        builder.choose(outside, Id::FALSE, area)
    }
}

pub(crate) fn channels_in(set: u64) -> impl Iterator<Item = u32> {
    (0..u64::BITS).filter(move |channel| set >> channel & 1 == 1)
}

/// Where all implications are kept.
pub(crate) fn lawful(policy: &Resolved, levels: &Levels, builder: &mut Builder) -> Result<Id, OverBudget> {
    let mut broken = Id::FALSE;
    for implication in &policy.implies {
        let when = levels.when(&implication.when, builder)?;
        let then = levels.table(&implication.then, builder)?;
        let here = builder.choose(then, Id::FALSE, when)?;
        broken = builder.or(broken, here)?;
    }
    builder.not(broken)
}

/// For each channel the pair "may be unused, may be used".
pub(crate) fn channel_pairs(contact: Contact) -> u64 {
    let field = Fact::Channel.field();
    let used = contact.read(field);
    if used == 0 {
        return u64::MAX;
    }
    (0..field.width)
        .fold(0, |pairs, channel| pairs | (if used >> channel & 1 == 1 { USED } else { USED >> 1 }) << (2 * channel))
}
