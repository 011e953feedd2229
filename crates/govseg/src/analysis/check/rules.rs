//! Values that never occur, rules that never hold or never fire, and rules that hold together.

use super::super::{FindingKind, Severity};
use super::Checker;
use crate::diagram::{Id, OverBudget};
use crate::words::quoted;

impl Checker<'_> {
    pub(super) fn values(&mut self) -> Result<(), OverBudget> {
        let names = self.policy.vocabulary();
        for fact in self.policy.compiled.mentioned.clone() {
            for (index, value) in names.values(fact).iter().enumerate() {
                let area = self.builder.area(&[(self.levels.fact(fact), 1 << index)])?;
                if !self.meet(self.lawful, area)? {
                    let ids = vec![names.name(fact).to_owned(), value.clone()];
                    let message = format!("the implications leave `{}` = `{value}` to no contact", names.name(fact));
                    self.find(FindingKind::ValueNeverOccurs, Severity::Warning, ids, message, None, None);
                }
            }
        }
        Ok(())
    }

    pub(super) fn rules(&mut self) -> Result<(), OverBudget> {
        let mut earlier = Id::FALSE;
        for (index, rule) in self.policy.resolved.rules.iter().enumerate() {
            let Some(&here) = self.holds.get(index) else { continue };
            let place = Some(&rule.place);
            if !self.meet(self.lawful, here)? {
                let message = format!("the rule `{}` can never hold: no contact satisfies its conditions", rule.id);
                self.find(FindingKind::RuleNeverHolds, Severity::Warning, vec![rule.id.clone()], message, None, place);
                continue;
            }
            let unclaimed = self.builder.not(earlier)?;
            if !self.meet(unclaimed, here)? {
                let mut ids = vec![rule.id.clone()];
                for (other, &before) in self.policy.resolved.rules.iter().zip(&self.holds.clone()).take(index) {
                    if self.meet(before, here)? {
                        ids.push(other.id.clone());
                    }
                }
                let by = quoted(ids.get(1..).unwrap_or_default());
                let message = format!("the rule `{}` can never fire: wherever it holds, {by} holds before it", rule.id);
                self.find(FindingKind::RuleNeverFires, Severity::Warning, ids, message, None, place);
            }
            earlier = self.builder.or(earlier, here)?;
        }
        Ok(())
    }

    pub(super) fn overlaps(&mut self) -> Result<(), OverBudget> {
        let rules = &self.policy.resolved.rules;
        for (later_at, later) in rules.iter().enumerate() {
            for (at, winner) in rules.iter().enumerate().take(later_at) {
                // A rule without conditions is meant to take the rest; of one segment it does not matter which fires.
                if winner.segment == later.segment || later.when.is_none() {
                    continue;
                }
                let (Some(&a), Some(&b)) = (self.holds.get(at), self.holds.get(later_at)) else { continue };
                if self.meet(a, b)? {
                    let shared = self.both(a, b)?;
                    let extent = self.extent(shared)?;
                    let message = format!("`{}` and `{}` hold together; `{}` wins", winner.id, later.id, winner.id);
                    let ids = vec![winner.id.clone(), later.id.clone()];
                    self.find(
                        FindingKind::RulesOverlap,
                        Severity::Note,
                        ids,
                        message,
                        Some(extent),
                        Some(&later.place),
                    );
                }
            }
        }
        Ok(())
    }
}
